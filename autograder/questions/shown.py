"""How a value is written in a message, and what kind of thing it is, in a learner's words.

What a public check uses of this is put into the test file that students have. So it needs NumPy and the standard
library only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_SHOWN = 12  # numbers of a row, as many as stand on a line
LONGEST_SHOWN = 200  # characters of a value that is no number
DIGITS_TRIED = (6, 9, 12, 17)  # the last are all that a number has
KINDS = {
    "str": "text",
    "bytes": "bytes",
    "dict": "a dictionary",
    "tuple": "several values (a tuple)",
    "type": "a class",
    "ellipsis": "the three dots",
    "NoneType": "None",
    "bool": "True or False",
    "range": "a range",
    "complex": "a complex number",
}
FUNCTION = re.compile(r"function|method|ufunc|dispatcher|partial|wrapper|vectorize", re.IGNORECASE)
ARRAY = re.compile(r"(array|scalar) of (\S+)")  # what has no numbers, as the wire calls it
ITERATORS = {"zip", "map", "filter", "enumerate", "reversed", "generator"}


def numbers(value: Any) -> Any:
    """The value as an array of floats, or None if it does not consist of numbers."""
    try:
        array = np.asarray(value, dtype=object)
        each = (one[()] if isinstance(one, np.ndarray) and one.shape == () else one for one in array.flat)
        real = all(isinstance(one, (int, float, np.bool_, np.integer, np.floating)) for one in each)
        return array.astype(float) if real else None
    except Exception:  # noqa: BLE001 - whatever an object of the learner's own does when it is looked at
        return None


def shown(one: Any, other: Any) -> tuple[str, str]:
    """Two values in as few digits as tell them apart."""
    for digits in (4, *DIGITS_TRIED):
        texts = written(one, digits), written(other, digits)
        if texts[0] != texts[1]:
            break
    return texts


def written(value: Any, digits: int = 4) -> str:
    """A value on a line, its numbers with so many digits."""
    found = numbers(value)
    if isinstance(value, tuple) and value:
        return ", ".join(written(one, digits) for one in value)
    if found is None or isinstance(value, (dict, tuple)):
        return plainly(value)
    if np.ndim(found) == 0:
        return f"{float(found) + 0.0:.{digits}g}"
    parts = [written(one, digits) for one in found[:MOST_SHOWN]]
    return f"[{', '.join(parts + ['...'] * (len(found) > MOST_SHOWN))}]"


def plainly(value: Any) -> str:
    """What is no number: plain data as Python writes it, and of anything else what kind of thing it is."""
    plain = value is None or isinstance(value, (str, bytes, int, float, complex, list, tuple, dict, set, frozenset))
    if not plain and callable(value):
        return str(getattr(value, "__name__", kind_of(value)))
    text = repr(value) if plain and " at 0x" not in repr(value) else kind_of(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def sized(array: Any) -> str:
    """How many numbers there are, and in what."""
    shape = np.shape(array)
    if len(shape) == 2:
        return f"a table of {shape[0]} by {shape[1]} numbers"
    if len(shape) > 2:
        return f"an array of shape {shape}"
    return "a single number" if not shape else f"an array of {shape[0]} number{'s' * (shape[0] != 1)}"


def filled_in(says: str, hides: Callable[[int], bool], *values: Any, **named: Any) -> str:
    """A message with its values, in as many digits as show what is wrong; ``hides`` tells whether so many do not."""
    fewest = [int(found or 6) for found in re.findall(r":(?:\.(\d+))?g}", says)]
    digits = next((one for one in (0, *DIGITS_TRIED) if not hides(max(one, *fewest, 1))), 0) if fewest else 0
    raised = re.sub(r":(?:\.(\d+))?g}", lambda spec: f":.{max(digits, int(spec[1] or 6))}g}}", says)
    return raised.format(*map(unsigned, values), **{key: unsigned(one) for key, one in named.items()})


def rounded(value: Any, digits: int) -> Any:
    """Numbers as they are read where so many digits are shown."""
    found = numbers(value)
    if found is None:
        return value
    return np.array([float(f"{one:.{digits}g}") for one in found.flat]).reshape(np.shape(found))


def unsigned(value: Any) -> Any:
    """Numbers without the sign of a negative 0."""
    return value + 0.0 if isinstance(value, (float, np.ndarray)) and numbers(value) is not None else value


def kind_of(value: Any) -> str:
    """What kind of thing a value is, in words."""
    found = numbers(value)
    if isinstance(value, (bool, np.bool_)):
        return KINDS["bool"]
    if found is not None and np.ndim(found) == 0:
        return "a single number"
    if found is not None:
        return "a list of numbers" if isinstance(value, (list, tuple)) else "an array of numbers"
    if isinstance(value, (list, tuple, np.ndarray)):
        return _kind_of_many(value)
    return kind_called(str(getattr(value, "type_name", type(value).__name__)))


def kind_called(name: str) -> str:
    """What to call a thing by the name of its type, which may come from another process."""
    if (many := ARRAY.match(name)) is not None:
        return f"an array of {'text' if many[2].strip('<>|=')[:1] in 'UST' else 'things that are no numbers'}"
    if name in KINDS:
        return KINDS[name]
    if FUNCTION.search(name):
        return "a function"
    if name in ITERATORS:
        return f"{with_article(name)} (which has computed nothing yet)"
    return with_article(name)


def with_article(name: str) -> str:
    """A name with the article that belongs to it."""
    spoken = re.match(r"[aeio]|u(?!func|int|ni|s)|nd", name, re.IGNORECASE)  # an ndarray, a ufunc
    return f"{'an' if spoken else 'a'} {name}"


def _kind_of_many(value: Any) -> str:
    parts = list(np.ravel(np.asarray(value, dtype=object)).tolist()) if isinstance(value, np.ndarray) else list(value)
    what = "an array" if isinstance(value, np.ndarray) else "a list" if isinstance(value, list) else "several values"
    if any(one is None for one in parts):
        return f"{what} with None in it"
    if parts and all(isinstance(one, str) for one in parts):
        return f"{what} of text"
    if any(isinstance(one, str) for one in parts):
        return f"{what} with text in it"
    if any(isinstance(one, (complex, np.complexfloating)) for one in parts):
        return f"{what} of complex numbers"
    if any(isinstance(one, (list, tuple, np.ndarray)) for one in parts):
        return f"{what} whose parts have different sizes" if _are_numbers(parts) else f"{what} of several parts"
    return what


def _are_numbers(parts: Any) -> bool:
    return all(numbers(one) is not None for one in parts)
