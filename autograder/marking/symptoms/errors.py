"""Whether an error says that a function could not even be called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.vocabulary import Call

if TYPE_CHECKING:
    from autograder.vocabulary import Inputs

_OWN_CALL = r"^(<lambda>|{question})\(\) (missing|takes .* but {given} (was|were) given{keywords})"
_KEYWORDS = r"|takes no keyword|got an unexpected keyword|got multiple values|got some positional-only"


def takes_other_arguments(question: str, inputs: Inputs, kind: str, message: str) -> bool:
    """Whether a function could not even be called with these arguments: its first line asks for others."""
    named = isinstance(inputs, Call) and bool(inputs.keywords)
    given = len(inputs.arguments) if isinstance(inputs, Call) else len(inputs)
    own_call = _OWN_CALL.format(question=re.escape(question), given=given, keywords=_KEYWORDS if named else "")
    return kind == "TypeError" and bool(re.search(own_call, message))
