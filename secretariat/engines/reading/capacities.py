"""The words of an office: "Special Envoy for the Horn of Africa", and whose it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.offices import Tables
from secretariat.engines.reading.parties import Mention, country_of_city
from secretariat.engines.reading.words import Word

__all__ = ["Capacity", "capacity_at"]


_DETERMINERS = listed("capacities", "determiners")
_LINKS = listed("capacities", "links")
_OWN = listed("capacities", "own")
# A state by its form alone: "President of the Republic of Panama".
_FORMS = frozenset(
    [
        "republic",
        "kingdom",
        "state",
        "federation",
        "democratic",
        "islamic",
        "hashemite",
        "sultanate",
        "emirate",
        "federal",
        "people's",
        "commonwealth",
    ]
)
_TRAILING = frozenset({"general", "designate", "elect", "extraordinary", "plenipotentiary"})
_LONGEST = 26


@dataclass(frozen=True)
class Capacity:
    """An office: its words (``start`` to ``end``), what of them names it, and the party it is of."""

    start: int
    end: int
    words: str
    party: str
    body: str = ""
    is_counterpart: bool = False
    is_many: bool = False


@dataclass
class _Parse:
    words: Sequence[Word]
    parties: Mapping[int, tuple[int, Mention]]
    tables: Tables
    is_free: bool
    number: int
    limit: int
    lead: str = ""
    inner: str = ""
    own: str = ""
    core: int = -1
    office: int = -1


_COUNTERPARTS = frozenset({"counterpart", "homologue", "colleague", "counterparts"})


def capacity_at(
    words: Sequence[Word],
    start: int,
    parties: Mapping[int, tuple[int, Mention]],
    tables: Tables,
    *,
    is_free: bool = False,
    limit: int | None = None,
) -> Capacity | None:
    """Return the office named from this word on, or nothing; ``is_free`` where commas part it from everything else."""
    end = len(words) if limit is None else limit
    if start >= end or not (start in parties or _may_begin(words[start], tables)):
        return None
    parse = _Parse(words, parties, tables, is_free, start, min(end, start + _LONGEST))
    if not _lead(parse):
        return None
    if parse.number < parse.limit and words[parse.number].lower in _COUNTERPARTS:
        return _counterpart(parse, start)
    if [word.lower for word in words[parse.number : min(parse.number + 2, parse.limit)]] == ["opposite", "number"]:
        parse.number += 1
        return _counterpart(parse, start)
    parse.core = parse.number
    if not _offices(parse):
        return None
    behind, end = _tail(parse)
    core = words[parse.core : behind]
    text = _joined(core)
    is_many = tables.is_many(words[parse.office])
    if is_many:
        text = _joined([*core[: parse.office - parse.core], words[parse.office]])[:-1]
    within = next((parties[number][1].code for number in range(parse.core, behind) if number in parties), "")
    return Capacity(start, end, text, parse.lead or parse.own or parse.inner or within, _body(core), is_many=is_many)


def _may_begin(word: Word, tables: Tables) -> bool:
    """Say whether an office may begin with a word; most words are passed over by this alone."""
    lower = word.lower
    is_known = lower in _DETERMINERS or lower in _COUNTERPARTS or lower == "opposite"
    return is_known or tables.is_before(word) or tables.is_office(word)


def _counterpart(parse: _Parse, start: int) -> Capacity:
    """Read "her Egyptian counterpart" and "his counterpart from Malta"."""
    end = parse.number + 1
    words = parse.words
    place = end + 1 + (end + 1 < parse.limit and words[end + 1].lower == "the") if end < parse.limit else end
    if end < parse.limit and words[end].lower in {"of", "from", "in"} and place in parse.parties:
        end, mention = parse.parties[place]
        return Capacity(start, end, "", parse.lead or mention.code, is_counterpart=True)
    return Capacity(start, end, "", parse.lead, is_counterpart=True)


def _lead(parse: _Parse) -> bool:
    """Pass over an article and whose office it is; say whether an office may begin here."""
    words = parse.words
    if parse.number < parse.limit and words[parse.number].lower in _DETERMINERS:
        parse.number += 1
    while parse.number < parse.limit and parse.number in parse.parties:
        end, mention = parse.parties[parse.number]
        parse.lead = parse.lead or mention.code
        parse.number = end
        if parse.number < parse.limit and words[parse.number].lower == "'s":
            parse.number += 1
    return parse.number < parse.limit


def _offices(parse: _Parse) -> bool:
    """Pass over the words before the office, the office itself, and a second one joined by "and"."""
    while parse.number < parse.limit:
        word = parse.words[parse.number]
        if parse.tables.is_office(word):
            parse.office = parse.number
            parse.number += 1
        elif parse.number in parse.parties and _is_adjective(parse):
            parse.lead = parse.lead or parse.parties[parse.number][1].code
            parse.number = parse.parties[parse.number][0]
        elif parse.tables.is_before(word) or _is_joint(parse):
            parse.number += 1
        else:
            break
    if parse.office < 0:
        return False
    parse.number = parse.office + 1
    if parse.number < parse.limit and parse.words[parse.number].lower in _TRAILING:
        parse.number += 1
    return True


def _is_adjective(parse: _Parse) -> bool:
    """Say whether a nationality stands among the words of the office, as in "the deputy Turkish minister"."""
    end, mention = parse.parties[parse.number]
    if mention.kind not in {"adjective", "stem"} or end >= parse.limit:
        return False
    return parse.tables.is_before(parse.words[end]) or parse.tables.is_office(parse.words[end])


def _is_joint(parse: _Parse) -> bool:
    """Say whether an "and" here joins two offices, or two words before one."""
    word = parse.words[parse.number]
    if word.lower not in {"and", "&", "et", "и"} or parse.number + 1 >= parse.limit or parse.number == parse.core:
        return False
    following = parse.words[parse.number + 1]
    return parse.tables.is_before(following) or parse.tables.is_office(following)


def _tail(parse: _Parse) -> tuple[int, int]:
    """Pass over what hangs on the office; return where its words end and where everything of it ends."""
    core = parse.number
    while parse.number < parse.limit:
        step = _step(parse)
        if step == "end":
            break
        core = core if step == "party" else parse.number
    return core, parse.number


def _step(parse: _Parse) -> str:
    """Pass over one piece behind an office; say whether it is the party alone, a field, or the end."""
    link = parse.words[parse.number]
    if parse.number in parse.parties and _is_stem(parse):
        parse.number, mention = parse.parties[parse.number]
        parse.own = parse.own or mention.code
        return "party"
    if _is_second(parse):
        return _second(parse)
    if link.lower in _LINKS:
        return _linked(parse, link)
    behind = _bracketed(parse) if link.text == "(" else 0
    is_field = parse.tables.is_topic(link) and (not parse.tables.has_case or _is_field(parse))
    parse.number = behind or parse.number + is_field
    return "field" if behind or is_field else "end"


def _second(parse: _Parse) -> str:
    begin = parse.number
    parse.number += 1
    parse.office = -1
    if parse.number < parse.limit and parse.words[parse.number].lower in _DETERMINERS:
        parse.number += 1
    if _offices(parse):
        return "field"
    parse.number = begin
    return "end"


def _linked(parse: _Parse, link: Word) -> str:
    begin = parse.number
    parse.number += 1
    kind = _phrase(parse, is_own=link.lower in _OWN)
    if kind == "nothing":
        parse.number = begin
        return "end"
    return kind


def _bracketed(parse: _Parse) -> int:
    """Return the word behind a field in brackets, as in "Additional Secretary (Multilateral Affairs)", or nought."""
    for number in range(parse.number + 1, min(parse.limit, parse.number + 6)):
        if parse.words[number].text == ")":
            return number + 1
        if not parse.tables.is_topic(parse.words[number]):
            return 0
    return 0


def _is_second(parse: _Parse) -> bool:
    """Say whether an "and" joins a second office: "Minister of Water and head of the delegation"."""
    if parse.words[parse.number].lower != "and" or parse.number + 1 >= parse.limit:
        return False
    number = parse.number + 1
    while number < min(parse.limit, parse.number + 4):
        word = parse.words[number]
        if parse.tables.is_office(word):
            return True
        if not (word.lower in _DETERMINERS or parse.tables.is_before(word)):
            return False
        number += 1
    return False


def _is_stem(parse: _Parse) -> bool:
    kind = parse.parties[parse.number][1].kind
    return kind == "stem" or (kind == "name" and not parse.words[parse.number].text.isascii())


def _is_field(parse: _Parse) -> bool:
    """Say whether a field follows the office without a link, as in "ministre des Affaires" or "министр обороны"."""
    return not parse.words[parse.number].text[0].isupper() or not parse.words[parse.number].text.isascii()


def _phrase(parse: _Parse, *, is_own: bool) -> str:
    """Pass over one noun phrase behind a link; say whether it is only the party, or names a field, or is nothing."""
    begin = parse.number
    if parse.number < parse.limit and parse.words[parse.number].lower in _DETERMINERS:
        parse.number += 1
    mentions: list[Mention] = []
    is_more = False
    while parse.number < parse.limit:
        if parse.number in parse.parties:
            parse.number, mention = _mentioned(parse)
            mentions.append(mention)
        elif not is_more and _is_form(parse):
            parse.number += 1
        elif _belongs(parse, begin) or (not is_more and _is_first(parse, mentions)):
            is_more = True
            parse.number += 1
        else:
            break
    if not mentions and not is_more:
        is_form = begin < parse.number < parse.limit and parse.words[parse.number].lower in _LINKS
        parse.number = parse.number if is_form else begin
        return "party" if is_form else "nothing"
    return _kind(parse, mentions[0] if mentions else None, is_own=is_own, is_more=is_more)


def _is_form(parse: _Parse) -> bool:
    """Say whether a word is the form of the state that follows: "the Democratic Republic of …", "the Kingdom of …"."""
    if parse.words[parse.number].lower not in _FORMS or parse.number + 1 >= parse.limit:
        return False
    following = parse.words[parse.number + 1].lower
    return following in {"of", *_FORMS} or parse.number + 1 in parse.parties


def _mentioned(parse: _Parse) -> tuple[int, Mention]:
    return parse.parties[parse.number]


def _kind(parse: _Parse, mention: Mention | None, *, is_own: bool, is_more: bool) -> str:
    party = mention.code if mention else ""
    is_house = mention is not None and mention.kind == "organisation" and not parse.lead
    if (is_own or is_house) and not is_more:
        parse.own = parse.own or party
        # Whose office it is goes without saying again, unless somebody else's name already stands before it.
        return "party" if parse.lead in {"", party} and parse.own == party else "field"
    parse.inner = parse.inner or (party if is_more or is_own else "")
    return "field"


def _is_first(parse: _Parse, mentions: list[Mention]) -> bool:
    """Take an unknown word with a capital right behind a link or a nationality: no name can stand there."""
    word = parse.words[parse.number]
    if not parse.tables.has_case or not word.is_word or not word.is_capital or word.lower in parse.tables.never:
        return False
    if mentions and mentions[-1].kind != "adjective":
        return False
    ahead = parse.words[parse.number + 1 : min(parse.limit, parse.number + 3)]
    return len(ahead) > 1 and ahead[0].is_capital and (ahead[1].is_capital or ahead[0].text in '"“' or not mentions)


def _belongs(parse: _Parse, begin: int) -> bool:
    word, tables = parse.words[parse.number], parse.tables
    if tables.is_topic(word) or tables.is_office(word) or tables.is_before(word) or word.lower == "'s":
        return True
    if word.lower in {"and", "&", ","} and begin < parse.number and parse.number + 1 < parse.limit:
        return _is_joining(parse, word)
    if not word.is_word or not word.is_capital:
        return False
    ahead = parse.words[parse.number + 1 : min(parse.limit, parse.number + 3)]
    if parse.words[parse.number - 1].lower in {"and", "&"} and len(ahead) > 1 and begin < parse.number - 1:
        return ahead[0].is_capital and ahead[1].is_capital
    is_city = begin == parse.number and bool(country_of_city(word.text))
    return is_city or (parse.is_free and word.lower not in tables.never)


def _is_joining(parse: _Parse, word: Word) -> bool:
    """Say whether "and" or a comma goes on within the name of a ministry."""
    tables, following = parse.tables, parse.words[parse.number + 1]
    ahead = parse.words[parse.number + 1 : min(parse.limit, parse.number + 4)]
    if word.text != ",":
        if parse.is_free and following.is_capital and following.lower not in tables.never:
            return True
        # Two fields are joined, of which the second is unknown; a name of two words is left behind it.
        if not tables.is_topic(following):
            return len(ahead) == 3 and all(one.is_capital and one.is_word for one in ahead)
    return tables.is_topic(following) and (word.text != "," or _is_list(parse)) and _is_same_field(parse, following)


def _is_same_field(parse: _Parse, following: Word) -> bool:
    """Keep "and" within a ministry's name: its words agree in being written with capitals."""
    return following.is_capital == parse.words[parse.number - 1].is_capital


def _is_list(parse: _Parse) -> bool:
    """Say whether a comma parts the fields of one ministry: an "and" and a last field follow soon."""
    ahead = parse.words[parse.number + 1 : parse.number + 6]
    return any(word.lower in {"and", "&"} for word in ahead) and all(
        parse.tables.is_topic(word) or word.lower in {"and", "&", ","} for word in ahead[:2]
    )


def _joined(words: Sequence[Word]) -> str:
    pieces = [
        ("" if number == 0 or word.start == words[number - 1].end else " ") + word.text
        for number, word in enumerate(words)
    ]
    return "".join(pieces)


def _body(core: Sequence[Word]) -> str:
    """Return the ministry or office that a capacity names behind its link, as the report writes it."""
    for number, word in enumerate(core):
        if word.lower in {"of", "for", "at"} and number + 1 < len(core):
            return _joined(core[number + 1 :])
    return ""
