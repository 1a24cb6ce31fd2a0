"""A conference as a conference file."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from secretariat.api.queries.accreditation import delegations_of, door_of, terms_in_file
from secretariat.api.queries.documents import documents_of, who_is_in_papers
from secretariat.api.queries.figures import figures_of
from secretariat.api.queries.news import news_of
from secretariat.api.queries.places import NamedPlaces
from secretariat.api.queries.pledges import pledges_of, who_pledges
from secretariat.api.queries.programme import programme_of
from secretariat.api.queries.record import record_of, who_is_named
from secretariat.api.queries.texts import Cited, said_in
from secretariat.archive.models import Source
from secretariat.conference.models import Conference, Objective
from secretariat.delegations.models import Answer, ClaimedTotal, Delegation, Invitation
from secretariat.engines import conferencefile
from secretariat.parties.models import Party


def known_codes() -> frozenset[str]:
    """Every code the register of parties knows."""
    return frozenset(Party.objects.values_list("code", flat=True))


def conference_file(conference: Conference) -> "conferencefile.ConferenceFile":
    """Everything that is kept of a conference, as the data of a conference file. Raises Unreadable."""
    cited, places = Cited(conference), NamedPlaces(conference)
    return conferencefile.compose(
        {
            "conference": _conference(conference, cited),
            "sources": {source.key: _source(source) for source in _sources(conference)},
            "parties": _parties(conference),
            "invitations": _invitations(conference, cited),
            "participation_totals": _totals(conference, cited),
            "delegations": delegations_of(conference, cited),
            "accreditation": terms_in_file(conference),
            "door": door_of(conference),
            **record_of(conference, cited, places),
            **programme_of(conference, cited),
            **pledges_of(conference, cited),
            **figures_of(conference, cited, places),
            **documents_of(conference, cited),
            **news_of(conference, cited),
            "kept": {name: text for name, text in _kept(conference).items() if name in conferencefile.KEPT_SECTIONS},
        },
        language=conference.original_language,
    )


def conference_file_text(conference: Conference) -> str:
    """A conference as the text of a conference file, in canonical form.

    A section that was held word for word and could not be read since stands at the end as it was, to be mended; as a
    comment, if a desk keeps something of that name by now.
    """
    file = conference_file(conference)
    blocks = [conferencefile.write(file)]
    for name, text in waiting_sections(conference).items():
        has_rows = getattr(file, conferencefile.OTHER_NAMES.get(name, name))
        blocks.append("".join(f"# {line}\n" for line in text.splitlines()) if has_rows else text)
    return "\n".join(blocks)


def waiting_sections(conference: Conference) -> dict[str, str]:
    """Sections held word for word that a desk keeps by now, in the order in which a file has them."""
    kept = _kept(conference)
    names = (*conferencefile.BUILT_SECTIONS, *conferencefile.OTHER_NAMES)
    return {name: kept[name] for name in names if name in kept}


def text_to_take_up(conference: Conference, sections: Iterable[str]) -> str:
    """A conference file of the conference, its sources and parties, with these texts of sections."""
    cited = Cited(conference)
    file = conferencefile.compose(
        {
            "conference": _conference(conference, cited),
            "sources": {source.key: _source(source) for source in _sources(conference)},
            "parties": _parties(conference),
        },
        language=conference.original_language,
    )
    return "\n".join([conferencefile.write(file), *sections])


def _kept(conference: Conference) -> dict[str, str]:
    return {section.name: section.text for section in conference.kept_sections.all()}


def _sources(conference: Conference) -> list[Source]:
    return list(Source.objects.filter(conference=conference).order_by("id"))


def _conference(conference: Conference, cited: Cited) -> dict[str, Any]:
    goals: dict[str, list[dict[str, Any]]] = {kind: [] for kind in Objective.Kind.values}
    for goal in Objective.objects.filter(conference=conference).order_by("position", "id"):
        goals[goal.kind].append(
            {
                "text": said_in(goal.text),
                **cited.on(goal),
            }
        )
    return {
        "slug": conference.slug,
        "title": said_in(conference.title),
        "acronym": conference.acronym or None,
        "place": {
            "venue": said_in(conference.venue),
            "city": said_in(conference.city),
            "country": (conference.country or conference.host).code,
        },
        "timezone": conference.time_zone,
        "starts": conference.start_date,
        "ends": conference.end_date,
        "host": conference.host.code,
        "co_organisers": [row.party.code for row in conference.co_organisers.select_related("party")],
        "subject": said_in(conference.subject),
        "language": conference.original_language,
        "languages": conference.languages,
        "state": conference.state,
        "public": conference.is_public,
        "objectives": goals[Objective.Kind.OBJECTIVE],
        "expected_results": goals[Objective.Kind.EXPECTED_RESULT],
        "rooms": [
            {
                "name": said_in(room.name),
                "seats": room.seats,
                "booths": room.booths or None,
                "languages": room.languages,
                "equipment": room.equipment,
                "tables": room.tables or None,
                "order": room.position or None,
            }
            for room in conference.rooms.order_by("id")
        ],
        "names": [
            {"party": row.party.code, "name": said_in(row.name), "order": row.position}
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
    named = who_is_named(conference) | who_pledges(conference) | who_is_in_papers(conference)
    named |= set(Invitation.objects.filter(conference=conference).values_list("party_id", flat=True))
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
    return {"code": party.code, "role": role, "name": said_in(party.name), "kind": party.kind or None}


def _invitations(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    answers: dict[int, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(conference=conference).select_related("said_by_party").order_by("id"):
        answers[answer.invitation_id].append(answer)
    rows = Invitation.objects.filter(conference=conference).select_related("party").order_by("id")
    return [_invitation(row, answers[row.pk], cited) for row in rows]


def _invitation(row: Invitation, answers: list[Answer], cited: Cited) -> dict[str, Any]:
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
                "by": answer.said_by_party.code if answer.said_by_party else said_in(answer.said_by),
                "through": answer.through or None,
                "reason": said_in(answer.reason),
                "rank": answer.rank or None,
                "corrects": places.get(answer.corrects_id or 0),
                **cited.on(answer),
            }
            for answer in answers
        ],
    }


def _totals(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    claims = ClaimedTotal.objects.filter(conference=conference).select_related("said_by_party").order_by("id")
    return [
        {
            "states": claim.states,
            "organisations": claim.organisations,
            "said": claim.said_date,
            "by": claim.said_by_party.code if claim.said_by_party else said_in(claim.said_by),
            **cited.on(claim),
        }
        for claim in claims
    ]
