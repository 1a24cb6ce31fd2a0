"""Bring a conference file into the house: what is new is added, what differs is changed, what is there stays."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from secretariat.accounts.models import Role, User
from secretariat.api import permissions
from secretariat.api.actions.delegations import load_delegations
from secretariat.api.actions.documents import load_documents
from secretariat.api.actions.door import load_door, load_terms
from secretariat.api.actions.dossier import load_dossier
from secretariat.api.actions.facts import load_facts
from secretariat.api.actions.figures import load_figures
from secretariat.api.actions.meetings import load_meetings, load_missions
from secretariat.api.actions.news import load_news
from secretariat.api.actions.places import load_places
from secretariat.api.actions.pledges import load_pledges
from secretariat.api.actions.preparation import load_challenges, load_tasks
from secretariat.api.actions.programme import load_programme
from secretariat.api.actions.rows import Ledger, Loading, numbered
from secretariat.api.models import KeptSection, ListedParty
from secretariat.api.queries import text_of, words_of
from secretariat.archive.actions import keep_file
from secretariat.archive.models import Source
from secretariat.audit.action import Batch, action
from secretariat.audit.models import Record
from secretariat.conference.models import Conference, CoOrganiser, Membership, Objective, Room, ShownName
from secretariat.engines import conferencefile
from secretariat.parties.actions import new_organisation
from secretariat.parties.models import Party

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.models import PartyData


@action(allow=permissions.may_load)
def load(
    actor: User,
    house: Record,
    *,
    file: "conferencefile.ConferenceFile",
    uploads: "Mapping[str, UploadedFile[Any]] | None" = None,
) -> Batch:
    """Bring in a whole conference file as one deed; loading it again changes nothing."""
    del house
    conference = Conference.objects.select_for_update(no_key=True).filter(slug=file.conference.slug).first()
    if not permissions.may_load_into(actor, conference):
        raise PermissionDenied("api.load")
    ledger = Ledger()
    parties = _parties(file, ledger)
    conference = _conference(file, conference, parties, ledger)
    if ledger.made.get(Conference._meta.label_lower) and actor.is_active:
        Membership.objects.create(conference=conference, user=actor, role=Role.SECRETARY)
    loading = Loading(actor, file, conference, ledger, parties, uploads=uploads or {})
    _listed(loading)
    _sources(loading)
    _objectives_rooms_and_names(loading)
    load_facts(loading)
    load_delegations(loading)
    load_terms(loading)
    load_door(loading)
    load_tasks(loading)
    load_meetings(loading)
    load_missions(loading)
    load_programme(loading)
    load_challenges(loading)
    places = load_places(loading)
    load_dossier(loading, places)
    load_pledges(loading)
    load_figures(loading, places)
    load_documents(loading)
    load_news(loading)
    _kept(loading)
    return Batch(
        name=_("Conference file %(slug)s") % {"slug": conference.slug},
        conference_id=conference.pk,
        counts=ledger.counts(),
        rows=ledger.rows(),
        skipped=tuple(ledger.skipped),
        changes=ledger.changes,
    )


def _parties(file: "conferencefile.ConferenceFile", ledger: Ledger) -> dict[str, Party]:
    """All parties by code, those the register lacks added to it."""
    known = {party.code: party for party in Party.objects.all()}
    fresh = [_organisation(listed, file.conference.language) for listed in file.parties if listed.code not in known]
    ledger.put([(party.code, party) for party in fresh], {}, ())
    return {**known, **{party.code: party for party in fresh}}


def _organisation(listed: "PartyData", language: str) -> Party:
    return new_organisation(listed.code, text_of(listed.name or listed.code, language), listed.kind or "other")


def _conference(
    file: "conferencefile.ConferenceFile", present: Conference | None, parties: dict[str, Party], ledger: Ledger
) -> Conference:
    said = file.conference
    values = {
        "title": text_of(said.title, said.language),
        "acronym": said.acronym or "",
        "subject": text_of(said.subject, said.language),
        "host": parties[said.host],
        "venue": text_of(said.place.venue, said.language),
        "city": text_of(said.place.city, said.language),
        "country": parties[said.place.country],
        "time_zone": said.timezone,
        "start_date": said.starts,
        "end_date": said.ends,
        "original_language": said.language,
        "languages": list(said.languages),
        "state": said.state,
        "is_public": said.public,
    }
    wanted = Conference(slug=said.slug, **values)
    conference = ledger.put([(said.slug, wanted)], {said.slug: present} if present else {}, tuple(values))[0]
    rows = [
        CoOrganiser(conference=conference, party=parties[code], position=n) for n, code in enumerate(said.co_organisers)
    ]
    there = {row.party_id: row for row in conference.co_organisers.all()}
    ledger.put([(row.party_id, row) for row in rows], there, ("position",))
    return conference


def _listed(loading: Loading) -> None:
    there = {row.party_id: row for row in loading.conference.listed_parties.all()}
    rows = [
        ListedParty(conference=loading.conference, party=loading.parties[listed.code], position=position)
        for position, listed in enumerate(loading.file.parties)
    ]
    loading.ledger.put([(row.party_id, row) for row in rows], there, ("position",))


def _sources(loading: Loading) -> None:
    there = {source.key: source for source in Source.objects.filter(conference=loading.conference)}
    wanted = []
    for key, said in loading.file.sources.items():
        source = Source(conference=loading.conference, entered_by=loading.actor, key=key, kind=said.kind)
        source.title, source.byline, source.publisher = said.title or "", said.byline or "", said.publisher or ""
        source.published_date, source.seen_date = said.date or "", said.seen
        source.language, source.url, source.licence = said.language or "", said.url or "", said.licence or ""
        source.file_name, source.sensitivity = said.file or "", said.sensitivity
        wanted.append((key, source))
    fields = ("title", "byline", "publisher", "published_date", "seen_date", "language", "kind", "url", "licence")
    kept = loading.ledger.put(wanted, there, (*fields, "file_name", "sensitivity"))
    loading.sources = {source.key: source for source in kept}
    for source in kept:
        upload = loading.uploads.get(source.file_name)
        if upload is not None and source.file_id is None:
            keep_file(loading.actor, source, upload)
            loading.ledger.note_changed(source)


def _objectives_rooms_and_names(loading: Loading) -> None:
    conference, said, language = loading.conference, loading.file.conference, loading.file.conference.language
    goals = {Objective.Kind.OBJECTIVE: said.objectives, Objective.Kind.EXPECTED_RESULT: said.expected_results}
    present = Objective.objects.filter(conference=conference).order_by("id")
    there = dict(numbered(((row.kind, words_of(row.text, language)), row) for row in present))
    wanted, cited = [], []
    for kind, goals_of_kind in goals.items():
        for position, goal in enumerate(goals_of_kind):
            text = text_of(goal.text, language)
            row = Objective(conference=conference, kind=kind, text=text, position=position)
            row.sensitivity, row.entered_by = goal.sensitivity, loading.actor
            wanted.append(((kind, words_of(text, language)), row))
            cited.append(goal.sources)
    rows = loading.ledger.put(numbered(wanted), there, ("text", "position", "sensitivity"))
    loading.ledger.cite(zip(rows, cited, strict=True), loading.sources)

    _rooms(loading)
    shown = {row.party_id: row for row in conference.shown_names.all()}
    names = [
        ShownName(
            conference=conference,
            party=loading.parties[n.party],
            name=text_of(n.name, language),
            position=n.order,
        )
        for n in said.names
    ]
    loading.ledger.put([(row.party_id, row) for row in names], shown, ("name", "position"))


def _rooms(loading: Loading) -> None:
    language = loading.conference.original_language
    wanted = []
    for said in loading.file.conference.rooms:
        room = Room(conference=loading.conference, name=text_of(said.name, language), seats=said.seats)
        room.booths, room.languages, room.equipment = said.booths or 0, list(said.languages), list(said.equipment)
        room.tables, room.position = said.tables or 0, said.order or 0
        wanted.append((words_of(room.name, language), room))
    present = loading.conference.rooms.order_by("id")
    there = dict(numbered((words_of(room.name, language), room) for room in present))
    fields = ("name", "seats", "booths", "languages", "equipment", "tables", "position")
    loading.rooms = loading.ledger.put(numbered(wanted), there, fields)


def _kept(loading: Loading) -> None:
    there = {section.name: section for section in loading.conference.kept_sections.all()}
    wanted = [
        (
            name,
            KeptSection(
                conference=loading.conference, name=name, text=text, items=conferencefile.count(text), position=position
            ),
        )
        for position, (name, text) in enumerate(loading.file.kept.items())
    ]
    loading.ledger.put(wanted, there, ("text", "items", "position"))
    _take_up_kept(loading)


def _take_up_kept(loading: Loading) -> None:
    """Let go of what was held word for word and is in a desk's hands now; the record keeps the words."""
    for section in KeptSection.objects.filter(conference=loading.conference).exclude(name__in=loading.file.kept):
        if conferencefile.OTHER_NAMES.get(section.name, section.name) in loading.file.model_fields_set:
            loading.ledger.note_changed(section, {"text": [section.text, ""]})
            section.delete()
