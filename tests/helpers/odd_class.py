"""A class with every oddity that was met, handed in to any LMS, and a teacher's evening with it.

Whose work stands in whose line is told by the bytes: each file that is handed in is like no other's.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from autograder.model import Person
from tests.helpers.command import quick_kit, table
from tests.helpers.downloads import HandIn
from tests.helpers.handed_in import zipped
from tests.helpers.known_answers import filled_notebook, plain_right
from tests.helpers.warm import autograder

if TYPE_CHECKING:
    from pathlib import Path

NET, ACT = "net_input", "activation_functions"
ANN = Person("0001001", "Ann Bell", "ann@uni.edu", "abell", "42001")
TOM = Person("0001002", "Tom Twice", "tom@uni.edu", "ttwice", "42002")
PIA = Person("0001003", "Pia Print", "pia@uni.edu", "pprint", "42003")
EMIL = Person("0001004", "Emil Leer", "emil@uni.edu", "eleer", "42004")
OLI = Person("0001005", "Oli Other", "oli@uni.edu", "oother", "42005")
NINA = Person("0001006", "Nina Nagy", "nina@uni.edu", "nnagy", "42006")
WEI = Person("0001007", "Wei Zhang", "wei@uni.edu", "wzhang", "42007")
WEI2 = Person("0001008", "Wei Zhang", "wei2@uni.edu", "wzhang2", "42008")
ZOE = Person("2001009", "Zoë d'Étienne", "zoe@uni.edu", "zdetienne", "42009")
CY = Person("2001010", "Cy Cox", "cy@uni.edu", "ccox", "42010")
LARS = Person("2001012", "Lars Late", "lars@uni.edu", "llate", "42011")
OTTO = Person("2009999", "Otto Extra", "otto@else.org", "oextra", "42012")
GUS = Person("2001013", "Gus Green", "gus@uni.edu", "ggreen", "42013")
GIA = Person("2001014", "Gia Gold", "gia@uni.edu", "ggold", "42014")
NORA = Person("2001011", "Nora None", "nora@uni.edu", "nnone", "42015")
CLASS = (ANN, TOM, PIA, EMIL, OLI, NINA, WEI, WEI2, ZOE, CY, LARS, GUS, GIA, NORA)
"""All on the roster; Otto is not."""

IN_TIME, EARLIER = datetime(2026, 10, 8, 21, 26, tzinfo=timezone.utc), datetime(2026, 10, 7, 9, 5, tzinfo=timezone.utc)
LATE = datetime(2026, 10, 10, 16, 0, tzinfo=timezone.utc)  # in the second day after the due date, in any zone near
RIGHT = plain_right(NET)


def work(owner: str, questions: int = 3, assignment: str = NET) -> bytes:
    """A notebook with the first questions filled in, which bears its owner: five points each."""
    notebook = filled_notebook(assignment, dict(list(plain_right(assignment).items())[:questions]))
    notebook.cells[-1].source += f"\n# handed in by {owner}"
    return json.dumps(notebook).encode()


WHOLE, OLDER, SECOND = {one: work(one.login) for one in (*CLASS, OTTO)}, work("ttwice", 1), work("nnagy", 2)
PDF, EMPTY, OTHER = b"%PDF-1.7 of pprint", zipped({}), work("oother", 9, ACT)
OWNERS = {hashlib.sha256(data).hexdigest(): {one.login} for one, data in WHOLE.items()} | {
    hashlib.sha256(data).hexdigest(): {one.login}
    for data, one in ((OLDER, TOM), (SECOND, NINA), (PDF, PIA), (EMPTY, EMIL), (OTHER, OLI))
}
"""Whose each file is, by the digest that ``grades.csv`` has; the group's is both members'."""
OWNERS[hashlib.sha256(WHOLE[GUS]).hexdigest()] = {GUS.login, GIA.login}

EXPECTED = {
    **{one.login: ("graded", "15") for one in (ANN, TOM, NINA, WEI, WEI2, ZOE, CY, GUS, GIA)},
    **{one.login: ("unreadable", "") for one in (PIA, EMIL)},
    OLI.login: ("wrong_assignment", ""),
    LARS.login: ("graded", "12"),
    NORA.login: ("missing", ""),
}
"""What stands in each line of the roster at last, where all is known; Lars pays two days of a tenth."""

MARKED = {login: score for login, (_, score) in EXPECTED.items() if score}


def hand_ins(group: tuple[Person, ...] = (GUS, GIA)) -> list[HandIn]:
    """What the class handed in; ``group`` stands for the two who worked together. Nora handed in nothing."""
    return [
        HandIn((ANN,), WHOLE[ANN]),
        HandIn((TOM,), OLDER, EARLIER),
        HandIn((TOM,), WHOLE[TOM], IN_TIME, attempt=2),
        HandIn((PIA,), PDF, file_name="work.pdf"),
        HandIn((EMIL,), EMPTY, file_name="work.zip"),
        HandIn((OLI,), OTHER),
        HandIn((NINA,), SECOND, file_name="z.ipynb"),
        HandIn((NINA,), WHOLE[NINA], file_name="b.ipynb"),
        HandIn((WEI,), WHOLE[WEI]),
        HandIn((WEI2,), WHOLE[WEI2]),
        HandIn((ZOE,), WHOLE[ZOE]),
        HandIn((CY,), WHOLE[CY]),
        HandIn((LARS,), WHOLE[LARS], LATE, late=True),
        HandIn((OTTO,), WHOLE[OTTO]),
        HandIn(group, WHOLE[GUS]),
    ]


class Evening:
    """A teacher's evening: the kit with a due date, and the commands in the order of the guide."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kit = folder, quick_kit(folder / "kit")
        config = (self.kit / "grading_config.yaml").read_text("utf-8")
        dated = config.replace("# due: 2026-10-05 23:59", "due: 2026-10-08 23:59", 1)
        dated = dated.replace("per_day: 0 ", "per_day: 0.1 ")
        assert dated.count("per_day: 0.1") == dated.count("    due: ") == 1
        (self.kit / "grading_config.yaml").write_text(dated, "utf-8")

    def run(self, *arguments: str | Path, code: int = 0) -> str:
        """A command, and what it says in one line of single spaces."""
        done = autograder(*arguments, "--kit", "kit", cwd=self.folder)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return " ".join(done.stdout.split())

    def people(self, exported: bytes | str, *options: str) -> str:
        """The list as the LMS exports it becomes ``people.csv``, and everybody of the class is in it once."""
        (self.folder / "list.csv").write_bytes(exported if isinstance(exported, bytes) else exported.encode())
        said = self.run("people", "list.csv", *options)
        assert [[one for one in CLASS if _is(row, one)] for row in self._roster()] == [[one] for one in CLASS], said
        return said

    def write(self, column: str, values: dict[Person, str]) -> None:
        """What the teacher writes into a column of ``people.csv``."""
        rows = self._roster()
        texts = [next((text for one, text in values.items() if _is(row, one)), row[column]) for row in rows]
        rows = [{**row, column: text} for row, text in zip(rows, texts, strict=True)]
        assert [one for one in CLASS if one in values] == [one for row in rows for one in values if _is(row, one)]
        with (self.kit / "class" / "people.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)

    def grade(self, download: Path, *options: str) -> str:
        """Grade a download: some of it cannot be marked, which the exit status says."""
        return self.run("grade", download, "--out", "report", *options, code=1)

    def lines(self) -> dict[str, tuple[str, str]]:
        """Status and score of everybody on the roster, by login; nobody has another's work, two lines or none."""
        digests = {name: digest for name, digest, _ in self._results()}
        found: dict[str, tuple[str, str]] = {}
        for row in table(self.folder / "report", "marks.csv"):
            mine = [one for one in CLASS if _is(row, one)]
            if not mine:
                continue
            assert row["assignment"] == NET, row
            assert mine[0].login not in found, row
            found[mine[0].login] = (row["status"], row["score"])
            if row["submission"]:
                assert mine[0].login in OWNERS[digests[row["submission"]]], row
        assert set(found) == {one.login for one in CLASS}
        return found

    def settled(self, more: int = 0) -> None:
        """When the teacher wrote what was asked, each line is as it should be, and Otto alone is on no roster.

        So many ``more`` than are always there stand in ``review.csv``.
        """
        assert self.lines() == EXPECTED
        assert [(row["status"], row["score"]) for row in self.strangers()] == [("graded", "15")]
        reviewed = self.reviewed()
        [second] = [why for name, why in reviewed.items() if "z.ipynb" in name]
        assert "b.ipynb counts" in second
        for words in ("PDF", "zip is empty", f"notebook of {ACT}", "on no roster"):
            assert sum(words in why for why in reviewed.values()) == 1
        [missing] = [why for name, why in reviewed.items() if _named(NORA, name)]
        assert missing == "nothing was handed in"
        assert len(reviewed) == 6 + more, reviewed

    def strangers(self) -> list[dict[str, str]]:
        """The lines of whoever is on no roster."""
        lines = table(self.folder / "report", "marks.csv")
        return [row for row in lines if not any(_is(row, one) for one in CLASS)]

    def reviewed(self) -> dict[str, str]:
        """Why each submission, or person without one, is to be looked at."""
        found: dict[str, str] = {}
        for row in table(self.folder / "report", "review.csv"):
            name = row["submission"] or row["name"]
            found[name] = " ".join(filter(None, (found.get(name), row["why"])))
        return found

    def table(self) -> dict[str, str]:
        """The mark of everybody in the table of our own, by login; who is on no roster has a line as well."""
        self.run("export", "csv", "--assignment", NET, "-o", "all.csv", "--out", "report")
        rows = table(self.folder, "all.csv")
        assert len(rows) == len(CLASS) + 1
        return {one.login: row["score"] for row in rows for one in CLASS if _is(row, one) and row["score"]}

    def export(self, lms: str, their_file: bytes) -> tuple[bytes, str]:
        """Their own file filled in, and what the command says."""
        (self.folder / "theirs.csv").write_bytes(their_file)
        said = self.run(
            "export", lms, "--into", "theirs.csv", "--assignment", NET, "-o", "filled.csv", "--out", "report"
        )
        return (self.folder / "filled.csv").read_bytes(), said

    @staticmethod
    def said_of_the_rest(said: str, in_their_file: str, otto: str = OTTO.name) -> None:
        """The command names who has no mark, who is not in their file, and who is there alone."""
        [blank] = [part for part in said.split(". ") if "Without a mark" in part]
        assert [one for one in CLASS if _named(one, blank)] == [PIA, EMIL, OLI, NORA]
        assert f"In the gradebook, but not in the file: {otto}." in said
        assert f"so left as they are: {in_their_file}." in said

    def pages(self, lms: str) -> tuple[dict[str, str], str]:
        """The path of each page that goes back, with the login of whose work it is about; and what the command says."""
        said = self.run("export", "feedback", lms, "--assignment", NET, "-o", "pages.zip", "--out", "report")
        texts = {page.read_bytes(): digest for _, digest, page in self._results() if page.exists()}
        with zipfile.ZipFile(self.folder / "pages.zip") as archive:
            return {name: min(OWNERS[texts[archive.read(name)]]) for name in archive.namelist()}, said

    def _results(self) -> list[tuple[str, str, Path]]:
        """Each submission's name, the digest of what was handed in, and where its page is."""
        folder = self.folder / "report" / "results"
        found = []
        for path in folder.rglob("*.json"):
            grade = json.loads(path.read_text("utf-8"))
            page = self.folder / "report" / "feedback" / path.relative_to(folder).with_suffix(".html")
            found.append((grade["submission"], grade["provenance"]["submission_sha256"], page))
        return found

    def _roster(self) -> list[dict[str, str]]:
        return table(self.kit / "class", "people.csv")


def lines(header: list[str], rows: list[list[str]], end: str = "\r\n") -> bytes:
    """A table as an LMS writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows([header, *rows])
    return text.getvalue().encode()


def by_login(cells: dict[str, str], key: dict[str, Person]) -> dict[str, str]:
    """The cells that hold a mark, by login."""
    return {key[who].login: cell for who, cell in cells.items() if who in key and cell}


def filled(before: bytes, after: bytes, who: int, column: int, encoding: str = "utf-8") -> dict[str, str]:
    """What stands in one column now, by the cell that says who; every other byte is as it was."""
    old, new = (list(csv.reader(io.StringIO(data.decode(encoding), newline=""))) for data in (before, after))
    assert [row[:column] + row[column + 1 :] for row in old] == [row[:column] + row[column + 1 :] for row in new]
    rest = after.decode(encoding)
    for row, was in zip(new, old, strict=True):
        if row[column : column + 1] != was[column : column + 1]:
            assert not was[column]
            start = rest.index(row[who])
            place = rest.index(f",{row[column]},", start)
            rest = rest[: place + 1] + rest[place + 1 + len(row[column]) :]
    assert rest == before.decode(encoding)
    return {row[who]: row[column] for row in new if len(row) > column}


def counted(files: dict[str, bytes]) -> dict[str, str]:
    """The files of a download that count for somebody, with the login of whoever's they are."""
    passed_over = (OLDER, SECOND)
    owners = {name: OWNERS.get(hashlib.sha256(data).hexdigest()) for name, data in files.items()}
    return {name: min(those) for name, those in owners.items() if those and files[name] not in passed_over}


def _is(row: dict[str, str], one: Person) -> bool:
    """Whether a line is somebody's: by the login where it has one, or else the id or e-mail; a name is nobody's own."""
    if row.get("login"):
        return row["login"].casefold() == one.login
    if row.get("student_id"):
        return row["student_id"].lstrip("0") == one.student_id.lstrip("0")
    return row.get("email", "").casefold() == one.email


def _named(one: Person, text: str) -> bool:
    """Whether a text has somebody's name, in either order."""
    return one.name in text or ", ".join(one.name.split(" ", 1)[::-1]) in text
