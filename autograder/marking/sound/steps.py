"""What is tried of one assignment, step by step: each file that judges, and the reference on what it will meet."""

from __future__ import annotations

import dis
import inspect
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from autograder.config import CONFIG_FILE
from autograder.errors import ConfigError
from autograder.marking.known import read_catalogue, read_mistakes
from autograder.marking.relations import fault_at, relations_of
from autograder.marking.sound.built import is_built, of_built
from autograder.marking.sound.counted import counted
from autograder.marking.sound.fault import Fault, Part, place_of, told, words_of
from autograder.marking.sound.load import load_test, unheard
from autograder.marking.sound.reference_proxy import ReferenceProxy
from autograder.model import FormName
from autograder.questions.declared import declared, functions_of
from autograder.questions.figure_file import asked_with_data
from autograder.questions.kind import functions_asked, instead_of, is_called
from autograder.questions.value_file import value_question
from autograder.sandbox.lending import MOST_CALLS
from autograder.vocabulary import answered

if TYPE_CHECKING:
    from autograder.kit import Assignment
    from autograder.marking.catalogue import Probe

Action = Callable[[], Iterable[Fault]]
Step = Callable[[Fault, Action], list[Fault]]

_WHEN_LOADED = "Mend what the file does when it is loaded."
_MEND = "Mend this line."
_STEP_IT = (
    "Let the question be a function that makes one, steps it and returns plain data; name the class in its ALSO, and "
    "learners write both."
)
_TOO_OFTEN = "in its case {!r} the reference calls what it uses {} times; each may be a message to a student's process"
_SHORTER = f"Give it inputs that need at most {MOST_CALLS}."
_EITHER = "Mend the case or the reference: nobody is judged by this case until then."
_EITHER_IN = "Mend {}, of which this is built, or the reference, and run autograder build: {}"


def try_all(assignment: Assignment, step: Step) -> None:
    """Take every step. ``step`` gets what is tried, as a fault without words, and how; it gives what was found."""
    root = assignment.root
    step(Fault("source", place_of(assignment.source, root)), lambda: _of_source(assignment))
    answers = place_of(assignment.answers, root)
    blind = step(Fault("mistakes", answers), lambda: of_answers(replace(assignment, points={}), "mistakes"))
    solutions = Fault("reference", place_of(assignment.solutions, root), remedy=_WHEN_LOADED)
    alone = not functions_asked(assignment)  # then nothing of solutions is asked for
    lost = [] if alone else step(solutions, lambda: _of_reference(assignment))
    for question in assignment.points:
        asked = replace(solutions, question=question)
        if not is_called(assignment, question):
            _try_value(assignment, asked, step)
            continue
        if step(replace(asked, part="hidden", remedy=_MEND), partial(_of_declared, assignment, question)):
            continue
        missing = lost or step(asked, partial(_of_function, assignment, asked))
        unread = blind or step(_in_question_file(assignment, question), partial(of_question, assignment, question))
        if not missing and not unread:
            step(_in_question_file(assignment, question), partial(of_built, assignment, question))
        _try_tests(assignment, asked, step, referenced=not missing)
        if not missing and not blind and not unread:
            probed = replace(asked, remedy=f"Mend the reference or the probes in {answers}.")
            step(probed, partial(_of_probes, assignment, probed))


def _try_value(assignment: Assignment, asked: Fault, step: Step) -> None:
    """Take the steps of a question that is answered by a plain value; it needs no reference."""
    question = asked.question
    declares = replace(asked, part="hidden", remedy=_MEND)
    if not step(declares, partial(_of_declared, assignment, question)):
        file = replace(_in_question_file(assignment, question), part="hidden")
        built = not step(file, partial(of_built, assignment, question))
        _try_tests(assignment, asked, step, referenced=built)


def _in_question_file(assignment: Assignment, question: str) -> Fault:
    place = place_of(assignment.question_file(question), assignment.root)
    return Fault("mistakes", place, remedy=_WHEN_LOADED, question=question)


def _try_tests(assignment: Assignment, asked: Fault, step: Step, *, referenced: bool) -> None:
    """Load both test files of a question; where there is a reference, put it through their cases, one by one."""
    hidden = Fault("hidden", "", remedy=_WHEN_LOADED, question=asked.question)
    for what in (replace(hidden, part="public"), *([hidden] if referenced else [])):
        tests = _Tests(assignment, what)
        if step(tests.fault, tests.load) or not referenced:
            continue
        for number in range(len(tests.cases)):
            case = replace(tests.fault, remedy=tests.remedy)
            if any(not one.case for one in step(case, partial(tests.put_through, number))):
                break  # it did not come back: the others may not either


class _Tests:
    """One test file of a question, as it is tried."""

    def __init__(self, assignment: Assignment, what: Fault) -> None:
        self._assignment = assignment
        self._hidden = what.part == "hidden"
        choose = assignment.hidden_test if self._hidden else assignment.public_test
        self._path = choose(what.question)
        self._loaded: Any = None
        self.fault = replace(what, place=place_of(self._path, assignment.root))

    @property
    def cases(self) -> list[Any]:
        """Its cases; loaded here where an earlier process has tried that."""
        if self._loaded is None:
            instead = instead_of(self._assignment, self.fault.question)
            functions = [*functions_of(self._assignment, self.fault.question), *filter(None, [instead])]
            self._loaded = load_test(self._path, functions, hidden=self._hidden)
        cases: list[Any] = self._loaded.test_cases
        return cases

    @property
    def remedy(self) -> str:
        """What to do about a case that the reference fails: a built file is not the place to mend it in."""
        if not is_built(self._path):
            return _EITHER
        source = place_of(self._assignment.question_file(self.fault.question), self._assignment.root)
        return _EITHER_IN.format(source, _EITHER.partition(": ")[2])

    def load(self) -> Iterable[Fault]:
        """Load it, and name what is wrong with it."""
        try:
            self.cases  # noqa: B018 - it is loaded
        except BaseException as error:  # noqa: BLE001 - a test file may raise anything
            yield self._fault(error, _WHEN_LOADED)

    def put_through(self, number: int) -> Iterable[Fault]:
        """Put the reference through one case: what it fails, nobody can pass."""
        case = self.cases[number]
        try:
            asked = value_question(self._assignment, self.fault.question)
            if asked is not None:
                with unheard():
                    case.body.call_func({self.fault.question: asked.right})
                return
            with unheard(), counted(self._assignment, self.fault.question) as (functions, count):
                case.body.call_func(
                    {name: ReferenceProxy(self._called(function)) for name, function in functions.items()}
                )
            if self._hidden and count() > MOST_CALLS:
                yield replace(self.fault, case=case.name, what=_TOO_OFTEN.format(case.name, count()), remedy=_SHORTER)
        except BaseException as error:  # noqa: BLE001 - a case may raise anything
            fault = self._fault(error, self.remedy)
            yield replace(fault, case=case.name, what=f"the reference fails its case {case.name!r}: {fault.what}")

    def _called(self, function: Callable[..., Any]) -> Callable[..., Any]:
        return asked_with_data(self._assignment, self.fault.question, function)

    @property
    def _to_be_made(self) -> str:
        source = self._assignment.question_file(self.fault.question)
        part = f"{'hidden' if self._hidden else 'PUBLIC'} into " * source.is_file()
        place = place_of(source, self._assignment.root)
        return f"Write {part}{place}, and run autograder build; or write this one by hand."

    def _fault(self, error: BaseException, otherwise: str) -> Fault:
        place, what, remedy = told(error, self._path, self._assignment.root, otherwise)
        if isinstance(error, FileNotFoundError) and error.filename == str(self._path):
            remedy = self._to_be_made
        return replace(self.fault, place=place, what=what, remedy=remedy)


def _of_declared(assignment: Assignment, question: str) -> Iterable[Fault]:
    """What a question file says of other functions."""
    try:
        declared(assignment, question)
    except ConfigError as error:
        place, _, what = str(error).partition(": ")
        yield Fault("hidden", place, what, _MEND, question)


def _of_source(assignment: Assignment) -> Iterable[Fault]:
    place = place_of(assignment.source, assignment.root)
    try:
        titles = assignment.titles
    except (OSError, UnicodeDecodeError) as error:
        where, what, remedy = told(error, assignment.source, assignment.root, "Let it be readable.")
        yield Fault("source", where, what, remedy)
        return
    for question in assignment.points:
        if question not in titles:
            remedy = f"Add a line ## {question}: and its title."
            yield Fault("source", place, f"has no heading for {question}", remedy, question)


def of_answers(assignment: Assignment, part: Part) -> Iterable[Fault]:
    """What is wrong with the known answers: with those by which mistakes are recognised, or with any."""
    try:
        known = read_mistakes(assignment) if part == "mistakes" else read_catalogue(assignment)
    except ConfigError as error:
        place, _, what = str(error).replace(f"{assignment.root}/", "").partition(": ")
        yield Fault(part, place, what, "Mend this entry.")
        return
    place = place_of(assignment.answers / "form_words.yaml", assignment.root)
    if wordless := sorted(set(get_args(FormName)) - set(known.words)):
        remedy = f"Add an entry with form, seen and asked, or take the question out of forms in {CONFIG_FILE}."
        for question in assignment.forms:
            yield Fault(part, place, f"has no words for the form {', '.join(wordless)}", remedy, question)


def of_question(assignment: Assignment, question: str) -> Iterable[Fault]:
    """What is wrong with the file of a question, as far as grading reads it."""
    try:
        read_mistakes(_only(assignment, question))
    except ConfigError as error:
        place, _, what = str(error).replace(f"{assignment.root}/", "").partition(": ")
        yield Fault("mistakes", place, what, "Mend this entry.", question)


def _only(assignment: Assignment, question: str) -> Assignment:
    """The assignment with this question alone: what is wrong in the files of others is theirs."""
    return replace(assignment, points={question: assignment.points[question]})


def _of_reference(assignment: Assignment) -> Iterable[Fault]:
    path, root = assignment.solutions, assignment.root
    if not path.is_file():
        yield Fault("reference", place_of(path, root), "is missing", "Write it, or put it back.")
        return
    try:
        with unheard():
            assignment.reference()
    except BaseException as error:  # noqa: BLE001 - the reference may raise anything
        yield Fault("reference", *told(error, path, root, _WHEN_LOADED))


def _of_function(assignment: Assignment, asked: Fault) -> Iterable[Fault]:
    for name in functions_of(assignment, asked.question):
        if not callable(getattr(assignment.reference(), name, None)):
            yield replace(asked, what=f"defines no function {name}", remedy="Write it, or mend its name.")
    if inspect.isclass(getattr(assignment.reference(), asked.question, None)):
        yield replace(asked, what=f"has a class {asked.question}, and a question asks for a function", remedy=_STEP_IT)


def _of_probes(assignment: Assignment, asked: Fault) -> Iterable[Fault]:
    """Put the reference on the public inputs by which mistakes are told apart."""
    reference = assignment.reference_function(asked.question)
    function = asked_with_data(assignment, asked.question, reference)
    asks = assignment.question_file(asked.question)
    place = place_of(asks if asks.is_file() else assignment.answers / "probes.yaml", assignment.root)
    for probe in read_mistakes(_only(assignment, asked.question)).probes_of(asked.question):
        what = ""
        if words := _stopped(function, probe):
            what = f"probe {probe.id} stops the reference of {asked.question} ({words})"
        elif words := _unmet(assignment, asked.question, function, probe):
            what = f"on probe {probe.id} the reference of {asked.question} does not do what its relation asks ({words})"
        if what:
            yield replace(asked, part="mistakes", place=place, what=what, remedy="Mend its inputs or its questions.")


def _unmet(assignment: Assignment, question: str, function: Callable[..., object], probe: Probe) -> str:
    """Why a relation does not hold of the reference; nothing where it does, or there is none, or no value."""
    relations = relations_of(assignment, question)
    try:
        with unheard():
            value = answered(function, probe.arguments(), is_reference=True) if relations else None
    except Exception:  # noqa: BLE001 - an error that is due
        return ""
    try:
        fault = fault_at(relations, value, probe)
    except Exception as error:  # noqa: BLE001 - a relation may hold a mistake
        return words_of(error)
    return fault or "it has no words for that" * (fault is not None)


def _stopped(function: Callable[..., object], probe: Probe) -> str:
    try:
        with unheard():
            answered(function, probe.arguments(), is_reference=True)
    except BaseException as error:  # noqa: BLE001 - the reference may raise anything
        return "" if _is_meant(error, function) else words_of(error)
    return ""


def _is_meant(error: BaseException, function: Callable[..., object]) -> bool:
    """Whether the reference itself refuses such inputs: a ``raise`` of its own, and no mishap, has stopped it."""
    if not isinstance(error, Exception) or isinstance(error, NotImplementedError):
        return False
    own = getattr(inspect.unwrap(function), "__code__", None)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if own is None or trace is None or trace.tb_frame.f_code.co_filename != own.co_filename:
        return False
    said = {one.offset: one.opname for one in dis.get_instructions(trace.tb_frame.f_code)}
    return said.get(trace.tb_lasti) == "RAISE_VARARGS"
