"""The house rules that a program can check: lids, import directions, and what may lie in which room."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from autograder import __version__
from autograder.questions.kind import kind_of
from tests.helpers.known_answers import KIT, ROOT

ENGINE = sorted((ROOT / "autograder").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
QUESTIONS = ROOT / "tests" / "questions"  # a question takes from its neighbours, wherever the kit is
MAX_FILE_LINES = 300
MAX_BODY_LINES = 40

# Each room may import the rooms on the floors below it, and nothing else of the kit.
ORDER = [
    ["cli"],
    ["authoring"],
    ["gradescope", "runs"],
    ["grading"],
    ["entries", "lms", "marking", "reports"],
    ["course"],
    ["notebook", "questions"],
    ["kit", "policy", "sandbox"],
    ["config"],
    ["model"],
    ["errors", "files", "text", "vocabulary"],
]
# Inside a room, each file or room in it may import those on the floors below it. What is not listed imports nothing
# of its room but its own folder.
INSIDE = {
    "authoring": [["release"], ["doctor", "prove"], ["build"], ["frame", "given", "stubs"]],
    "cli": [["__init__"], ["grading"], ["making", "people", "progress", "results", "terms"], ["console"]],
    "config": [["__init__"], ["reading"], ["fields"]],
    "course": [
        ["implied", "timed"],
        ["contested"],
        ["unsettled"],
        ["counting"],
        ["forget", "handed_out", "join", "lateness", "lists", "sections", "unmarked"],
        ["pseudonyms", "terms"],
        ["people_file"],
        ["paths"],
        ["changes", "gradebook", "given_out", "place", "roster", "sheet", "spoiled"],
    ],
    "gradescope": [
        ["rehearsal"],
        ["supervisor"],
        ["run"],
        ["attempts", "stock"],
        ["archive", "container", "metadata", "wheels"],
    ],
    "lms": [
        ["collect", "people", "send", "times"],
        ["list_columns"],
        ["registry"],
        [
            *("blackboard", "brightspace", "canvas", "classroom", "classroom50", "gradescope"),
            *("moodle", "nbgrader", "plain", "sakai", "teams"),
        ],
        ["definition"],
        ["column_words", "export", "intake"],
    ],
    "marking": [
        ["begun", "causes", "chosen", "examine"],
        ["uses", "valued"],
        ["diagnosis", "suite"],
        ["behaviour", "cases", "signatures"],
        ["seen"],
        ["figured", "related"],
        ["apart", "form", "symptoms"],
        ["companions", "sound"],
        ["known", "relations"],
        [
            *("alike", "catalogue", "deadline", "kept", "named", "otter_tests", "proxies", "rebound"),
            *("remarks", "remembered", "resemblance", "retry"),
        ],
    ],
    "model": [["__init__"], ["entry", "grade"], ["evidence", "isolation", "submission"]],
    "notebook": [
        ["definitions", "figures", "frame", "reading"],
        ["beside", "given", "json_weight", "kinds", "prose", "python_file", "source"],
    ],
    "questions": [
        ["answers", "compile"],
        ["figure_tests", "hidden_tests"],
        ["figure_file", "value_file", "value_tests"],
        ["figures", "otter_file", "value_number"],
        ["figure_data", "file", "values"],
        ["figure_frame"],
        ["axis_words", "checks", "declared", "flatten", "groups", "misspelt"],
        ["kind", "pictures", "shown", "stopped", "value_checks"],
    ],
    "reports": [
        ["__init__"],
        ["explain", "feedback", "gradescope"],
        ["as_student", "summary"],
        ["class_lines", "gradescope_results", "notes", "review", "student_view", "table"],
        ["earned"],
    ],
    "runs": [
        ["by_hand", "regrade", "section_tables"],
        ["bulk"],
        ["report_folder"],
        ["cluster", "falling", "pool", "result_names", "written"],
    ],
    "sandbox": [
        ["choose"],
        ["launch", "spawned", "zygote"],
        ["confine", "lending", "namespaces", "trial", "worker"],
        ["session"],
        ["lent", "shell", "spawn", "syscalls", "tracing", "visible", "watch"],
        ["answers", "bpf", "host", "landlock", "recorder", "replies", "requests"],
        [
            "absent",
            "budget",
            "call_numbers",
            "clock",
            "drawing",
            "inert_otter",
            "kernel",
            "products",
            "scratch",
            "slots",
        ],
        ["arguments", "weight"],
        ["wire"],
        ["arrays"],
    ],
    "vocabulary": [
        ["__init__"],
        ["assertions"],
        ["values"],
        ["calls", "numbers"],
        ["asked", "known", "seeds", "words"],
    ],
}
MOST_ENTRIES = 22


def floors(order: list[list[str]]) -> dict[str, int]:
    return {room: floor for floor, rooms in enumerate(order) for room in rooms}


def place_of(module: str) -> tuple[str, str]:
    """The room that a module of the engine is in, and which of the files and rooms in it."""
    _, room, *inner = module.split(".")
    return room, inner[0] if inner else "__init__"


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> list[str]:
    """Modules that a file imports at run time or for its types."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 or QUESTIONS in path.parents, f"{path}: relative import"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [name if name in OWN else node.module or "" for name in inner]
    return found


OWN = {module_of(path) for path in [*ENGINE, *TESTS]}


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_can_be_finished(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_fits_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 1
            assert lines <= MAX_BODY_LINES, f"{node.name} has {lines} lines"


@pytest.mark.parametrize(
    "path", [path for path in ENGINE if module_of(path) != "autograder"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_imports_point_one_way(path: Path) -> None:
    room, inner = place_of(module_of(path))
    rooms, inside = floors(ORDER), floors(INSIDE.get(room, []))
    for module in imports(path):
        assert module.split(".")[0] not in ("solutions", "tests"), f"{room} imports {module}"
        if module.split(".")[0] != "autograder" or module == "autograder":
            continue
        other, other_inner = place_of(module)
        if other != room:
            assert rooms[other] > rooms[room], f"{room} imports {other}, which is not below it"
        elif other_inner != inner:
            assert inside[other_inner] > inside[inner], f"{room}/{inner} imports {other_inner}, which is not below it"


def test_a_public_class_name_has_one_meaning() -> None:
    nodes = [node for path in ENGINE for node in ast.parse(path.read_text(encoding="utf-8")).body]
    names = [node.name for node in nodes if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    assert sorted(names) == sorted(set(names))


def test_the_engine_can_be_seen_at_a_glance() -> None:
    entries = [path for path in (ROOT / "autograder").iterdir() if path.name != "__pycache__"]
    assert len(entries) <= MOST_ENTRIES


def test_the_reference_imports_numpy_and_itself() -> None:
    for path in (ROOT / "solutions").rglob("*.py"):
        tops = {module.split(".")[0] for module in imports(path)} - sys.stdlib_module_names
        assert tops <= {"numpy", "solutions"}, path


def test_hidden_tests_import_the_reference_and_the_vocabulary_only() -> None:
    for path in (ROOT / "tests" / "hidden").rglob("*.py"):
        for module in imports(path):
            top = module.split(".")[0]
            libraries = {"numpy", "solutions", *of_figures(path), *sys.stdlib_module_names}
            assert module in ("otter.test_files", "autograder") or top in libraries, module


def of_figures(path: Path) -> set[str]:
    """What the test of a figure needs beside NumPy: it draws what is right."""
    question = path.stem.removesuffix("_hidden")
    asked = [one for one in KIT.written.values() if path in (one.public_test(question), one.hidden_test(question))]
    return {"matplotlib"} if [one for one in asked if kind_of(one, question) == "figure"] else set()


def test_no_test_imports_another_and_what_they_share_says_what_it_is() -> None:
    for path in TESTS:
        for module in imports(path):
            top, _, name = module.rpartition(".")
            assert not (top.startswith("tests") and name.startswith(("test_", "emulated_"))), f"{path} imports {module}"
        if path.parent.name in ("helpers", "attacks"):
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_the_engine_names_no_assignment_and_no_question() -> None:
    names = {name for assignment in KIT.assignments.values() for name in (assignment.name, *assignment.points)}
    for path in ENGINE:
        text = path.read_text(encoding="utf-8")
        nodes = ast.walk(ast.parse(text))
        assert not names & {node.value for node in nodes if isinstance(node, ast.Constant)}, path
        assert "synaps" not in text, path


def test_students_get_no_solution_and_no_hidden_test() -> None:
    for path in (ROOT / "assignments").rglob("*"):
        if path.is_file():
            data = path.read_bytes()  # which may be of a picture, or of arrays
            assert b"solutions" not in data, path
            assert b"hidden=True" not in data, path


def test_public_tests_need_what_notebooks_need_only() -> None:
    for path in (ROOT / "assignments").rglob("tests/*.py"):
        without = of_figures(path) | sys.stdlib_module_names
        others = {module for module in imports(path) if module.split(".")[0] not in without}
        assert others <= {"numpy", "otter.test_files"}, path


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


def test_each_release_has_a_version_of_its_own() -> None:
    """What a gradebook says of the kit that graded it, and the newest heading of the CHANGELOG, are one version."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\S+)", text, re.MULTILINE)
    versions = [tuple(map(int, heading.split("."))) for heading in headings]
    assert headings[0] == __version__
    assert versions == sorted(set(versions), reverse=True)
