"""JSON of strangers: bytes in, plain values out, or one refusal that says what is wrong and where.

Plain Python. What is read is JSON as RFC 8259 has it, in the narrower form of I-JSON (RFC 7493): UTF-8 without a mark,
no name twice in an object, no number beyond a double, no lone surrogate and no noncharacter in a text. ``parse`` walks
the text once, from left to right, and keeps what is open in a list of its own: however deep the input nests, the stack
of the interpreter stays as it is. ``pointer`` writes where in the text a value stands (RFC 6901).
"""

from secretariat.engines.strictjson.models import DEFAULT, Limits, Unreadable
from secretariat.engines.strictjson.pointers import pointer
from secretariat.engines.strictjson.reading import parse

__all__ = ["DEFAULT", "Limits", "Unreadable", "parse", "pointer"]
