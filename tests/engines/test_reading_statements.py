"""Who said what: each sentence after one that tells who met."""

from pathlib import Path

import pytest

from secretariat.engines import reading
from secretariat.engines.reading import models

TOLD = (
    "Talks on a refugee conference\n"
    "Iraqi Foreign Minister Salim Jabouri received Norwegian Special Envoy Ingrid Dahl in Baghdad on Monday.\n"
)
END = "\nThe delegation spoke of refugees and humanitarian aid.\n"

SAID: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("Jabouri voiced his country's appreciation for Norway's support.", [("IQ", "thanked", "Norway's support")]),
    (
        "The Norwegian envoy, for her part, said Oslo would double its contribution, noting that the needs had grown.",
        [("NO", "stated", "Oslo would double its contribution"), ("NO", "stated", "the needs had grown")],
    ),
    ("Both sides underscored the need to let aid through.", [("IQ NO", "stressed", "the need to let aid through")]),
    (
        "Dahl told the minister that Norway was ready to host a follow-up meeting.",
        [("NO", "stated", "Norway was ready to host a follow-up meeting")],
    ),
    ('"We will come," Dahl told journalists after the meeting.', [("NO", "stated", "We will come")]),
    (
        '"We will come with open hands and a full purse," said the envoy, who will travel on to Amman.',
        [("NO", "stated", "We will come with open hands and a full purse")],
    ),
    ("Asked about the date, she said it had not been fixed.", [("NO", "stated", "it had not been fixed")]),
    (
        "She called for the opening of the crossing and urged all parties to protect civilians.",
        [("NO", "called", "the opening of the crossing"), ("NO", "called", "all parties to protect civilians")],
    ),
    (
        "The Iraqi side expressed its readiness to receive the first families in May.",
        [("IQ", "offered", "to receive the first families in May")],
    ),
    (
        "The two ministers agreed to set up a joint committee and stressed that it must meet every month.",
        [("IQ NO", "agreed", "to set up a joint committee"), ("IQ NO", "stressed", "it must meet every month")],
    ),
    ("It was also agreed that experts would meet in June.", [("IQ NO", "agreed", "experts would meet in June")]),
    ("The situation in the camps was also discussed.", [("IQ NO", "discussed", "The situation in the camps")]),
    (
        "According to the Norwegian Foreign Ministry, three aircraft are on their way.",
        [("NO", "stated", "three aircraft are on their way")],
    ),
    (
        "Three aircraft are on their way, according to the Norwegian Foreign Ministry.",
        [("NO", "stated", "Three aircraft are on their way")],
    ),
    ("Norway will pay for the tents, Dahl added.", [("NO", "stated", "Norway will pay for the tents")]),
    (
        "In a statement issued on Tuesday, the Iraqi Ministry of Migration welcomed the pledge.",
        [("IQ", "welcomed", "the pledge")],
    ),
    (
        "Turkey's embassy in Baghdad denied that the border had been closed.",
        [("TR", "objected", "the border had been closed")],
    ),
    (
        "A spokesman for the Jordanian government said the kingdom had done its share.",
        [("JO", "stated", "the kingdom had done its share")],
    ),
    (
        "Iran, however, rejected the invitation, saying that the agenda was one-sided.",
        [("IR", "rejected", "the invitation"), ("IR", "stated", "the agenda was one-sided")],
    ),
    (
        "The United Nations warned on Monday that food would run out within weeks.",
        [("UN", "expressed concern", "food would run out within weeks")],
    ),
    ("The envoy conveyed the greetings of her prime minister.", []),
    (
        "Jabouri, in turn, reaffirmed Iraq's commitment to the voluntary return of refugees.",
        [("IQ", "affirmed", "Iraq's commitment to the voluntary return of refugees")],
    ),
    (
        "The European Union and the United States condemned the attack on the convoy.",
        [("EU US", "condemned", "the attack on the convoy")],
    ),
    ("Residents said the road was closed.", []),
    ("Analysts in Iraq say the conference may fail.", []),
    ("He is expected to call for more aid.", []),
    ("The minister did not say when the camp would close.", []),
    (
        "Addressing the press afterwards, Jabouri described the talks as frank and useful.",
        [("IQ", "stated", "the talks as frank and useful")],
    ),
    (
        "The Iraqi minister briefed his guest on the steps taken to rebuild Sinjar.",
        [("IQ", "reported", "the steps taken to rebuild Sinjar")],
    ),
    (
        "The delegation was briefed by Iraqi officials on the progress of the works.",
        [("IQ", "reported", "the progress of the works")],
    ),
    ("Baghdad insists that returns must be voluntary.", [("IQ", "stressed", "returns must be voluntary")]),
    (
        "For his part, the Iraqi minister pointed to the lack of water and proposed that a fund be set up.",
        [("IQ", "stated", "the lack of water"), ("IQ", "proposed", "a fund be set up")],
    ),
    ("Sweden, which holds the presidency, promised 20 million euros.", [("SE", "pledged", "20 million euros")]),
    ("Kuwait has decided to open a new consulate.", [("KW", "announced", "to open a new consulate")]),
    (
        "They discussed ways to speed up the return of families, as well as the removal of mines.",
        [("IQ NO", "discussed", "ways to speed up the return of families, as well as the removal of mines")],
    ),
    (
        "Dahl, while thanking Iraq for its hospitality, stressed that more had to be done.",
        [("NO", "thanked", "Iraq for its hospitality"), ("NO", "stressed", "more had to be done")],
    ),
    (
        "The spokesperson of the Egyptian Foreign Ministry, Ahmed Zaki, stated that Cairo supports the conference.",
        [("EG", "stated", "Cairo supports the conference")],
    ),
    (
        "The communiqué called on the international community to share the burden.",
        [("IQ NO", "called", "the international community to share the burden")],
    ),
    (
        "The WFP said that it needed 30 million dollars, and appealed to donors to act.",
        [("WFP", "stated", "it needed 30 million dollars"), ("WFP", "called", "donors to act")],
    ),
    (
        "The Russian Foreign Ministry said in a statement on its website that the conference would go ahead.",
        [("RU", "stated", "the conference would go ahead")],
    ),
    ("Washington has accused Tehran of blocking the talks.", [("US", "condemned", "Tehran of blocking the talks")]),
    (
        "The Norwegian side explained the programme of the conference and its purposes.",
        [("NO", "stated", "the programme of the conference and its purposes")],
    ),
    (
        "The minister hailed the role of Norway, and expressed hope that other states would follow.",
        [("IQ", "welcomed", "the role of Norway"), ("IQ", "stated", "other states would follow")],
    ),
    ("Ireland, Spain and Portugal backed the proposal.", [("IE ES PT", "supported", "the proposal")]),
    (
        "Belgium said it backed the proposal but would not attend.",
        [("BE", "stated", "it backed the proposal but would not attend")],
    ),
    (
        "The president of the Red Cross, Anna Meier, expressed deep concern over the fate of the missing.",
        [("ICRC", "expressed concern", "the fate of the missing")],
    ),
    (
        "The minister also made clear that Iraq would not accept conditions.",
        [("IQ", "stated", "Iraq would not accept conditions")],
    ),
    (
        '"This is a beginning", the Iraqi minister underlined, adding: "We ask our friends for patience".',
        [("IQ", "stressed", "This is a beginning"), ("IQ", "stated", "We ask our friends for patience")],
    ),
    ('The envoy said: "Norway has no hidden agenda."', [("NO", "stated", "Norway has no hidden agenda")]),
    (
        "On the issue of visas, the two parties decided to form a technical team.",
        [("IQ NO", "announced", "to form a technical team")],
    ),
    (
        "The Arab League's Assistant Secretary-General Hossam Zaki praised the efforts of Iraq.",
        [("LAS", "welcomed", "the efforts of Iraq")],
    ),
    (
        "The EU has repeatedly said that conditions for return are not met.",
        [("EU", "stated", "conditions for return are not met")],
    ),
    (
        "Jabouri was quoted by the state agency as saying that the list was final.",
        [("IQ", "stated", "the list was final")],
    ),
    (
        "During the talks, the Iraqi minister reviewed the situation of the displaced.",
        [("IQ NO", "discussed", "the situation of the displaced")],
    ),
    (
        "Her Excellency affirmed Norway's respect for the sovereignty of Iraq.",
        [("NO", "affirmed", "Norway's respect for the sovereignty of Iraq")],
    ),
    ("The two sides also exchanged views on regional developments.", [("IQ NO", "discussed", "regional developments")]),
    ("Norway's pledge was welcomed by UNHCR.", [("UNHCR", "welcomed", "Norway's pledge")]),
    ("France, for its part, took the view that the time was not ripe.", []),
    ("The Vatican's envoy offered to mediate.", [("VA", "offered", "to mediate")]),
    (
        "Lebanese President Karim Aoun said Sunday that his country could bear no more.",
        [("LB", "stated", "his country could bear no more")],
    ),
    (
        "Speaking at a joint press conference with Dahl, Jabouri said that Iraq wanted a conference without losers.",
        [("IQ", "stated", "Iraq wanted a conference without losers")],
    ),
]


def said(words: str) -> list[models.StatementFound]:
    """Return the statements of a sentence that follows the meeting."""
    read = reading.read(TOLD + words + END)
    return [one for one in read.statements if one.span.start >= len(TOLD) - 1]


@pytest.mark.parametrize(("words", "wanted"), SAID, ids=[words[:40] for words, _ in SAID])
def test_a_sentence_says_who_said_what(words: str, wanted: list[tuple[str, str, str]]) -> None:
    found = [(set(one.speakers), one.verb, one.content) for one in said(words)]

    assert found == [(set(speakers.split()), verb, content) for speakers, verb, content in wanted]


def test_a_second_quotation_is_the_same_speakers_and_verbs() -> None:
    first, second = said('"The conference is ours," the envoy said. "Nobody will take it from us."')

    assert first.speakers == second.speakers == ("NO",)
    assert (first.content, second.content) == ("The conference is ours", "Nobody will take it from us")
    assert second.rule == "quotation-continued"


def test_a_quotation_of_two_sentences_is_one_statement() -> None:
    (statement,) = said('"We have waited. We will wait no longer for them," said Jabouri after the meeting.')

    assert statement.content == "We have waited. We will wait no longer for them"
    assert statement.person == "Salim Jabouri"


def test_two_contents_with_that_are_two_statements() -> None:
    found = said("The two sides stressed that return must be safe and that nobody must be forced.")

    assert [one.content for one in found] == ["return must be safe", "nobody must be forced"]


def test_a_remark_is_a_statement_of_the_party_it_is_about() -> None:
    (statement,) = said("It is noteworthy that Russia has offered to host the next round.")

    assert (statement.speakers, statement.verb, statement.rule) == (("RU",), "stated", "remark")


def test_a_participle_with_a_partys_own_verb_gives_the_inner_one() -> None:
    found = said("Noting that Norway insists on continuing the work with the institutions of Iraq.")

    assert [(one.speakers, one.verb, one.rule) for one in found] == [(("NO",), "affirmed", "participle-inner")]


def test_pronouns_follow_who_was_spoken_of() -> None:
    first, second = said("Dahl thanked the minister. She promised to return.")

    assert (first.person, second.person) == ("Ingrid Dahl", "Ingrid Dahl")


def test_content_span_and_passage_stand_in_the_text() -> None:
    read = reading.read(TOLD + "Jabouri said that the list was final." + END)
    (statement,) = read.statements

    assert read.text[statement.span.start : statement.span.end] == statement.content == "the list was final"
    assert read.text[statement.passage.start : statement.passage.end] == "Jabouri said that the list was final."


def test_every_verb_found_is_one_of_the_list_and_has_a_confidence() -> None:
    for words, _ in SAID:
        for one in said(words):
            assert one.verb in reading.VERBS
            assert 0 < one.confidence <= 1


def test_the_press_report_of_the_model_case_gives_its_ten_statements() -> None:
    path = Path(__file__).resolve().parents[3] / "shared" / "case" / "press-report.txt"
    if not path.exists():
        pytest.skip("the model case does not lie beside this copy")

    read = reading.read(reading.open_report(path.read_bytes(), path.name))

    assert [one.verb for one in read.statements] == (
        ["discussed"] * 3 + ["stressed"] * 2 + ["reported", "affirmed", "agreed", "stated", "stated"]
    )
    assert [set(one.speakers) for one in read.statements] == [{"SY", "RU"}] * 5 + [{"RU"}] * 2 + [{"SY", "RU"}] + [
        {"RU"}
    ] * 2
