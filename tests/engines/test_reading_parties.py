"""States and organisations are found by every name they go by, and only where they are meant."""

import pytest

from secretariat.engines import reading
from secretariat.engines.reading import models


def codes(words: str, *known: models.KnownParty) -> set[str]:
    return {party.code for party in reading.read("A line that is the title\n" + words, parties=known).parties}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Syrian refugees live in Jordan, Lebanon and Türkiye.", {"SY", "JO", "LB", "TR"}),
        ("The Russians and the Turkish-made trucks came.", {"RU", "TR"}),
        ("South Sudan and Sudan are two, as are Niger and Nigeria.", {"SS", "SD", "NE", "NG"}),
        ("The Democratic Republic of the Congo thanked the U.S. and the UK.", {"CD", "US", "GB"}),
        ("The Kremlin and the White House said no.", {"RU", "US"}),
        ("The UN refugee agency and the UN children's agency were there.", {"UNHCR", "UNICEF"}),
        ("The European Commission, the African Union and the World Bank came.", {"EU", "AFRICAN-UNION", "WORLD-BANK"}),
        ("The Security Council and the Arab League met.", {"UN", "LAS"}),
        ("WHO officials said who came.", {"WHO"}),
        ("Tell us who it was and it was us.", set()),
        ("The yen and the 300 US dollars and the Syrian pounds fell.", set()),
        ("Lake Chad and the Persian Gulf are waters.", set()),
        ("The Syrian Arab News Agency wrote it.", set()),
        ("A boy ate turkey at the church.", set()),
    ],
)
def test_a_party_is_found_where_it_is_meant(words: str, wanted: set[str]) -> None:
    assert codes(words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Moscow insists on the date.", {"RU"}),
        ("The relations between Ankara and Tehran are good.", {"TR", "IR"}),
        ("He began talks with Beirut.", {"LB"}),
        ("Cairo's firm position is known.", {"EG"}),
        ("Brussels has declined to send a delegation.", {"EU"}),
        ("Ankara, for its part, agreed.", {"TR"}),
        ("They met in Damascus.", set()),
        ("He arrived from Cairo in the night.", set()),
        ("The Damascus conference begins in May.", set()),
        ("MOSCOW, May 27 – The talks began.", set()),
    ],
)
def test_a_capital_is_a_party_only_where_it_acts(words: str, wanted: set[str]) -> None:
    assert codes(words) == wanted


def test_a_state_within_a_persons_name_is_none() -> None:
    assert codes("Minister Jordan Smith of Kenya and President Chad Miller came.") == {"KE"}


def test_the_callers_own_parties_are_found_by_any_of_their_names() -> None:
    forum = models.KnownParty("FORUM", ("Return Forum", "منتدى العودة", "RF"), is_state=False)

    assert codes("The Return Forum spoke with Iraq.", forum) == {"FORUM", "IQ"}
    assert codes("The RF spoke, not the rf.", forum) == {"FORUM"}
    assert codes("وقال منتدى العودة إن المؤتمر في موعده", forum) == {"FORUM"}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "Россия и Сербия обсудили помощь с ООН. Сирийские беженцы вернулись из Ливана.",
            {"RU", "RS", "UN", "SY", "LB"},
        ),
        (
            "La Suisse et le Tchad ont remercié le HCR. Les réfugiés syriens sont en Allemagne.",
            {"CH", "TD", "UNHCR", "SY", "DE"},
        ),
        (
            "أكدت سوريا وروسيا أن اللاجئين السوريين في لبنان والأردن بحاجة إلى دعم الأمم المتحدة",
            {"SY", "RU", "LB", "JO", "UN"},
        ),
    ],
)
def test_parties_are_found_in_russian_french_and_arabic(words: str, wanted: set[str]) -> None:
    assert codes(words) == wanted


def test_a_language_without_tables_still_gives_parties_but_no_drafts() -> None:
    read = reading.read("Der Minister sprach mit Syria und UNHCR über die Lage der Menschen dort und in Iraq.")

    assert read.language == "de"
    assert "language_unsupported" in read.notes
    assert {party.code for party in read.parties} == {"SY", "UNHCR", "IQ"}
    assert (read.statements, read.meetings, read.is_relevant) == ((), (), False)


def test_mentions_stand_where_their_spans_say() -> None:
    read = reading.read("A line that is the title\nThe Côte d'Ivoire thanked the Republic of Korea.")

    assert [read.text[one.span.start : one.span.end] for one in read.parties] == ["Côte d'Ivoire", "Republic of Korea"]


REGISTER = (
    models.KnownParty("JO", ("Jordan", "Jordanie", "Иордания", "الأردن", "约旦"), is_state=True),
    models.KnownParty("OM", ("Oman", "عُمان"), is_state=True),
    models.KnownParty("RE", ("Réunion",), is_state=True),
    models.KnownParty("LAS", ("League of Arab States",), is_state=False),
    models.KnownParty("NRC", ("Norwegian Refugee Council",), is_state=False),
)


def test_a_register_changes_nothing_of_what_is_known_already_and_adds_what_is_new() -> None:
    words = "The Reunion of families in Jordan went on, the League of Arab States said. Al-Zarqa in Jordan is full."

    assert reading.read(words, parties=REGISTER).parties == reading.read(words).parties
    assert codes("The Norwegian Refugee Council and Réunion sent envoys.", *REGISTER) == {"NRC", "RE"}
    assert codes("وصل الوفد إلى عمان يوم الاثنين للقاء وزير الخارجية", *REGISTER) == set()


def test_a_state_of_the_register_is_a_state_in_every_rule() -> None:
    words = (
        "Envoy ends tour\nMUSCAT, 3 March 2031 – Envoy Kari Solberg of Norway ended a tour that led her to Jordan and Réunion"
        " to discuss the conference on refugees."
    )

    found = reading.read(words, parties=REGISTER)

    assert {party.rule for party in found.parties} == {"party-name"}
    assert [stop.country for mission in found.missions for stop in mission.stops] == ["JO", "RE"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("es", "El ministro se reunió con el enviado de la ONU para hablar sobre los refugiados."),
        ("it", "Il ministro ha incontrato l'inviato delle Nazioni Unite per parlare dei rifugiati nella regione."),
        ("pt", "O ministro se reuniu com o enviado da ONU para falar sobre os refugiados na região."),
        (
            "tr",
            "Bakan, mülteciler için düzenlenen konferans ile ilgili olarak bir açıklama yaptı ve bu konuda konuştu.",
        ),
        ("fa", "وزیر امور خارجه با فرستاده ویژه سازمان ملل درباره پناهندگان گفتگو کرد"),
        ("zh", "外交部长会见了联合国特使，讨论了难民问题。"),
        ("ja", "外務大臣は国連の特使と会談し、難民問題について話し合った。"),
        ("uk", "Міністр зустрівся з посланником ООН та обговорив питання біженців у регіоні."),
        ("und", "12345 %% 77 :: 8"),
    ],
)
def test_a_language_that_is_not_read_is_named_where_it_can_be_told(code: str, words: str) -> None:
    read = reading.read(words)

    assert read.language == code
    assert "language_unsupported" in read.notes
