"""Meetings, tours, challenges, initiatives, figures and the conference, each as a report tells of them."""

import pytest

from secretariat.engines import reading
from secretariat.engines.reading import models

TITLE = "Talks on a refugee conference\n"
END = "\nThe delegation spoke of refugees and humanitarian aid.\n"

MEETINGS = [
    (
        "Jordanian Prime Minister Omar Haddad held talks in Geneva with Norway's Foreign Minister, Ingrid Dahl, on the conference.",
        "JO NO",
    ),
    ("Iraqi Foreign Minister Salim Jabouri met with Iranian Ambassador Reza Karimi in Baghdad on Sunday.", "IQ IR"),
    ("The foreign ministers of Kuwait and Qatar met on the sidelines of the General Assembly.", "KW QA"),
    (
        "During a meeting with Lebanese Prime Minister Nabil Aoun, the Italian ambassador said that Rome would help.",
        "LB IT",
    ),
    (
        "At a meeting in Cairo with Jordan's Minister of Water, Hala Zoubi, Egyptian Minister of Irrigation Samir Fahmy proposed a joint plan.",
        "EG JO",
    ),
    (
        "Turkish Vice President Kemal Aydin paid a visit to Baku on Friday and was received by Azerbaijani President Elchin Mammadov.",
        "TR AZ",
    ),
    (
        "German Development Minister Petra Lang visited Amman on Tuesday, where she met with Jordanian Planning Minister Rami Khalil.",
        "DE JO",
    ),
    ("Talks between Serbia and Kosovo on missing persons took place in Brussels on Wednesday.", "RS XK"),
    (
        "A video conference brought together the ministers of health of Kenya, Uganda and Rwanda on Thursday.",
        "KE UG RW",
    ),
    ("The joint committee of Iraq and Syria on water convened in Damascus.", "IQ SY"),
    ("Moroccan Foreign Minister Driss Alaoui conferred with UN Special Envoy Karl Lindqvist in Rabat.", "MA UN"),
    (
        "Tunisia's President Moncef Gharbi had talks with the President of the European Commission, Anna Keller, in Tunis.",
        "TN EU",
    ),
    ("Bulgarian Prime Minister Ivan Petkov hosted his Greek counterpart Nikos Pappas for talks on migration.", "BG GR"),
    (
        "The Polish interior minister, Jan Nowak, sat down with Ukrainian Deputy Prime Minister Oksana Bondar in Warsaw.",
        "PL UA",
    ),
    ("Delegations of Armenia and Georgia met via video link on Monday.", "AM GE"),
    (
        "UNHCR Representative Laura Bianchi called on Minister of Interior Hassan Diab in Beirut; the Lebanese minister thanked her for the agency's work.",
        "UNHCR LB",
    ),
    ("A trilateral meeting of Iran, Turkey and Russia was held in Tehran.", "IR TR RU"),
    (
        "Pakistani Foreign Secretary Asad Khan, who is visiting Kabul, held discussions with acting Foreign Minister Amir Muttaqi on refugees.",
        "PK AF",
    ),
    ("President Nikola Jovanovic of Serbia received today the Ambassador of Japan, Kenji Sato.", "RS JP"),
    (
        "The meeting between Chadian President Idriss Saleh and Sudanese envoy Tarek Osman was held in N'Djamena.",
        "TD SD",
    ),
    (
        "There was a meeting in the palace between the president of Yemen Adel Saleh and the envoy of Oman Said Harthy.",
        "YE OM",
    ),
    (
        "The Minister of Foreign Affairs of Kazakhstan Askar Bekov discussed with the Ambassador of China Wang Lei the agenda of the conference.",
        "KZ CN",
    ),
    ("Senegalese President Amadou Sarr granted an audience to Malian Foreign Minister Moussa Keita.", "SN ML"),
    (
        "Ethiopian State Minister Almaz Bekele and her Kenyan counterpart, Peter Otieno, held a meeting in Moyale on Monday.",
        "ET KE",
    ),
    (
        "The Syrian President Bashar Al-Assad met the Iranian delegation which is headed by Minister of Roads Mehrdad Bazrpash.",
        "SY IR",
    ),
    (
        "A Russian delegation headed by Deputy Foreign Minister Igor Volkov arrived in Beirut and met with President Michel Aoun.",
        "RU LB",
    ),
    ("Canadian officials met with representatives of Colombia in Bogotá on Monday.", "CA CO"),
    (
        "Oman's Foreign Minister Badr Harthy and UN envoy Hans Weber reviewed preparations for the conference in Muscat.",
        "OM UN",
    ),
    (
        "The Secretary-General of the Arab League, Samir Wahba, met in Cairo with the Foreign Minister of Somalia, Abdi Warsame.",
        "LAS SO",
    ),
    (
        "Iraq's National Security Adviser Qasim Araji received the French ambassador to Iraq, Patrick Durand, at his office in Baghdad.",
        "IQ FR",
    ),
    (
        "The Vice-Premier of the State Council of China Li Ming met Prime Minister of Laos Sone Phan in Vientiane.",
        "CN LA",
    ),
    (
        "Prime Minister of Armenia Aram Grigoryan had a meeting with the delegation of the World Bank led by Regional Director Rosa Mayer.",
        "AM WORLD-BANK",
    ),
    ("The first meeting of the Jordanian-Syrian technical team took place on Sunday in Daraa.", "JO SY"),
]


def read(words: str, published: str = "") -> models.Reading:
    return reading.read(TITLE + words + END, published=published)


@pytest.mark.parametrize(("words", "parties"), MEETINGS, ids=[words[:40] for words, _ in MEETINGS])
def test_a_meeting_is_told_of_with_all_who_took_part(words: str, parties: str) -> None:
    found = read(words).meetings

    assert [set(filter(None, (one.host, *one.visitors))) for one in found] == [set(parties.split())]


@pytest.mark.parametrize(
    "words",
    [
        "The Lebanese minister will meet his Iraqi counterpart next week.",
        "Iraqi Foreign Minister Salim Jabouri is expected to receive the envoy of Norway in Baghdad.",
        "The presidents of Iraq and Jordan spoke by telephone on Monday.",
        "The Iraqi minister did not meet the Norwegian envoy.",
        "The Iraqi minister received his staff.",
    ],
)
def test_what_is_planned_or_a_call_or_of_one_party_is_no_meeting(words: str) -> None:
    assert read(words).meetings == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Iraqi Minister Salim Jabouri met Norwegian envoy Ingrid Dahl by video link on Monday.", "video"),
        ("Iraqi Minister Salim Jabouri met Norwegian envoy Ingrid Dahl on the sidelines of the forum.", "margins"),
        ("The joint committee of Iraq and Syria on water convened in Damascus.", "working group"),
        (
            "Iraqi Minister Salim Jabouri received Norwegian envoy Ingrid Dahl. They discussed preparations for the conference.",
            "preparatory",
        ),
        ("Iraqi Minister Salim Jabouri received Norwegian envoy Ingrid Dahl.", "bilateral"),
        ("A trilateral meeting of Iran, Turkey and Russia was held in Tehran.", "other"),
    ],
)
def test_the_kind_of_a_meeting_is_the_first_that_fits(words: str, kind: str) -> None:
    assert [one.kind for one in read(words).meetings] == [kind]


def test_host_guest_place_and_day_of_a_meeting_are_kept() -> None:
    (meeting,) = read(
        "Iraqi Foreign Minister Salim Jabouri received Norwegian Special Envoy Ingrid Dahl in Baghdad on Monday.",
        "2031-05-14",
    ).meetings

    assert (meeting.host, meeting.host_person) == ("IQ", "Salim Jabouri")
    assert (meeting.visitors, meeting.head) == (("NO",), "Ingrid Dahl")
    assert (meeting.city, meeting.country, meeting.when) == ("Baghdad", "IQ", "2031-05-12")


def test_a_tour_has_its_stops_and_whether_it_was_reported() -> None:
    (mission,) = read(
        "Egyptian envoy Sherif Lotfy returned from a tour that took him to Uganda, Rwanda and Tanzania. "
        "Lotfy briefed the minister on the outcome of the tour."
    ).missions

    assert (mission.party, mission.head) == ("EG", "Sherif Lotfy")
    assert [stop.country for stop in mission.stops] == ["UG", "RW", "TZ"]
    assert mission.reports_back


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Syria said that some states put pressure on those willing to take part.", "pressure"),
        ("The United States called on all states not to attend the conference.", "call not to attend"),
        ("UNHCR warned that the money for the camps would run out by May.", "funding"),
        ("Norway condemned the attacks on the convoys.", "security"),
        ("China stressed that the sanctions hinder the return of refugees.", "sanctions"),
        ("Syria stated that some countries try to prevent the conference from being held.", "obstruction"),
    ],
)
def test_a_challenge_is_of_the_kind_its_words_say_and_somebody_says_it(words: str, kind: str) -> None:
    (challenge,) = read(words).challenges

    assert challenge.kind == kind
    assert challenge.said_by


def test_an_initiative_is_what_a_party_proposes_to_set_up() -> None:
    (initiative,) = read(
        "Ethiopia proposed a fund of 30 million dollars for wells. Kenya proposed to meet in May."
    ).initiatives

    assert (initiative.party, initiative.text) == ("ET", "a fund of 30 million dollars for wells")


@pytest.mark.parametrize(
    ("words", "value", "unit", "qualifier"),
    [
        ("Jordan hosts some 650,000 Syrian refugees.", 650_000, "persons", "about"),
        ("Norway pledged 90 million euros for food.", 90_000_000, "EUR", ""),
        ("Canada pledged 75 million Canadian dollars for housing.", 75_000_000, "CAD", ""),
        ("Germany gave $1.5 billion for the camps in Chad.", 1_500_000_000, "USD", ""),
        ("More than three million people fled to Chad.", 3_000_000, "persons", "more than"),
        ("Iraq counted 12,400 families in the camps.", 12_400, "households", ""),
        ("Qatar sent 40 tonnes of medicine to Chad.", 40, "tonnes", ""),
        ("The number of people displaced in Haiti stands at 1.1 million.", 1_100_000, "persons", ""),
    ],
)
def test_a_figure_has_value_unit_and_qualifier(words: str, value: float, unit: str, qualifier: str) -> None:
    (figure,) = read(words).figures

    assert figure.value == pytest.approx(value)
    assert (figure.unit, figure.qualifier) == (unit, qualifier)


@pytest.mark.parametrize(
    "words",
    [
        "Iraq invited 52 states and 12 organisations.",
        "The share rose by 12 per cent in Iraq.",
        "The minister of Iraq, 54, spoke for 20 minutes on 12 May 2031.",
        "Iraq signed 8 memoranda in 2030.",
    ],
)
def test_dates_ages_shares_and_counts_of_states_are_no_figures(words: str) -> None:
    assert read(words).figures == ()


def test_the_conference_has_its_place_and_its_time_against_the_day_of_the_report() -> None:
    words = (
        "Iraq and Norway discussed the international conference on refugees which is being held in Damascus next month."
    )

    (opened,) = read(words).conferences
    (settled,) = read(words, "2020-10-29").conferences

    assert (opened.city, opened.country, opened.when, opened.precision) == ("Damascus", "SY", "", "open")
    assert opened.when_words == settled.when_words == "next month"
    assert (settled.when, settled.precision) == ("2020-11", "month")
    assert "date_open" in read(words).notes
    assert "date_open" not in read(words, "2020-10-29").notes


def test_ministries_are_named_with_their_party() -> None:
    bodies = read("A Russian delegation from the Ministries of Defense and the Foreign Affairs visited Syria.").bodies

    assert [(body.name, body.party) for body in bodies] == [
        ("Ministry of Defense", "RU"),
        ("Ministry of Foreign Affairs", "RU"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Rovers reach the final\nThe Croatian forward said the team was ready. The coach promised to attack.",
        "Soup with lentils\nTurkish cooks insist that lemon belongs in it. Add 300 grams of lentils.",
        "Shares rise\nJapanese shares rose 2 per cent. The company announced that it would recall 120,000 cars.",
        "Storm ahead\nForecasters warned that rain would reach Spain and France on Monday.",
        "New phone\nThe South Korean maker unveiled a phone with two screens and promised updates for 7 years.",
    ],
)
def test_a_report_of_other_things_gives_no_draft(words: str) -> None:
    found = reading.read(words)

    assert not found.is_relevant
    drafts = (
        found.statements,
        found.meetings,
        found.missions,
        found.challenges,
        found.initiatives,
        found.figures,
        found.conferences,
    )
    assert not any(drafts)


TOLD_BACK = (
    "President receives envoy\nBEIRUT, October 12, 2020 (Cedar News) – Lebanese President Michel Aoun received on Monday"
    " Norwegian Special Envoy Kari Solberg. Solberg briefed the president on the results of her tour of Jordan and Iraq,"
    " which host Syrian refugees. The two sides discussed the preparations for the conference on refugees, which is to be"
    " held in Damascus next month."
)


def test_where_a_tour_is_reported_back_is_no_stop_of_it() -> None:
    found = reading.read(TOLD_BACK)

    [mission] = found.missions
    assert mission.reports_back
    assert [stop.country for stop in mission.stops] == ["JO", "IQ"]


def test_the_day_of_a_dateline_is_never_that_of_the_conference() -> None:
    headed = "Norway asks for calm before conference BEIRUT, October 12, 2020 (Cedar News) – Lebanon welcomed Norway's envoy."

    [conference] = reading.read(TOLD_BACK).conferences
    joined = reading.read(
        f"{headed} The conference is to be held in Damascus next month, Lebanon said.", published="2020-10-12"
    )

    assert (conference.when, conference.when_words, conference.city) == ("2020-11", "next month", "Damascus")
    assert [(one.when, one.when_words) for one in joined.conferences] == [("2020-11", "next month")]
