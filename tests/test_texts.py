"""The text of the notebooks: hints that are easy to read, the numbers of the checks, and words that are true."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from autograder.authoring.frame.helpers import predicted
from autograder.questions.checks import Answer
from autograder.questions.file import question_file
from tests.helpers.known_answers import KIT, asked_for

FEWEST, MOST = 80, 160  # words of a hint
GRADE = 9.0  # of a school in the USA, by Flesch and Kincaid
MOST_HINTS = 12  # of an assignment
FOLDED = re.compile(
    r"<details><summary>([^<]+)</summary>\n\n(.+?)\n\n<details><summary>([^<]+)</summary>\n\n(.+?)\n\n</details>\n\n"
    r"</details>",
    re.DOTALL,
)
STUB = re.compile(r"```\{code-cell\} ipython3\n# stub: (\w+)\n```\n\n(.*)", re.DOTALL)
ASSIGNMENTS = pytest.mark.parametrize("assignment", KIT.written)
# Where any text counts nobody is stuck: only these have a hint.
WITH_A_HINT = asked_for("function", "figure", "choice", "number")
EACH = pytest.mark.parametrize(("assignment", "question"), WITH_A_HINT)


def text_of(assignment: str) -> str:
    return KIT.written[assignment].source.read_text(encoding="utf-8")


def folded(assignment: str, question: str) -> tuple[str, str]:
    """The question and the hint that stand right under a stub."""
    (below,) = [rest for name, rest in _stubs(assignment) if name == question]
    found = FOLDED.match(below)
    assert found, f"nothing is folded right under the stub of {question}"
    return found[2], found[4]


def _stubs(assignment: str) -> list[tuple[str, str]]:
    parts = re.split(r"(?=```\{code-cell\} ipython3\n# stub: )", text_of(assignment))
    return [(found[1], found[2]) for part in parts if (found := STUB.match(part))]


def words_in(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9'-]*[A-Za-z0-9][A-Za-z0-9'-]*", text)


def syllables(word: str) -> int:
    """How many syllables an English word has, nearly: runs of vowels, without a silent e."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", plain))
    silent = re.search(r"([^aeiouyl]|[aeiouy]l)e$|[^aeiouytd]ed$|[^aeiouyszxgc]es$", plain)
    return max(1, count - bool(silent))


def grade_of(text: str) -> float:
    """Flesch-Kincaid: the years at school that a reader needs."""
    words = words_in(text)
    sentences = max(1, len(re.findall(r"[.?!:](?=\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("hello", 2), ("silent", 2), ("multiply", 3), ("made", 1), ("table", 2), ("looked", 1)],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_long_sentences_of_long_words_are_found_hard() -> None:
    hard = "Multiplicative interactions necessitate elementwise vectorised operations preceding any accumulation step."
    assert grade_of(hard) > 2 * GRADE
    assert grade_of("The cat sat on the mat. It was warm.") < 3


@EACH
def test_a_question_stands_first_and_then_a_hint_that_is_easy_to_read(assignment: str, question: str) -> None:
    asked, hint = folded(assignment, question)
    assert asked.endswith("?")
    assert len(words_in(asked)) <= 30
    assert FEWEST <= len(words_in(hint)) <= MOST
    assert grade_of(hint) <= GRADE


@EACH
def test_a_hint_holds_no_code_that_answers(assignment: str, question: str) -> None:
    _, hint = folded(assignment, question)
    assert "```" not in hint
    assert all(re.fullmatch(r"[\w.]+", code) for code in re.findall(r"`([^`]+)`", hint)), "a name, and no expression"


@ASSIGNMENTS
def test_there_are_few_hints_and_each_is_closed(assignment: str) -> None:
    text = text_of(assignment)
    hints = FOLDED.findall(text)
    assert sum(name == assignment for name, _ in WITH_A_HINT) <= len(hints) <= MOST_HINTS
    assert text.count("<details>") == text.count("</details>") == 2 * len(hints)


class Nested(HTMLParser):
    """How deep the folded parts of a text are."""

    depth = 0
    deepest = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth += tag == "details"
        self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "details"


@ASSIGNMENTS
def test_the_hint_is_folded_inside_its_question(assignment: str) -> None:
    nested = Nested()
    nested.feed(text_of(assignment))
    assert (nested.depth, nested.deepest) == (0, 2)


# --- what the text says is what the checks do


def numbers(line: str) -> list[float]:
    return [float(one) for one in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", line)]


def test_the_example_by_hand_is_the_one_of_the_checks() -> None:
    text = text_of("net_input")
    rows = {
        name: numbers(line) for name, line in re.findall(r"^\| (activation|weight|product)(.*)$", text, re.MULTILINE)
    }
    cell = dict(re.findall(r"^(a|wj) = np\.array\((\[.*\])\)$", text, re.MULTILINE))
    for question in KIT.written["net_input"].points:
        source = question_file(KIT.written["net_input"], question)
        first = next(one for one in source.public if isinstance(one, Answer)) if source else None
        assert first is not None
        a, wj = first.inputs
        assert rows["activation"] == numbers(cell["a"]) == a.tolist()
        assert rows["weight"] == numbers(cell["wj"]) == wj.tolist()
        assert rows["product"] == [*(a * wj), first.right]
    assert text.count("# want 11,") == 3 == text.count(f"# want {first.right:g},")
    said = re.search(r"The running total goes 0, then ([^.]+(?:\.\d[^.]*)*)\.", text)
    assert said
    assert numbers(said[1]) == np.cumsum(a * wj).tolist()


OLD = [
    *("Very large numbers are not needed", "must leave it as", "extra drive", "It really is that short", "Predicted:"),
    *("'nothing'", "asks whether it can be drawn", "their weights are a pair", "slide", "tests` folder"),
]


@ASSIGNMENTS
@pytest.mark.parametrize("words", OLD)
def test_words_that_were_not_true_or_not_clear_are_gone(assignment: str, words: str) -> None:
    text = " ".join(text_of(assignment).split())
    assert not re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text), "a slider is no slide"


def test_a_prediction_that_was_not_made_is_said_to_be_so() -> None:
    assert predicted({-4: ..., 4: "?"}) == predicted({}) == "You have not predicted yet."
    assert predicted({-4: -2.5, 4: ...}) == "You predicted -4: -2.5."
