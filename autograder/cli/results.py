"""``autograder explain``, ``override``, ``rename``, ``export``: people and their marks."""

from __future__ import annotations

import contextlib
from pathlib import Path  # noqa: TC003 - typer resolves the annotation at run time
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import (
    REPORT,
    AssignmentOption,
    ClassOption,
    KitOption,
    LowerOption,
    SectionOption,
    TrustOption,
    say,
)
from autograder.errors import ConfigError
from autograder.files import whole
from autograder.kit import find_kit
from autograder.lms.send import FEEDBACK, MARKS, export_feedback, export_marks, is_handed_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.course.gradebook import Gradebook
    from autograder.lms.export.exported import Exported
    from autograder.model import Entry, Mark
    from autograder.runs.by_hand import ByHand
    from autograder.runs.report_folder import ReportFolder


_PAGES = "feedback"

Who = Annotated[str, typer.Argument(metavar="SUBMISSION", help="Its name in grades.csv, or a student's id or name.")]
Question = Annotated[str, typer.Argument(metavar="QUESTION")]


def explain(who: Who, question: Question, out: ClassOption = REPORT, kit: KitOption = None) -> None:
    """Print a reply to a student who asks why a mark is what it is."""
    from autograder.course.gradebook import Gradebook
    from autograder.reports import explanation
    from autograder.runs.by_hand import ByHand
    from autograder.runs.report_folder import ReportFolder

    the_kit = find_kit(kit)
    visibility = the_kit.config.visibility
    folder = ReportFolder.there(the_kit, out)
    with Gradebook(folder.gradebook) as gradebook:
        owned = ByHand.find(folder, gradebook, who, question).owned
        name = owned.submission.id
        policy = folder.additions(gradebook.recorded()).get(name)
        notes = (*(policy.notes if policy else ()), *folder.announced(owned.grade))
        history = [
            (stored.stored_at.astimezone(the_kit.config.zone), mark.points)
            for stored in gradebook.history(name)
            for mark in stored.grade.marks
            if mark.question == question
        ]
        typer.echo(explanation(owned, question, visibility, notes, history), nl=False)


def override(  # noqa: PLR0913 - the options of the command
    who: Who,
    question: Question,
    points: Annotated[float | None, typer.Argument(metavar="POINTS", min=0)] = None,
    author: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; explain tells it.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Let the tests' points stand again.")] = False,
    allow_lower: LowerOption = False,
    out: ClassOption = REPORT,
    kit: KitOption = None,
) -> None:
    """Decide on a mark by hand: it stands through every regrade of this very file."""
    from autograder.course.gradebook import Gradebook, claimed
    from autograder.model import Override
    from autograder.runs.by_hand import ByHand
    from autograder.runs.report_folder import ReportFolder

    if remove == (points is not None):
        raise ConfigError("Give the points, or --remove.")
    if not remove and not (author.strip() and reason.strip()):
        raise ConfigError("Say who decides and why: --by NAME --reason TEXT.")
    folder = ReportFolder.there(find_kit(kit), out)
    with claimed(out), Gradebook(folder.gradebook) as gradebook:
        one = ByHand.find(folder, gradebook, who, question)
        decision = None if points is None else Override(points, author.strip(), reason.strip())
        _say_now(one, one.give(decision, allow_lower=allow_lower))


def rename(  # noqa: PLR0913 - the options of the command
    who: Who,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the notebook calls the function.")],
    question: Question,
    remove: Annotated[bool, typer.Option("--remove", help="Take the function by its own name again.")] = False,
    allow_lower: LowerOption = False,
    trust: TrustOption = False,
    out: ClassOption = REPORT,
    kit: KitOption = None,
) -> None:
    """Grade a submission with a misspelled function taken for the question; it stands through every regrade."""
    from autograder.course.gradebook import Gradebook, claimed
    from autograder.runs.bulk import Engine
    from autograder.runs.by_hand import ByHand
    from autograder.runs.report_folder import ReportFolder

    engine = Engine(find_kit(kit), 1, trust)
    folder = ReportFolder.there(engine.kit, out)
    with claimed(out), Gradebook(folder.gradebook, engine.context) as gradebook:
        one = ByHand.find(folder, gradebook, who, question)
        _say_now(one, one.take(engine, None if remove else name, allow_lower=allow_lower))


def export(  # noqa: PLR0913 - the options of the command
    name: Annotated[str, typer.Argument(metavar="NAME", help=", ".join((*MARKS, _PAGES)))],
    lms: Annotated[str | None, typer.Argument(metavar="LMS", help=f"With {_PAGES}: {' or '.join(FEEDBACK)}.")] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="FILE", help="Your LMS's own export, to fill in.")
    ] = None,
    column: Annotated[str | None, typer.Option("--column", metavar="TITLE", help="The column to fill in.")] = None,
    assignment: AssignmentOption = None,
    section: SectionOption = None,
    file: Annotated[Path | None, typer.Option("-o", metavar="FILE", help="Default: in the report folder.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Only to look at: not recorded as handed out.")] = False,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="With csv or xlsx: pseudonyms, and nothing that tells whose.")
    ] = False,
    out: ClassOption = REPORT,
    kit: KitOption = None,
) -> None:
    """Write marks, or the students' pages, as the LMS takes them."""
    from autograder.course.gradebook import Gradebook
    from autograder.course.sections import file_name, is_in, known_section
    from autograder.runs.report_folder import ReportFolder

    the_kit = find_kit(kit)
    folder = ReportFolder.there(the_kit, out)
    if assignment:
        the_kit.assignment(assignment)
    with Gradebook(folder.gradebook) as gradebook:
        entries = [one for one in gradebook.recorded() if assignment in (None, one.assignment)]
        if section:
            section = known_section(section, [one.section for one in entries])
            entries = [one for one in entries if is_in(one.section, section)]
        if name == _PAGES and not anonymous:
            folder.name_by(gradebook)
            done = _feedback(lms, entries, folder)
        else:
            entries = _without_names(name, entries, gradebook) if anonymous else entries
            look_at = folder.to_look_at(gradebook, entries) if name == "xlsx" and not anonymous else ()
            done = export_marks(name, entries, _bytes(into), column, look_at)
        known = (assignment, name, lms, section and file_name(section), "anonymous" if anonymous else "")
        stem = "-".join(filter(None, known))
        path = file or out / f"{stem}{done.suffix}"
        _save(path, done.content)
        if is_handed_out(name) and not draft:
            gradebook.publish(entries)
    for line in done.told:
        say(line)
    say(f"Wrote {path}")
    if is_handed_out(name) and not draft:
        say("Recorded as handed out: from now on no regrade lowers these marks without --allow-lower.")


def _without_names(name: str, entries: list[Entry], gradebook: Gradebook) -> list[Entry]:
    from autograder.course.pseudonyms import pseudonymous

    if is_handed_out(name):
        raise ConfigError(f"--anonymous goes with csv and xlsx: {name} has to know whose a mark is.")
    return pseudonymous(entries, gradebook)


def _feedback(lms: str | None, entries: list[Entry], folder: ReportFolder) -> Exported:
    pages = [(entry, page) for entry in entries for page in _page(folder, entry)]
    done = export_feedback(lms, pages)
    with_page = {entry.submission for entry, _ in pages}
    for absent in dict.fromkeys(entry.submission for entry in entries if entry.submission):
        if absent not in with_page:
            say(f"No page of {absent} is there to send; autograder report writes it again, or says why not.")
    return done


def _page(folder: ReportFolder, entry: Entry) -> Iterator[bytes]:
    if entry.submission:
        with contextlib.suppress(OSError):
            yield folder.page(entry.submission).read_bytes()


def _bytes(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}).") from error


def _save(path: Path, content: bytes) -> None:
    try:
        with whole(path) as file:
            file.write(content)
    except OSError as error:
        raise ConfigError(f"{path} cannot be written ({error.strerror}).") from error


def _say_now(one: ByHand, now: Mark) -> None:
    was, points = _points(one.mark), f"{one.mark.max_points:g} points"
    say(f"{one.owned.submission.id or one.owned.person.called}, {one.question}: {was}, now {_points(now)} of {points}.")


def _points(mark: Mark) -> str:
    return "open" if mark.points is None else f"{mark.points:g}"
