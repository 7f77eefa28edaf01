"""What a proof says to the person who wrote the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.authoring.prove.proof import ENOUGH, FEWEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.authoring.prove.proof import Graded, Proof

_MOST_SHOWN = 30  # a screen; whoever mends these runs it again


def proof_lines(assignment: str, found: Proof) -> Iterator[str]:
    """All that was found, a line each; what has to be mended first."""
    wrong = [one for one in found.of("wrong", "variant") if one.trial.is_wrong]
    yield f"{assignment}: {len(found.graded)} answers graded"
    yield f"  wrong answers that keep full marks: {len(found.kept)} of {len(wrong)}"
    yield from _named(found.kept)
    yield f"  right answers that lose a mark: {len(found.lost)} of {len(found.of('reference', 'right'))}"
    yield from _named(found.lost)
    yield from _if_any("right answers that do not pass a public check", found.turned_away)
    yield from _if_any("untouched stubs that earn something", found.idle_hands)
    if found.of("form"):
        yield f"  forms misjudged: {len(found.misjudged_forms)}; right answers left to a teacher: {len(found.flagged)}"
        yield from _named([*found.misjudged_forms, *found.flagged])
    if found.thin:
        asked = f"each question needs {FEWEST['right']} right and {FEWEST['wrong']} wrong ones"
        yield f"  too few known answers: {len(found.thin)}; {asked}"
        yield from _listed([f"{question} has {count} {kind}" for question, kind, count in found.thin])
    yield from _if_any("open, since this machine could not grade them", found.open)
    yield from _mutants(found)
    yield from _diagnoses(found)
    if blunt := [f"{question}: {case}" for question, case in found.blunt_cases]:
        remedy = "let each look at something, take it out, or say in IDLE why it is there"
        yield f"  hidden cases that no wrong answer fails: {len(blunt)}; {remedy}"
        yield from _listed(blunt)
    idle = [f"{question}: {case}" for question, case in found.idle_cases]
    yield f"  hidden cases that could be left out: {len(idle)}"
    yield from _listed(idle)


def _mutants(found: Proof) -> Iterator[str]:
    total = len(found.of("mutant"))
    listed = len(found.catalogue.equivalent)
    yield f"  mutants of the reference that survive: {len(found.survivors)} of {total}; {listed} listed as equivalent"
    if found.survivors:
        yield "    The tests do not notice these changes. Write for each a hidden case that does, a simpler reference,"
        yield "    or into EQUIVALENT of the question's file what stands behind the comma, with the reason."
    for one in found.survivors:
        yield f"    {one.trial.question}, {one.trial.id}"
        yield from (f"      {line}" for line in one.trial.diff.splitlines())
    for name in found.not_equivalent:
        yield f"    listed as equivalent, but the tests notice it or it does not exist: {name}"


def _diagnoses(found: Proof) -> Iterator[str]:
    yield f"  diagnosis: {found.accuracy:.1%} of {len(found.of('variant'))} variants recognised (at least {ENOUGH:.0%})"
    for one in found.misdiagnosed[:_MOST_SHOWN]:
        said = one.mark.diagnosis.id if one.mark and one.mark.diagnosis else "nothing"
        yield f"    {one.trial.question}: {one.trial.id} is taken for {said}"
    groups = [" = ".join(group) for group in found.confusions]
    yield f"  misconceptions that no output tells apart: {len(groups)} groups"
    yield from _listed(groups)


def _if_any(words: str, graded: Sequence[Graded]) -> Iterator[str]:
    """What is rarely there, and is told where it is."""
    if graded:
        yield f"  {words}: {len(graded)}"
        yield from _named(graded)


def _named(graded: Sequence[Graded]) -> Iterator[str]:
    yield from _listed([f"{one.trial.question}: {one.trial.id} ({one.trial.kind}){_why(one)}" for one in graded])


def _why(one: Graded) -> str:
    if one.trial.kind in ("reference", "right") and (failed := one.failed_cases or one.failed_public):
        return f" fails {', '.join(sorted(failed))}: {one.complaint}"
    form = one.mark.form if one.mark else None
    return f" form {form.found} {form.detail}" if form else ""


def _listed(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"    {line}" for line in lines[:_MOST_SHOWN])
    if len(lines) > _MOST_SHOWN:
        yield f"    ... and {len(lines) - _MOST_SHOWN} more"
