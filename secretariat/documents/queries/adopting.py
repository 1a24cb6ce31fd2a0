"""How a text was adopted: what stands in the way, the votes and their numbers, the seal, what parties said of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.conference.models import ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.models import (
    Adoption,
    Amendment,
    Document,
    Explanation,
    ExplanationKind,
    LanguageVersion,
    TextVersion,
    VersionState,
    Vote,
    VoteChoice,
)
from secretariat.documents.queries.amendments import UNDECIDED
from secretariat.documents.queries.negotiating import seen_of
from secretariat.documents.queries.participants import in_protocol_order
from secretariat.documents.queries.reading import without
from secretariat.documents.queries.texts import (
    as_written,
    content_of,
    digest_of,
    open_brackets,
    paragraphs_of,
)
from secretariat.engines.wording import Written, called
from secretariat.programme.models import Session
from secretariat.ui.templatetags.ui import listed

# What an adoption seals; other languages are translations that can still be corrected.
SEALED = frozenset({VersionState.ORIGINAL, VersionState.REVIEWED})


@dataclass(frozen=True)
class VotesTold:
    """All parties that voted alike, in protocol order."""

    choice: str
    label: str
    names: list[object]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.names)


@dataclass(frozen=True)
class ExplanationTold:
    """What a party said of the text."""

    explanation: Explanation
    name: object


@dataclass(frozen=True)
class AdoptionTold:
    """How a text was adopted, as a page, a paper or a file tells it."""

    adoption: Adoption
    votes: list[VotesTold]
    before: list[ExplanationTold]
    after: list[ExplanationTold]
    holds: bool
    # In which it was adopted, if the reader may know of it.
    session: Session | None = None

    @property
    def seal(self) -> str:
        """SHA-256 of words, manner, date and votes."""
        return self.adoption.seal

    @property
    def totals(self) -> dict[str, int]:
        """How many voted how; counted, and empty where nobody voted."""
        return {each.choice: each.count for each in self.votes} if self.adoption.manner == "vote" else {}

    @property
    def explanations(self) -> list[ExplanationTold]:
        """All that parties said of it, before and after."""
        return [*self.before, *self.after]


def adoption_told(document: Document, user: User | AnonymousUser) -> AdoptionTold | None:
    """How a text was adopted, as far as this person may know of it. Seven queries."""
    seen = seen_of(Adoption, document, user).select_related("text", "document__conference").first()
    if seen is None:
        return None
    names = shown_names(document.conference)
    votes = list(seen.votes.select_related("party"))
    said = explanations_told(document, user, names)
    early = [each for each in said if each.explanation.kind == ExplanationKind.BEFORE]
    late = [each for each in said if each.explanation.kind != ExplanationKind.BEFORE]
    sessions = Session.objects.visible_to(user).filter(pk=seen.session_id)
    session = sessions.first() if seen.session_id else None
    return AdoptionTold(seen, votes_told(votes, document, names), early, late, seal_holds(seen, votes), session)


def explanations_told(
    document: Document, user: User | AnonymousUser, names: dict[int, ShownName]
) -> list[ExplanationTold]:
    """What parties said of a text, by kind and in protocol order. One query."""
    rows = list(seen_of(Explanation, document, user).select_related("party"))
    order = {party.pk: place for place, party in enumerate(_parties(rows, document, names))}
    kinds = list(ExplanationKind.values)
    rows.sort(key=lambda row: (kinds.index(row.kind), order[row.party_id], row.pk))
    return [ExplanationTold(row, name_of(row.party, names)) for row in rows]


def votes_told(votes: Sequence[Vote], document: Document, names: dict[int, ShownName]) -> list[VotesTold]:
    """Who voted how; nothing where nobody voted."""
    if not votes:
        return []
    by_choice: dict[str, list[Any]] = defaultdict(list)
    for vote in votes:
        by_choice[vote.choice].append(vote.party)
    return [
        VotesTold(
            choice,
            str(label),
            [name_of(party, names) for party in in_protocol_order(by_choice[choice], document.conference, names)],
        )
        for choice, label in VoteChoice.choices
    ]


def what_stands_in_the_way(document: Document) -> list[str]:
    """What must be settled before the text can be adopted: open brackets and undecided amendments, each named."""
    rows = paragraphs_of(document)
    text = as_written(rows)
    if not text:
        return [_("there is no text yet")]
    sealed = as_adopted(document, text)
    names, keys = called(text), {row.pk: row.key for row in rows}
    places = list(dict.fromkeys(place_called(each.key, text, names) for each in open_brackets(text)))
    found = []
    if places:
        found.append(_("brackets are open in %(paragraphs)s") % {"paragraphs": listed(places)})
    bare = [place_called(each.key, text, names) for each in sealed if not any(each.text.values())]
    if bare:
        sentence = _("there are no words in the original or in a reviewed translation in %(paragraphs)s")
        found.append(sentence % {"paragraphs": listed(bare)})
    for amendment in Amendment.objects.filter(document=document, state__in=UNDECIDED).order_by("number"):
        key = keys.get(amendment.paragraph_id or 0, "")
        where = place_called(key, text, names) if key else ""
        sentence = _("amendment %(number)s to %(paragraph)s is not decided") if where else ""
        sentence = sentence or _("amendment %(number)s is not decided")
        found.append(sentence % {"number": amendment.number, "paragraph": where})
    return found


def as_adopted(document: Document, text: Sequence[Written]) -> tuple[Written, ...]:
    """What an adoption seals of the text: all but translations that nobody has reviewed. One query."""
    rows = LanguageVersion.objects.filter(document=document).exclude(state__in=SEALED)
    return without(text, set(rows.values_list("language", flat=True)))


def place_called(key: str, text: Sequence[Written], names: Mapping[str, str]) -> str:
    """What a paragraph is called; one without a number, by its place in the text."""
    if names.get(key):
        return names[key]
    place = next((place for place, each in enumerate(text, start=1) if each.key == key), 0)
    return _("paragraph %(place)s without a number") % {"place": place}


def seal_of(content: object, *, manner: str, adopted_date: str, votes: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over the words, how and when they were adopted, and who voted how, in one canonical form of JSON."""
    cast = sorted([code, choice] for code, choice in votes)
    return digest_of({"text": content, "manner": manner, "date": adopted_date, "votes": cast})


def seal_holds(adoption: Adoption, votes: Sequence[Vote] | None = None) -> bool:
    """Whether what is kept is what was adopted: the seal fits, and the text still says every adopted word."""
    version: TextVersion = adoption.text
    cast = list(adoption.votes.select_related("party")) if votes is None else votes
    made = seal_of(
        version.content,
        manner=adoption.manner,
        adopted_date=adoption.adopted_date,
        votes=[(vote.party.code, vote.choice) for vote in cast],
    )
    return made == adoption.seal and digest_of(version.content) == version.sha256 and _says_all_of_it(adoption)


def _says_all_of_it(adoption: Adoption) -> bool:
    """Words in other languages may come later; those that were adopted stand as they stood."""
    text, adopted = as_written(paragraphs_of(adoption.document)), content_of(adoption.text)
    shape = [(each.key, each.kind, each.parent) for each in text]
    if shape != [(each.key, each.kind, each.parent) for each in adopted]:
        return False
    said = {each.key: each.text for each in text}
    return all(
        said[each.key].get(language) == words for each in adopted for language, words in each.text.items() if words
    )


def _parties(rows: Iterable[Explanation], document: Document, names: dict[int, ShownName]) -> list[Any]:
    return in_protocol_order((row.party for row in rows), document.conference, names)
