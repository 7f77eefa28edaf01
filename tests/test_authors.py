"""The guide for authors: who does what it says, and only that, has two proved questions of another lecture."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from autograder import meets
from tests.helpers.command import COMMAND, autograder, rows
from tests.helpers.documents import Block, blocks, shell
from tests.helpers.known_answers import KIT, ROOT

GUIDE = ROOT / "docs" / "authors.md"
NAME, FIRST = "conditioning", "delta_rule"
QUESTION_FILE = f"tests/questions/{NAME}/{FIRST}.py"
SECTION = "The question file, name by name"
OURS = tuple(sorted(KIT.written))
HELD = ("wrong answers that keep full marks: 0 ", "right answers that lose a mark: 0 ", "that survive: 0 ", "100.0%")
# The guide leaves the answers to its second question out, for they are like those to the first.
REST = """

def curve(lines):
    return f"def learning_curve(v, rewards, rule):\\n    c = [v]\\n{lines}\\n    return c"


WRONG = [
    Wrong("L1", "leaves out the beginning", 0.6, "What was known before?", "return curve", "return curve[1:]"),
    Wrong("L2", "leaves out the end", 0.6, "Is the last trial learned from?", "in rewards", "in rewards[:-1]"),
    Wrong("L3", "begins at the end", 0.5, "Which trial comes first?", "in rewards", "in rewards[::-1]"),
    Wrong("L4", "gives the last strength", 0.4, "How many points has a curve?", "return curve", "return curve[-1]"),
    Wrong("L5", "starts at 0", 0.5, "What was known before?", "[v]", "[0.0]"),
    Wrong("L6", "inputs of the rule exchanged", 0.6, "What is its first input?",
          code=curve("    for r in rewards:\\n        c.append(rule(r, c[-1]))")),
    Wrong("L7", "each trial from the beginning", 0.4, "What does the second trial build on?",
          code=curve("    c += [rule(v, r) for r in rewards]")),
    Wrong("L8", "needs a trial", 0.7, "What if there was none?",
          code=curve("    c.append(rule(v, rewards[0]))\\n"
                     "    for r in rewards[1:]:\\n        c.append(rule(c[-1], r))")),
]
RIGHT = [
    curve("    for r in rewards:\\n        c.append(rule(c[-1], r))"),
    curve("    for r in rewards:\\n        c += [rule(c[-1], r)]"),
    curve("    for t in range(len(rewards)):\\n        c.append(rule(c[t], rewards[t]))"),
    curve("    for r in rewards:\\n        c = extend(c, r, rule)"),
    "from itertools import accumulate\\n\\ndef learning_curve(v, rewards, rule):\\n"
    "    return list(accumulate(rewards, rule, initial=v))",
    "def learning_curve(v, rewards, rule):\\n    c = np.empty(len(rewards) + 1)\\n    c[0] = v\\n"
    "    for t, r in enumerate(rewards):\\n        c[t + 1] = rule(c[t], r)\\n    return c",
]
"""


class Newcomer:
    """Somebody at a desk of their own, with the kit as it is given to them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        for room in (
            "assignments",
            "solutions",
            "docs",
            *(f"tests/{one}" for one in ("answers", "hidden", "questions")),
        ):
            shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("grading_config.yaml", "pyproject.toml"):
            shutil.copy(ROOT / file, root)

    def does(self, block: Block) -> None:
        """What an example asks for."""
        does = {"sh": self.runs, "python": self.writes, "py": self.tries, "markdown": self.tells, "yaml": self.sets}
        does[block.language](block)

    def runs(self, block: Block) -> None:
        """Run its commands, one after another."""
        if SECTION_FOLLOWS in block.text:
            self.file(QUESTION_FILE).write_text(whole_question(), encoding="utf-8")
        for line in shell(block.text):
            status, said = self.hears(line)
            assert status == 0, f"{line}: {said}"
            if line.startswith("autograder prove"):
                assert all(words in said for words in HELD), said

    def hears(self, line: str) -> tuple[int, str]:
        """What a command says, all on one screen."""
        assert line.split()[0] in ("autograder", "rm", "ruff")
        assert "/ " not in line.replace("..", "/ "), "the test stays at its desk"
        path = f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=self.root,
            env={**os.environ, "PATH": path, "COLUMNS": "200"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout

    def writes(self, block: Block) -> None:
        """Write a file, or more of it; parts of the first question's file are written when all are there."""
        if block.heading == SECTION:
            return
        place, _, more = block.first.partition(",")
        path, text = self.file(place), block.text + REST * place.endswith("learning_curve.py")
        path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{text}" if more else text, encoding="utf-8")

    def tries(self, block: Block) -> None:
        """Try the example of a relation, which belongs to no question of the guide."""
        i = np.linspace(0, 3, 9)
        names: dict[str, Any] = {"np": np, "cell": lambda rng: (i, 30 * np.maximum(i - rng.uniform(0.5, 1), 0))}
        exec(block.text, names)
        (cases,) = names["hidden"](np.random.default_rng(1)).values()
        meets(lambda i, rates: (30.0, i[-1] - rates[-1] / 30), cases)
        with pytest.raises(AssertionError, match=r"the rates are \d+ Hz off"):
            meets(lambda i, rates: (30.0, 2.5), cases)

    def tells(self, block: Block) -> None:
        """Put a section into the text, in the place of an older one."""
        path = self.file(f"assignments/{NAME}/{NAME}.md")
        question = block.first.partition(":")[0]
        before = path.read_text(encoding="utf-8").partition(f"## {question}:")[0]
        path.write_text(f"{before.rstrip()}\n\n{block.text}", encoding="utf-8")

    def sets(self, block: Block) -> None:
        """Change the configuration; where the course becomes another, what was ours goes out of it."""
        yaml = YAML()
        path = self.file("grading_config.yaml")
        config, new = yaml.load(path), YAML(typ="safe").load(block.text)
        config["assignments"].update(new.pop("assignments", {}))
        config.update(new)
        if "course" in new:
            for name in OURS:
                del config["assignments"][name]
            config.pop("tracks", None)
        yaml.dump(config, path)

    def file(self, place: str) -> Path:
        """A file of the kit."""
        return self.root / place


SECTION_FOLLOWS = f"prove {NAME} --question {FIRST}"  # the command that needs the file of which the next section tells


def whole_question() -> str:
    """The blocks of the section, one below the other."""
    return "\n\n".join(block.text for block in blocks(GUIDE) if block.heading == SECTION)


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    """Whoever has done all that the guide says, from top to bottom."""
    person = Newcomer(tmp_path_factory.mktemp("newcomer") / "kit")
    for block in blocks(GUIDE):
        person.does(block)
    return person


@pytest.mark.long
def test_a_newcomer_has_two_proved_questions_and_another_lecture(newcomer: Newcomer) -> None:
    left = {path.name for path in newcomer.file("assignments").iterdir()}
    assert left == {NAME, "README.md"}
    receipts = sorted(path.name for path in newcomer.file("tests/receipts").iterdir())
    assert receipts == [f"{NAME}.json"]
    status, said = newcomer.hears("autograder prove --check")
    assert status == 0, said


@pytest.mark.long
def test_learners_of_the_newcomer_are_graded(newcomer: Newcomer, tmp_path: Path) -> None:
    """The second question earns its points also where the first is wrong, as the guide says."""
    right = "def delta_rule(v, r, alpha=0.1):\n    return v + alpha * (r - v)\n"
    curve = (
        "def learning_curve(v, rewards, rule):\n    c = [v]\n    for r in rewards:\n"
        "        c.append(rule(c[-1], r))\n    return c\n\n\n"
        "def extend(curve, r, rule):\n    return np.append(curve, rule(curve[-1], r))\n"
    )
    answers = {"right": right + curve, "slip": right.replace("(r - v)", "(r + v)") + curve, "half": right}
    for name, text in answers.items():
        (tmp_path / f"{name}.py").write_text(f"import numpy as np\n\n\n{text}", encoding="utf-8")
    done = autograder("grade", tmp_path, "--out", newcomer.file("report"), "--kit", newcomer.root, "--workers", "1")
    assert done.returncode == 0, done.stderr
    found = rows(newcomer.file("report"))
    assert found["right.py"]["score"] == "10"
    assert found["slip.py"]["learning_curve"] == "4"
    assert float(found["slip.py"]["delta_rule"]) < 6
    assert (found["half.py"]["delta_rule"], found["half.py"]["learning_curve"]) == ("6", "0")


def test_the_guide_says_what_to_do_about_each_line_of_a_proof() -> None:
    source = (ROOT / "autograder" / "authoring" / "prove" / "report.py").read_text(encoding="utf-8")
    said = set(re.findall(r"(?:_if_any\(|yield f?)\"\s*([a-z][a-z ,']+?)(?:: |\", |; )", source))
    table = GUIDE.read_text(encoding="utf-8").partition("| it says | what to do |")[2].partition("\n\n")[0]
    assert len(said) >= 12
    assert not [words for words in said if f"| {words}" not in table]


def test_every_name_that_the_kit_reads_of_a_question_file_is_in_the_guide() -> None:
    from autograder.questions.file import ELSEWHERE, READ

    guide = GUIDE.read_text(encoding="utf-8")
    assert not [name for name in (*READ, *ELSEWHERE) if not re.search(rf"`{name}\b", guide)]


def test_the_guide_removes_every_assignment_of_ours() -> None:
    removed = re.findall(
        r"^rm -r assignments/(\w+) solutions/(\w+)\.py tests/\*/(\w+)\*$", GUIDE.read_text("utf-8"), re.MULTILINE
    )
    assert sorted(removed) == [(name,) * 3 for name in OURS]
