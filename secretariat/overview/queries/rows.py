"""Which rows of a conference a person may read the history of, and which entries of its record."""

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q, QuerySet

from secretariat.accounts.models import RECORD_READERS, User
from secretariat.archive.models import Source
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.conference.permissions import may_see_members
from secretariat.delegations.models import Delegate, Delegation
from secretariat.dossier.models import Position, Report
from secretariat.dossier.permissions import DESK as DOSSIER
from secretariat.pledges.models import Pledge

# Kinds without a sensitivity of their own, open to everybody who sits in the office.
OF_THE_OFFICE = frozenset({"conference.room", "conference.shownname", "conference.coorganiser"})
# Kinds whose reading follows from somebody's role or from the row they are part of.
WITH_RULES_OF_THEIR_OWN = frozenset(
    {
        "conference.membership",
        "delegations.body",
        "dossier.draft",
        "dossier.topic",
        "pledges.exchangerate",
        "pledges.match",
    }
)
# Those among them of which the record tells whoever may see them.
TOLD_BY_RULE = frozenset({"dossier.draft", "dossier.topic", "pledges.exchangerate", "pledges.match"})
# Kinds whose entries are open to the office although they are no rows of one conference.
OPEN = frozenset({"conference.conference", "parties.party"})


def model_of(kind: str) -> type[models.Model] | None:
    """The table that an entry names, if it is one of ours."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    return model if model.__module__.startswith("secretariat.") else None


def rows_shown(model: type[models.Model], conference: Conference, user: User) -> QuerySet[Any]:
    """The rows of this kind that the office of the conference shows this person; none of a kind it does not know."""
    rows = model._default_manager.all()
    if not _carries_conference(model):
        return rows.none()
    rows = rows.filter(conference=conference)
    if hasattr(rows, "in_office_of"):
        shown: QuerySet[Any] = rows.in_office_of(user)
        # A focal point keeps delegations and delegates; what the secretariat wrote down of the party is not theirs.
        return shown if user.sits_in_office_of(conference.pk) or model in (Delegation, Delegate) else rows.none()
    return rows.filter(_without_sensitivity(model, conference, user))


def has_history(kind: str) -> bool:
    """Whether rows of this kind have a page that tells their history."""
    model = model_of(kind)
    if model is None or model is Conference:
        return model is Conference
    return _carries_conference(model) and (
        hasattr(model._default_manager.all(), "in_office_of") or kind in OF_THE_OFFICE | WITH_RULES_OF_THEIR_OWN
    )


def row_for_history(conference: Conference, user: User, kind: str, pk: int) -> models.Model | None:
    """A row of the conference whose history this person may read; nothing if there is none."""
    model = model_of(kind)
    if model is None:
        return None
    if model is Conference:
        return conference if pk == conference.pk and user.sits_in_office_of(pk) else None
    if model._meta.app_label == "documents" and not user.roles_in(conference.pk) & RECORD_READERS:
        # It tells what was written before anything was handed out.
        return None
    row: models.Model | None = rows_shown(model, conference, user).filter(pk=pk).first()
    return row


def entries_open_to(user: User, conference: Conference) -> QuerySet[Entry]:
    """The record of a conference, newest first, without the deeds on rows that this person may not see."""
    entries = Entry.objects.filter(conference_id=conference.pk).select_related("actor").order_by("-revision", "-id")
    if user.is_secretary_of(conference.pk):
        return entries
    seen = Q(made_id=None, thing_type__in=OPEN | OF_THE_OFFICE) | Q(made_type__in=OPEN | OF_THE_OFFICE)
    for model in apps.get_models():
        kind = model._meta.label_lower
        is_told = kind in TOLD_BY_RULE or hasattr(model._default_manager.all(), "in_office_of")
        if model.__module__.startswith("secretariat.") and is_told:
            ids = rows_shown(model, conference, user).values("pk")
            seen |= Q(made_id=None, thing_type=kind, thing_id__in=ids) | Q(made_type=kind, made_id__in=ids)
    return entries.filter(seen)


def _without_sensitivity(model: type[models.Model], conference: Conference, user: User) -> Q:
    kind, nobody = model._meta.label_lower, Q(pk__in=[])
    if not user.sits_in_office_of(conference.pk):
        return nobody
    if kind == "conference.membership":
        return Q() if may_see_members(user, conference) else nobody
    if kind == "dossier.topic" and user.works_on(DOSSIER, conference.pk):
        return Q()
    pledges = Pledge.objects.in_office_of(user)
    part_of: dict[str, Q] = {
        "delegations.body": Q(delegation__in=Delegation.objects.in_office_of(user)),
        "dossier.draft": Q(report__in=Report.objects.in_office_of(user)),
        # Whoever sees one of the two alone would learn of the other.
        "pledges.match": Q(wanted__in=pledges, offer__in=pledges),
        "pledges.exchangerate": Q(source__in=Source.objects.in_office_of(user)),
        # A topic is told by the positions on it.
        "dossier.topic": Q(pk__in=Position.objects.in_office_of(user).order_by().values("topic")),
    }
    return part_of.get(kind, Q() if kind in OF_THE_OFFICE else nobody)


def _carries_conference(model: type[models.Model]) -> bool:
    try:
        field = model._meta.get_field("conference")
    except FieldDoesNotExist:
        return False
    return field.related_model is Conference
