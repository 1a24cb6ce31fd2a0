"""The papers of a conference file: their mastheads, their languages and how they were adopted."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.translation import gettext as _

from secretariat.api.actions.documents_texts import Texts, load_texts
from secretariat.api.actions.record import Words, fact, put_facts, put_parts
from secretariat.api.actions.rows import Loading
from secretariat.archive.actions import hold_file
from secretariat.archive.queries import look_into
from secretariat.audit.action import Refused
from secretariat.documents.models import (
    Adoption,
    Document,
    DocumentState,
    Explanation,
    LanguageVersion,
    TextVersion,
    VersionState,
    Vote,
)
from secretariat.documents.queries.adopting import seal_holds, seal_of
from secretariat.documents.queries.texts import adoption_of, as_content, as_written, digest_of, paragraphs_of
from secretariat.programme.models import AgendaItem, Session

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.documents import DocumentData

    Given = Sequence[tuple[Document, DocumentData]]

_DOCUMENT_FIELDS = (
    "symbol",
    "title",
    "kind",
    "distribution",
    "state",
    "party",
    "item",
    "session",
    "issued_date",
    "withdrawn_reason",
    "is_open",
    "deadline",
    "sensitivity",
)
_LANGUAGE_FIELDS = ("state", "due_date", "issued_date", "note")
_ADOPTION_FIELDS = ("session", "note", "sensitivity")


def load_documents(loading: Loading) -> None:
    """Bring in the papers, what they say, and how they were adopted."""
    if not loading.file.documents:
        return
    words = Words(loading)
    _refuse_a_symbol_that_is_taken(loading)
    documents = _documents(loading, words)
    _revisions(loading, documents)
    _languages(loading, documents)
    texts = load_texts(loading, words, documents)
    _explanations(loading, words, documents)
    _adoptions(loading, words, documents, texts)


def _refuse_a_symbol_that_is_taken(loading: Loading) -> None:
    """A symbol names one paper, in the file and here."""
    said = {each.symbol: each.key for each in loading.file.documents if each.symbol}
    there = Document.objects.filter(conference=loading.conference, symbol__in=said)
    moving = {each.key for each in loading.file.documents}
    for row in there:
        if row.key != said[row.symbol] and row.key not in moving:
            names = {"symbol": row.symbol, "title": row.title}
            raise Refused(_("The symbol %(symbol)s is taken by “%(title)s”.") % names)


def _documents(loading: Loading, words: Words) -> "Given":
    named = _Named(loading)
    given = [(said, _document(loading, words, said, named)) for said in loading.file.documents]
    rows = put_facts(loading, given, _DOCUMENT_FIELDS, lambda row: row.key)
    return list(zip(rows, loading.file.documents, strict=True))


class _Named:
    """Agenda items and sessions, as a file names them."""

    def __init__(self, loading: Loading) -> None:
        of = {"conference": loading.conference}
        self._items: dict[str, AgendaItem] = {row.number: row for row in AgendaItem.objects.filter(**of)}
        self._sessions: dict[str, Session] = {row.key: row for row in Session.objects.filter(**of)}

    def item(self, number: str | None) -> AgendaItem | None:
        """The agenda item of this number, if one is named."""
        return None if number is None else _one(self._items, number)

    def session(self, key: str | None) -> Session | None:
        """The session of this key, if one is named."""
        return None if key is None else _one(self._sessions, key)


def _one(known: dict[str, Any], key: str) -> Any:
    if key in known:
        return known[key]
    nearest = get_close_matches(key, list(known), n=1)
    names = {"key": key, "nearest": nearest[0] if nearest else ""}
    if nearest:
        sentence = _("A document names %(key)s, and there is nothing of that key; did you mean %(nearest)s?")
        raise Refused(sentence % names)
    raise Refused(_("A document names %(key)s, and there is nothing of that key.") % names)


def _document(loading: Loading, words: Words, said: "DocumentData", named: _Named) -> Document:
    row = fact(loading, Document, said, key=said.key, kind=said.kind, distribution=said.distribution)
    row.symbol, row.title, row.party = said.symbol or "", words.text(said.title), words.party(said.party)
    row.item, row.session = named.item(said.item), named.session(said.session)
    otherwise = DocumentState.PREPARING if said.adoption is None else DocumentState.ISSUED
    row.state = said.state or otherwise
    row.issued_date, row.withdrawn_reason = said.issued, words.text(said.withdrawn)
    row.is_open, row.deadline = said.open, said.deadline
    return row


def _revisions(loading: Loading, documents: "Given") -> None:
    """What revises what, once all are there."""
    by_key = {row.key: row for row, _said in documents}
    for row, said in documents:
        revised = by_key[said.revises] if said.revises else None
        if row.revises_id != (revised.pk if revised else None):
            loading.ledger.note_changed(row, {"revises_id": [row.revises_id, revised.pk if revised else None]})
            row.revises = revised
            row.save(update_fields=["revises"])


def _languages(loading: Loading, documents: "Given") -> None:
    held = []
    of = {"conference": loading.conference}
    for row, said in documents:
        versions = [
            LanguageVersion(
                **of,
                document=row,
                language=each.language,
                state=each.state,
                due_date=each.due,
                issued_date=each.issued,
                note=each.note or "",
            )
            for each in said.languages
        ]
        _one_original(loading, row, versions)
        held.append((row, versions))
    put_parts(loading, held, "languages", lambda row: row.language, _LANGUAGE_FIELDS)
    _files(loading, documents)


def _one_original(loading: Loading, document: Document, versions: Sequence[LanguageVersion]) -> None:
    """Where another language becomes the original, the one that was it steps back first."""
    original = next((each.language for each in versions if each.state == VersionState.ORIGINAL), None)
    others = LanguageVersion.objects.filter(document=document, state=VersionState.ORIGINAL).exclude(language=original)
    if original is not None:
        said = {each.language for each in versions}
        holders = {row.language: row for row in others}
        loading.ledger.step_back(holders, said, "state", VersionState.MISSING)


def _files(loading: Loading, documents: "Given") -> None:
    """The bytes of files that came with the conference file; of those that did not, their names."""
    there = LanguageVersion.objects.filter(conference=loading.conference).select_related("file")
    rows = {(row.document_id, row.language): row for row in there}
    for document, said in documents:
        for each in said.languages:
            row = rows[document.pk, each.language]
            before = row.file
            take_file(loading, row, each.file)
            if (
                before is not None
                and row.file != before
                and row.state == VersionState.ORIGINAL
                and adoption_of(document)
            ):
                raise Refused(_("This text was adopted; the file of its original stays as it is."))


def take_file(loading: Loading, row: Any, name: str | None) -> None:
    """Keep the file of this name that came beside the conference file, or its name until it comes."""
    if name is None:
        return
    upload = loading.uploads.get(name)
    # Another file may come under the same name, and the same under another.
    if upload is not None and row.file is not None and look_into(upload).sha256 == row.file.sha256:
        return
    if upload is not None:
        row.file, row.file_name = hold_file(loading.actor, loading.conference.pk, upload), ""
    elif row.file is None and row.file_name != name:
        row.file_name = name
    else:
        return
    row.save(update_fields=["file", "file_name"])
    loading.ledger.note_changed(row)


def _explanations(loading: Loading, words: Words, documents: "Given") -> None:
    given = []
    for document, said in documents:
        for each in said.explanations:
            row = Explanation(conference=loading.conference, entered_by=loading.actor, document=document)
            row.party, row.kind, row.text = loading.parties[each.party], each.kind, words.text(each.text)
            row.said_date, row.sensitivity = each.said or "", document.sensitivity
            given.append((each, row))
    put_facts(
        loading,
        given,
        ("text", "said_date", "sensitivity"),
        lambda row: (row.document_id, row.party_id, row.kind, words.of(row.text)),
    )


def _adoptions(loading: Loading, words: Words, documents: "Given", texts: Texts) -> None:
    there = {row.document_id: row for row in Adoption.objects.filter(conference=loading.conference)}
    named = _Named(loading)
    given, votes = [], []
    for document, said in documents:
        if said.adoption is None:
            _refuse_other_words(there.get(document.pk))
            continue
        each = said.adoption
        row = Adoption(conference=loading.conference, entered_by=loading.actor, document=document)
        row.manner, row.adopted_date, row.note = each.manner, each.date, words.text(each.note)
        row.session, row.sensitivity = named.session(each.session), document.sensitivity
        row.text = _adopted_text(loading, document, texts, each.version, there.get(document.pk))
        cast = [(vote.party, vote.choice) for vote in each.votes]
        row.seal = seal_of(row.text.content, manner=row.manner, adopted_date=row.adopted_date, votes=cast)
        known = there.get(document.pk)
        if row.seal != (each.seal or row.seal) or (known is not None and known.seal != row.seal):
            raise Refused(_("The seal of “%(title)s” does not fit its words and votes.") % {"title": document.title})
        given.append((each, row))
        votes.append(
            [Vote(conference=loading.conference, party=words.party(code), choice=choice) for code, choice in cast]
        )
    rows = put_facts(loading, given, _ADOPTION_FIELDS, lambda row: row.document_id)
    cast_votes = []
    for row, its_votes in zip(rows, votes, strict=True):
        for vote in its_votes:
            vote.adoption = row
        cast_votes.append((row, its_votes))
    put_parts(loading, cast_votes, "votes", lambda row: row.party_id, ("choice",))
    for row in rows:
        _refuse_other_words(Adoption.objects.select_related("text", "document").get(pk=row.pk))


def _adopted_text(
    loading: Loading, document: Document, texts: Texts, place: int | None, known: Adoption | None
) -> TextVersion:
    """The version that was adopted: the one named, the one adopted here, or the text as it stands."""
    if place is not None:
        return texts.versions[document.pk][place - 1]
    if known is not None:
        return known.text
    content = as_content(as_written(paragraphs_of(document)))
    last = TextVersion.objects.filter(document=document).order_by("number").last()
    version = TextVersion(conference=loading.conference, document=document, number=(last.number if last else 0) + 1)
    version.name, version.based_on, version.entered_by = str(_("As adopted")), last, loading.actor
    version.content, version.sha256 = content, digest_of(content)
    _put_new(loading, version)
    return version


def _put_new(loading: Loading, row: Model) -> None:
    loading.ledger.put([(None, row)], {}, ())


def _refuse_other_words(adoption: Adoption | None) -> None:
    """What was adopted stays as it was adopted, whatever a file says of it later."""
    if adoption is not None and not seal_holds(adoption):
        names = {"title": adoption.document.title}
        raise Refused(_("“%(title)s” was adopted; the file says other words than those that were adopted.") % names)
