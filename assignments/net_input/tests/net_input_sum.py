"""Public checks of net_input_sum: they teach, and are worth nothing by themselves."""

import numpy as np
from otter.test_files import test_case

OK_FORMAT = False
name = "net_input_sum"

A = [1.0, 0.0, 0.5, 2.0]
WJ = [2.0, -8.0, 6.0, -0.5]
BY_HAND = 4.0
IN_FULL = 13 / 12  # 0.5 times 2/3, and 1.5 times 0.5
DIGITS = "Where do the other digits get lost, and does that have to happen there?"
QUESTIONS = {  # what some other computation gives, and what to ask then
    1: "Is that the mean of the products? Is a drive from more senders stronger?",
    -1.75: "Is that one sum times another? Which comes first, times or plus?",
    3: "Does the synapse multiply, or add? What does the sum sign add up?",
}

not_defined = """\
This notebook has no function called net_input_sum so far. Run the
cell that begins with def net_input_sum(a, wj): and then this one
again. Did that cell finish without an error?"""

gave_nothing_back = """\
net_input_sum ran, but handed nothing back (its value is None).
print shows a value, return hands it over. Which does yours do?"""

waiting = "This case waits for the first one. Does that one pass yet?"


def numbers(value):
    """The value as an array of floats, or None if it does not consist of numbers."""
    try:
        array = np.asarray(value, dtype=object)
        real = all(isinstance(one, (int, float, np.bool_, np.integer, np.floating)) for one in array.flat)
        return array.astype(float) if real else None
    except (ValueError, OverflowError):
        return None


def ask(net_input_sum, a, wj):
    """What net_input_sum gives for these senders; stopping becomes a message."""
    try:
        return net_input_sum(np.array(a), np.array(wj))
    except (IndexError, TypeError, ValueError) as error:
        message = f"""\
net_input_sum stopped: {type(error).__name__}. (Its words are under the
call by hand, above.) It got two arrays, one element for each sender.
Which line does something else than multiply arrays, then add?"""
        raise AssertionError(message) from error


def net_input(net_input_sum, a, wj):
    """The net input; None while the first case has something to say."""
    try:
        n = numbers(net_input_sum(np.array(a), np.array(wj)))
    except (IndexError, NameError, TypeError, ValueError):
        return None
    return n if np.shape(n) == () else None


def few_digits(value, right):
    """Whether the value is the right one, but for digits that were cut off or rounded away."""
    rounded = [np.round(right, n) for n in range(9)] + [np.trunc(right), np.float32(right)]
    return any(np.allclose(value, one, rtol=1e-12, atol=1e-12) for one in rounded)


class Recording(np.ndarray):
    """An array that notes what is done to it, so that we can see how the number comes about."""

    def __array_finalize__(self, parent):
        self.seen = getattr(parent, "seen", set())

    def __getitem__(self, index):
        self.seen.add("getitem")
        return super().__getitem__(index)

    def __iter__(self):
        self.seen.add("iter")
        return super().__iter__()

    def tolist(self):
        self.seen.add("tolist")
        return super().tolist()

    def dot(self, other):
        self.seen.add("dot")
        return plain(self).dot(plain(other))

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        self.seen.add(ufunc.__name__)
        return getattr(ufunc, method)(*map(plain, inputs), **{name: plain(value) for name, value in options.items()})

    def __array_function__(self, function, types, inputs, options):
        self.seen.add(function.__name__)
        return function(*map(plain, inputs), **options)


def plain(value):
    """The value with every recording array in it as an ordinary one."""
    if isinstance(value, Recording):
        return value.view(np.ndarray)
    return type(value)(map(plain, value)) if isinstance(value, (list, tuple)) else value


def seen_in(net_input_sum):
    """What net_input_sum does to its arrays; nothing where it takes no such arrays."""
    a, wj = np.array(A).view(Recording), np.array(WJ).view(Recording)
    try:
        net_input_sum(a, wj)
    except Exception:
        return set()
    return a.seen | wj.seen


VISITS = {"getitem", "iter", "tolist"}
DOTS = {"dot", "matmul", "inner", "vdot", "einsum", "tensordot", "vecdot"}


@test_case(name="one number for the receiving unit")
def test_one_number(net_input_sum):
    assert callable(net_input_sum), not_defined
    n = ask(net_input_sum, A, WJ)
    assert n is not None, gave_nothing_back
    not_a_number = f"""\
net_input_sum gave back a {type(n).__name__}, which is not a number.
Where does it turn into something else?"""
    assert numbers(n) is not None, not_a_number
    several_numbers = f"""\
Yours gave back shape {np.shape(n)} for four senders. The cell body passes on a
single number. After the product, what is left to do?"""
    assert np.shape(n) == (), several_numbers


@test_case(name="a silent sender")
def test_silent_sender(net_input_sum):
    before = net_input(net_input_sum, A, WJ)
    assert before is not None, waiting
    after = net_input(net_input_sum, A, [2.0, 40.0, 6.0, -0.5])
    assert after is not None, waiting
    heard_silence = f"""\
Sender 1 is silent (its activation is 0). Its weight alone went from -8
to 40, and your net input from {before:g} to {after:g}.
How does a synapse combine activation and weight, if silence has no effect?"""
    assert np.isclose(before, after), heard_silence


@test_case(name="inhibition")
def test_inhibition(net_input_sum):
    n = net_input(net_input_sum, [1.0, 2.0], [0.5, -3.0])
    assert n is not None, waiting
    lost_sign = f"""\
Two senders: one excites with 1 times 0.5, one inhibits with 2 times -3.
Your net input is {n:g}. Which of the two wins, and what does its sign say?"""
    assert np.sign(n) == -1, lost_sign


@test_case(
    name="the value by hand",
    success_message="This case is right. The marks come from other inputs: many senders, one, none at all, whole "
    "numbers, silent senders, missing synapses, weights of either sign, activations below 0, very large ones and "
    "very small ones. They look at all digits, and whether the arrays that you are given stay as they were.",
)
def test_by_hand(net_input_sum):
    n = net_input(net_input_sum, A, WJ)
    assert n is not None, waiting
    usual = "Which product, or which addition, comes out differently in your code?"
    question = next((then for other, then in QUESTIONS.items() if np.isclose(n, other)), usual)
    other_value = f"""\
By hand the four products are 2, 0, 3 and -1; together they make 4.
Yours gives {n:g}.
{question}"""
    assert np.isclose(n, BY_HAND), other_value


@test_case(name="all digits")
def test_all_digits(net_input_sum):
    n = net_input(net_input_sum, [0.5, 1.5], [2 / 3, 0.5])
    assert n is not None, waiting
    usual = "Which product, or which addition, comes out differently in your code?"
    by_hand = net_input(net_input_sum, A, WJ) == BY_HAND
    question = DIGITS if by_hand and few_digits(n, IN_FULL) else usual
    other_value = f"""\
By hand, 0.5 times 2/3 and 1.5 times 0.5 make 13/12, which is 1.08333333333
and so on. Yours gives {n:.12g}.
{question}"""
    assert np.isclose(n, IN_FULL, rtol=1e-9, atol=0), other_value


@test_case(name="a product of arrays, then a sum")
def test_product_then_sum(net_input_sum):
    assert net_input(net_input_sum, A, WJ) is not None, waiting
    seen = seen_in(net_input_sum)
    in_one_call = """\
One call multiplied and added at once here. Can you write it as two steps:
first the products of the two arrays as a whole, then their sum?"""
    assert "multiply" in seen or not seen & DOTS, in_one_call
    one_at_a_time = """\
Your code visited the synapses one at a time here. NumPy multiplies two
arrays as a whole. Which line could say that, and what is left to do?"""
    assert "multiply" in seen or not seen & VISITS, one_at_a_time
