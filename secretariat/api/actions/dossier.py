"""The positions, initiatives, obstacles, figures and notices of a conference file."""

from decimal import Context
from typing import TYPE_CHECKING

from i18nfield.strings import LazyI18nString

from secretariat.api.actions.record import Words, fact, put_facts, put_parts
from secretariat.api.actions.rows import Loading
from secretariat.dossier.models import (
    AreaOfObstacle,
    Claimant,
    Initiative,
    InitiativeState,
    Notice,
    Obstacle,
    Position,
    ReportedFigure,
    Topic,
)
from secretariat.engines.folding import folded

if TYPE_CHECKING:
    from secretariat.api.actions.places import Places
    from secretariat.engines.conferencefile.record import (
        InitiativeData,
        NoticeData,
        ObstacleData,
        PositionData,
        ReportedFigureData,
    )

# One of the databases keeps so many digits of a number.
_EXACT = Context(prec=15)


def load_dossier(loading: Loading, places: "Places") -> None:
    """Bring in what parties said on the question itself, and what reports say of it."""
    words = Words(loading)
    loading.positions = _positions(loading, words)
    loading.initiatives = _initiatives(loading, words)
    loading.obstacles = _obstacles(loading, words, places)
    _figures(loading, words)
    _notices(loading, words)


def _positions(loading: Loading, words: Words) -> list[Position]:
    if not loading.file.positions:
        return []
    topics = _topics(loading, words)
    given = [(said, _position(loading, words, said, topics)) for said in loading.file.positions]
    return put_facts(
        loading,
        given,
        ("stance", "text", "sensitivity"),
        lambda row: (row.party_id, row.topic_id, row.said_date, row.said_by, words.of(row.text)),
    )


def _topics(loading: Loading, words: Words) -> dict[str, Topic]:
    """The topics that the positions name; positions that use the same words for it share one."""
    there = Topic.objects.filter(conference=loading.conference).order_by("-id")
    present = {_name_key(words, row.name): row for row in there}
    wanted: dict[str, Topic] = {}
    for said in loading.file.positions:
        name = words.text(said.topic)
        topic = wanted.setdefault(_name_key(words, name), Topic(conference=loading.conference, name=name))
        topic.name = LazyI18nString({**name.data, **topic.name.data})
    kept = loading.ledger.put(list(wanted.items()), present, ("name",))
    return dict(zip(wanted, kept, strict=True))


def _name_key(words: Words, name: LazyI18nString) -> str:
    return folded(words.of(name)).strip()


def _position(loading: Loading, words: Words, said: "PositionData", topics: dict[str, Topic]) -> Position:
    row = fact(loading, Position, said, party=words.party(said.party), text=words.text(said.text))
    row.topic = topics[_name_key(words, words.text(said.topic))]
    row.said_date, row.said_by, row.stance = said.date or "", said.by or "", said.stance or ""
    return row


def _initiatives(loading: Loading, words: Words) -> list[Initiative]:
    given = [(said, _initiative(loading, words, said)) for said in loading.file.initiatives]
    return put_facts(
        loading,
        given,
        ("text", "said_date", "state", "sensitivity"),
        lambda row: (row.party_id, words.of(row.text)),
        unsaid={"state": InitiativeState.PROPOSED},
    )


def _initiative(loading: Loading, words: Words, said: "InitiativeData") -> Initiative:
    row = fact(loading, Initiative, said, party=words.party(said.party), text=words.text(said.text))
    row.said_date = said.date or ""
    row.state = said.state  # type: ignore[assignment]  # None is filled in from what is there
    return row


def _obstacles(loading: Loading, words: Words, places: "Places") -> list[Obstacle]:
    given = [(said, _obstacle(loading, words, said)) for said in loading.file.obstacles]
    rows = put_facts(
        loading,
        given,
        ("text", "area", "groups", "since_date", "said_date", "sensitivity"),
        lambda row: (row.kind, words.of(row.text), words.of(row.area), words.of(row.groups)),
    )
    claimed = [
        (row, [Claimant(conference=loading.conference, obstacle=row, party=each) for each in parties])
        for row, parties in zip(rows, (words.parties(said.attributed_to) for said, _row in given), strict=True)
    ]
    put_parts(loading, claimed, "claimants", lambda row: row.party_id)
    lying = [
        (
            row,
            [
                AreaOfObstacle(conference=loading.conference, obstacle=row, place=places.named(each))
                for each in said.places
            ],
        )
        for row, (said, _row) in zip(rows, given, strict=True)
    ]
    put_parts(loading, lying, "places", lambda row: row.place_id)
    return rows


def _obstacle(loading: Loading, words: Words, said: "ObstacleData") -> Obstacle:
    row = fact(loading, Obstacle, said, kind=said.kind, text=words.text(said.text))
    row.area, row.groups = words.text(said.area), words.text(said.groups)
    row.since_date, row.said_date = said.since or "", said.said or ""
    return row


def _figures(loading: Loading, words: Words) -> None:
    given = [(said, _figure(loading, words, said)) for said in loading.file.reported_figures]
    put_facts(
        loading,
        given,
        ("qualifier", "counts", "sensitivity"),
        lambda row: (
            _EXACT.create_decimal(row.value),
            row.unit,
            words.of(row.counts),
            row.place,
            row.as_of,
            row.said_by_party_id,
        ),
    )


def _of_exact(row: ReportedFigure) -> tuple[object, ...]:
    return _EXACT.create_decimal(row.value), row.unit, row.place, row.as_of, row.said_by_party_id


def _figure(loading: Loading, words: Words, said: "ReportedFigureData") -> ReportedFigure:
    row = fact(loading, ReportedFigure, said, value=said.value, unit=said.unit, counts=words.text(said.counts))
    row.qualifier, row.place, row.as_of = said.qualifier or "", said.place or "", said.as_of or ""
    row.said_by_party = words.party(said.said_by)
    return row


def _notices(loading: Loading, words: Words) -> None:
    given = [(said, _notice(loading, words, said)) for said in loading.file.notices]
    put_facts(
        loading,
        given,
        ("sensitivity",),
        lambda row: (row.city, row.country_id, row.held_date, row.words),
    )


def _notice(loading: Loading, words: Words, said: "NoticeData") -> Notice:
    row = fact(loading, Notice, said, city=said.city or "", country=words.party(said.country))
    row.held_date, row.words = said.date or "", said.words or ""
    return row
