"""Who is in the class: the roster, and whose a submission is."""

from autograder.people.join import joined, member_of
from autograder.people.lists import merged, read_list
from autograder.people.roster import PEOPLE_FILE, Member, Roster, key_of, read_roster, write_roster

__all__ = [
    "PEOPLE_FILE",
    "Member",
    "Roster",
    "joined",
    "key_of",
    "member_of",
    "merged",
    "read_list",
    "read_roster",
    "write_roster",
]
