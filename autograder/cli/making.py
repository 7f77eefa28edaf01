"""``autograder build``, ``release``, ``gradescope``, ``prove`` and ``doctor``: making and checking an assignment."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import REPORT, ClassOption, KitOption, TrustOption, WorkersOption, say, warn
from autograder.errors import ConfigError
from autograder.files import whole
from autograder.kit import find_kit
from autograder.text import listing

if TYPE_CHECKING:
    from autograder.kit import Assignment, Kit

Name = Annotated[str, typer.Argument(metavar="ASSIGNMENT")]


def build(
    assignment: Annotated[str | None, typer.Argument(metavar="ASSIGNMENT", help="Default: all.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail when a file is stale.")] = False,
    kit: KitOption = None,
) -> None:
    """Build notebooks from their text, tests from question files, and the configuration's schema for editors."""
    from autograder.marking.sound import all_faults_of, faults_of

    the_kit = find_kit(kit)
    chosen = [the_kit.written_assignment(assignment)] if assignment else list(the_kit.written.values())
    stale, unbuilt = _built(the_kit, chosen, check=check)
    broken = []
    for one in chosen:
        for fault in (all_faults_of if check else faults_of)(the_kit, one):
            warn(str(fault))
            broken.append(one.name)
    if unbuilt:
        raise ConfigError(unbuilt)
    if stale:
        raise ConfigError(f"{', '.join(stale)}: not what its text says; run autograder build and commit the result.")
    if check and broken:
        raise ConfigError(f"What judges {listing(dict.fromkeys(broken))} has to be mended first; it stands above.")


def _built(kit: Kit, assignments: list[Assignment], *, check: bool) -> tuple[list[str], str]:
    """Build, or with ``check`` only look; the names of what is stale, and what kept something from being built."""
    from autograder.authoring.build import built_files

    stale = []
    try:
        for path, text in built_files(kit, assignments):
            current = path.read_text(encoding="utf-8") if path.exists() else ""
            if check and text != current:
                stale.append(path.name)
            elif text != current:
                path.parent.mkdir(parents=True, exist_ok=True)
                with whole(path) as file:
                    file.write(text.encode("utf-8"))
                say(f"built {path}")
    except ConfigError as error:
        return stale, str(error)
    return stale, ""


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the assignment is to be called.")],
    question: Annotated[
        str, typer.Option("--question", metavar="NAME", help="The function that learners write.")
    ] = "celsius",
    kit: KitOption = None,
) -> None:
    """Write a new assignment that builds, proves and grades at once, to be changed into your own."""
    from autograder.authoring.new import new as new_one

    the_kit = find_kit(kit)
    for path in new_one(the_kit, name, question):
        say(f"wrote {path}")
    say(f"Then: autograder build, autograder prove {name}. docs/authors.md goes on from there.")


def release(
    assignment: Name,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Default: release.")] = Path("release"),
    otter: Annotated[bool, typer.Option("--otter", help="For a course that runs Otter: with tests beside it.")] = False,
    kit: KitOption = None,
) -> None:
    """Make what students get, a folder and a zip; prove the walls on it; record what was released."""
    from autograder.authoring.release import release as release_one

    the_kit = find_kit(kit)
    done = release_one(the_kit, the_kit.assignment(assignment), out, datetime.now(timezone.utc), otter=otter)
    for line in done.lines:
        say(line)


def gradescope(
    assignment: Name,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="ZIP", help="Default: ASSIGNMENT.zip.")] = None,
    vendor: Annotated[
        str | None,
        typer.Option("--vendor-wheels", metavar="PYTHON", help="Bring the packages along, for 3.10 (Ubuntu 22.04)."),
    ] = None,
    stock_otter: Annotated[bool, typer.Option("--stock-otter", help="The same tests for Otter itself.")] = False,
    kit: KitOption = None,
) -> None:
    """Make the zip that Gradescope takes as its autograder."""
    the_kit = find_kit(kit)
    one = the_kit.assignment(assignment)
    path = out or Path(f"{assignment}.zip")
    if stock_otter and vendor:
        raise ConfigError("--vendor-wheels is for our own zip; Otter's installs from its own channels.")
    if stock_otter:
        from autograder.gradescope.stock import WARNING, write_stock_zip

        write_stock_zip(the_kit, one, path)
        warn(WARNING)
    else:
        from autograder.gradescope.archive import write_zip
        from autograder.gradescope.wheels import wheels

        write_zip(the_kit, one, path, wheels(vendor) if vendor else {})
    say(f"wrote {path} ({path.stat().st_size / 1e6:.1f} MB)")
    say(f"On Gradescope the assignment has {sum(one.points.values()):g} points, and the base image is Ubuntu 22.04.")


def prove(  # noqa: PLR0913 - its options
    assignment: Annotated[str | None, typer.Argument(metavar="ASSIGNMENT", help="Default: all.")] = None,
    question: Annotated[
        str | None, typer.Option("--question", metavar="QUESTION", help="One question of it, in seconds; no receipt.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Grade nothing; fail when something changed since the proof.")
    ] = False,
    workers: WorkersOption = None,
    trust: TrustOption = False,
    kit: KitOption = None,
) -> None:
    """Prove the hidden tests with known right and wrong answers and with mutants of the reference."""
    from autograder.authoring.prove import freshness

    the_kit = find_kit(kit)
    if question is not None and assignment is None:
        raise ConfigError("--question needs the name of its assignment before it.")
    chosen = [the_kit.written_assignment(assignment)] if assignment else list(the_kit.written.values())
    good = True
    refused = []
    for one in chosen:
        if check:
            found = freshness(the_kit, one)
            say(found.words)
            good = good and found.state in ("fresh", "another NumPy")
            continue
        try:
            good = _proved(the_kit, one, workers, trust=trust, question=question) and good
        except ConfigError as error:
            refused.append(str(error))
    if refused:
        raise ConfigError("\n".join(refused))
    if not good:
        raise typer.Exit(1)


def _proved(kit: Kit, assignment: Assignment, workers: int | None, *, trust: bool, question: str | None = None) -> bool:
    """Prove one assignment; where the proof holds as submissions are graded, write its receipt."""
    from autograder.authoring.prove import proof_lines, receipt_path, receipt_text
    from autograder.authoring.prove import prove as prove_one

    if question is not None and question not in assignment.points:
        raise ConfigError(f"{assignment.name} has no question {question}; it has {listing(assignment.points)}.")
    found = prove_one(kit, assignment, workers, trust=trust, question=question)
    for line in proof_lines(assignment.name, found):
        say(line)
    if found.hold and not trust and question is None:
        path = receipt_path(assignment)
        try:
            path.parent.mkdir(exist_ok=True)
            with whole(path) as file:
                file.write(receipt_text(kit, assignment, found).encode("utf-8"))
        except OSError as error:
            raise ConfigError(f"{path} cannot be written ({error.strerror}); the proof holds all the same.") from error
    return found.hold


def doctor(out: ClassOption = REPORT, kit: KitOption = None) -> None:
    """Check the configuration, the assignments, the class's folders and the sandbox of this machine."""
    from autograder.authoring.doctor import findings

    for line in findings(find_kit(kit), out):
        say(line)
