"""The process in which a stranger's workbook is opened: it limits itself, reads, and writes a line of JSON per row."""

import io
import json
import os
import re
import sys
import zipfile
from datetime import date, datetime, time
from typing import Any

__all__ = ["main"]

_UNPACKED_LIMIT = 400 * 1024 * 1024
_MOST_PARTS = 1_000
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def main() -> None:
    """Read one workbook from the standard input and write its rows to the standard output."""
    request = json.loads(sys.stdin.buffer.readline())
    _limit(int(request["memory"]), float(request["seconds"]))
    # What a library prints must not get between the lines of the answer.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    try:
        for line in _lines(sys.stdin.buffer.read()):
            answers.write(json.dumps(line) + "\n")
    except Exception:  # noqa: BLE001 - a broken workbook breaks the libraries that open it in any way there is
        answers.write('{"refused": "broken"}\n')
    answers.close()


def _lines(data: bytes) -> Any:
    refused = _looked_into(data)
    if refused:
        yield {"refused": refused}
        return
    import openpyxl  # noqa: PLC0415 - limits come first

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False, data_only=True)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
    # The size that a sheet claims is whatever its writer liked.
    sheets[0].reset_dimensions()
    for number, cells in enumerate(sheets[0].iter_rows(values_only=True), start=1):
        texts = [_text(value) for value in cells[:400]]
        if any(texts):
            yield {"row": number, "cells": texts}
    yield {"end": True}


def _looked_into(data: bytes) -> str:
    parts = zipfile.ZipFile(io.BytesIO(data))
    listed = parts.infolist()
    if len(listed) > _MOST_PARTS or sum(part.file_size for part in listed) > _UNPACKED_LIMIT:
        return "too large"
    if any(part.flag_bits & 1 for part in listed):
        return "encrypted"
    if "xl/workbook.xml" not in {part.filename.lower().lstrip("/") for part in listed}:
        return "not a table"
    for part in listed:
        # A workbook declares no entities of its own, and where it does, it does so at the start of a part.
        if part.filename.lower().endswith((".xml", ".rels")):
            with parts.open(part) as start:
                if _DECLARED.search(start.read(1 << 16).replace(b"\x00", b"")):
                    return "broken"
    return ""


def _text(value: Any) -> str:
    """A value as people expect to read it: no .0 after a whole number, a day without a time of day."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _limit(memory: int, seconds: float) -> None:
    try:
        import resource  # noqa: PLC0415 - only systems of the Unix kind have it
    except ImportError:
        return
    for kind, amount in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, int(seconds) + 1)):
        _, hard = resource.getrlimit(kind)
        # An administrator's own limit may be lower, and then it stands.
        resource.setrlimit(kind, (amount, hard) if hard == resource.RLIM_INFINITY or hard >= amount else (hard, hard))
