"""A conference as a conference file."""

from collections import defaultdict
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.archive.models import Citation, Source
from secretariat.conference.models import Conference, Objective
from secretariat.delegations.models import Answer, Body, ClaimedTotal, Delegate, Delegation, Invitation
from secretariat.engines import conferencefile
from secretariat.parties.models import Party

Given = dict[tuple[str, int], list[Any]]


def text_of(given: object, language: str) -> LazyI18nString:
    """A text of a conference file as the house keeps it: by language."""
    if not given:
        return LazyI18nString({})
    return LazyI18nString(dict(given) if isinstance(given, dict) else {language: str(given)})


def words_of(text: LazyI18nString, language: str) -> str:
    """The words by which a text is known again: those of the original language, else the first there are."""
    data = text.data if isinstance(text.data, dict) else {language: str(text.data or "")}
    return data.get(language) or next((words for _code, words in sorted(data.items()) if words), "")


def known_codes() -> frozenset[str]:
    """Every code the register of parties knows."""
    return frozenset(Party.objects.values_list("code", flat=True))


def conference_file(conference: Conference) -> "conferencefile.ConferenceFile":
    """Everything that is kept of a conference, as the data of a conference file. Raises Unreadable."""
    cited = _citations(conference)
    return conferencefile.compose(
        {
            "conference": _conference(conference, cited),
            "sources": {source.key: _source(source) for source in _sources(conference)},
            "parties": _parties(conference),
            "invitations": _invitations(conference, cited),
            "participation_totals": _totals(conference, cited),
            "delegations": _delegations(conference, cited),
            "kept": {section.name: section.text for section in conference.kept_sections.all()},
        },
        language=conference.original_language,
    )


def conference_file_text(conference: Conference) -> str:
    """A conference as the text of a conference file, in canonical form."""
    return conferencefile.write(conference_file(conference))


def _sources(conference: Conference) -> list[Source]:
    return list(Source.objects.filter(conference=conference).order_by("id"))


def _citations(conference: Conference) -> Given:
    found: Given = defaultdict(list)
    for citation in Citation.objects.filter(conference=conference).select_related("source").order_by("id"):
        given: Any = {"source": citation.source.key}
        for name in ("passage", "start", "end"):
            if getattr(citation, name) not in ("", None):
                given[name] = getattr(citation, name)
        found[citation.thing_type, citation.thing_id].append(given if len(given) > 1 else citation.source.key)
    return found


def _text(value: Any) -> dict[str, str] | None:
    data = getattr(value, "data", None)
    if isinstance(data, dict):
        return {code: text for code, text in data.items() if text} or None
    return {"en": str(data)} if data else None


def _conference(conference: Conference, cited: Given) -> dict[str, Any]:
    goals: dict[str, list[dict[str, Any]]] = {kind: [] for kind in Objective.Kind.values}
    for goal in Objective.objects.filter(conference=conference).order_by("position", "id"):
        goals[goal.kind].append(
            {
                "text": _text(goal.text),
                "sources": cited[goal._meta.label_lower, goal.pk],
                "sensitivity": goal.sensitivity,
            }
        )
    return {
        "slug": conference.slug,
        "title": _text(conference.title),
        "acronym": conference.acronym or None,
        "place": {
            "venue": _text(conference.venue),
            "city": _text(conference.city),
            "country": (conference.country or conference.host).code,
        },
        "timezone": conference.time_zone,
        "starts": conference.start_date,
        "ends": conference.end_date,
        "host": conference.host.code,
        "co_organisers": [row.party.code for row in conference.co_organisers.select_related("party")],
        "subject": _text(conference.subject),
        "language": conference.original_language,
        "languages": conference.languages,
        "state": conference.state,
        "public": conference.is_public,
        "objectives": goals[Objective.Kind.OBJECTIVE],
        "expected_results": goals[Objective.Kind.EXPECTED_RESULT],
        "rooms": [
            {"name": _text(room.name), "seats": room.seats, "booths": room.booths or None}
            for room in conference.rooms.order_by("id")
        ],
        "names": [
            {"party": row.party.code, "name": _text(row.name), "order": row.position}
            for row in conference.shown_names.select_related("party").order_by("id")
        ],
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "title": source.title or None,
        "byline": source.byline or None,
        "publisher": source.publisher or None,
        "date": source.published_date or None,
        "seen": source.seen_date,
        "language": source.language or None,
        "kind": source.kind,
        "url": source.url or None,
        "file": source.file_name or None,
        "licence": source.licence or None,
        "sensitivity": source.sensitivity,
    }


def _parties(conference: Conference) -> list[dict[str, Any]]:
    """The parties the file lists, then every other organisation that a row of the conference names."""
    listed = [row.party for row in conference.listed_parties.select_related("party")]
    named = set(Invitation.objects.filter(conference=conference).values_list("party_id", flat=True))
    named |= set(Delegation.objects.filter(conference=conference).values_list("party_id", flat=True))
    named |= set(Answer.objects.filter(conference=conference).values_list("said_by_party_id", flat=True))
    named |= set(ClaimedTotal.objects.filter(conference=conference).values_list("said_by_party_id", flat=True))
    named |= {conference.host_id} | set(conference.shown_names.values_list("party_id", flat=True))
    co_organisers = {row.party_id for row in conference.co_organisers.all()}
    named = (named | co_organisers) - {party.pk for party in listed} - {None}
    others = Party.objects.filter(pk__in=named, is_state=False).order_by("code")
    return [_party(party, conference, co_organisers) for party in [*listed, *others]]


def _party(party: Party, conference: Conference, co_organisers: set[int]) -> dict[str, Any]:
    role = "host" if party.pk == conference.host_id else "co-organiser" if party.pk in co_organisers else None
    if party.is_state:
        return {"code": party.code, "role": role}
    return {"code": party.code, "role": role, "name": _text(party.name), "kind": party.kind or None}


def _invitations(conference: Conference, cited: Given) -> list[dict[str, Any]]:
    answers: dict[int, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(conference=conference).select_related("said_by_party").order_by("id"):
        answers[answer.invitation_id].append(answer)
    rows = Invitation.objects.filter(conference=conference).select_related("party").order_by("id")
    return [_invitation(row, answers[row.pk], cited) for row in rows]


def _invitation(row: Invitation, answers: list[Answer], cited: Given) -> dict[str, Any]:
    contact = {
        "name": row.contact_name or None,
        "mail": row.contact_mail or None,
        "language": row.language if row.language != row.party.correspondence else None,
    }
    places = {answer.pk: position for position, answer in enumerate(answers, start=1)}
    return {
        "party": row.party.code,
        "rank": row.rank or None,
        "capacity": row.capacity,
        "quota": row.quota,
        "overflow": row.overflow or None,
        "sent": row.sent_date,
        "sent_through": row.sent_through or None,
        "contact": contact if any(contact.values()) else None,
        "sensitivity": row.sensitivity,
        "answers": [
            {
                "standing": answer.standing,
                "said": answer.said_date,
                "by": answer.said_by_party.code if answer.said_by_party else _text(answer.said_by),
                "through": answer.through or None,
                "reason": _text(answer.reason),
                "rank": answer.rank or None,
                "corrects": places.get(answer.corrects_id or 0),
                "sources": cited[answer._meta.label_lower, answer.pk],
                "sensitivity": answer.sensitivity,
            }
            for answer in answers
        ],
    }


def _totals(conference: Conference, cited: Given) -> list[dict[str, Any]]:
    claims = ClaimedTotal.objects.filter(conference=conference).select_related("said_by_party").order_by("id")
    return [
        {
            "states": claim.states,
            "organisations": claim.organisations,
            "said": claim.said_date,
            "by": claim.said_by_party.code if claim.said_by_party else _text(claim.said_by),
            "sources": cited[claim._meta.label_lower, claim.pk],
            "sensitivity": claim.sensitivity,
        }
        for claim in claims
    ]


def _delegations(conference: Conference, cited: Given) -> list[dict[str, Any]]:
    bodies: dict[int, list[Any]] = defaultdict(list)
    for body in Body.objects.filter(conference=conference).order_by("id"):
        bodies[body.delegation_id].append(_text(body.name))
    people: dict[int, list[Any]] = defaultdict(list)
    for delegate in Delegate.objects.filter(conference=conference).order_by("id"):
        people[delegate.delegation_id].append(_delegate(delegate, cited))
    rows = Delegation.objects.filter(conference=conference).select_related("party").order_by("id")
    return [
        {
            "party": row.party.code,
            "occasion": row.occasion,
            "bodies": bodies[row.pk],
            "sensitivity": row.sensitivity,
            "delegates": people[row.pk],
        }
        for row in rows
    ]


def _delegate(delegate: Delegate, cited: Given) -> dict[str, Any]:
    return {
        "name": delegate.name,
        "original": delegate.original_name or None,
        "spellings": delegate.spellings,
        "honorific": delegate.honorific or None,
        "role": delegate.role,
        "capacity": _text(delegate.capacity),
        "body": _text(delegate.body),
        "rank": delegate.rank or None,
        "mail": delegate.mail or None,
        "languages": delegate.languages,
        "sources": cited[delegate._meta.label_lower, delegate.pk],
        "sensitivity": delegate.sensitivity,
    }
