"""Writing activities as IATI 2.03: one canonical form, elements in the order of the schema."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from secretariat.engines.iati.models import (
    VERSION,
    Activity,
    Document,
    Indicator,
    Located,
    Organisation,
    Period,
    Share,
    Texts,
    Transaction,
)

__all__ = ["write"]

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 cannot hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAC = "1"


def write(activities: Iterable[Activity], *, generated: str) -> bytes:
    """Return an activity file in UTF-8; ``generated`` is the moment of its making, as ISO 8601 with a time zone.

    The same activities and moment give the same bytes.
    """
    from lxml import etree  # noqa: PLC0415 - heavy, and only few pages need it

    root = etree.Element("iati-activities", version=VERSION)
    root.set("generated-datetime", generated)
    for activity in activities:
        _activity(root, activity)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _under(parent: Any, name: str, **attributes: str) -> Any:
    made = parent.makeelement(name, {key: _clean(said) for key, said in attributes.items() if said})
    parent.append(made)
    return made


def _activity(root: Any, activity: Activity) -> None:
    said = _under(root, "iati-activity", humanitarian="1")
    said.set(_LANGUAGE, activity.language)
    for name, value in (("default-currency", activity.currency), ("last-updated-datetime", activity.updated)):
        if value:
            said.set(name, value)
    _under(said, "iati-identifier").text = _clean(activity.identifier)
    _what(said, activity)
    _where(said, activity)
    for transaction in activity.transactions:
        _transaction(said, transaction, activity.language)
    for document in activity.documents:
        _document(said, document, activity.language)
    for ref, kind in activity.related:
        _under(said, "related-activity", ref=ref, type=kind)
    for indicator in activity.indicators:
        _result(said, indicator, activity.language)


def _what(said: Any, activity: Activity) -> None:
    _organisation(said, "reporting-org", activity.reporting, activity.language)
    _texts(_under(said, "title"), activity.title, activity.language)
    for kind, texts in activity.descriptions:
        _texts(_under(said, "description", type=kind), texts, activity.language)
    for each in activity.participants:
        _organisation(said, "participating-org", each, activity.language)
    for ref, kind in activity.others:
        _under(said, "other-identifier", ref=ref, type=kind)
    _under(said, "activity-status", code=activity.status)
    for kind, day in activity.dates:
        _under(said, "activity-date", **{"iso-date": day.isoformat(), "type": kind})


def _where(said: Any, activity: Activity) -> None:
    _shares(said, "recipient-country", activity.countries, {})
    _shares(said, "recipient-region", activity.regions, {"vocabulary": _DAC})
    for place in activity.places:
        _place(said, place, activity.language)
    _shares(said, "sector", activity.sectors, {"vocabulary": _DAC})


def _shares(said: Any, name: str, shares: Iterable[Share], more: dict[str, str]) -> None:
    for share in shares:
        percent = "" if share.percent is None else _number(share.percent)
        _under(said, name, code=share.code, percentage=percent, **more)


def _place(said: Any, place: Located, language: str) -> None:
    # The code list GeographicVocabulary has no entry for P-codes, so the code is the reference of the place.
    located = _under(said, "location", ref=place.ref)
    _under(located, "location-reach", code="1")
    _texts(_under(located, "name"), place.name, language)
    _under(located, "exactness", code="2")


def _organisation(said: Any, name: str, organisation: Organisation, language: str) -> None:
    attributes = {"ref": organisation.ref, "type": organisation.kind, "role": organisation.role}
    _texts(_under(said, name, **attributes), organisation.name, language)


def _transaction(said: Any, transaction: Transaction, language: str) -> None:
    moved = _under(said, "transaction", ref=transaction.ref, humanitarian="1")
    _under(moved, "transaction-type", code=transaction.kind)
    _under(moved, "transaction-date", **{"iso-date": transaction.day.isoformat()})
    valued = (transaction.value_day or transaction.day).isoformat()
    value = _under(moved, "value", currency=transaction.currency, **{"value-date": valued})
    value.text = _number(transaction.amount)
    if any(transaction.description.values()):
        _texts(_under(moved, "description"), transaction.description, language)
    for name, organisation in (("provider-org", transaction.provider), ("receiver-org", transaction.receiver)):
        if organisation is not None:
            _organisation(moved, name, organisation, language)


def _document(said: Any, document: Document, language: str) -> None:
    link = _under(said, "document-link", url=document.url, format=document.media_type)
    _texts(_under(link, "title"), document.title, language)
    _under(link, "category", code=document.category)
    if document.language:
        _under(link, "language", code=document.language)


def _result(said: Any, indicator: Indicator, language: str) -> None:
    result = _under(said, "result", **{"type": "1", "aggregation-status": "0"})
    _texts(_under(result, "title"), indicator.title, language)
    counted = _under(result, "indicator", measure=indicator.measure, ascending="1")
    _texts(_under(counted, "title"), indicator.title, language)
    if indicator.baseline is not None and indicator.baseline_year:
        _under(counted, "baseline", year=f"{indicator.baseline_year:04d}", value=_number(indicator.baseline))
    for period in indicator.periods:
        _period(counted, period)


def _period(counted: Any, period: Period) -> None:
    within = _under(counted, "period")
    for name, day in (("period-start", period.start), ("period-end", period.end)):
        _under(within, name, **{"iso-date": day.isoformat()})
    for name, value in (("target", period.target), ("actual", period.actual)):
        if value is not None:
            _under(within, name, value=_number(value))


def _texts(element: Any, texts: Texts, language: str) -> None:
    """A narrative for each language, the activity's own first and without its code; an empty text is a dash."""
    kept = {code: text for code, said in texts.items() if (text := _clean(said).strip())} or {language: "–"}
    for code, text in sorted(kept.items(), key=lambda pair: (pair[0] != language, pair[0])):
        narrative = _under(element, "narrative")
        narrative.text = text
        if code != language:
            narrative.set(_LANGUAGE, code)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _number(number: Decimal) -> str:
    """A number without an exponent and without zeros at its end."""
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") or "0") if "." in plain else plain
