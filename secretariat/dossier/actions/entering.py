"""How a draft becomes a fact: each kind by the deed of the desk that keeps it, citing the passage.

Every entering is part of the deed that accepts the draft: one transaction, and an entry for each fact.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, add_source
from secretariat.archive.models import Source
from secretariat.audit.action import Refused
from secretariat.delegations.actions import form_delegation, name_delegate
from secretariat.delegations.models import Delegation
from secretariat.dossier.actions.initiatives import record_initiative
from secretariat.dossier.actions.positions import open_topic, record_position
from secretariat.dossier.actions.reported import record_figure, record_notice
from secretariat.dossier.models import Draft, DraftKind, Report, Topic
from secretariat.dossier.queries.drafting import POINT
from secretariat.engines.folding import folded
from secretariat.meetings.actions import Visiting, add_stop, make_point, record_meeting, record_mission, report_back
from secretariat.meetings.models import Meeting, Mission
from secretariat.parties.models import Party
from secretariat.preparation.actions import Parts, raise_challenge
from secretariat.ui.languages import wordings


@dataclass(frozen=True)
class Entering:
    """A draft on its way: who accepts it, of which report, and the source that the fact will cite."""

    actor: User
    report: Report
    draft: Draft
    source: Source | None

    @property
    def data(self) -> Mapping[str, Any]:
        """The fields of the fact to be."""
        fields: Mapping[str, Any] = self.draft.data
        return fields

    @property
    def cited(self) -> list[Cited]:
        """The source with the passage that says it."""
        return [cited_for(self.draft, self.report, self.source)] if self.source else []

    def said(self, name: str) -> LazyI18nString:
        """A text in the language of the report."""
        return in_its_language(self.report, str(self.data.get(name) or ""))

    def line(self, name: str, most: int = 500) -> str:
        """A line of plain text."""
        return " ".join(str(self.data.get(name) or "").split())[:most]

    def party(self, name: str) -> Party | None:
        """The party of a code, if one is given."""
        code = str(self.data.get(name) or "")
        return party_of(code) if code else None

    def the_party(self, name: str = "party") -> Party:
        """The party without which the fact cannot be."""
        party = self.party(name)
        if party is None:
            raise Refused(_("Say which party it is."), field=name)
        return party

    def parties(self, name: str) -> tuple[Party, ...]:
        """The parties of several codes."""
        return tuple(party_of(str(code)) for code in self.data.get(name) or [] if code)


def enter(entering: Entering) -> models.Model:
    """Make the fact that a draft proposes."""
    return _ENTER[DraftKind(entering.draft.kind)](entering)


def in_its_language(report: Report, words: str) -> LazyI18nString:
    """Words of a report as a text of the house: in the report's language if it is one of the six."""
    spoken = {code for code, _name in settings.LANGUAGES}
    language = report.language if report.language in spoken else report.conference.original_language
    return LazyI18nString({language: words} if words else {})


def cited_for(draft: Draft, report: Report, source: Source) -> Cited:
    """The source of a report, with the passage that a draft rests on."""
    if draft.start is None or draft.end is None:
        return Cited(source)
    return Cited(source, report.text[draft.start : draft.end], draft.start, draft.end)


def party_of(code: str) -> Party:
    """The party of a code; refused where the register has none."""
    party = Party.objects.filter(code=code).first()
    if party is None:
        raise Refused(_("The register has no party with the code %(code)s.") % {"code": code})
    return party


def meeting_of(actor: User, report: Report, number: object) -> Meeting | None:
    """The meeting that a draft of a meeting became, if this person sees it; counted from 0 in its report."""
    drafts = list(report.drafts.filter(kind=DraftKind.MEETING).order_by("position", "id"))
    if not isinstance(number, int) or not 0 <= number < len(drafts):
        return None
    decided = drafts[number]
    if decided.state != Draft.State.ACCEPTED or decided.fact_id is None:
        return None
    seen = Meeting.objects.in_office_of(actor).filter(conference_id=report.conference_id)
    return seen.filter(pk=decided.fact_id).first()


def _source(entering: Entering) -> models.Model:
    names = ("title", "publisher", "byline", "published_date", "language", "kind", "url")
    details = {name: entering.line(name, 1000 if name == "url" else 500) for name in names}
    sensitivity = entering.report.facts_for
    return add_source(
        entering.actor,
        entering.report.conference,
        details={**details, "sensitivity": sensitivity},
        file=entering.report.file,
    )


def _notice(entering: Entering) -> models.Model:
    details = {
        "city": entering.line("city"),
        "country": entering.party("country"),
        "held_date": entering.line("held_date", 10),
        "words": entering.line("words"),
        "sensitivity": entering.report.facts_for,
    }
    return record_notice(entering.actor, entering.report.conference, details=details, cited=entering.cited)


def _delegation(entering: Entering) -> models.Model:
    return form_delegation(
        entering.actor,
        entering.report.conference,
        party=entering.the_party(),
        occasion=entering.line("occasion"),
        bodies=[in_its_language(entering.report, str(name)) for name in entering.data.get("bodies") or [] if name],
        sensitivity=entering.report.facts_for,
    )


def _delegate(entering: Entering) -> models.Model:
    party = entering.the_party()
    delegation = _delegation_of(entering, party)
    if delegation is None:
        raise Refused(_("Accept the delegation of %(party)s first; people are named in it.") % {"party": party})
    details = {
        "name": entering.line("name", 300),
        "honorific": entering.line("honorific", 60),
        "capacity": entering.said("capacity"),
        "body": entering.said("body"),
        "role": entering.line("role"),
        "sensitivity": entering.report.facts_for,
    }
    return name_delegate(entering.actor, delegation, details=details, cited=entering.cited)


def _delegation_of(entering: Entering, party: Party) -> Delegation | None:
    """The delegation in which a person is named: the one this report's draft became, else that of the occasion."""
    seen = Delegation.objects.in_office_of(entering.actor).filter(conference=entering.report.conference, party=party)
    decided = entering.report.drafts.filter(kind=DraftKind.DELEGATION, state=Draft.State.ACCEPTED)
    became = seen.filter(pk__in=[draft.fact_id for draft in decided]).first()
    return became or seen.filter(occasion=entering.line("occasion")).first()


def _meeting(entering: Entering) -> models.Model:
    details = {
        "title": entering.said("title"),
        "kind": entering.line("kind"),
        "held_date": entering.line("held_date", 10),
        "city": entering.said("city"),
        "country": entering.party("country"),
        "host": entering.party("host"),
        "host_person": entering.line("host_person"),
        "host_capacity": entering.said("host_capacity"),
        "subject": entering.said("subject"),
        "sensitivity": entering.report.facts_for,
    }
    return record_meeting(
        entering.actor,
        entering.report.conference,
        details=details,
        visitors=visitors_of(entering),
        cited=entering.cited,
    )


def visitors_of(entering: Entering) -> list[Visiting]:
    """The visitors of a draft of a meeting, each with the delegation it is known to have sent."""
    known = Delegation.objects.in_office_of(entering.actor).filter(conference=entering.report.conference)
    came = []
    for visitor in entering.data.get("visitors") or []:
        code = str(visitor.get("party") or "")
        if not code:
            continue
        party = party_of(code)
        sent = known.filter(party=party, occasion__startswith="preparatory meeting").first()
        capacity = in_its_language(entering.report, str(visitor.get("head_capacity") or ""))
        came.append(Visiting(party, str(visitor.get("head") or "")[:500], capacity, sent))
    return came


def _mission(entering: Entering) -> models.Model:
    actor, report = entering.actor, entering.report
    details = {
        "head": entering.line("head"),
        "head_capacity": entering.said("head_capacity"),
        "purpose": entering.said("purpose"),
        "from_date": entering.line("from_date", 10),
        "sensitivity": report.facts_for,
    }
    mission = record_mission(
        actor, report.conference, party=entering.the_party(), details=details, cited=entering.cited
    )
    for stop in entering.data.get("stops") or []:
        enter_stop(entering, mission, stop)
    meeting = meeting_of(actor, report, 0)
    if entering.data.get("reports_back") and meeting is not None:
        report_back(actor, mission, meeting=meeting, sensitivity=report.facts_for, cited=entering.cited)
    return mission


def enter_stop(entering: Entering, mission: Mission, stop: Mapping[str, Any]) -> None:
    """Add a stop that a draft of a mission tells of."""
    report = entering.report
    details = {
        "country": party_of(str(stop.get("country") or "")),
        "city": in_its_language(report, str(stop.get("city") or "")),
        "stop_date": str(stop.get("stop_date") or "")[:10],
        "met": in_its_language(report, str(stop.get("met") or "")),
        "sensitivity": report.facts_for,
    }
    add_stop(entering.actor, mission, details=details, cited=entering.cited)


def _statement(entering: Entering) -> models.Model:
    speakers = entering.parties("speakers")
    if not speakers:
        raise Refused(_("Say who made this statement."), field="speakers")
    if entering.data.get("becomes") == POINT:
        meeting = meeting_of(entering.actor, entering.report, entering.data.get("meeting"))
        if meeting is None:
            raise Refused(_("Decide on the meeting first; this is a point of it."))
        details = {
            "verb": entering.line("verb"),
            "text": entering.said("text"),
            "sensitivity": entering.report.facts_for,
        }
        return make_point(entering.actor, meeting, details=details, speakers=speakers, cited=entering.cited)
    return _position(entering, speakers)


def _position(entering: Entering, speakers: tuple[Party, ...]) -> models.Model:
    topic = _topic(entering)
    first: models.Model | None = None
    for party in speakers:
        details = {
            "party": party,
            "topic": topic,
            "said_date": entering.line("said_date", 10) or (entering.source.published_date if entering.source else ""),
            "said_by": entering.line("person"),
            "stance": entering.line("stance"),
            "text": entering.said("text"),
            "sensitivity": entering.report.facts_for,
        }
        row = record_position(entering.actor, entering.report.conference, details=details, cited=entering.cited)
        first = first or row
    if first is None:
        raise Refused(_("Say who made this statement."), field="speakers")
    return first


def _topic(entering: Entering) -> Topic:
    name = entering.line("topic", 300)
    if not name:
        raise Refused(_("Say on which topic this is; it becomes a position."), field="topic")
    wanted = folded(name).strip()
    for topic in Topic.objects.filter(conference=entering.report.conference):
        if wanted in {folded(str(words)).strip() for words in wordings(topic.name)}:
            return topic
    return open_topic(entering.actor, entering.report.conference, name=in_its_language(entering.report, name))


def _challenge(entering: Entering) -> models.Model:
    details = {
        "kind": entering.line("kind"),
        "text": entering.said("text"),
        "said_date": entering.line("said_date", 10),
        "sensitivity": entering.report.facts_for,
    }
    parts = Parts(entering.parties("said_by"), entering.parties("done_by"), entering.parties("done_to"))
    return raise_challenge(
        entering.actor, entering.report.conference, details=details, parts=parts, cited=entering.cited
    )


def _initiative(entering: Entering) -> models.Model:
    details = {
        "party": entering.the_party(),
        "text": entering.said("text"),
        "said_date": entering.line("said_date", 10),
        "sensitivity": entering.report.facts_for,
    }
    return record_initiative(entering.actor, entering.report.conference, details=details, cited=entering.cited)


def _figure(entering: Entering) -> models.Model:
    try:
        value = Decimal(str(entering.data.get("value")))
    except InvalidOperation:
        raise Refused(_("This is not a number."), field="value") from None
    if not value.is_finite():
        raise Refused(_("This is not a number."), field="value")
    details = {
        "value": value,
        "unit": entering.line("unit", 60),
        "qualifier": entering.line("qualifier", 20),
        "counts": entering.said("counts"),
        "place": entering.line("place"),
        "as_of": entering.line("as_of", 10),
        "sensitivity": entering.report.facts_for,
    }
    return record_figure(entering.actor, entering.report.conference, details=details, cited=entering.cited)


_ENTER: Mapping[DraftKind, Callable[[Entering], models.Model]] = {
    DraftKind.SOURCE: _source,
    DraftKind.CONFERENCE: _notice,
    DraftKind.DELEGATION: _delegation,
    DraftKind.DELEGATE: _delegate,
    DraftKind.MEETING: _meeting,
    DraftKind.MISSION: _mission,
    DraftKind.STATEMENT: _statement,
    DraftKind.CHALLENGE: _challenge,
    DraftKind.INITIATIVE: _initiative,
    DraftKind.FIGURE: _figure,
}
