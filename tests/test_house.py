"""The house rules that a program can check: lids, import directions, and what may lie in which room."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.known_answers import KIT, ROOT

ENGINE = sorted((ROOT / "autograder").rglob("*.py"))
MODULES = [*ENGINE, *sorted((ROOT / "solutions").rglob("*.py"))]
MAX_FILE_LINES = 300
MAX_BODY_LINES = 40

# Each room may import the rooms on the floors below it, and nothing else of the kit.
ORDER = [
    ["cli"],
    ["prove", "regrade", "rename"],
    ["bulk", "doctor", "forget", "gradescope", "release"],
    ["cluster", "pool", "report_folder"],
    ["grading"],
    ["chosen", "diagnosis", "entries", "examine", "export"],
    ["signatures"],
    ["build", "counting", "gradebook", "intake", "policy", "remarks", "reports", "suite"],
    ["cases"],
    ["released", "sound"],
    ["definitions", "form", "kit", "lateness", "otter_tests", "proxies", "symptoms"],
    ["figures", "people", "sandbox"],
    ["catalogue", "changes", "config", "deadline", "notebook", "sheet", "tree"],
    ["agree", "beside", "isolation", "json_weight", "model", "prose", "python_file", "result_names", "retry"],
    ["errors", "evidence", "seeded", "zipped"],
]
FLOOR = {room: floor for floor, rooms in enumerate(ORDER) for room in rooms}


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "autograder").with_suffix("").parts
    return parts[0]


def imports(path: Path) -> list[str]:
    """Modules that a file imports at run time or for its types, with ``from a import b`` as ``a``."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.append(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_can_be_finished(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_fits_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 1
            assert lines <= MAX_BODY_LINES, f"{node.name} has {lines} lines"


@pytest.mark.parametrize(
    "path",
    [path for path in ENGINE if path.parent != ROOT / "autograder" or path.stem != "__init__"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_imports_point_one_way(path: Path) -> None:
    own = room_of(path)
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "autograder" and len(parts) > 1 and parts[1] != own:
            assert FLOOR[parts[1]] > FLOOR[own], f"{own} imports {parts[1]}, which is not below it"
        assert parts[0] not in ("solutions", "tests"), f"{own} imports {module}"


def test_the_reference_imports_nothing_of_ours() -> None:
    for path in (ROOT / "solutions").rglob("*.py"):
        assert {module.split(".")[0] for module in imports(path)} <= {"__future__", "math", "typing", "numpy"}


def test_hidden_tests_import_the_reference_and_the_vocabulary_only() -> None:
    for path in (ROOT / "tests" / "hidden").rglob("*.py"):
        for module in imports(path):
            top = module.split(".")[0]
            assert module in ("otter.test_files", "autograder") or top in ("numpy", "solutions", "functools"), module


def test_the_engine_names_no_assignment_and_no_question() -> None:
    names = {name for assignment in KIT.assignments.values() for name in (assignment.name, *assignment.points)}
    for path in ENGINE:
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        assert not names & {node.value for node in nodes if isinstance(node, ast.Constant)}, path


def test_students_get_no_solution_and_no_hidden_test() -> None:
    for path in (ROOT / "assignments").rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert "solutions" not in text, path
            assert "hidden=True" not in text, path


def test_public_tests_need_numpy_and_otter_only() -> None:
    for path in (ROOT / "assignments").rglob("tests/*.py"):
        assert set(imports(path)) <= {"numpy", "otter.test_files"}, path


def test_the_three_net_input_versions_are_judged_alike() -> None:
    folder = ROOT / "tests" / "hidden" / "net_input"
    texts = {
        path.read_text(encoding="utf-8").replace(path.stem.removesuffix("_hidden"), "QUESTION")
        for path in folder.glob("*.py")
    }
    assert len(texts) == 1


def test_the_top_level_holds_the_six_rooms_and_tool_files() -> None:
    rooms = {"assignments", "solutions", "autograder", "tests", "docs", ".ci", "grading_config.yaml", "README.md"}
    tools = {"pyproject.toml", "uv.lock", "Makefile", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore"}
    made = {".git", ".venv", ".uv", "demo", "bench.json", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"}
    made |= {
        "__pycache__",
        ".platform",
        ".cache",
        "class",
        "report",
        "release",
    }  # the last three by grading and giving out
    assert {path.name for path in ROOT.iterdir()} - made <= rooms | tools
