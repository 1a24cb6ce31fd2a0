"""Sources as the public sees them: numbered marks on facts, and for each source everything that cites it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import Sensitivity
from secretariat.archive.models import Citation, Source
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of
from secretariat.public.queries.editions import STRANGER


@dataclass(frozen=True)
class Kind:
    """A kind of fact that cites sources: its name, what to read with it, and what else must be public for it to be."""

    label: str | Promise
    related: tuple[str, ...] = ()
    only: dict[str, Any] = field(default_factory=dict)


KINDS: dict[str, Kind] = {
    "conference.objective": Kind(_("Objectives and expected results")),
    "delegations.claimedtotal": Kind(_("Totals of participation"), ("said_by_party",)),
    "delegations.answer": Kind(
        _("Participation"), ("party", "said_by_party"), {"invitation__sensitivity": Sensitivity.PUBLIC}
    ),
    "delegations.delegate": Kind(_("Delegates"), ("party",)),
}


@dataclass(frozen=True)
class Mark:
    """One source beside a fact: its number on the page, where to read about it, and the passage."""

    number: int
    url: str
    title: str
    passage: str
    publisher: str
    date: str
    language: str


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


class Marks:
    """The sources of a page, numbered as they come up: one source, one number."""

    def __init__(self, conference: Conference) -> None:
        self._slug = conference.slug
        self._numbers: dict[int, int] = {}

    def of(self, citations: Iterable[Citation]) -> list[Mark]:
        """The marks of one fact."""
        return [self._mark(citation) for citation in citations]

    def _mark(self, citation: Citation) -> Mark:
        source = citation.source
        return Mark(
            number=self._numbers.setdefault(source.pk, len(self._numbers) + 1),
            url=reverse("public:source", args=[self._slug, source.key]),
            title=source.title or source.publisher or source.key,
            passage=citation.passage,
            publisher=source.publisher if source.title else str(source.get_kind_display()),
            date=source.published_date,
            language=source.language,
        )


def public_sources(conference: Conference) -> QuerySet[Source]:
    """The sources a stranger may see, the newest first, those without a date last."""
    return (
        Source.objects.visible_to(STRANGER)
        .filter(conference=conference)
        .order_by("-published_date", "publisher", "key")
    )


def address_of(source: Source) -> str:
    """The address at which a source can be read, if it is one that a browser may be sent to."""
    return source.url if source.url.startswith(("https://", "http://")) else ""


def cited_for(source: Source, names: dict[int, ShownName]) -> list[CitedKind]:
    """Everything public that cites a source, by kind. One query, and one more for each kind."""
    passages: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for citation in Citation.objects.filter(source=source).order_by("id"):
        passages[citation.thing_type][citation.thing_id].append(citation.passage)
    order = [*KINDS, *sorted(passages.keys() - KINDS.keys())]
    found = [_cited_kind(source, kind, (passages[kind], names)) for kind in order if kind in passages]
    return [kind for kind in found if kind.facts]


def _cited_kind(source: Source, kind: str, cited: tuple[dict[int, list[str]], dict[int, ShownName]]) -> CitedKind:
    passages, names = cited
    model = apps.get_model(kind)
    known = KINDS.get(kind) or Kind(str(model._meta.verbose_name_plural))
    things = (
        model._default_manager.all()
        .visible_to(STRANGER)
        .filter(pk__in=passages, conference_id=source.conference_id, **known.only)
        .select_related(*known.related)
        .order_by("id")
    )
    facts = []
    for thing in things:
        party = getattr(thing, "party", None)
        name = "" if party is None else name_of(party, names)
        facts.append(CitedFor(thing, [said for said in passages[thing.pk] if said], name))
    return CitedKind(kind, known.label, facts)
