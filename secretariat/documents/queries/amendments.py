"""What an amendment would change, and what came between: the words it was written against, those now, and its own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.audit.action import plain
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.models import Amendment, AmendmentKind, AmendmentState, Paragraph
from secretariat.documents.queries.texts import as_written, open_brackets
from secretariat.engines.wording import Piece, differing, merge_words
from secretariat.parties.models import Party

# Of these somebody must still say what becomes of them.
UNDECIDED = (AmendmentState.PROPOSED, AmendmentState.BRACKETED)


@dataclass(frozen=True)
class Clash:
    """A language in which the paragraph changed since an amendment was written: three wordings, and one made of them.

    ``is_open`` says that both changed the same words: in ``merged`` they stand side by side in brackets. A language
    that is not ``is_spoken`` is one in which the amendment says nothing.
    """

    language: str
    then: str
    now: str
    proposed: str
    merged: str
    is_open: bool
    is_spoken: bool = True

    @property
    def since(self) -> tuple[Piece, ...]:
        """What changed in the text meanwhile."""
        return differing(self.then, self.now)

    @property
    def wanted(self) -> tuple[Piece, ...]:
        """What the amendment changes in the words that it was written against."""
        return differing(self.then, self.proposed)


def target_of(amendment: Amendment) -> Paragraph | None:
    """The paragraph whose words are at stake; of a new paragraph, the one that it became, if it did."""
    return amendment.became if amendment.kind == AmendmentKind.INSERT else amendment.paragraph


def words_in(text: object) -> dict[str, str]:
    """A text by language, without languages in which nothing is said."""
    said = plain(text)
    if isinstance(said, str):
        return {"en": said} if said else {}
    return dict(said or {})


def clashes_of(amendment: Amendment, hidden: Collection[str] = ()) -> list[Clash]:
    """Where the paragraph no longer says what the amendment was written against, or what brackets made of the two.

    Languages that the amendment does not speak are among them: what was changed there would go unseen with it. Those
    that are ``hidden`` are not: their words are still being written, and not for whoever asks.
    """
    target = target_of(amendment)
    if target is None or amendment.state not in UNDECIDED:
        return []
    is_bracketed = amendment.state == AmendmentState.BRACKETED
    proposed, now = words_in(amendment.text), words_in(target.text)
    then = words_in(amendment.base_text)
    stood = words_in(amendment.bracketed_text) if is_bracketed else then
    # A translation that came since says nothing else than what was there.
    spoken = {**proposed, **stood} if amendment.kind != AmendmentKind.STRIKE else {**stood, **now}
    return [
        _clash(language, then.get(language, ""), now.get(language, ""), proposed.get(language, ""))
        if language in proposed or amendment.kind == AmendmentKind.STRIKE
        else Clash(language, then.get(language, ""), now.get(language, ""), "", "", is_open=False, is_spoken=False)
        for language in spoken
        if language not in hidden and stood.get(language, "") != now.get(language, "")
    ]


def has_clashed(amendment: Amendment, hidden: Collection[str] = ()) -> bool:
    """Whether the paragraph changed since in a language that is not hidden, or went."""
    target = target_of(amendment)
    is_gone = target is not None and target.is_struck and amendment.state in UNDECIDED
    return is_gone or bool(clashes_of(amendment, hidden))


def has_open_brackets(amendment: Amendment) -> bool:
    """Whether anything stands in brackets in the paragraph that an amendment is about. One query."""
    target = target_of(amendment)
    now = Paragraph.objects.filter(pk=target.pk, is_struck=False).first() if target is not None else None
    return now is not None and bool(open_brackets(as_written([now])))


def bracketed(amendment: Amendment, parties: Iterable[Party]) -> dict[str, str]:
    """By language, the words that stand in the text when both wordings do, in brackets, with the parties named."""
    target = target_of(amendment)
    now, proposed = words_in(target.text) if target else {}, words_in(amendment.text)
    names = shown_names(amendment.conference)
    named = [name_of(party, names) for party in parties]
    made = dict(now)
    for language in proposed if amendment.kind != AmendmentKind.STRIKE else now:
        with override(language):
            by = ", ".join(map(str, named))
            wanted = proposed.get(language, "") if amendment.kind != AmendmentKind.STRIKE else _("strike out")
            made[language] = _side_by_side(now.get(language, ""), wanted, by, amendment.kind)
    return made


def unbracketed(amendment: Amendment) -> dict[str, str] | None:
    """By language, what the paragraph says without the brackets of this amendment; what changed since stays changed.

    None where its brackets cannot be told from what was written since: somebody must take them out.
    """
    target = target_of(amendment)
    before, made = words_in(amendment.base_text), words_in(amendment.bracketed_text)
    now = words_in(target.text) if target else {}
    back = dict(now)
    for language, words in made.items():
        stood = before.get(language, "")
        if stood == words or language not in now:
            continue
        back[language], is_open = merge_words(words, now[language], stood)
        if is_open:
            return None
    return {language: words for language, words in back.items() if words}


def _clash(language: str, then: str, now: str, proposed: str) -> Clash:
    merged, is_open = merge_words(then, now, proposed)
    return Clash(language, then, now, proposed, merged, is_open)


def _side_by_side(now: str, wanted: str, by: str, kind: str) -> str:
    pieces = differing(now, wanted)
    changed = [place for place, piece in enumerate(pieces) if piece.kind != "same"]
    # Where one run of words is changed, that run alone is not agreed; otherwise the whole is.
    is_one_run = kind == AmendmentKind.REPLACE and changed and changed[-1] - changed[0] < 2
    same = [piece for piece in pieces if piece.kind == "same" and piece.words.strip()]
    if not is_one_run or not same:
        return " ".join(part for part in (f"[{now}]" if now else "", f"[{by}: {wanted}]") if part)
    gone = next((pieces[place].words for place in changed if pieces[place].kind == "gone"), "")
    new = next((pieces[place].words for place in changed if pieces[place].kind == "new"), "")
    before = "".join(piece.words for piece in pieces[: changed[0]])
    after = "".join(piece.words for piece in pieces[changed[-1] + 1 :])
    return f"{_apart(before)}{_marked(gone.strip(), new.strip(), by)}{_apart(after, at_start=True)}"


def _marked(gone: str, new: str, by: str) -> str:
    if not new:
        return f"[{gone}] [{by}: {_('strike out')}]"
    return " ".join(part for part in (f"[{gone}]" if gone else "", f"[{by}: {new}]") if part)


def _apart(words: str, *, at_start: bool = False) -> str:
    """Words with a blank between them and a bracket, where letters of a script with blanks would touch it."""
    if not words:
        return words
    edge = words[0] if at_start else words[-1]
    if not edge.isalnum() or _is_wide(edge):
        return words
    return f" {words}" if at_start else f"{words} "


def _is_wide(letter: str) -> bool:
    return "\u3040" <= letter <= "\u9fff"
