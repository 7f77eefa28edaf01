"""The schema that editors check the configuration by: it takes what the kit takes, and refuses what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from autograder.authoring.build import SCHEMA_FILE, built_files, config_schema
from autograder.config import CONFIG_FILE, load_config
from autograder.errors import ConfigError
from autograder.kit import Kit
from tests.helpers.command import quick_kit
from tests.helpers.known_answers import ROOT

SCHEMA = json.loads(config_schema())
SHIPPED = (ROOT / CONFIG_FILE).read_text(encoding="utf-8")

WRONG = {
    "an unknown key": ("term: 2026-fall", "term: 2026-fall\ntrem: 1"),
    "a section that is no section": ("isolation:\n  require: [rlimits, ", "isolation: [rlimits, "),
    "an unknown key in a section": ("  form_share: 0.3 ", "  form_shares: 0.3 "),
    "an unknown key of an assignment": ("    forms: ", "    froms: "),
    "no term": ("term: 2026-fall\n", ""),
    "an empty course": ("course: NSC3270/5270 Computational Neuroscience", 'course: ""'),
    "points that are a word": ("net_input_loop: 5", "net_input_loop: five"),
    "points of 0": ("relu: 4", "relu: 0"),
    "a form that is none": ("net_input_loop: loop", "net_input_loop: while"),
    "an unknown choice": ("counts: latest ", "counts: last "),
    "a share above 1": ("most: 0.5 ", "most: 1.5 "),
    "a limit below its least": ("memory_mb: 2048 ", "memory_mb: 511 "),
    "half a day": ("retention_days: 365 ", "retention_days: 365.5 "),
    "a layer that is none": ("[rlimits, ", "[rlimit, "),
    "a due date without a time": ("    # due: 2026-10-05 23:59 ", "    due: 2026-10-05 "),
    "a due date in words": ("    # due: 2026-10-05 23:59 ", "    due: next Monday "),
    "a due date with a zone": ("    # due: 2026-10-05 23:59 ", "    due: 2026-10-05 23:59Z "),
}


def read(text: str) -> Any:
    """The file as an editor reads it: YAML 1.2, in which a date is text."""
    return json.loads(json.dumps(YAML(typ="safe").load(text), default=str))


def refused(text: str) -> bool:
    return not jsonschema.Draft202012Validator(SCHEMA).is_valid(read(text))


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_shipped_configuration_fits_it_and_points_to_it() -> None:
    jsonschema.validate(read(SHIPPED), SCHEMA)
    first = SHIPPED.splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA_FILE}"
    assert (ROOT / SCHEMA_FILE).read_text(encoding="utf-8") == config_schema()


@pytest.mark.parametrize(("old", "new"), WRONG.values(), ids=WRONG)
def test_what_the_kit_refuses_the_schema_refuses(old: str, new: str, tmp_path: Path) -> None:
    assert SHIPPED.count(old) == 1
    text = SHIPPED.replace(old, new)
    (tmp_path / CONFIG_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        load_config(tmp_path / CONFIG_FILE)
    assert refused(text)


@pytest.mark.parametrize("due", ["2026-10-05 23:59", "2026-10-05T23:59", "2026-10-05 23:59:30", ""])
def test_a_due_date_may_be_written_as_the_kit_reads_it(due: str, tmp_path: Path) -> None:
    text = SHIPPED.replace("    # due: 2026-10-05 23:59 ", f"    due: {due} ")
    (tmp_path / CONFIG_FILE).write_text(text, encoding="utf-8")
    assert load_config(tmp_path / CONFIG_FILE)
    assert not refused(text)


def test_it_is_built_where_a_kit_has_a_room_for_it(tmp_path: Path) -> None:
    kit = Kit(quick_kit(tmp_path / "kit"))
    schema = kit.root / SCHEMA_FILE
    assert schema not in dict(built_files(kit, kit.assignments.values()))
    schema.parent.mkdir()
    built = dict(built_files(kit, kit.assignments.values()))
    assert built.pop(schema) == config_schema()
    every = {assignment.notebook for assignment in kit.assignments.values()}
    for assignment in kit.assignments.values():
        tests = (assignment.public_test, assignment.hidden_test)
        every |= {test(question) for question in assignment.points for test in tests}
    assert built.keys() == every


def fields(schema: dict[str, Any]) -> dict[str, Any]:
    sections = [schema, *schema["$defs"].values()]
    return {f"{section['title']}.{key}": field for section in sections for key, field in section["properties"].items()}


def test_every_key_is_described() -> None:
    found = fields(SCHEMA)
    assert "Config.class" in found
    assert not [key for key, field in found.items() if not field.get("description", "").endswith(".")]
