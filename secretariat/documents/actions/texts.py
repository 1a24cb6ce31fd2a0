"""The text of a document: its paragraphs written, revised, moved, struck out and put back."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Batch, Refused, action, plain, unless_stale
from secretariat.documents import permissions
from secretariat.documents.actions.parts import clean_words, refuse_if_adopted, refuse_unfit_words
from secretariat.documents.models import Adoption, Document, Paragraph, ParagraphKind
from secretariat.engines.wording import Written, depths

# A text longer than the longest declaration there ever was.
MOST_PARAGRAPHS = 2000
DEEPEST = 4


class Place(NamedTuple):
    """Where a paragraph stands: after another and all under it, under a parent, last or first; or in the whole text."""

    after: Paragraph | None = None
    parent: Paragraph | None = None
    is_first: bool = False


AT_THE_END = Place()


@action(allow=permissions.may_write_paragraph)
def write_paragraph(
    actor: User,
    document: Document,
    *,
    kind: str,
    text: LazyI18nString,
    where: Place = AT_THE_END,
    cited: Iterable[Cited] = (),
) -> Paragraph:
    """Write a new paragraph, at the end if nothing else is said."""
    refuse_if_adopted(document)
    paragraph = put_in(actor, document, (kind, text), where)
    Citation.objects.bulk_create(citations_for(paragraph, cited))
    return paragraph


@action(allow=permissions.may_revise_paragraph)
def revise_paragraph(
    actor: User,
    paragraph: Paragraph,
    *,
    text: LazyI18nString,
    kind: str | None = None,
    version: int | None = None,
) -> Paragraph:
    """Change the words of a paragraph, or what it is in the text; what it said before stays in its history."""
    del actor
    unless_stale(paragraph, version)
    refuse_if_adopted(paragraph.document)
    paragraph.text = clean_words(text)
    refuse_unfit_words(paragraph.text)
    paragraph.kind = kind or paragraph.kind
    if paragraph.kind not in ParagraphKind.values:
        raise Refused(_("Say what the paragraph is in the text."), field="kind")
    paragraph.save(update_fields=["text", "kind"])
    return paragraph


@action(allow=permissions.may_translate_paragraph)
def translate_paragraph(
    actor: User, paragraph: Paragraph, *, text: LazyI18nString, version: int | None = None
) -> Paragraph:
    """Add words in languages in which an adopted paragraph has none; those that were adopted stay as they are."""
    del actor
    unless_stale(paragraph, version)
    adoption = Adoption.objects.filter(document=paragraph.document_id).select_related("text").first()
    if adoption is None:
        raise Refused(_("This text was not adopted; revise the paragraph itself."))
    adopted: dict[str, str] = next((row["text"] for row in adoption.text.content if row["key"] == paragraph.key), {})
    said = plain(clean_words(text)) or {}
    touched = [language for language, words in adopted.items() if language in said and said[language] != words]
    if touched:
        raise Refused(
            _("What was adopted in a language stays as it is; add only languages that are missing."), field="text"
        )
    paragraph.text = LazyI18nString({**said, **adopted})
    refuse_unfit_words(paragraph.text)
    paragraph.save(update_fields=["text"])
    return paragraph


@action(allow=permissions.may_move_paragraph)
def move_paragraph(
    actor: User,
    paragraph: Paragraph,
    *,
    where: Place,
    version: int | None = None,
) -> Paragraph:
    """Put a paragraph elsewhere in its text; what stands under it goes with it."""
    del actor
    unless_stale(paragraph, version)
    refuse_if_adopted(paragraph.document)
    rows = _rows(paragraph.document, paragraph)
    mine = _with_those_under(paragraph, rows)
    _judge_place(paragraph.document, where, mine)
    depth = _depth(where.parent, rows) + 1 if where.parent is not None else 0
    if depth + _height(paragraph, rows) > DEEPEST:
        raise Refused(_("Paragraphs stand under each other %(most)s deep at most.") % {"most": DEEPEST})
    paragraph.parent = where.parent
    paragraph.save(update_fields=["parent"])
    rest = [row for row in rows if row.pk not in mine]
    moved = [row for row in rows if row.pk in mine]
    place = _place(rest, where)
    _number([*rest[:place], *moved, *rest[place:]])
    return paragraph


@action(allow=permissions.may_strike_paragraph)
def strike_paragraph(actor: User, paragraph: Paragraph, *, version: int | None = None) -> Paragraph:
    """Strike a paragraph out, with what stands under it; it can be put back."""
    del actor
    unless_stale(paragraph, version)
    refuse_if_adopted(paragraph.document)
    strike(paragraph)
    return paragraph


@action(allow=permissions.may_restore_paragraph)
def restore_paragraph(actor: User, paragraph: Paragraph, *, version: int | None = None) -> Paragraph:
    """Put back a paragraph that was struck out."""
    del actor
    unless_stale(paragraph, version)
    refuse_if_adopted(paragraph.document)
    if paragraph.parent is not None and paragraph.parent.is_struck:
        raise Refused(_("The paragraph above it was struck out; put that back first."))
    paragraph.is_struck = False
    paragraph.save(update_fields=["is_struck"])
    # What was struck out by writing the whole text stands behind it all.
    _number(_each_under_its_own(_rows(paragraph.document, paragraph)))
    return paragraph


def written_whole(actor: User, document: Document, paragraphs: Sequence[Written], *, name: str) -> Batch:
    """Write a whole text; for the deeds that bring one."""
    refuse_if_adopted(document)
    if not paragraphs:
        raise Refused(_("There is no paragraph in this text."), field="text")
    if len(paragraphs) > MOST_PARAGRAPHS:
        sentence = _("A text has at most %(most)s paragraphs; this one has %(count)s.")
        raise Refused(sentence % {"most": MOST_PARAGRAPHS, "count": len(paragraphs)}, field="text")
    if any(each.kind not in ParagraphKind.values for each in paragraphs):
        raise Refused(_("Say what each paragraph is in the text."))
    if max(depths(paragraphs).values(), default=0) > DEEPEST:
        raise Refused(_("Paragraphs stand under each other %(most)s deep at most.") % {"most": DEEPEST})
    written = _Whole(actor, document)
    for each in paragraphs:
        written.take(each)
    written.strike_the_others()
    label = Paragraph._meta.label_lower
    return Batch(
        name=name,
        conference_id=document.conference_id,
        counts={label: len(written.touched)},
        rows={label: sorted(written.touched)},
    )


class _Whole:
    """A whole text on its way into a document."""

    def __init__(self, actor: User, document: Document) -> None:
        self.actor, self.document = actor, document
        self.there = {row.key: row for row in document.paragraphs.all()}
        self.taken: dict[str, Paragraph] = {}
        self.touched: set[int] = set()
        self.last = 0
        self.last_key = _last_of(self.there)

    def take(self, said: Written) -> None:
        """Write one paragraph, at the next place."""
        row = self.there.get(said.key) if said.key not in self.taken else None
        text = clean_words(LazyI18nString({**(plain(row.text) or {} if row else {}), **said.text}))
        refuse_unfit_words(text)
        parent = self.taken.get(said.parent or "")
        self.last += 1
        if row is None:
            row = Paragraph(conference_id=self.document.conference_id, document=self.document, entered_by=self.actor)
            self.last_key += 1
            row.key, row.sensitivity = f"p{self.last_key}", self.document.sensitivity
        before = _state(row)
        row.kind, row.parent, row.text, row.position, row.is_struck = said.kind, parent, text, self.last, False
        if before != _state(row):
            row.version += 1 if row.pk else 0
            row.save()
            self.touched.add(row.pk)
        self.taken[said.key] = row
        self.there[row.key] = row

    def strike_the_others(self) -> None:
        """What the text no longer has is struck out, after all that it has."""
        kept = {row.pk for row in self.taken.values()}
        for row in self.there.values():
            if row.pk not in kept:
                self.last += 1
                if not row.is_struck:
                    self.touched.add(row.pk)
                row.position, row.is_struck = self.last, True
                row.save(update_fields=["position", "is_struck"])


def put_in(actor: User, document: Document, said: tuple[str, LazyI18nString], where: Place) -> Paragraph:
    """Put a new paragraph, its kind and its words, into a text; for the deeds that bring one."""
    rows = _rows(document)
    if len(rows) >= MOST_PARAGRAPHS:
        raise Refused(_("A text has at most %(most)s paragraphs.") % {"most": MOST_PARAGRAPHS})
    _judge_place(document, where, set())
    if where.parent is not None and _depth(where.parent, rows) + 1 > DEEPEST:
        raise Refused(_("Paragraphs stand under each other %(most)s deep at most.") % {"most": DEEPEST}, field="parent")
    paragraph = Paragraph(conference_id=document.conference_id, document=document, entered_by=actor)
    paragraph.parent, paragraph.kind, paragraph.text = where.parent, said[0], clean_words(said[1])
    if paragraph.kind not in ParagraphKind.values:
        raise Refused(_("Say what the paragraph is in the text."), field="kind")
    refuse_unfit_words(paragraph.text)
    paragraph.key, paragraph.sensitivity = free_key({row.key for row in rows}), document.sensitivity
    paragraph.save()
    place = _place(rows, where)
    _number([*rows[:place], paragraph, *rows[place:]])
    return paragraph


def strike(paragraph: Paragraph) -> None:
    """Strike a paragraph out with what stands under it."""
    if paragraph.is_struck:
        raise Refused(_("This paragraph is struck out already."))
    rows = _rows(paragraph.document)
    under = _with_those_under(paragraph, rows) - {paragraph.pk}
    Paragraph.objects.filter(pk__in=under).update(is_struck=True)
    paragraph.is_struck = True
    paragraph.save(update_fields=["is_struck"])


def free_key(taken: Iterable[str]) -> str:
    """The next name of a paragraph that none has had."""
    return f"p{_last_of(taken) + 1}"


def _last_of(keys: Iterable[str]) -> int:
    return max(
        (int(key[1:]) for key in keys if key[:1] == "p" and key[1:].isascii() and key[1:].isdecimal()), default=0
    )


def _state(row: Paragraph) -> tuple[Any, ...]:
    return row.pk, row.kind, row.parent_id, plain(row.text), row.position, row.is_struck


def _rows(document: Document, held: Paragraph | None = None) -> list[Paragraph]:
    """All paragraphs in their order; the one that the door holds is itself, so that the record tells where it went."""
    rows = Paragraph.objects.filter(document=document).order_by("position", "id")
    return [held if held is not None and held.pk == row.pk else row for row in rows]


def _judge_place(document: Document, where: Place, mine: set[int]) -> None:
    for row in (where.after, where.parent):
        if row is not None and row.document_id != document.pk:
            raise Refused(_("This paragraph belongs to another text."))
        if row is not None and row.pk in mine:
            raise Refused(_("A paragraph cannot stand under itself, nor after what stands under it."))
    if where.after is not None and where.after.parent_id != (where.parent.pk if where.parent else None):
        raise Refused(_("The paragraph after which it is to stand stands elsewhere."), field="where")
    if where.parent is not None and Paragraph.objects.filter(pk=where.parent.pk, is_struck=True).exists():
        raise Refused(_("The paragraph above it was struck out; put that back first."))


def _each_under_its_own(rows: Sequence[Paragraph]) -> list[Paragraph]:
    """The same paragraphs, what stands under another right behind it; beside each other they keep their order."""
    under: dict[int | None, list[Paragraph]] = {}
    for row in rows:
        under.setdefault(row.parent_id, []).append(row)
    ordered: list[Paragraph] = []
    waiting = under.get(None, [])[::-1]
    while waiting:
        ordered.append(waiting.pop())
        waiting += under.get(ordered[-1].pk, [])[::-1]
    return ordered


def _with_those_under(paragraph: Paragraph, rows: Sequence[Paragraph]) -> set[int]:
    found = {paragraph.pk}
    for row in rows:
        if row.parent_id in found:
            found.add(row.pk)
    return found


def _depth(paragraph: Paragraph, rows: Sequence[Paragraph]) -> int:
    parents = {row.pk: row.parent_id for row in rows}
    depth, above = 0, parents.get(paragraph.pk)
    while above is not None and depth <= len(rows):
        depth, above = depth + 1, parents.get(above)
    return depth


def _height(paragraph: Paragraph, rows: Sequence[Paragraph]) -> int:
    heights = {paragraph.pk: 0}
    for row in rows:
        if row.parent_id in heights:
            heights[row.pk] = heights[row.parent_id] + 1
    return max(heights.values())


def _place(rows: Sequence[Paragraph], where: Place) -> int:
    """How many paragraphs stand before it: behind another it stands behind all that stands under that one."""
    if where.is_first:
        return next((place for place, row in enumerate(rows, start=1) if row == where.parent), 0)
    before = where.after or where.parent
    if before is None:
        return len(rows)
    under = _with_those_under(before, rows)
    return max(place for place, row in enumerate(rows, start=1) if row.pk in under)


def _number(rows: Sequence[Paragraph]) -> None:
    """Give each its place; only those whose place changed are written."""
    moved = []
    for place, row in enumerate(rows, start=1):
        if row.position != place:
            row.position = place
            moved.append(row)
    Paragraph.objects.bulk_update(moved, ["position"], batch_size=500)
