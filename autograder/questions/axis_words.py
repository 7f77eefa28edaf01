"""What an axis says: the quantity, in any of some words, and the unit, as people write both.

What a question uses of this is put into its test files, so it needs the standard library only.
"""

from __future__ import annotations

import re

from autograder.questions.value_checks import written_unit

# All of these are linear: no two of their parts can match the same text.
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
STYLE = re.compile(r"\\(?:mathrm|mathit|mathbf|mathsf|text|textrm|rm|it|bf|operatorname)(?![a-zA-Z])")
SPELLED = re.compile(r"(femto|pico|nano|micro|milli|centi|kilo|mega|giga)?([a-z]+?)s?")
LETTERS = {r"\mu": "u", r"\Omega": "Ohm", r"\cdot": "*", r"\times": "*", "\u00b2": "^2", "\u00b3": "^3", "\u00b7": "*"}
LETTERS |= {"\u207b\u00b9": "^-1", "\u22c5": "*", "\u2212": "-", "\u00b9": "^1"}
OF_PREFIX = {"femto": "f", "pico": "p", "nano": "n", "micro": "u", "milli": "m", "centi": "c", "kilo": "k"}
OF_PREFIX |= {"mega": "M", "giga": "G"}
OF_UNIT = {"volt": "V", "ampere": "A", "amp": "A", "second": "s", "siemen": "S", "farad": "F", "hertz": "Hz"}
OF_UNIT |= {"ohm": "Ohm", "meter": "m", "metre": "m", "gram": "g", "mole": "mol", "sec": "s", "molar": "M"}
SAME = {"1/s": "Hz", "/s": "Hz", "s^-1": "Hz", "spikes/s": "Hz", "spike/s": "Hz", "sp/s": "Hz", "hz": "Hz"}
SAME |= {"msec": "ms", "degC": "\u00b0C", "percent": "%"}
SHORT = 2  # letters of a symbol, which stands by itself


def says_one_of(label: str, words: tuple[str, ...]) -> bool:
    """Whether a label says one of these: a symbol by itself, as it is written, and a word in any letters."""
    plain = without_markup(label)
    folded = " ".join(plain.casefold().replace("-", " ").split())
    for one in words:
        wanted = without_markup(one)
        if len(wanted) <= SHORT:
            if re.search(rf"(?<![A-Za-z]){re.escape(wanted)}(?![A-Za-z])", plain):
                return True
        elif " ".join(wanted.casefold().replace("-", " ").split()) in folded:
            return True
    return False


def says_unit(label: str, units: tuple[str, ...]) -> bool:
    """Whether a label says one of these units: in brackets, behind a stroke, behind "in", or at its end."""
    wanted = {one_way(one) for one in units}
    return any(one_way(found) in wanted for found in [*marked_units(label), *loose_units(label)])


def marked_units(label: str) -> list[str]:
    """What stands where a unit stands: in brackets, behind a stroke, or behind "in"."""
    plain = without_markup(label)
    found = [one or other for one, other in BRACKETS.findall(plain)]
    for mark in (" / ", "/", " in ", ","):
        before, mark_found, behind = plain.partition(mark) if mark != "/" else plain.rpartition(mark)
        if mark_found and before.strip() and behind.strip():
            found.append(behind.strip().strip("()[]"))
    return [one for one in found if one.strip()]


def loose_units(label: str) -> list[str]:
    """The last word, and all but the first: a unit may stand there by itself."""
    parts = without_markup(label).split()
    return [" ".join(parts[place:]) for place in range(max(0, len(parts) - 3), len(parts))]


def without_markup(text: str) -> str:
    """A label without what matplotlib reads as markup: $V_m$ (mV) is V_m (mV)."""
    for old, new in LETTERS.items():
        text = text.replace(old, new)
    text = STYLE.sub("", text)
    for sign in ("$", "{", "}", "\\,", "\\;", "\\:", "\\ ", "\\!", "~"):
        text = text.replace(sign, " " if sign in ("~", "\\ ") else "")
    return text.replace("\\", "").strip()


def one_way(unit: str) -> str:
    """A unit in one way of writing it: millivolts, mV and m V are one."""
    parts = without_markup(unit).replace(" per ", "/").strip(" .:;").split("/")
    together = "/".join(symbol_of(part) for part in parts)
    return SAME.get(together, together)


def symbol_of(part: str) -> str:
    """The symbol of a unit that was written out."""
    spelled = SPELLED.fullmatch(part.strip().casefold())
    if spelled and spelled[2] in OF_UNIT:
        return OF_PREFIX.get(spelled[1] or "", "") + OF_UNIT[spelled[2]]
    written = written_unit(part)
    return SAME.get(written, written)
