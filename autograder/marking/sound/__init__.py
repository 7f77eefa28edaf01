"""Is what judges sound? Every test file and the reference are tried once, before they judge anybody.

They are loaded in a process of their own, and the reference is put through every case. What is wrong is a ``Fault``:
file, line, what it is and what to do. Nobody is judged by what has one: such a mark stays open.
"""

from autograder.marking.sound.fault import Fault, Part, told
from autograder.marking.sound.load import load_test, unheard
from autograder.marking.sound.reference_proxy import ReferenceProxy
from autograder.marking.sound.tried import all_faults_of, faults_of, require_sound, shut_in

__all__ = [
    "Fault",
    "Part",
    "ReferenceProxy",
    "all_faults_of",
    "faults_of",
    "load_test",
    "require_sound",
    "shut_in",
    "told",
    "unheard",
]
