"""Builders of pledges and what becomes of them; plain, never through the door."""

from datetime import date
from decimal import Decimal
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference
from secretariat.pledges.models import Evidence, ExchangeRate, Match, MoneyFlow, Pledge, Progress, StageUpdate, Target
from secretariat.programme.models import Announcement, Session
from tests import make


def said(text: str) -> LazyI18nString:
    """A text in English."""
    return LazyI18nString({"en": text})


def pledge(conference: Conference, code: str = "RU", **fields: Any) -> Pledge:
    """A public pledge of money, twenty million dollars."""
    number = Pledge.objects.filter(conference=conference).count() + 1
    values: dict[str, Any] = {"number": number, "party": make.party(code), "kind": "financial"}
    values |= {"text": said("Food aid"), "amount": Decimal(20_000_000), "currency": "USD", "sensitivity": "public"}
    return Pledge.objects.create(**make._fact(conference, {**values, **fields}))


def policy(conference: Conference, code: str = "LB", **fields: Any) -> Pledge:
    """A pledge of a host that needs support."""
    values: dict[str, Any] = {"kind": "policy", "text": said("Schools are opened"), "amount": None, "currency": ""}
    values |= {"support_needed": said("Teachers")}
    return pledge(conference, code, **{**values, **fields})


def target(of: Pledge, value: int = 100, **fields: Any) -> Target:
    """A target that is due at the end of 2021."""
    values: dict[str, Any] = {"pledge": of, "indicator": said("Schools rebuilt"), "unit": "schools", "value": value}
    values |= {"due_date": date(2021, 12, 31), "sensitivity": "public"}
    return Target.objects.create(**make._fact(of.conference, {**values, **fields}))


def update(of: Pledge, stage: str = "in progress", on: date = date(2021, 3, 1), **fields: Any) -> StageUpdate:
    """What the party reported; the pledge knows it as its last one."""
    values: dict[str, Any] = {"pledge": of, "stage": stage, "said_date": on, "sensitivity": "public"}
    made = StageUpdate.objects.create(**make._fact(of.conference, {**values, **fields}))
    of.stage, of.updated_date = stage, on
    of.save(update_fields=["stage", "updated_date"])
    return made


def progress(of: Target, actual: int = 40, **fields: Any) -> Progress:
    """What was reached of a target by the first of June 2021."""
    values: dict[str, Any] = {"target": of, "actual": Decimal(actual), "end_date": date(2021, 6, 1)}
    return Progress.objects.create(**make._fact(of.conference, {**values, **fields}))


def flow(conference: Conference, kind: str = "disbursement", amount: int = 5_000_000, **fields: Any) -> MoneyFlow:
    """An amount of dollars that was paid out in June 2021."""
    values: dict[str, Any] = {"kind": kind, "amount": Decimal(amount), "currency": "USD", "sensitivity": "public"}
    values |= {"flow_date": date(2021, 6, 1)}
    return MoneyFlow.objects.create(**make._fact(conference, {**values, **fields}))


def evidence(of: Pledge, **fields: Any) -> Evidence:
    """A source that shows what was done."""
    values: dict[str, Any] = {"pledge": of, "proves": said("The schools are open"), "sensitivity": "public"}
    if "source" not in fields:
        values["source"] = make.source(of.conference, key=f"evidence-{of.number}-{of.evidence.count()}")
    return Evidence.objects.create(**make._fact(of.conference, {**values, **fields}))


def match(wanted: Pledge, offer: Pledge, **fields: Any) -> Match:
    """Two pledges that were proposed to each other."""
    values: dict[str, Any] = {"wanted": wanted, "offer": offer, "conference": wanted.conference}
    if "decided_by" not in fields:
        values["decided_by"] = make.user(None)
    return Match.objects.create(**{**values, **fields})


def announcement(session: Session, pledge: Pledge, **fields: Any) -> Announcement:
    """That a pledge was announced in a session."""
    values: dict[str, Any] = {"session": session, "pledge": pledge, "conference": session.conference}
    return Announcement.objects.create(**{**values, **fields})


def rate(conference: Conference, currency: str = "EUR", value: str = "1.1827", **fields: Any) -> ExchangeRate:
    """What a unit was worth in dollars on the first day of the conference."""
    values: dict[str, Any] = {"currency": currency, "rate": Decimal(value), "rate_date": date(2020, 11, 11)}
    if "source" not in fields:
        values["source"] = make.source(conference, key=f"rate-{currency}")
    return ExchangeRate.objects.create(conference=conference, **{**values, **fields})
