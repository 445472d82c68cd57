"""What the benchmark says of its figures."""

from __future__ import annotations

from bench.county import Size
from bench.questions import questions
from bench.read_path import Contest, Turn, table

POINT = questions(Size())[0]


def turn(p50: float) -> Turn:
    """Make a turn of which only the median matters."""
    return Turn(p50, p99=9.0, rate=1000 / p50, service_cpu=0.5, database_cpu=None)


def test_the_verdict_goes_by_the_median_of_the_rounds() -> None:
    """One slow round decides nothing; each round is compared with the limit of the same round."""
    limit = (turn(1.0), turn(2.0), turn(1.0))
    good = Contest(POINT, (turn(1.5), turn(3.0), turn(9.0)), limit)
    bad = Contest(POINT, (turn(1.8), turn(3.6), turn(1.0)), limit)
    assert good.times == 1.5
    assert "1.50 times the limit's p50, at most 1.7: limit met" in table([good])
    assert "1.80 times the limit's p50, at most 1.7: limit missed" in table([bad])


def test_a_smaller_county_keeps_its_proportions() -> None:
    """Every number shrinks alike, but never to nothing."""
    small = Size().scaled(0.1)
    assert (small.households, small.persons, small.cadres) == (4000, 9000, 2000)
    assert Size().scaled(0.0001).villages == 12
