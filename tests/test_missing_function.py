"""A function that is not there fails its cases, each time alike."""

from __future__ import annotations

import pytest

from autograder.marking.suite import suite_of
from tests.helpers.known_answers import KIT

QUESTIONS = {"unit_and_layer": "layer", "net_input": "net_input_dot", "activation_crosscheck": "draw_gaps"}


@pytest.mark.parametrize(("assignment", "name"), QUESTIONS.items())
def test_it_fails_alike_whoever_is_graded_before(assignment: str, name: str) -> None:
    (question,) = [one for one in suite_of(KIT, KIT.written[assignment]).questions if one.id == name]
    for cases in (question.public, question.hidden):
        first, again = (cases.run({}) for _ in range(2))
        assert first == again
        assert {verdict.outcome for verdict in first} == {"failed"}
