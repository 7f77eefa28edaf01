"""What a student hands in, as bytes: notebooks of a few cells, zips, and the code cells that are read in them."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from autograder.notebook.reading import read_notebook


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, **more}


def ipynb(*cells: Any, **more: Any) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **more}).encode()


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def cells(data: bytes) -> list[tuple[int, str]]:
    return [(cell.number, cell.source) for cell in read_notebook(data).cells]


def sources(data: bytes) -> list[str]:
    return [cell.source for cell in read_notebook(data).cells]


ADA = ipynb(code("def relu(n):\n    return n"))
ADA_CELLS = [(1, "def relu(n):\n    return n")]
