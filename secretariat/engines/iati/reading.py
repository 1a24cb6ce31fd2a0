"""Reading the transactions of an activity file as a stream: of the file, one activity is in memory at a time."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

from secretariat.engines.iati.models import Flow, Unreadable
from secretariat.engines.iati.parsing import ROOTS, safe

__all__ = ["flows"]

# Codes of TransactionType; promises, commitments, payments and spending of either side.
KINDS = {
    "12": "pledge",
    "13": "pledge",
    "2": "commitment",
    "11": "commitment",
    "3": "disbursement",
    "4": "expenditure",
}
_CURRENCY = re.compile("[A-Z]{3}", re.ASCII)
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LARGEST = Decimal(10) ** 18
_CENT = Decimal("0.01")
_LONGEST_KEY = 60


def flows(data: bytes) -> Iterator[Flow]:
    """Return the transactions of an activity file in its order, each with what is wrong with it, if anything is.

    An amount is kept to the cent. Where a transaction names no currency or country, those of its activity count; a
    country counts only if it is the only one. Raises ``Unreadable``, also in the middle where the file breaks off.
    """
    from lxml import etree  # noqa: PLC0415 - heavy, and only few pages need it

    safe(data)
    quiet = {"remove_comments": True, "remove_pis": True, "huge_tree": False}
    events = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, **quiet
    )
    is_first = True
    try:
        for event, element in events:
            if is_first and element.tag != ROOTS[0]:
                raise Unreadable("not iati", element.sourceline or 1)
            is_first = False
            if event == "end" and element.tag == "iati-activity":
                yield from _of_activity(element)
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise Unreadable("not xml", error.lineno or 0, error.msg or "") from None


def _forget(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _of_activity(activity: Any) -> Iterator[Flow]:
    moves = activity.findall("transaction")
    refs = Counter(each.get("ref", "").strip() for each in moves)
    seen: Counter[str] = Counter()
    for each in moves:
        flow = _flow(activity, each)
        ref = each.get("ref", "").strip()
        key = f"ref:{ref}" if ref and refs[ref] == 1 and len(ref) <= _LONGEST_KEY else _digest(flow)
        seen[key] += 1
        # Two that are alike in all that is read are two all the same.
        yield replace(flow, key=key if seen[key] == 1 else f"{key}-{seen[key]}")


def _digest(flow: Flow) -> str:
    said = (flow.code, flow.amount, flow.currency, flow.day, flow.provider, flow.provider_ref, flow.receiver)
    parts = (*said, flow.receiver_ref, flow.country, flow.description)
    return sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:40]


def _flow(activity: Any, move: Any) -> Flow:
    code = _attribute(move, "transaction-type", "code")
    amount, wrong_amount = _amount(move.findtext("value") or "")
    currency = (_attribute(move, "value", "currency") or activity.get("default-currency", "")).strip().upper()
    day = _day(_attribute(move, "transaction-date", "iso-date"))
    problems = (
        "" if code in KINDS else "kind",
        wrong_amount,
        "" if _CURRENCY.fullmatch(currency) else "currency",
        "" if day else "date",
    )
    return Flow(
        activity=_spaced(activity.findtext("iati-identifier") or ""),
        title=_narrative(activity.find("title")),
        key="",
        line=move.sourceline or 0,
        code=code,
        kind=KINDS.get(code, ""),
        amount=amount,
        currency=currency,
        day=day,
        value_day=_day(_attribute(move, "value", "value-date")),
        provider=_narrative(move.find("provider-org")),
        provider_ref=_attribute(move, "provider-org", "ref"),
        receiver=_narrative(move.find("receiver-org")),
        receiver_ref=_attribute(move, "receiver-org", "ref"),
        country=_country(activity, move),
        description=_narrative(move.find("description")),
        problem=next((each for each in problems if each), ""),
    )


def _amount(text: str) -> tuple[Decimal | None, str]:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None, "amount"
    if not number.is_finite() or abs(number) >= _LARGEST:
        return None, "amount"
    kept = number.quantize(_CENT)
    return kept, "" if kept else "zero"


def _country(activity: Any, move: Any) -> str:
    for element in (move, activity):
        codes = {each.get("code", "").strip().upper() for each in element.findall("recipient-country")}
        if codes or element.find("recipient-region") is not None:
            return codes.pop() if len(codes) == 1 and element.find("recipient-region") is None else ""
    return ""


def _narrative(element: Any) -> str:
    """The text in the file's own language, or else in English, or else in any."""
    if element is None:
        return ""
    given = {each.get(_LANGUAGE, ""): _spaced("".join(each.itertext())) for each in element.findall("narrative")}
    filled = [said for said in (given.get(""), given.get("en"), *given.values()) if said]
    return filled[0] if filled else ""


def _attribute(element: Any, child: str, name: str) -> str:
    found = element.find(child)
    return "" if found is None else _spaced(found.get(name, ""))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
