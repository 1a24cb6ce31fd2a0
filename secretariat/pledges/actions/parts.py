"""Parts that the deeds of this desk share: entering what was said, money that can be written, days in order."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited
from secretariat.archive.models import Fact
from secretariat.audit.action import Refused, difference_between
from secretariat.pledges.models import Pledge, Progress, StageUpdate
from secretariat.pledges.permissions.promises import DESK
from secretariat.pledges.queries.money import is_currency, places_of
from secretariat.pledges.queries.sight import WAYS, sight_in_office

SomePart = TypeVar("SomePart", bound=Fact)


def enter(row: models.Model, names: Iterable[str], details: Mapping[str, Any]) -> None:
    """Take from the details what the row keeps."""
    for name in names:
        if name in details:
            setattr(row, name, _as_kept(row, name, details[name]))


def says_the_same(one: models.Model, other: models.Model, fields: Iterable[str]) -> bool:
    """Whether two rows say the same, for whomever they are."""
    return not difference_between(one, other, (name for name in fields if name != "sensitivity"))


def known_of(actor: User, pledge: Pledge, model: type[SomePart]) -> models.QuerySet[SomePart]:
    """What this person may know of a pledge: no refusal tells them of anything else."""
    rows: Any = sight_in_office(pledge.conference, actor).of(model)
    of_pledge: models.QuerySet[SomePart] = rows.filter(**{WAYS[model]: pledge})
    return of_pledge


def is_own_word(actor: User, pledge: Pledge) -> bool:
    """Whether it is a party's own word: it is nobody's of this desk."""
    return not actor.works_on(DESK, pledge.conference_id)


def as_own_word(actor: User, pledge: Pledge, row: Fact) -> None:
    """Take what a party reports of its own pledge: for whom the pledge is, on its word, verified by nobody."""
    row.sensitivity = pledge.sensitivity
    if isinstance(row, StageUpdate | Progress):
        row.is_verified, row.verified_by = False, ""
    if isinstance(row, StageUpdate):
        spoken_for = [pledge.party, *(each.party for each in pledge.parties.select_related("party"))]
        row.reported_by = next(each for each in spoken_for if actor.speaks_for(each.pk, pledge.conference_id))


def may_be_cited(actor: User, conference_id: int, cited: Iterable[Cited]) -> list[Cited]:
    """The sources of what is said; a party's own word is its own, and cites none."""
    found = list(cited)
    if found and not actor.works_on(DESK, conference_id):
        raise Refused(_("Your role here does not allow this."), field="cited")
    return found


def refuse_wrong_money(amount: Decimal | None, currency: str) -> None:
    """Refuse an amount that no purse can hold: without a currency, in an unknown one, or with parts of a cent."""
    if currency and not is_currency(currency):
        raise Refused(
            _("“%(code)s” is no currency of ISO 4217; write its three letters, such as USD.") % {"code": currency},
            field="currency",
        )
    if amount is None:
        return
    if not currency:
        raise Refused(_("Say in which currency the amount is."), field="currency")
    places = places_of(currency)
    if amount != round(amount, places):
        sentence = _("An amount in %(currency)s has no more than %(places)s decimal places.")
        raise Refused(sentence % {"currency": currency, "places": places}, field="amount")


def _as_kept(row: models.Model, name: str, value: Any) -> Any:
    """A number with the decimal places with which it is kept, so that 20 is no other than 20.00; a line as one line."""
    field = row._meta.get_field(name)
    if isinstance(field, models.CharField) and isinstance(value, str):
        # What a browser does not send, somebody else can; no conference file holds it.
        return " ".join(value.split())
    if not isinstance(field, models.DecimalField) or value is None:
        return value
    given = Decimal(value)
    kept = round(given, field.decimal_places)
    return kept if kept == given else given
