"""Build what is made from other files of the kit: notebooks, tests of questions, and the schema of the configuration.

Some things are put into a notebook's text, so that each is written once: a stub's signature and docstring come from
the reference (a code cell that says ``# stub: relu``), and so does all of a function that may be given by now
(``# given: relu``); a question's number and points come from the configuration (a heading that begins with the
question's id), and the assignment's id goes into the metadata. A code cell that only draws says so in its first line,
``:tags: [figure]``. The first code cell, with the checks, and the last ones, with the receipt, are the same in every
notebook (``# first`` and ``# last``).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jupytext
import nbformat
from pydantic.json_schema import GenerateJsonSchema

from autograder.authoring.frame import LAST, first_cell, last_cells, own_code
from autograder.authoring.given import given_code
from autograder.authoring.stubs import stub_for
from autograder.config import CONFIG_FILE, Config
from autograder.errors import ConfigError, OverdueError
from autograder.kit import GIVEN, QUESTION_HEADING, STUB
from autograder.marking.deadline import OWN_CPU_S, deadline
from autograder.marking.sound import faults_of
from autograder.notebook.figures import TAG, unfit
from autograder.notebook.given import TAG as GIVEN_TAG
from autograder.notebook.given import functions_in
from autograder.notebook.reading import METADATA_KEY
from autograder.questions.compile import built_tests
from autograder.questions.declared import functions_of
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from autograder.kit import Assignment, Kit
    from autograder.marking.sound import Fault

_LONGEST = 300  # of what a reader of YAML says
DRAFT = "draft"  # in the metadata of a notebook that is one
_IS_DRAFT = f'"{DRAFT}": true'
SCHEMA_FILE = "docs/grading_config.schema.json"
# What grading decides by itself, or a comment.
_CHECK = re.compile(r'grader\.check\("\w+"\)|grader\.receipt\(\)|#(?! (?:stub|given): | (?:first|last)$).*')
# As people write it, without a zone; JSON schema's own date-time asks for one.
_WALL_TIME = r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)$"


def built_files(kit: Kit, assignments: Iterable[Assignment]) -> Iterator[tuple[Path, str]]:
    """Each file of some assignments that is made from others, and the schema where the kit has a room for it.

    Raises
    ------
    ConfigError
        When an assignment's source and the configuration do not have the same questions.
    """
    broken: list[str] = []
    for assignment in assignments:
        faults = [str(fault) for fault in faults_of(kit, assignment) if _keeps_from_building(fault)]
        broken += faults
        made = [] if faults else list(_tests(assignment, broken))
        yield from made
        try:
            if not faults:
                yield assignment.notebook, build_notebook(assignment, fresh=dict(made))
                continue
        except ConfigError as error:
            broken.append(str(error))
        yield from draft(assignment, broken)
    schema = kit.root / SCHEMA_FILE
    if schema.parent.is_dir():
        yield schema, config_schema()
    if broken:
        listed = "\n".join(f"  {fault}" for fault in broken)
        raise ConfigError(f"What rests on these could not be built; all else is.\n{listed}")


def _tests(assignment: Assignment, broken: list[str]) -> Iterator[tuple[Path, str]]:
    """The tests that are made of question files; what keeps one from being made is added to ``broken``."""
    for question in assignment.asked:
        made, fault = _tests_of(assignment, question)
        yield from made
        broken += [fault] if fault else []


def _tests_of(assignment: Assignment, question: str) -> tuple[list[tuple[Path, str]], str]:
    try:
        with deadline():
            return list(built_tests(assignment, question)), ""
    except ConfigError as error:
        return [], str(error).replace(f"{assignment.root}/", "")
    except OverdueError:
        place = assignment.question_file(question).relative_to(assignment.root)
        return [], f"{place}: did not come to an end within {OWN_CPU_S:g} s. Is there a loop that never ends?"


def _keeps_from_building(fault: Fault) -> bool:
    """Whether a stub's docstring, or the text around it, cannot be had."""
    return fault.part == "reference" or (fault.part == "source" and not fault.question)


def build_notebook(assignment: Assignment, *, otter: bool = False, fresh: Mapping[Path, str] | None = None) -> str:
    """Text of the notebook that students get.

    With ``otter`` it checks by Otter, with the test files beside it; else it carries them. They are as they lie in the
    assignment's folder, or ``fresh`` where they are still to be written there.

    Raises
    ------
    ConfigError
        When the source and the configuration do not have the same questions, or a cell is no figure that says it is.
    """
    text = assignment.source.read_text(encoding="utf-8")
    source = _read(assignment, text)
    _check_questions(assignment, source.cells)
    _check_figures(assignment, text, [cell.source for cell in source.cells if _is_figure(cell)])
    tests = None if otter else _public_tests(assignment, fresh or {})
    given = _given(assignment, source.cells, text)
    return _notebook(assignment, [made for cell in source.cells for made in _cells(assignment, cell, tests, given)])


def draft(assignment: Assignment, broken: list[str]) -> Iterator[tuple[Path, str]]:
    """A notebook to look at while an assignment is half written; what learners write is a line for each stub.

    It takes the place of no notebook that was built whole: that is kept until all is mended.
    """
    notebook = assignment.notebook
    if not assignment.source.is_file() or (notebook.is_file() and _IS_DRAFT not in _text(notebook)):
        return
    try:
        cells = _read(assignment, assignment.source.read_text(encoding="utf-8")).cells
        made = [one for cell in cells for one in _cells(assignment, _drafted(cell), {}, {})]
    except (ConfigError, UnicodeDecodeError):
        return  # it is told already
    yield notebook, _notebook(assignment, made, **{DRAFT: True})
    broken.append(f"{notebook.relative_to(assignment.root)}: is a draft until then, for you to look at.")


def _drafted(cell: Any) -> Any:
    if cell.cell_type == "code" and (stub := STUB.fullmatch(cell.source) or GIVEN.fullmatch(cell.source)):
        cell.source = f"# Here will be {stub[1]}."
    return cell


def _notebook(assignment: Assignment, cells: list[Any], **stamp: bool) -> str:
    for position, cell in enumerate(cells, start=1):
        cell["id"] = f"{assignment.name.replace('_', '-')}-{position:02d}"
    notebook = nbformat.v4.new_notebook(
        cells=cells,
        metadata={
            METADATA_KEY: {"assignment": assignment.name, **stamp},
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
    )
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook)}\n"


def _public_tests(assignment: Assignment, fresh: Mapping[Path, str]) -> dict[str, str]:
    """The public test files that there are, by their questions."""
    paths = {question: assignment.public_test(question) for question in assignment.asked}
    found = {question: fresh.get(path) or _text(path) for question, path in paths.items()}
    return {question: text for question, text in found.items() if text}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # what is wrong with it is told where it is tried
        return ""


def carries_checks(assignment: Assignment) -> bool:
    """Whether the text leaves its first cell to the kit, so that the notebook needs no test files beside it."""
    cells = _read(assignment, assignment.source.read_text(encoding="utf-8")).cells
    return any(cell.cell_type == "code" and own_code(cell.source) is not None for cell in cells)


def _read(assignment: Assignment, text: str) -> Any:
    """The text as cells.

    Raises
    ------
    ConfigError
        When the lines between --- at its beginning, or the options of a cell, cannot be read.
    """
    try:
        return jupytext.reads(text, fmt="md:myst")
    except Exception as error:  # its readers of Markdown and YAML have many
        said = " ".join(str(error).split())[:_LONGEST]
        found = re.search(r"Cell at line (\d+)", said)
        line = int(found[1]) + 1 if found else 1
        raise ConfigError(
            f"{assignment.source.name}, line {line}: cannot be read ({said}). Mend the lines between --- at the "
            "beginning, or the :options: of this cell."
        ) from error


def config_schema() -> str:
    """JSON schema of the configuration, by which an editor completes and checks it while it is written.

    It knows each key, its type and its bounds. What compares keys with each other, or with the assignments' folders,
    is told when the configuration is read.
    """
    fields = Config.model_json_schema(by_alias=True, schema_generator=_Untitled)
    schema = {"$schema": _Untitled.schema_dialect, **fields}
    due = schema["$defs"]["AssignmentPolicy"]["properties"]["due"]
    due["anyOf"] = [{"type": "string", "pattern": _WALL_TIME}, {"type": "null"}]
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


class _Untitled(GenerateJsonSchema):
    """Gives fields no title: theirs would only be the key again, in capitals."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the parent's
        """Say no."""
        return False


def _check_questions(assignment: Assignment, cells: list[Any]) -> None:
    """Let each question have a heading and a stub, in one order, and each that has points be one of them."""
    source, asked = assignment.source.name, assignment.asked
    stubs = [match[1] for cell in cells if (match := STUB.fullmatch(cell.source))]
    needed = [name for question in asked for name in functions_of(assignment, question)]
    if stubs != needed:
        also = f", which need stubs for {listing(needed)}" if needed != asked else ""
        raise ConfigError(
            f"{source} has headings for {listing(asked)}{also}, and stubs for {listing(stubs)}: "
            "each question needs both, in the same order."
        )
    if [name for name in asked if name in assignment.points] != list(assignment.points):
        raise ConfigError(
            f"{source} asks {listing(asked)}, in this order; {CONFIG_FILE} gives points to "
            f"{listing(assignment.points)}. Write the same names in the same order."
        )


def _is_figure(cell: Any) -> bool:
    """Whether a cell is marked as one that only shows something, or holds nothing but a check or a comment."""
    return cell.cell_type == "code" and bool(TAG in cell.metadata.get("tags", ()) or _CHECK.fullmatch(cell.source))


def _check_figures(assignment: Assignment, text: str, figures: list[str]) -> None:
    """Let a cell that is left out while grading do nothing but show something."""
    for figure in figures:
        before = text[: text.find(figure)].count("\n")
        for line, what in unfit(figure):
            raise ConfigError(
                f"{assignment.source.name}, line {before + line}: a cell with the tag {TAG} {what}, and is not run "
                "while grading. Do that in another cell, or take the tag away."
            )


def _given(assignment: Assignment, cells: list[Any], text: str) -> dict[str, str]:
    """The code of each cell that stands for given functions, by what it says."""
    found = [match for cell in cells if cell.cell_type == "code" and (match := GIVEN.fullmatch(cell.source))]
    return {one[0]: given_code(assignment, one[1], text[: text.find(one[0])].count("\n") + 1) for one in found}


def _cells(
    assignment: Assignment, cell: Any, tests: Mapping[str, str] | None, given: Mapping[str, str]
) -> Iterator[Any]:
    """What a cell of the text becomes."""
    if cell.cell_type == "code" and (own := own_code(cell.source)) is not None:
        yield first_cell(assignment, tests, own, functions_in(given.values()))
    elif cell.cell_type == "code" and LAST.match(cell.source):
        for last in last_cells(assignment, otter=tests is None):
            last.metadata.update({"tags": [TAG]} if _is_figure(last) else {})
            yield last
    elif cell.cell_type == "code":
        yield _code_cell(assignment, cell, given)
    else:
        yield nbformat.v4.new_markdown_cell(QUESTION_HEADING.sub(lambda m: _title(assignment, m), cell.source))


def _code_cell(assignment: Assignment, cell: Any, given: Mapping[str, str]) -> Any:
    if cell.source in given:
        return nbformat.v4.new_code_cell(given[cell.source], metadata={"tags": [GIVEN_TAG]})
    match = STUB.fullmatch(cell.source)
    code = stub_for(assignment, match[1]) if match else cell.source
    return nbformat.v4.new_code_cell(code, metadata={"tags": [TAG]} if _is_figure(cell) else {})


def _title(assignment: Assignment, match: re.Match[str]) -> str:
    question, title = match[1], match[2]
    points = assignment.points.get(question)
    worth = "practice, not marked" if points is None else f"{points:g} point{'' if points == 1 else 's'}"
    return f"## {assignment.asked.index(question) + 1} · `{question}`: {title} ({worth})"
