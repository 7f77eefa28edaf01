"""Questions that ask for a figure: what a function draws on the axes it is given, or the same as data."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.gradescope.stock import WARNING, write_stock_zip
from autograder.grading import Grader
from autograder.kit import Kit
from autograder.marking.otter_tests import exception_test_file
from autograder.marking.suite import suites_of
from autograder.model import Grade, Mark, Submission
from autograder.questions.axis_words import says_one_of, says_unit
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.broken_kit import own_solutions
from tests.helpers.command import autograder
from tests.helpers.figure_kit import ANSWER, COUNTS, CURVE, DESCRIBED, FILES, NAME, figure_kit, handed_in, question_of

pytestmark = pytest.mark.slow
PLT = "import matplotlib.pyplot as plt\n"
BARS = """\
def draw_counts(ax, names, counts, latency):
    ax.bar(names, counts)
    ax.scatter(range(len(names)), latency)
    ax.set_yscale("log")
    ax.set_title("Spikes")
"""


@pytest.fixture(scope="module", autouse=True)
def own() -> Iterator[None]:
    """Let this process know the kit's own reference, whatever it has imported before."""
    with own_solutions():
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = figure_kit(tmp_path_factory.mktemp("figures") / "kit")
    done = autograder("build", "--kit", root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def kit(built: Path, tmp_path: Path) -> Path:
    """A copy of the built kit, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "kit", ignore=shutil.ignore_patterns(".cache")))


@pytest.fixture(scope="module")
def grade(
    built: Path, zygote: ZygoteProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Grade]]:
    """The grade of a notebook with these cells."""
    kit, folder = Kit(built), tmp_path_factory.mktemp("work")
    grader = Grader(kit.config.limits, suites_of(kit), zygote)
    return lambda *cells: grader.grade(Submission("work.py", handed_in(folder / "work.py", *cells), asked=NAME))


def ways(table: dict[str, Any], *short: str) -> list[Any]:
    """The cases of a table; those that show nothing new beside the short ones are tried in the long tier."""
    return [pytest.param(way, marks=() if way in short else pytest.mark.long) for way in table]


def curve_of(grade: Grade) -> Mark:
    return next(mark for mark in grade.marks if mark.question == CURVE)


def said(mark: Mark) -> str:
    """What public checks say that do not pass, those apart that only wait."""
    return "\n".join(one.says for one in mark.verdicts if not one.hidden and one.outcome != "passed")


# --- right figures, in the ways in which people draw them

RIGHT = {
    "as the reference": ANSWER,
    "symbols and square brackets": ANSWER.replace("injected current (pA)", "$I$ [pA]").replace(
        "firing rate (Hz)", "f / Hz"
    ),
    "the unit in words": ANSWER.replace("firing rate (Hz)", "rate in spikes per second"),
    "set at once": ANSWER.replace('ax.set_xlabel("injected current (pA)")', 'ax.set(xlabel="current, pA")'),
    "the line at zero as two points": ANSWER.replace("ax.axhline(0.0)", 'ax.plot([0, 400], [0, 0], "k--")'),
    "the line at zero from one end to the other": ANSWER.replace("ax.axhline(0.0)", "ax.hlines([0], 0, 400)"),
    "the axis itself at zero": ANSWER.replace("ax.axhline(0.0)", 'ax.spines["bottom"].set_position("zero")'),
    "markers on the line": ANSWER.replace("rate, label", 'rate, "o-", label'),
    "points over the line": ANSWER.replace("    ax.legend()", "    ax.scatter(current, rate)\n    ax.legend()"),
    "error bars": ANSWER.replace("ax.plot(current, rate,", "ax.errorbar(current, rate, yerr=0.1,"),
    "from right to left": ANSWER.replace("current, rate,", "current[::-1], rate[::-1],"),
    "the names beside the lines": ANSWER.replace("ax.legend()", "[ax.text(1, 1, name) for name in rates]"),
    "the legend of the figure": ANSWER.replace("ax.legend()", "ax.figure.legend()"),
    "plt on these very axes": PLT + ANSWER.replace("    ax.axhline", "    plt.sca(ax)\n    plt.axhline"),
    "shows plt's figures": PLT + ANSWER + "    plt.show()\n",
    "hands the axes back": ANSWER + "    return ax\n",
    "tight": ANSWER + "    ax.figure.tight_layout()\n    ax.figure.canvas.draw()\n",
    "as data": DESCRIBED,
    "as data, for the figure is wrong": ANSWER.replace("current, rate,", "rate, current,") + DESCRIBED,
    "as data, behind an untouched stub": f"def {CURVE}(ax, current, rates):\n    ...\n\n\n{DESCRIBED}",
    "as data, lines by their names": DESCRIBED.replace(
        '[{"x": current, "y": rate, "label": name} for name, rate in rates.items()]',
        "{name: (current, rate) for name, rate in rates.items()}",
    ),
    "as a figure, for the data are wrong": ANSWER + DESCRIBED.replace("Hz", "ms"),
}


@pytest.mark.parametrize(
    "way", ways(RIGHT, "as the reference", "symbols and square brackets", "as data", "as data, for the figure is wrong")
)
def test_a_right_figure_gets_all_points(way: str, grade: Callable[..., Grade]) -> None:
    found = grade(RIGHT[way])
    mark = curve_of(found)
    assert mark.points == 4, [(one.case, one.says) for one in mark.verdicts if one.outcome != "passed"]
    assert not said(mark)
    assert mark.note == ""
    assert CURVE in found.answered


# --- wrong figures: what is told, and by what they are recognised

NO_FIGURE = {
    "plt": (
        PLT + ANSWER.replace("ax.set_x", "plt.x").replace("ax.set_y", "plt.y").replace("ax.", "plt."),
        "a figure of plt",
    ),
    "axes of its own": (
        PLT + ANSWER.replace("    ax.axh", "    _, ax = plt.subplots()\n    ax.axh"),
        "a figure of plt",
    ),
    "untouched": (f"def {CURVE}(ax, current, rates):\n    x = current + 1\n", "ran, and nothing is on ax"),
    "cleared": (ANSWER + "    ax.clear()\n", "ran, and nothing is on ax"),
    "taken off": (ANSWER + "    ax.remove()\n", "ran, and nothing is on ax"),
    "hands a figure back": (
        "from matplotlib.figure import Figure\n"
        + ANSWER.replace("    ax.axhline", "    figure = Figure()\n    ax = figure.add_subplot()\n    ax.axhline")
        + "    return figure\n",
        "hands back a Figure",
    ),
    "stops": (f"def {CURVE}(ax, current, rates):\n    ax.plott(current)\n", "AttributeError"),
    "takes no axes": (f"def {CURVE}(current, rates):\n    pass\n", "TypeError"),
    "never ends": (
        f"def {CURVE}(ax, current, rates):\n    while True:\n        pass\n",
        "is there a loop that never ends?",
    ),
    "a million points": (ANSWER + "    ax.plot(np.arange(1e6), np.arange(1e6))\n", "1000008 points"),
    "lines without end": (ANSWER + "    for _ in range(500):\n        ax.plot([1], [2])\n", "503 things"),
    "no dictionary": ("def describe_f_i_curve(current, rates):\n    return [current]\n", "a dictionary was asked for"),
    "no lines": (
        "def describe_f_i_curve(current, rates):\n    return {'lines': [([1, 2], [1])]}\n",
        "as long as each other",
    ),
}


@pytest.mark.parametrize("way", ways(NO_FIGURE, "plt", "hands a figure back", "never ends", "a million points"))
def test_where_there_is_no_figure_it_is_told_what_is_there(way: str, grade: Callable[..., Grade]) -> None:
    code, words = NO_FIGURE[way]
    mark = curve_of(grade(code))
    assert mark.points == 0
    assert words in said(mark), said(mark)


def without(line: str) -> str:
    return ANSWER.replace(f"    ax.{line}\n", "")


# The answer, the points of 4 that are left, words of the check, and what it is recognised by (F1 to F10: the author's).
WRONG = {
    "axes exchanged": (ANSWER.replace("current, rate,", "rate, current,"), 2.5, "What goes up stands along x", "F1"),
    "no unit": (ANSWER.replace(" (pA)", ""), 3.5, "Which unit is that in?", "F2"),
    "another unit": (ANSWER.replace("(Hz)", "(ms)"), 3.5, "the unit of the numbers that are drawn?", "F3"),
    "a thousand times": (ANSWER.replace("(pA)", "(nA)"), 3.5, "the unit of the numbers", "the x axis has another unit"),
    "no label": (without('set_xlabel("injected current (pA)")'), 3.5, "says nothing", "the x axis has no label"),
    "no legend": (without("legend()"), 3.5, "no legend shows them", "F4"),
    "no names": (ANSWER.replace(", label=name", ""), 3.5, "which line is which", "no legend"),
    "one name for all": (
        ANSWER.replace("=name", "='x'"),
        3.5,
        "by a name of its own",
        "names are missing in the legend",
    ),
    "no line at zero": (without("axhline(0.0)"), 3.5, "A horizontal line at 0", "F5"),
    "another quantity": (
        ANSWER.replace("injected current", "time"),
        3.5,
        "Which quantity",
        "the x axis names another quantity",
    ),
    "labels exchanged": (
        ANSWER.replace("injected current (pA)", "?")
        .replace("firing rate (Hz)", "current (pA)")
        .replace("?", "rate (Hz)"),
        3.0,
        "stands on the other one",
        "the labels of the axes are exchanged",
    ),
    "another variable": (
        ANSWER.replace("t, rate,", "t, rate - rate[0],"),
        2.5,
        "Which of the two",
        "a line with other values",
    ),
    "in another order": (
        ANSWER.replace("current, rate,", "current[np.argsort(rate)], np.sort(rate),"),
        2.5,
        "another order",
        "F6",
    ),
    "a point left out": (
        ANSWER.replace("current, rate,", "current[1:], rate[1:],"),
        2.5,
        "other points",
        "a line with other points",
    ),
    "points alone": (ANSWER.replace("rate, label", "rate, 'o', label"), 2.5, "no line joins them", "F7"),
    "one line too many": (
        ANSWER.replace("    ax.legend", "    ax.plot(current, 2 * rate)\n    ax.legend"),
        2.5,
        "more lines",
        "a line too many",
    ),
    "cut off": (ANSWER + "    ax.set_ylim(5, 6)\n", 3.5, "beyond the limits of the y axis", "F8"),
    "labels by plt": (
        PLT + ANSWER.replace("ax.set_xlabel", "plt.xlabel"),
        3.5,
        "a figure of plt",
        "drew partly on a figure of plt",
    ),
    "labels hidden": (ANSWER + "    ax.set_axis_off()\n", 3.0, "says nothing", "the x axis has no label"),
    "no numbers": (
        ANSWER.replace("t, rate,", "t, rate * np.nan,"),
        2.5,
        "Which of the two",
        "a line with other values",
    ),
    "infinite": (ANSWER.replace("t, rate,", "t, rate / 0.0,"), 2.5, "Which of the two", "a line with other values"),
    "changes its input": (ANSWER + "    current[0] = -5.0\n", 3.5, "", None),
    "as data, no unit": (DESCRIBED.replace(" (Hz)", ""), 3.5, "Which unit is that in?", "the y axis has no unit"),
}


@pytest.mark.parametrize(
    "way", ways(WRONG, "axes exchanged", "no unit", "no label", "another variable", "in another order")
)
def test_a_wrong_figure_is_told_what_is_wrong_with_it(way: str, grade: Callable[..., Grade]) -> None:
    code, points, words, recognised = WRONG[way]
    mark = curve_of(grade(code))
    assert mark.points == points, [(one.case, one.says) for one in mark.verdicts if one.outcome != "passed"]
    assert words in said(mark), said(mark)
    assert (mark.diagnosis and mark.diagnosis.id) == recognised
    assert mark.diagnosis is None or mark.diagnosis.hint.rstrip().endswith(("?", "."))


COUNTED = {
    "as the reference": (BARS, 2.0, ""),
    "names set by hand": (
        BARS.replace("ax.bar(names, counts)", "p = range(len(names)); ax.bar(p, counts); ax.set_xticks(p, names)"),
        2.0,
        "",
    ),
    "points by plot": (
        BARS.replace("scatter(range(len(names)), latency)", "plot(range(len(names)), latency, '*')"),
        2.0,
        "",
    ),
    "points one by one": (
        BARS.replace(
            "ax.scatter(range(len(names)), latency)", "[ax.plot(i, one, 'o') for i, one in enumerate(latency)]"
        ),
        2.0,
        "",
    ),
    "bars in another order": (
        BARS.replace("bar(names, counts)", "bar(names, counts[::-1])"),
        None,
        "Which numbers are counts?",
    ),
    "joined": (BARS.replace("scatter", "plot"), None, "a line joins them"),
    "not logarithmic": (BARS.replace('    ax.set_yscale("log")\n', ""), None, "another scale"),
    "no title": (BARS.replace('    ax.set_title("Spikes")\n', ""), None, "no title"),
    "no names": (BARS.replace("bar(names,", "bar(range(len(names)),"), None, "do not have the names"),
}


@pytest.mark.parametrize("way", ways(COUNTED, "as the reference", "bars in another order", "not logarithmic"))
def test_bars_points_scales_and_names_are_judged(way: str, grade: Callable[..., Grade]) -> None:
    code, points, words = COUNTED[way]
    mark = next(one for one in grade(code).marks if one.question == COUNTS)
    assert (mark.points == 2) == (points == 2), [(v.case, v.says) for v in mark.verdicts if v.outcome != "passed"]
    assert words in said(mark), said(mark)


# --- walls

HOSTILE = {
    "markup": ANSWER.replace("injected current", "<script>alert(1)</script><img src=x onerror=alert(1)>"),
    "a formula without end": ANSWER.replace("injected current", "$" + "{" * 50),
    "a label of a million letters": ANSWER.replace("injected current", "x" * 10**6),
    "a spreadsheet's formula": ANSWER.replace("injected current", "=1+1"),
    "keeps the axes and draws later": f"kept = []\n{ANSWER}    kept.append(ax)\n    kept[0].plot([0], [1e9])\n",
    "answers for its worker": (
        "import autograder.sandbox.drawing as d, functools, sys\n"
        "class Odd(dict):\n    pass\n"
        "lie = lambda *a: Odd(lines=[{'x': object(), 'y': Odd()}], returned=[[]], x_label=b'x', legend=Odd())\n"
        "sys.modules['autograder.sandbox.answers'].drawing = lie\n" + ANSWER
    ),
    "says more than fits": (
        "import sys\nlie = lambda *a: {'lines': [[[0.0] * 1000, [0.0] * 1000]] * 290, 'returned': ''}\n"
        "sys.modules['autograder.sandbox.answers'].drawing = lie\n" + ANSWER
    ),
}


@pytest.mark.parametrize("way", ways(HOSTILE, "markup", "answers for its worker"))
def test_what_a_worker_says_of_a_figure_is_inert_and_short(way: str, grade: Callable[..., Grade]) -> None:
    found = grade(HOSTILE[way])
    mark = curve_of(found)
    assert found.status == "graded"
    assert mark.points is not None
    assert all(one.outcome != "unknown" and len(one.says) < 1000 for one in mark.verdicts)
    assert Grade.from_json(found.to_json()) == found


def test_a_worker_that_lies_about_the_labels_is_believed_about_them_alone(grade: Callable[..., Grade]) -> None:
    """It is the process's word, as docs/security.md says: it may say the labels, and has to know the data."""
    lie = f"def {CURVE}(ax, current, rates):\n    ax.plot([1], [1])\n"
    patch = (
        "import sys\ntrue = sys.modules['autograder.sandbox.answers'].drawing\n"
        "lie = lambda *a: {**true(*a), 'x_label': 'current (pA)', 'y_label': 'rate (Hz)'}\n"
        "sys.modules['autograder.sandbox.answers'].drawing = lie\n"
    )
    mark = curve_of(grade(patch + lie))
    passed = {one.case for one in mark.verdicts if one.hidden and one.outcome == "passed"}
    assert not passed & {"Several neurons", "One neuron", "Its inputs stay as they were"}
    assert "On other data: The x axis says what it shows, and in which unit" in passed


def test_no_test_that_students_have_tells_the_reference(built: Path) -> None:
    public = (built / "assignments" / NAME / "tests" / f"{CURVE}.py").read_text(encoding="utf-8")
    assert "def hidden(" not in public
    assert "Wrong(" not in public
    assert "solutions" not in public
    notebook = (built / "assignments" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    assert notebook.count("It earns the same.") == 1


# --- in a learner's own notebook


def own_check(built: Path, code: str) -> str:
    """What the public checks say in a notebook of one's own, where nothing stands between them and the function."""
    path = built / "assignments" / NAME / "tests" / f"{CURVE}.py"
    names: dict[str, object] = {}
    exec(f"import numpy as np\n{code}", names)
    test = exception_test_file().from_file(str(path))
    test.run(names)
    return "\n".join(one.message or "" for one in test.test_case_results if not one.passed)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (ANSWER, ""),
        (DESCRIBED, ""),
        (f"def {CURVE}(ax, current, rates):\n    ...\n\n\n{DESCRIBED}", ""),
        (f"def {CURVE}(ax, current, rates):\n    ...\n\n\n{DESCRIBED.replace(' (Hz)', '')}", "Which unit"),
        (ANSWER.replace(" (pA)", ""), "Which unit is that in?"),
        (f"def {CURVE}(ax, current, rates):\n    ...\n", "describe_f_i_curve hands back the"),
        (NO_FIGURE["plt"][0], "a figure of plt"),
        ("x = 1", "no function called"),
    ],
)
def test_public_checks_say_the_same_in_a_learners_own_notebook(code: str, words: str, built: Path) -> None:
    import matplotlib.pyplot as plt

    open_before = plt.get_fignums()
    told = own_check(built, code)
    assert words in told
    assert bool(told) == bool(words), told
    assert plt.get_fignums() == open_before, "a check leaves no figure behind that a notebook would show"


# --- what is accepted on an axis


@pytest.mark.parametrize(
    ("label", "units", "right"),
    [
        *(
            (label, ("mV",), True)
            for label in ("V (mV)", "V [mV]", "membrane potential / mV", "V in mV", "V, mV", "V (m V)")
        ),
        *(
            (label, ("mV",), True)
            for label in (r"$V_m$ ($\mathrm{mV}$)", "potential in millivolts", "Potential mV", "V/mV")
        ),
        *(
            (label, ("mV",), False)
            for label in ("V", "V (V)", "V (MV)", "", "mV-like potential", "V (mV/ms)", "mVolume")
        ),
        *((label, ("\u00b5A",), True) for label in ("I (uA)", "I (\u03bcA)", r"I ($\mu$A)", "I (microamperes)")),
        *((label, ("Hz",), True) for label in ("f (Hz)", "f (1/s)", "f (s$^{-1}$)", "f (spikes/s)", "rate in hertz")),
        *((label, ("mV/ms",), True) for label in ("dV/dt (mV/ms)", "slope [millivolts per millisecond]")),
        ("R (M\u03a9)", ("MOhm",), True),
        ("R (megaohms)", ("MOhm",), True),
        ("current density (\u00b5A/cm\u00b2)", ("uA/cm^2",), True),
        ("rate (spikes/bin)", ("Hz", "spikes/bin"), True),
    ],
)
def test_a_unit_is_read_as_people_write_it(label: str, units: tuple[str, ...], right: bool) -> None:
    assert says_unit(label, units) is right


@pytest.mark.parametrize(
    ("label", "words", "right"),
    [
        ("Injected Current (pA)", ("current",), True),
        ("$I$ (pA)", ("I",), True),
        ("Intensity (pA)", ("I",), False),
        ("f-I curve", ("f I curve",), True),
        ("Zeit (ms)", ("time", "Zeit"), True),
        ("time", ("current",), False),
    ],
)
def test_a_symbol_stands_by_itself_and_a_word_anywhere(label: str, words: tuple[str, ...], right: bool) -> None:
    assert says_one_of(label, words) is right


# --- what an author may write


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("FIGURE = [", "FIGURE = 3\nOTHERS = [", "FIGURE is no list of what must be on the figure"),
        ('    XAxis("current", "I", unit="pA"),', '    "x axis",', "FIGURE is no list"),
        ("    Lines(),", "    Lines(),\n    Lines(close=0.1),", "look at the same thing"),
        ('INSTEAD = "describe_f_i_curve"', 'INSTEAD = "draw_f_i_curve"', "INSTEAD is no name of another function"),
        ('INSTEAD = "describe_f_i_curve"', "RTOL = 0.1", "RTOL is for another kind of question"),
        ('INSTEAD = "describe_f_i_curve"', 'CHOICES = {"a": "b", "c": "d"}', "CHOICES is for another kind of question"),
        ('INSTEAD = "describe_f_i_curve"', 'USES = ["draw_counts"]', "asks for a figure; take it out"),
        ('{"lines": [(CURRENT, RATES["soma"], "soma")', '{"lines": [(CURRENT, [1.0], "soma")', "entry 1 of PUBLIC"),
    ],
)
def test_what_does_not_fit_is_told_with_its_file(old: str, new: str, words: str, tmp_path: Path) -> None:
    assert old in FILES[CURVE]
    root = figure_kit(tmp_path / "kit", **{CURVE: FILES[CURVE].replace(old, new)})
    done = autograder("build", "--kit", root)
    assert done.returncode != 0
    assert words in done.stdout + done.stderr
    assert f"{CURVE}.py" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_public_row_that_the_reference_does_not_draw_is_told(kit: Path) -> None:
    path = question_of(kit, CURVE)
    path.write_text(path.read_text(encoding="utf-8").replace("2.0, 9.0", "2.0, 8.0"), encoding="utf-8")
    autograder("build", "--kit", kit)
    other = path.read_text(encoding="utf-8").replace(
        '(CURRENT, RATES["soma"], "soma")', '(CURRENT, RATES["soma"] + 1, "soma")'
    )
    path.write_text(other, encoding="utf-8")
    done = autograder("build", "--kit", kit)
    assert "the reference fails its case 'two neurons at three currents'" in done.stdout + done.stderr


def test_under_stock_otter_a_figure_is_worth_nothing(kit: Path, tmp_path: Path) -> None:
    write_stock_zip(Kit(kit), Kit(kit).assignments[NAME], tmp_path / "stock.zip")
    with zipfile.ZipFile(tmp_path / "stock.zip") as stock:
        names = [name for name in stock.namelist() if name.endswith(f"{CURVE}_hidden.py")]
        assert [re.findall(r"^points = (.*)$", stock.read(name).decode(), re.MULTILINE) for name in names] == [["0"]]
    assert "so is a figure" in WARNING


@pytest.mark.long
def test_a_release_with_figures_goes_out(kit: Path, tmp_path: Path) -> None:
    done = autograder("release", NAME, "--kit", kit, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
def test_a_figure_is_proved(kit: Path) -> None:
    done = autograder("prove", NAME, "--question", CURVE, "--kit", kit, "--workers", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    for words in ("keep full marks: 0 ", "lose a mark: 0 ", "that survive: 0 ", "100.0%"):
        assert words in done.stdout, done.stdout


@pytest.mark.long
def test_a_proof_finds_a_figure_that_is_judged_too_little(kit: Path) -> None:
    path = question_of(kit, CURVE)
    path.write_text(path.read_text(encoding="utf-8").replace("    Horizontal(0.0),\n", ""), encoding="utf-8")
    assert autograder("build", "--kit", kit).returncode == 0
    done = autograder("prove", NAME, "--question", CURVE, "--kit", kit, "--workers", "1")
    assert done.returncode != 0
    assert "F5" in done.stdout
