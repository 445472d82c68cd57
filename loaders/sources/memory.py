"""What earlier rows of a file said that a later row of it needs."""

from __future__ import annotations

from collections import Counter

from graph.values import Hash


class Memory:
    """Remembers, file by file, what one row cannot know of the others."""

    def __init__(self) -> None:
        self._bearers: dict[tuple[str, str], Hash] = {}
        self._members: Counter[tuple[str, str]] = Counter()
        self._counties: dict[tuple[str, str], str] = {}
        self._articles: dict[tuple[str, str], dict[str, int]] = {}

    def is_namesake(self, file: str, cadre: str, citizen: Hash) -> bool:
        """Say whether a file gave the same cadre another citizen number before."""
        return self._bearers.setdefault((file, cadre), citizen) != citizen

    def next_member(self, file: str, household: str) -> int:
        """Count the rows of a household, from 1."""
        self._members[file, household] += 1
        return self._members[file, household]

    def place_of(self, file: str, policy: str, article: str) -> int:
        """Give the place of an article among those of its policy, from 1."""
        places = self._articles.setdefault((file, policy), {})
        return places.setdefault(article, len(places) + 1)

    def banks(self, file: str, project: str, county: str) -> None:
        """Note which county banks a project."""
        self._counties[file, project] = county

    def bank_of(self, file: str, project: str) -> str:
        """Give the county that banks a project, or nothing where no row said so."""
        return self._counties.get((file, project), "")
