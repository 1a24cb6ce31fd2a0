"""One line of a card: its name, what stands beside the name, and its value with the letters it was written in."""

import binascii
import re
from dataclasses import dataclass

__all__ = ["TYPES", "Property", "decoded", "pref_of", "property_of", "types_of"]

# RFC 6350, 5.6 and 6.4.1, and what older versions call some of them.
TYPES = ("home", "work", "text", "voice", "fax", "cell", "video", "pager", "textphone")
_OLD_TYPES = {"mobile": "cell", "tty-tdd": "textphone"}
_LONGEST_HEAD = 2_000
_NAME = re.compile(r"(?:[\w-]{1,60}\.)?([A-Za-z0-9-]{1,60})", re.ASCII)
# The possessive forms (++) never go back: a head is looked at once, whatever stands in it.
_HEAD = re.compile(rb'(?:[^":]++|"[^"]*+")*+:')
_PARAMETER = re.compile(r';([^;:="]*+)(?:=((?:[^;"]++|"[^"]*+"?)*+))?')
# What a card may name as its letters, and what reads them; another name is never looked up.
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    # Whoever writes Latin-1 nearly always means the Windows page that has it.
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    **{f"iso-8859-{number}": f"iso8859_{number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)},
    **{f"windows-{number}": f"cp{number}" for number in range(1250, 1259)},
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "euc-kr": "euc_kr",
}


@dataclass(frozen=True)
class Property:
    """A property by its name in capitals, without its group; parameters are pairs in small letters, in their order.

    A parameter without a name, as 2.1 has them, is a "type" or an "encoding".
    """

    name: str
    parameters: tuple[tuple[str, str], ...]
    value: bytes

    def said(self, parameter: str) -> str:
        """What a parameter says, in small letters; empty where it is not there."""
        return next((value for name, value in self.parameters if name == parameter), "")


def property_of(line: bytes) -> Property | None:
    """Return the property of an unfolded line, or nothing where the line has not the form of one."""
    # A quotation mark that nothing closes counts as a letter.
    found = _HEAD.match(line, 0, _LONGEST_HEAD)
    end = found.end() - 1 if found else line.find(b":", 0, _LONGEST_HEAD)
    if end < 1:
        return None
    head = line[:end].decode("utf-8", errors="replace").strip()
    named = _NAME.match(head)
    rest = head[named.end() :].strip() if named else ""
    if not named or (rest and rest[0] != ";"):
        return None
    parameters = tuple(_parameter(*each.groups()) for each in _PARAMETER.finditer(rest))
    return Property(named.group(1).upper(), parameters, line[end + 1 :])


def _parameter(name: str, value: str | None) -> tuple[str, str]:
    name = name.strip().lower()
    if value is not None:
        return name, value.replace('"', "").strip().lower()
    return ("encoding" if name in {"quoted-printable", "base64", "8bit", "7bit"} else "type"), name


def types_of(stated: Property) -> tuple[str, ...]:
    """Return the types that RFC 6350 knows among those a property states, each once."""
    words = _type_words(stated) if stated.parameters else []
    return tuple(dict.fromkeys(word for each in words if (word := _OLD_TYPES.get(each, each)) in TYPES))


def pref_of(stated: Property) -> int:
    """Return from 1 (the most preferred) to 100, or 0; the "pref" of older versions is 1."""
    if not stated.parameters:
        return 0
    said = stated.said("pref")
    if said.isascii() and said.isdecimal() and len(said) <= 3 and 1 <= int(said) <= 100:
        return int(said)
    return 1 if "pref" in _type_words(stated) else 0


def _type_words(stated: Property) -> list[str]:
    return [word.strip() for name, value in stated.parameters if name == "type" for word in value.split(",")]


def decoded(stated: Property) -> tuple[str, str]:
    """Return a value as text, and a code: empty, "encoding" or "charset" where its letters had to be guessed."""
    value = stated.value
    encoding = stated.said("encoding")
    if encoding == "quoted-printable":
        value = binascii.a2b_qp(value)
    elif encoding in {"b", "base64"}:
        value = unpacked(value)
    charset = stated.said("charset")
    codec = _CODECS.get(charset, "utf-8")
    code = "charset" if charset and charset not in _CODECS else ""
    try:
        return value.decode(codec), code
    except UnicodeDecodeError:
        return value.decode("cp1252", errors="replace"), code or "encoding"


def unpacked(value: bytes) -> bytes:
    """Return what stands in base64; nothing where it is none."""
    try:
        return binascii.a2b_base64(value)
    except binascii.Error:
        return b""
