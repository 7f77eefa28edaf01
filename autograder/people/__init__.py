"""Who is in the class: the roster, and whose a submission is."""

from autograder.people.roster import Member, Roster, read_roster, write_roster

__all__ = ["Member", "Roster", "read_roster", "write_roster"]
