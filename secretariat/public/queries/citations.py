"""Sources as the public sees them: numbered marks on facts, and for each source everything that cites it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity
from secretariat.archive.models import Citation, Source
from secretariat.archive.queries import Marks
from secretariat.audit.action import plain
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of
from secretariat.documents.models import DocumentState, Paragraph
from secretariat.documents.queries.reading import undone
from secretariat.newsroom.queries.published import all_as_published
from secretariat.programme.models import Session
from secretariat.programme.queries.calendars import sessions_told
from secretariat.programme.queries.known import title_of
from secretariat.public.queries.editions import STRANGER

Rows = Sequence[Any]


@dataclass(frozen=True)
class Kind:
    """A kind of fact that cites sources: its name, what to read with it, and what else must be public for it to be."""

    label: str | Promise
    related: tuple[str, ...] = ()
    only: dict[str, Any] = field(default_factory=dict)
    # Of rows that say more than a stranger may read: as a stranger reads them.
    as_read: Callable[[Rows], Rows] | None = None


def _paragraphs(rows: Sequence[Paragraph]) -> Rows:
    """Paragraphs without the languages that translators are still at."""
    hidden = undone(STRANGER, {row.document_id: row.document for row in rows}.values())
    for row in rows:
        said = plain(row.text) or {}
        row.text = LazyI18nString({code: said[code] for code in said if code not in hidden[row.document_id]} or "")
    return rows


def _sessions(rows: Sequence[Session]) -> Rows:
    """The sessions of the programme that was published last, as it calls them."""
    entries = sessions_told(rows[0].conference) if rows else {}
    told = [row for row in rows if str(row.uid) in entries]
    for row in told:
        row.title = title_of(entries[str(row.uid)])
    return told


# What stands on some page of the public site; a kind that is not here is told to nobody, as what parties propose.
KINDS: dict[str, Kind] = {
    "conference.objective": Kind(_("Objectives and expected results")),
    "delegations.claimedtotal": Kind(_("Totals of participation"), ("said_by_party",)),
    "delegations.answer": Kind(
        _("Participation"), ("party", "said_by_party"), {"invitation__sensitivity": Sensitivity.PUBLIC}
    ),
    "delegations.delegate": Kind(_("Delegates"), ("party",)),
    "meetings.meeting": Kind(_("Meetings")),
    "meetings.point": Kind(_("Points of meetings"), ("meeting",), {"meeting__sensitivity": Sensitivity.PUBLIC}),
    "meetings.followup": Kind(_("Follow-ups"), ("meeting",), {"meeting__sensitivity": Sensitivity.PUBLIC}),
    "meetings.progress": Kind(
        _("Progress of follow-ups"),
        ("follow_up__meeting",),
        {"follow_up__sensitivity": Sensitivity.PUBLIC, "follow_up__meeting__sensitivity": Sensitivity.PUBLIC},
    ),
    "meetings.mission": Kind(_("Missions"), ("party",)),
    "meetings.stop": Kind(
        _("Stops of missions"), ("mission__party", "country"), {"mission__sensitivity": Sensitivity.PUBLIC}
    ),
    "meetings.reportback": Kind(
        _("Reports back on missions"),
        ("mission__party", "meeting"),
        {"mission__sensitivity": Sensitivity.PUBLIC, "meeting__sensitivity": Sensitivity.PUBLIC},
    ),
    "dossier.position": Kind(_("Positions"), ("party", "topic")),
    "dossier.initiative": Kind(_("Initiatives"), ("party",)),
    "dossier.obstacle": Kind(_("Obstacles to return")),
    "dossier.reportedfigure": Kind(_("Figures, as reported")),
    "figures.condition": Kind(_("Conditions of areas of return"), ("area__party", "threshold")),
    "figures.threshold": Kind(_("Thresholds")),
    "figures.intention": Kind(_("Answers of surveys")),
    "dossier.notice": Kind(_("Place and date of the conference, as reported"), ("country",)),
    "pledges.pledge": Kind(_("Pledges"), ("party",)),
    "pledges.stageupdate": Kind(
        _("Reports on pledges"), ("pledge__party",), {"pledge__sensitivity": Sensitivity.PUBLIC}
    ),
    "pledges.target": Kind(_("Targets of pledges"), ("pledge",), {"pledge__sensitivity": Sensitivity.PUBLIC}),
    "pledges.progress": Kind(
        _("Progress of pledges"),
        ("target__pledge",),
        {"target__sensitivity": Sensitivity.PUBLIC, "target__pledge__sensitivity": Sensitivity.PUBLIC},
    ),
    "pledges.evidence": Kind(
        _("Evidence"),
        ("source",),
        {"pledge__sensitivity": Sensitivity.PUBLIC, "source__sensitivity": Sensitivity.PUBLIC},
    ),
    # Money that belongs to no pledge is on no page yet.
    "pledges.moneyflow": Kind(_("Money for pledges"), ("pledge",), {"pledge__sensitivity": Sensitivity.PUBLIC}),
    "preparation.challenge": Kind(_("Challenges")),
    "preparation.assessment": Kind(
        _("Assessments of challenges"), ("challenge",), {"challenge__sensitivity": Sensitivity.PUBLIC}
    ),
    "delegations.invitation": Kind(_("Invitations"), ("party",)),
    "programme.agendaitem": Kind(_("Agenda items")),
    "programme.session": Kind(_("Sessions"), ("conference",), as_read=_sessions),
    "documents.document": Kind(_("Documents")),
    "documents.paragraph": Kind(
        _("Paragraphs of texts"),
        ("document",),
        {"is_struck": False, "document__state": DocumentState.ISSUED},
        as_read=_paragraphs,
    ),
    "documents.adoption": Kind(_("Adoption"), ("document",)),
    "documents.explanation": Kind(_("Explanations, reservations and declarations"), ("document", "party")),
    "newsroom.article": Kind(_("News"), as_read=all_as_published),
}


@dataclass(frozen=True)
class CitedFor:
    """A fact for which a source is cited, with the passages that say it; its party as the conference calls it."""

    thing: Model
    passages: list[str]
    party_name: object


@dataclass(frozen=True)
class CitedKind:
    """All facts of one kind for which a source is cited."""

    kind: str
    label: str | Promise
    facts: list[CitedFor]


def marks_of_page(conference: Conference) -> Marks:
    """The sources of a public page: a source without a title is named by its publisher, and told by its kind."""

    def page_of(source: Source) -> str:
        return reverse("public:source", args=[conference.slug, source.key])

    def words_of(source: Source) -> tuple[str, str, str]:
        told = source.publisher if source.title else str(source.get_kind_display())
        return source.title or source.publisher or source.key, told, source.published_date

    return Marks(page_of, words_of)


def public_sources(conference: Conference) -> QuerySet[Source]:
    """The sources a stranger may see, the newest first, those without a date last."""
    return (
        Source.objects.visible_to(STRANGER)
        .filter(conference=conference)
        .order_by("-published_date", "publisher", "key")
    )


def cited_for(source: Source, names: dict[int, ShownName]) -> list[CitedKind]:
    """Everything public that cites a source, by kind. One query, and two more for each kind at most."""
    passages: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for citation in Citation.objects.filter(source=source, thing_type__in=KINDS).order_by("id"):
        passages[citation.thing_type][citation.thing_id].append(citation.passage)
    found = [_cited_kind(source, kind, (passages[kind], names)) for kind in KINDS if kind in passages]
    return [kind for kind in found if kind.facts]


def _cited_kind(source: Source, kind: str, cited: tuple[dict[int, list[str]], dict[int, ShownName]]) -> CitedKind:
    passages, names = cited
    known = KINDS[kind]
    model: Any = apps.get_model(kind)
    rows = (
        model._default_manager.all()
        .visible_to(STRANGER)
        .filter(pk__in=passages, conference_id=source.conference_id, **known.only)
        .select_related(*known.related)
        .order_by("id")
    )
    facts = []
    for thing in known.as_read(list(rows)) if known.as_read else rows:
        party = getattr(thing, "party", None)
        name = "" if party is None else name_of(party, names)
        facts.append(CitedFor(thing, [said for said in passages[thing.pk] if said], name))
    return CitedKind(kind, known.label, facts)
