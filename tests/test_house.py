"""The laws of the house, walked over every file that belongs to the repository."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST = 300
LONGEST_TEST = 450
BANNED = {"utils", "helpers", "common", "manager", "service", "handler"}
# Here the word is the field's own: those who help (帮扶力量).
NAMED_BY_THE_FIELD = {Path("graph/model/helpers.py")}
# A folder of somebody's machine, never of the container or of the reader.
MACHINE_PATH = re.compile(r"(?<![\w./$~}-])/(?:work|root|home|Users)/[\w.-]")
REGISTRY = re.compile(
    r"pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com"
    r"|repo1\.maven\.org|repo\.maven\.apache\.org|proxy\.golang\.org|/simple/?$",
    re.MULTILINE,
)
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Every file that git keeps or would keep."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files belong to the repository is unknown")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(  # noqa: S603  # fixed words
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    listed = [ROOT / name for name in done.stdout.split("\0") if name]
    return [path for path in listed if path.is_file()]


@pytest.fixture(scope="session")
def modules(files: list[Path]) -> list[Path]:
    """Every Python module of the repository."""
    return [path for path in files if path.suffix == ".py"]


def _text(path: Path) -> str | None:
    content = path.read_bytes()
    try:
        return None if b"\0" in content else content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _places(files: list[Path], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]}"
        for path in files
        if (text := _text(path)) is not None
        for found in pattern.finditer(text)
    ]


def _opening(path: Path) -> str:
    """Say what is wrong with how a module begins, or nothing."""
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    first = (ast.get_docstring(tree) or "").partition("\n")[0]
    if not first.endswith((".", "?")):
        return "its first line is no sentence"
    if re.search(r"[.?!] +[A-Z]", first):
        return "its first line is more than one sentence"
    match tree.body[1:]:
        case []:
            return ""
        case [ast.ImportFrom(module="__future__", names=[ast.alias(name="annotations")]), *_]:
            return ""
        case _:
            return "`from __future__ import annotations` does not follow the first sentence"


def test_the_walk_finds_the_house(modules: list[Path]) -> None:
    """The laws below look at something."""
    assert {ROOT / "graph" / "errors.py", Path(__file__)} <= set(modules)


def test_every_module_begins_with_one_sentence(modules: list[Path]) -> None:
    """The reader of the first line knows which room this is."""
    assert [
        f"{path.relative_to(ROOT)}: {wrong}" for path in modules if (wrong := _opening(path))
    ] == []


def test_no_module_is_long(modules: list[Path]) -> None:
    """More than 300 lines are two modules; tests may list more cases."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert [
        f"{path.name}: {lines}"
        for path, lines in lengths.items()
        if lines > (LONGEST_TEST if "tests" in path.relative_to(ROOT).parts else LONGEST)
    ] == []


def test_no_name_says_nothing(modules: list[Path]) -> None:
    """A module and its folders are named after what they hold."""
    named = {path.relative_to(ROOT) for path in modules} - NAMED_BY_THE_FIELD
    assert [path for path in named if BANNED & {*path.with_suffix("").parts}] == []


def test_no_file_knows_the_machine(files: list[Path]) -> None:
    """What works only where it was written does not belong here."""
    assert _places(files, MACHINE_PATH) == []


def test_no_file_names_a_registry(files: list[Path]) -> None:
    """Where packages come from is the reader's setting; lock files hold hashes alone."""
    assert _places(files, REGISTRY) == []


@pytest.mark.parametrize("name", LOCKS)
def test_locked_packages_have_hashes(name: str) -> None:
    """Every line pins one version, and every version has a SHA-256."""
    text = (ROOT / name).read_text(encoding="utf-8")
    joined = re.sub(r" *\\\n *", " ", text)
    requirements = [line for line in joined.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(requirements) > 10
    wanted = re.compile(r"[\w.\[\]-]+==\S+( ;[^#]+?)?( --hash=sha256:[0-9a-f]{64})+")
    assert [line for line in requirements if not wanted.fullmatch(line.rstrip())] == []
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_decisions_are_numbered_and_short() -> None:
    """Numbers follow each other without gap or repeat; half a page is enough."""
    records = sorted((ROOT / "docs" / "decisions").iterdir())
    assert [path.name[:5] for path in records] == [f"{n:04}-" for n in range(1, len(records) + 1)]
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", path.name), path
        assert text.startswith("# "), path
        assert len(text.split()) <= 330, path
