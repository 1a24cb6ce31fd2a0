"""What paragraphs answer, and from there back to them: positions and pledges, as far as a person may know of both."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.models import Document, DocumentState, Paragraph, ParagraphTie
from secretariat.documents.queries.papers import sees_drafts
from secretariat.documents.queries.reading import said_without, undone
from secretariat.documents.queries.texts import as_written, shown_text
from secretariat.dossier.models import Position
from secretariat.pledges.models import Pledge


@dataclass(frozen=True)
class TiedThing:
    """A position or a pledge that a paragraph answers, and whose it is."""

    tie: ParagraphTie
    kind: str
    thing: Any
    name: object


@dataclass(frozen=True)
class TiedParagraph:
    """A paragraph that answers something, seen from there."""

    tie: ParagraphTie
    document: Document
    paragraph: Paragraph
    called: str


def ties_seen(conference: Conference, user: User | AnonymousUser) -> Any:
    """The ties whose both ends this person may know of."""
    has_seat = isinstance(user, User) and bool(user.roles_in(conference.pk))

    def known(model: type[Any]) -> Any:
        rows = model._default_manager.filter(conference=conference)
        seen = rows.in_office_of(user) if has_seat else rows.visible_to(user)
        return seen.order_by().values("pk")

    rows = ParagraphTie.objects.filter(conference=conference, paragraph__is_struck=False, document__in=known(Document))
    if not sees_drafts(user, conference.pk):
        # Of a paper that was taken back no words are shown.
        rows = rows.exclude(document__state=DocumentState.WITHDRAWN)
    positions, pledges = rows.filter(position__in=known(Position)), rows.filter(pledge__in=known(Pledge))
    return (positions | pledges).select_related(
        "document", "paragraph", "position__party", "position__topic", "pledge__party"
    )


def ties_of_document(document: Document, user: User | AnonymousUser) -> dict[int, list[TiedThing]]:
    """What the paragraphs of a text answer, by the paragraph's number. Two queries."""
    names = shown_names(document.conference)
    found: dict[int, list[TiedThing]] = defaultdict(list)
    for tie in ties_seen(document.conference, user).filter(document=document).order_by("id"):
        thing = tie.position or tie.pledge
        kind = "position" if tie.position_id else "pledge"
        found[tie.paragraph_id].append(TiedThing(tie, kind, thing, name_of(thing.party, names)))
    return found


def paragraphs_tied(
    conference: Conference, user: User | AnonymousUser, kind: str, things: Iterable[Model], language: str
) -> dict[int, list[TiedParagraph]]:
    """The paragraphs that answer these positions or pledges, by its number. One query, and one for each text."""
    ids = [thing.pk for thing in things]
    ties = list(ties_seen(conference, user).filter(**{f"{kind}__in": ids}).order_by("document__symbol", "id"))
    called: dict[int, str] = {}
    documents = {tie.document_id: tie.document for tie in ties}
    being_written = undone(user, documents.values())
    for document in documents.values():
        rows = list(Paragraph.objects.filter(document=document, is_struck=False).order_by("position", "id"))
        by_key = {row.key: row for row in rows}
        for shown in shown_text(as_written(rows), language, by_key):
            called[by_key[shown.key].pk] = shown.name or shown.number
    found: dict[int, list[TiedParagraph]] = defaultdict(list)
    for tie in ties:
        hidden = being_written[tie.document_id]
        if hidden:
            tie.paragraph.text = said_without(tie.paragraph.text, hidden)
        told = TiedParagraph(tie, tie.document, tie.paragraph, called.get(tie.paragraph_id, ""))
        found[getattr(tie, f"{kind}_id")].append(told)
    return found


def what_can_be_answered(conference: Conference, user: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """The positions and pledges to which a paragraph can be tied, as a list of choices. Three queries."""

    names = shown_names(conference)
    positions = Position.objects.in_office_of(user).filter(conference=conference).select_related("party", "topic")
    pledges = Pledge.objects.in_office_of(user).filter(conference=conference).select_related("party")
    held = [
        (f"position-{each.pk}", _short(f"{name_of(each.party, names)} – {each.topic.name}: {each.text}"))
        for each in positions.order_by("topic", "id")
    ]
    made = [
        (f"pledge-{each.pk}", _short(f"{each.number} {name_of(each.party, names)}: {each.title or each.text}"))
        for each in pledges.order_by("number")
    ]
    return [(label, choices) for label, choices in ((_("Positions"), held), (_("Pledges"), made)) if choices]


def thing_named(conference: Conference, user: User, value: str) -> Position | Pledge | None:
    """The position or pledge that a choice names, if the office shows it to this person."""
    kind, _dash, number = value.partition("-")
    models: dict[str, type[Any]] = {"position": Position, "pledge": Pledge}
    if kind not in models or not (number.isascii() and number.isdecimal()):
        return None
    rows = models[kind]._default_manager.filter(conference=conference)
    found: Position | Pledge | None = rows.in_office_of(user).filter(pk=int(number)).first()
    return found


def _short(words: str) -> str:
    return words if len(words) <= 110 else f"{words[:110].rstrip()}…"
