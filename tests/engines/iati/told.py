"""An activity and an organisation that break no rule, to be changed a little by the tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from secretariat.engines import iati

TODAY = date(2026, 11, 28)
GENERATED = "2026-11-28T08:00:00+00:00"


def activity(**fields: Any) -> iati.Activity:
    """A pledge of schools in Aleppo, with everything that can be said of one."""
    values: dict[str, Any] = {
        "identifier": "XX-EXAMPLE-PLEDGE-17",
        "reporting": iati.Organisation({"en": "Secretariat"}, ref="XX-EXAMPLE", kind="10"),
        "title": {"en": "Schools", "ar": "مدارس"},
        "descriptions": (("1", {"en": "Schools are rebuilt."}),),
        "participants": (iati.Organisation({"en": "Donor"}, kind="10", role="1"),),
        "status": "2",
        "dates": (("1", date(2025, 1, 1)), ("3", date(2027, 12, 31))),
        "currency": "USD",
        "updated": "2026-11-01T00:00:00+00:00",
        "others": (("GRF-17", "A9"),),
        "countries": (iati.Share("SY"),),
        "places": (iati.Located("SY02", {"en": "Aleppo"}),),
        "sectors": (iati.Share("11220", Decimal("33.33")), iati.Share("15190", Decimal("66.67"))),
        "transactions": (transaction(), transaction(kind="3", amount=Decimal("1200000.50"), ref="T2")),
        "documents": (iati.Document("https://example.org/17.pdf", {"en": "Report"}, "en", "application/pdf"),),
        "related": (("XX-EXAMPLE-PLEDGE-18", "4"),),
        "indicators": (
            iati.Indicator(
                {"en": "Places"},
                (iati.Period(date(2025, 1, 1), date(2026, 12, 31), Decimal(4000), Decimal("1500.0000")),),
                Decimal(0),
                2025,
            ),
        ),
    }
    return iati.Activity(**{**values, **fields})


def transaction(**fields: Any) -> iati.Transaction:
    """Five million dollars that were pledged."""
    values: dict[str, Any] = {
        "kind": "12",
        "day": date(2025, 3, 1),
        "amount": Decimal("5000000.00"),
        "currency": "USD",
        "ref": "T1",
        "provider": iati.Organisation({"en": "Donor"}, kind="10"),
        "receiver": iati.Organisation({"fr": "Receveur"}),
    }
    return iati.Transaction(**{**values, **fields})


def codes(xml: bytes | str, today: date = TODAY, **known: Any) -> set[str]:
    """The numbers of what is wrong with a file."""
    data = xml.encode() if isinstance(xml, str) else xml
    return {problem.code for problem in iati.validate(data, today=today, **known)}


PLAIN = iati.write([activity(transactions=(transaction(),))], generated=GENERATED).decode()


def changed(before: str, after: str) -> str:
    """The plain file with one part exchanged."""
    assert before in PLAIN
    return PLAIN.replace(before, after)


def budgets(*, start: str = "2025-01-01", end: str = "2025-12-31", line: str = "2025-02-01") -> str:
    """A file of an organisation with a budget for a country."""
    return f"""<?xml version="1.0"?>
<iati-organisations version="2.03">
  <iati-organisation xml:lang="en" default-currency="USD">
    <organisation-identifier>XX-EXAMPLE</organisation-identifier>
    <name><narrative>Secretariat</narrative></name>
    <reporting-org ref="XX-EXAMPLE" type="10"><narrative>Secretariat</narrative></reporting-org>
    <recipient-country-budget><recipient-country code="SY"/>
      <period-start iso-date="{start}"/><period-end iso-date="{end}"/><value value-date="2025-01-01">10</value>
      <budget-line ref="1"><value value-date="{line}">10</value><narrative>Schools</narrative></budget-line>
    </recipient-country-budget>
  </iati-organisation>
</iati-organisations>"""
