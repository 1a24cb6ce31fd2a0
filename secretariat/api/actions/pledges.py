"""The pledges of a conference file: what is promised, for whom, and what they are about."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.translation import gettext as _

from secretariat.api.actions.numbers import kept_number
from secretariat.api.actions.pledges_followed import load_follow_through
from secretariat.api.actions.record import Words, fact, put_facts, put_parts
from secretariat.api.actions.rows import Loading
from secretariat.audit.action import Refused
from secretariat.dossier.models import Tie
from secretariat.meetings.models import Meeting, Point
from secretariat.pledges.models import ExchangeRate, Pledge, PledgeArea, PledgeCountry, PledgeParty
from secretariat.programme.models import Announcement, Session

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.pledges import PledgeData, TieData

    Given = Sequence[tuple[Pledge, PledgeData]]

_PLEDGE_FIELDS = (
    "party",
    "kind",
    "title",
    "text",
    "said_date",
    "amount",
    "currency",
    "value_date",
    "qualifier",
    "additional",
    "earmarking",
    "start_date",
    "end_date",
    "beneficiaries",
    "objective",
    "sectors",
    "conditions",
    "consulted",
    "support_needed",
    "iati_identifier",
    "sensitivity",
)


def load_pledges(loading: Loading) -> None:
    """Bring in what parties promise, and what became of it."""
    words = Words(loading)
    numbers = _numbers(loading, words)
    given = [
        (said, _pledge(loading, words, said, number))
        for said, number in zip(loading.file.pledges, numbers, strict=True)
    ]
    rows = put_facts(loading, given, _PLEDGE_FIELDS, lambda row: row.number)
    loading.pledges = rows
    pledges = list(zip(rows, loading.file.pledges, strict=True))
    _parts(loading, words, pledges)
    load_follow_through(loading, words, pledges)
    _ties(loading, pledges)
    _announcements(loading, pledges)
    _rates(loading)


def _numbers(loading: Loading, words: Words) -> list[int]:
    """The number of each pledge: its own, that of the pledge which says the same, or the next free one."""
    taken = {said.number for said in loading.file.pledges if said.number}
    there = Pledge.objects.filter(conference=loading.conference)
    known: dict[Hashable, list[int]] = defaultdict(list)
    for row in there.order_by("-number"):
        if row.number not in taken:
            known[_key(words, row)].append(row.number)
    last = max(there.aggregate(last=Max("number"))["last"] or 0, *taken, 0)
    numbers = []
    for said in loading.file.pledges:
        same = known[_key(words, _pledge(loading, words, said, 0))] if said.number is None else []
        number = said.number or (same.pop() if same else last + 1)
        last = max(last, number)
        numbers.append(number)
    return numbers


def _key(words: Words, row: Pledge) -> tuple[Any, ...]:
    return row.party_id, row.kind, words.of(row.text), row.amount, row.currency, row.start_date, row.end_date


def _pledge(loading: Loading, words: Words, said: "PledgeData", number: int) -> Pledge:
    row = fact(loading, Pledge, said, number=number, party=words.party(said.party), kind=said.kind)
    row.title, row.text, row.said_date = words.text(said.title), words.text(said.text), said.said or ""
    row.amount, row.currency = kept_number(Pledge, "amount", said.amount), said.currency or ""
    row.value_date, row.qualifier, row.additional = said.value_date, said.qualifier or "", said.additional
    row.earmarking, row.objective = str(said.earmarking or ""), said.objective
    row.start_date, row.end_date = said.begins or "", said.until or ""
    row.beneficiaries, row.sectors = list(said.beneficiaries), list(said.sectors)
    row.conditions, row.support_needed = words.text(said.conditions), words.text(said.support_needed)
    row.consulted, row.iati_identifier = said.consulted, said.iati_identifier or ""
    return row


def _parts(loading: Loading, words: Words, pledges: "Given") -> None:
    of = {"conference": loading.conference}
    parties, countries, areas = [], [], []
    for row, said in pledges:
        sharing = [
            PledgeParty(**of, pledge=row, party=words.party(each.party), role=each.role) for each in said.parties
        ]
        shares = [
            PledgeCountry(
                **of,
                pledge=row,
                party=words.party(each.country),
                percent=kept_number(PledgeCountry, "percent", each.percent),
            )
            for each in said.countries
        ]
        named = [PledgeArea(**of, pledge=row, pcode=each.code, name=each.name or "") for each in said.areas]
        parties.append((row, sharing))
        countries.append((row, shares))
        areas.append((row, named))
    put_parts(loading, parties, "parties", lambda row: row.party_id, ("role",))
    put_parts(loading, countries, "countries", lambda row: row.party_id, ("percent",))
    put_parts(loading, areas, "areas", lambda row: row.pcode, ("name",))


def _ties(loading: Loading, pledges: "Given") -> None:
    """Tie pledges to what they are about; a tie that is here and not in the file stays."""
    if not any(said.addresses for _row, said in pledges):
        return
    meetings = {row.key: row for row in Meeting.objects.filter(conference=loading.conference)}
    ties = [_tie(loading, meetings, row, each) for row, said in pledges for each in said.addresses]
    there = {_bound(row): row for row in Tie.objects.filter(conference=loading.conference)}
    loading.ledger.put([(_bound(row), row) for row in ties], there, ())


def _bound(row: Tie) -> tuple[int | None, ...]:
    return row.pledge_id, row.obstacle_id, row.initiative_id, row.meeting_id, row.point_id


def _tie(loading: Loading, meetings: dict[str, Meeting], pledge: Pledge, said: "TieData") -> Tie:
    row = Tie(conference=loading.conference, pledge=pledge)
    if said.obstacle is not None:
        row.obstacle = loading.obstacles[said.obstacle - 1]
    if said.initiative is not None:
        row.initiative = loading.initiatives[said.initiative - 1]
    if said.meeting is not None:
        row.meeting = meetings.get(said.meeting) or _no_such(said.meeting, meetings)
        row.point = _point(loading, row.meeting, said.point)
    return row


def _no_such(key: str, known: dict[str, Any]) -> Any:
    nearest = get_close_matches(key, list(known), n=1)
    names = {"key": key, "nearest": nearest[0] if nearest else ""}
    if nearest:
        raise Refused(_("A pledge names %(key)s, and there is nothing of that key; did you mean %(nearest)s?") % names)
    raise Refused(_("A pledge names %(key)s, and there is nothing of that key.") % names)


def _point(loading: Loading, meeting: Meeting, place: int | None) -> Point | None:
    """The point of a meeting by its place: in the file, or in the installation where the file has no such meeting."""
    if place is None:
        return None
    points = loading.points.get(meeting.key)
    if points is None:
        points = list(Point.objects.filter(meeting=meeting).order_by("position", "id"))
    if place > len(points):
        names = {"place": place, "meeting": meeting, "most": len(points)}
        raise Refused(_("There is no point %(place)s of “%(meeting)s”; it has %(most)s.") % names)
    return points[place - 1]


def _announcements(loading: Loading, pledges: "Given") -> None:
    if not any(said.announced for _row, said in pledges):
        return
    sessions = {row.key: row for row in Session.objects.filter(conference=loading.conference)}
    wanted = []
    for row, said in pledges:
        for each in said.announced:
            session = sessions.get(each.session) or _no_such(each.session, sessions)
            kept = Announcement(conference=loading.conference, session=session, pledge=row, passage=each.passage or "")
            wanted.append(((session.pk, row.pk), kept))
    there = {(row.session_id, row.pledge_id): row for row in Announcement.objects.filter(conference=loading.conference)}
    loading.ledger.put(wanted, there, ("passage",))


def _rates(loading: Loading) -> None:
    wanted = []
    for said in loading.file.exchange_rates:
        row = ExchangeRate(conference=loading.conference, currency=said.currency, into=said.into, rate_date=said.date)
        rate = kept_number(ExchangeRate, "rate", said.rate)
        row.rate, row.source = rate if rate is not None else said.rate, loading.sources[said.source]
        wanted.append((_rate_key(row), row))
    there = {_rate_key(row): row for row in ExchangeRate.objects.filter(conference=loading.conference)}
    loading.ledger.put(wanted, there, ("rate",))


def _rate_key(row: ExchangeRate) -> tuple[Any, ...]:
    return row.currency, row.into, row.rate_date, row.source_id
