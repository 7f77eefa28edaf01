"""Names that were meant for others, and where functions stand."""

from __future__ import annotations

import pytest

from autograder.model import Cell, Notebook
from autograder.notebook.definitions import definitions, meant_for

NET_INPUT = ["net_input_loop", "net_input_sum", "net_input_dot"]
ACTIVATION = ["linear", "relu", "step", "sigmoid", "tanh"]
MEANT = {
    "net_input_loop": ["net_imput_loop", "net_input_lop", "netInputLoop", "net_input_loop2", "my_net_input_loop"],
    "net_input_sum": ["net_input_sums", "Net_Input_Sum", "net_inputsum", "ent_input_sum"],
    "net_input_dot": ["net_input_dt", "net_input_dto", "net_input_dot_v2"],
    "relu": ["Relu", "ReLU", "rleu", "relu2", "my_relu", "relu_fn"],
    "tanh": ["tahn", "tanH", "tanhh"],
    "sigmoid": ["sigmod", "simgoid", "sigmoid_function"],
    "linear": ["liner", "linaer"],
}
NOT_MEANT = {
    "net_input_loop": ["loop", "net_input", "net_input_sum", "net_input_sums", "net_input_max", "weighted"],
    "net_input_dot": ["net_input_lop", "dot", "net_input_product"],
    "relu": ["elu", "selu", "gelu", "leaky_relu", "relu_derivative", "plot_relu", "step"],
    "tanh": ["sinh", "atanh", "cosh", "sigmoid"],
    "step": ["heaviside", "stepwise_plot"],
}


@pytest.mark.parametrize("question", MEANT)
def test_a_slip_is_given_to_its_question_alone(question: str) -> None:
    questions = NET_INPUT if question in NET_INPUT else ACTIVATION
    for name in MEANT[question]:
        assert [one for one in questions if meant_for(one, [name], questions)] == [question], name


@pytest.mark.parametrize("question", NOT_MEANT)
def test_another_word_is_given_to_nobody(question: str) -> None:
    questions = NET_INPUT if question in NET_INPUT else ACTIVATION
    assert meant_for(question, NOT_MEANT[question], questions) == []


def test_a_name_between_two_is_given_to_both() -> None:
    assert [one for one in ("find_a", "find_b") if meant_for(one, ["find_c"], ["find_a", "find_b"])] == [
        "find_a",
        "find_b",
    ]


def test_thousands_of_long_names_take_no_time() -> None:
    assert meant_for("relu", ["r" * 10_000, *(f"name_{i}" * 20 for i in range(5000))], ACTIVATION) == []


def test_where_functions_stand() -> None:
    sources = [
        "def relu(n):\n    ...",
        "if True:\n    def tanh(n):\n        return n",
        "x = grader.check('relu')\nstep = lambda n: n",
        "%%time\ndef linear(n):\n    return n",
        "%%writefile m.py\ndef sigmoid(n): pass",
        "def broken(",
    ]
    notebook = Notebook(tuple(Cell(number, source) for number, source in enumerate(sources, 1)))
    found = {one.name: (one.cell, one.place, one.stub, one.certain) for one in definitions(notebook, ACTIVATION)}
    assert found == {
        "relu": (1, "relu", True, True),
        "tanh": (2, "relu", False, False),
        "step": (3, "relu", False, True),
        "linear": (4, "", False, True),
    }
