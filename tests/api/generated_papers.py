"""Papers and news of a conference file made up at random."""

from random import Random
from typing import Any

from secretariat.engines.conferencefile import documents, news

CODES = ("CH", "NO", "FR", "IT", "LAKE")
UNDECIDED = ("proposed", "bracketed")
PARTS = {name for kind in (documents, news) for name in dir(kind) if name.endswith("Data")}


class Papers:
    """Papers and news, with the words of whoever makes the rest of the file."""

    def __init__(self, made: Any, file: dict[str, Any]) -> None:
        self.made, self.chance = made, Random(made.chance.random())  # noqa: S311 - the same file in every run
        self.file = file

    def sections(self) -> dict[str, Any]:
        """All sections of papers and news."""
        many = self.chance.randint(2, 4)
        return {
            "documents": [self.document(place) for place in range(1, many + 1)],
            "articles": [self.article(place, many) for place in range(1, many + 1)],
            "press_kit": self.made.some(self.press_item),
            "newsroom": {"mail_days": self.chance.randint(1, 365), "words": [self.made.line()]},
        }

    def text(self) -> Any:
        """Words without brackets: a text with brackets open is not adopted."""
        said = self.made.text()
        if isinstance(said, dict):
            return {code: _plain(words) for code, words in said.items()}
        return _plain(said)

    def document(self, place: int) -> dict[str, Any]:
        """A paper; every second one was adopted."""
        is_adopted = place % 2 == 0
        keys = [f"k{number}" for number in range(1, self.chance.randint(3, 6))]
        versions = self.versions(keys)
        sources = {"sources": self.made.fact()["sources"]}
        row = {
            "key": f"paper-{place}",
            "symbol": f"A/CONF.1/{place}" if self.made.yes() else None,
            "title": self.made.text(),
            "kind": self.made.one_of(documents.DocumentKind),
            "distribution": self.chance.choice(("general", "limited")),
            "state": "issued",
            "party": self.chance.choice(CODES),
            "revises": "paper-1" if place > 1 and self.made.yes() else None,
            "issued": self.made.day(),
            "languages": [
                {"language": "en", "state": "original", "issued": self.made.day(), "file": f"{place}.pdf"},
                {"language": "ar", "state": "in translation", "due": self.made.day(), "note": self.made.line()},
            ],
            "paragraphs": [self.paragraph(key, keys[0] if at else None) for at, key in enumerate(keys)],
            "amendments": [self.amendment(number, keys, is_adopted) for number in range(1, 4)],
            "stances": [self.stance(code, keys) for code in CODES],
            "versions": versions,
            "explanations": [self.explanation(code) for code in self.chance.sample(CODES, 2)],
            **sources,
        }
        if is_adopted:
            row["adoption"] = self.adoption()
        else:
            row |= {"open": True, "deadline": self.made.moment()}
        return {key: value for key, value in row.items() if value is not None}

    def paragraph(self, key: str, parent: str | None) -> dict[str, Any]:
        """A paragraph; those after the first stand under it or beside it."""
        row = {"key": key, "kind": self.made.one_of(documents.ParagraphKind), "text": self.text()}
        row["struck"] = self.made.yes() and parent is not None
        if parent and self.made.yes():
            row["parent"] = parent
        row["answers"] = [{"position": 1}] if self.made.yes() else [{"pledge": 1}, {"position": 1}]
        return row

    def amendment(self, number: int, keys: list[str], is_decided: bool) -> dict[str, Any]:
        """An amendment by some parties."""
        state = self.chance.choice(("accepted", "rejected", "withdrawn") if is_decided else UNDECIDED)
        row = {
            "number": number,
            "kind": self.made.one_of(documents.AmendmentKind),
            "parties": self.made.codes(),
            "paragraph": self.chance.choice(keys),
            "new_kind": "operative",
            "text": self.made.text(),
            "base": self.made.text(),
            "bracketed": self.made.text(),
            "explanation": self.made.text(),
            "said": self.made.day(),
            "state": state,
        }
        return row | ({"decided": self.made.moment(), "became": self.chance.choice(keys)} if is_decided else {})

    def stance(self, code: str, keys: list[str]) -> dict[str, Any]:
        """How a party stands to a paragraph or an amendment."""
        on = {"paragraph": self.chance.choice(keys)} if self.made.yes() else {"amendment": self.chance.randint(1, 3)}
        kept = {"note": self.made.line(), "said": self.made.day()}
        return {"party": code, "stance": self.made.one_of(documents.Stance), **on, **kept}

    def versions(self, keys: list[str]) -> list[dict[str, Any]]:
        """Two versions, the second made of the first."""
        rows = [{"key": key, "kind": "operative", "text": self.text()} for key in keys]
        nested = [rows[0], *({**row, "parent": keys[0], "number": "(a)"} for row in rows[1:])]
        return [{"name": "First", "paragraphs": rows}, {"name": "Second", "based_on": 1, "paragraphs": nested}]

    def adoption(self) -> dict[str, Any]:
        """An adoption, by vote or not; the text as it stands is what was adopted."""
        row = {"date": self.made.day(), "note": self.made.text(), "sources": ["note"]}
        if self.made.yes():
            return {**row, "manner": "consensus"}
        votes = ("for", "for", "against", "abstaining", "not voting")
        return {
            **row,
            "manner": "vote",
            "votes": [{"party": code, "choice": choice} for code, choice in zip(CODES, votes, strict=True)],
        }

    def explanation(self, code: str) -> dict[str, Any]:
        """What a party said of it."""
        kind = self.made.one_of(documents.ExplanationKind)
        return {"party": code, "kind": kind, "text": self.made.text(), "said": self.made.day(), "sources": ["report"]}

    def article(self, place: int, many: int) -> dict[str, Any]:
        """An article in two languages at least."""
        state = self.made.one_of(news.ArticleState)
        hour = self.made.moment()
        row = self.made.fact(
            key_=f"article-{place}",
            kind_=self.made.one_of(news.ArticleKind),
            title_={"en": self.made.line(), "ar": self.made.line()},
            lead=self.made.text(),
            body_={"en": self.made.words(), "ar": self.made.words()},
            byline=self.made.line(),
            original_="en",
            languages_=["en", "ar"],
            state_=state,
            takes_replies_=self.made.yes(),
            parties=self.made.codes(),
            topics=["Schools", "Water"],
            pins=[f"article-{place % many + 1}"],
            corrections=[{"text": self.made.text(), "at": hour}],
            replies=[{"name": self.made.line(), "at": hour, "text": self.made.words(), "language": "fr"}],
        )
        if state in {"published", "withdrawn"}:
            row |= {"published": hour, "embargo": hour}
        if state == "published" and row.get("sensitivity") == "restricted":
            row["sensitivity"] = "public"
        return dict(row) | ({"withdrawn": self.made.text()} if state == "withdrawn" else {})

    def press_item(self) -> dict[str, Any]:
        """A piece of the press kit."""
        return {
            "kind": self.made.one_of(news.PressItemKind),
            "title": self.made.text(),
            "text": self.made.text(),
            "file": "mark.png",
            "credit": self.made.line(),
            "public": self.made.yes(),
        }


def _plain(words: str) -> str:
    return words.translate(dict.fromkeys(map(ord, "[]［］"), "-"))
