"""Put each drawing of ``docs/drawings/`` into the text of its assignment, and beside the README: python docs/draw.py

A script there has the assignment's name, and gives the picture as SVG (``drawing``) and in words (``ALT``). The text
holds it in one line, ``<img alt=...>``, so that it shows when the notebook alone is mailed.
"""

from __future__ import annotations

import base64
import re
import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = sorted((ROOT / "docs" / "drawings").glob("*.py"))
PICTURES = ROOT / "docs" / "pictures"
IMAGE = re.compile(r"<img alt=[^>]*>")


def image_of(script: Path) -> str:
    """The line for the text."""
    made = runpy.run_path(str(script))
    code = base64.b64encode(made["drawing"]().encode()).decode("ascii")
    return f'<img alt="{made["ALT"]}" src="data:image/svg+xml;base64,{code}">'


def main() -> None:
    """Draw all of them anew."""
    for script in SCRIPTS:
        path, image = ROOT / "assignments" / script.stem / f"{script.stem}.md", image_of(script)
        text, number = IMAGE.subn(lambda _, image=image: image, path.read_text(encoding="utf-8"))
        if number != 1:
            raise SystemExit(f"{path} has {number} places for the drawing, and should have one: <img alt=...>")
        path.write_text(text, encoding="utf-8")
        (PICTURES / f"{script.stem}.svg").write_text(runpy.run_path(str(script))["drawing"](), encoding="utf-8")


if __name__ == "__main__":
    main()
