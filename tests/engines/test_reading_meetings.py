"""Meetings in the wordings of many desks: who received, joined or met whom, and what only looks like a meeting."""

import pytest

from secretariat.engines import reading

TITLE = "Talks on the return of refugees\n"


def meetings(words: str) -> list[tuple[str, list[str]]]:
    """Return the kind and the parties of each meeting of a report, in an order of their own."""
    found = reading.read(words if "\n" in words else TITLE + words, published="2031-05-05").meetings
    return sorted((one.kind, sorted(code for code in (one.host, *one.visitors) if code)) for one in found)


TOLD = [
    (
        (
            "Kenya's Interior Minister, Joseph Mwangi, hosted a working breakfast for the Ugandan State "
            "Minister for Relief, Ruth Akello, in Nairobi on Tuesday."
        ),
        [("bilateral", ["KE", "UG"])],
    ),
    (
        (
            "Talks were held in Tunis on Friday between Tunisian Foreign Minister Sami Trabelsi and the EU's "
            "migration commissioner, Elsa Koch."
        ),
        [("bilateral", ["EU", "TN"])],
    ),
    (
        (
            "In a meeting with Iraqi Foreign Minister Ali Hassan in Baghdad on Monday, UNHCR Representative "
            "Maria Lopez said aid was short."
        ),
        [("bilateral", ["IQ", "UNHCR"])],
    ),
    (
        ("The foreign ministers of Peru, Chile and Bolivia met in Lima on Thursday to discuss migrants."),
        [("other", ["BO", "CL", "PE"])],
    ),
    (
        (
            "Jordan's Foreign Minister, Omar Haddad, exchanged views with Japan's Special Envoy, Kenji "
            "Tanaka, in Amman on refugees."
        ),
        [("bilateral", ["JO", "JP"])],
    ),
    (
        (
            "The Ambassador of France to Mali, Luc Perrin, paid a courtesy call on President Mariam Diallo "
            "of Mali on Monday. They discussed refugees."
        ),
        [("bilateral", ["FR", "ML"])],
    ),
    (
        (
            "On the sidelines of the General Assembly, Egyptian Foreign Minister Hany Fouad met Sudanese "
            "envoy Amir Osman to discuss refugees."
        ),
        [("margins", ["EG", "SD"])],
    ),
    (
        (
            "The two ministers, meeting in Vienna on Monday, called for more aid for refugees. Austria's "
            "interior minister, Karl Moser, had chosen the place. His Hungarian counterpart, Zoltan Kiss, "
            "came by train."
        ),
        [("bilateral", ["AT", "HU"])],
    ),
    (
        (
            "Austria's interior minister, Karl Moser, travelled to Budapest. Hungary's interior minister, "
            "Zoltan Kiss, was waiting at the station. The two ministers met for an hour and discussed "
            "refugees."
        ),
        [("bilateral", ["AT", "HU"])],
    ),
    (
        (
            "President Karl Moser of Austria received Hungarian Foreign Minister Zoltan Kiss in Vienna on "
            "Monday to discuss refugees. Earlier in the day, Kiss had met Austrian Chancellor Eva Gruber."
        ),
        [("bilateral", ["AT", "HU"]), ("bilateral", ["AT", "HU"])],
    ),
    (
        (
            "The Greek Foreign Minister, Nikos Pappas, received the Albanian Foreign Minister, Arben Hoxha, "
            "in Athens and then met separately with the UNHCR Representative, Laura Vidal, on refugees."
        ),
        [("bilateral", ["AL", "GR"]), ("bilateral", ["GR", "UNHCR"])],
    ),
    (
        (
            "The preparations for the Tirana conference were the subject of the talks which Albanian Foreign "
            "Minister Arben Hoxha held on Monday with UNHCR Representative Laura Vidal."
        ),
        [("preparatory", ["AL", "UNHCR"])],
    ),
    (
        ("The joint Chadian-Sudanese committee on refugees met in Adré on Tuesday."),
        [("working group", ["SD", "TD"])],
    ),
    (
        (
            "Chad's Minister Idriss Adoum and Sudan's Minister Omer Bashir co-chaired the fourth session of "
            "the tripartite commission on refugees in Adré. UNHCR took part with its Representative, Laura "
            "Vidal."
        ),
        [("working group", ["SD", "TD", "UNHCR"])],
    ),
    (
        (
            "Chad's Foreign Minister Idriss Adoum told Sudan's Ambassador, Omer Bashir, when he received him "
            "on Monday, that refugees would be helped."
        ),
        [("bilateral", ["SD", "TD"])],
    ),
    (
        (
            "Chad's Foreign Minister Idriss Adoum met Sudan's Ambassador, Omer Bashir, in N'Djamena on "
            "Monday to discuss refugees. Later both men joined Niger's Foreign Minister, Sani Issa, by video "
            "link."
        ),
        [("bilateral", ["SD", "TD"]), ("video", ["NE", "SD", "TD"])],
    ),
    (
        (
            "Slovak Prime Minister Jan Novak and his Czech counterpart, Petr Dvorak, sat down together in "
            "Bratislava on Monday to talk about refugees."
        ),
        [("bilateral", ["CZ", "SK"])],
    ),
    (
        ("Slovak Prime Minister Jan Novak's talks with Czech Premier Petr Dvorak in Bratislava focused on refugees."),
        [("bilateral", ["CZ", "SK"])],
    ),
    (
        (
            "A Norwegian delegation led by State Secretary Ida Moen was welcomed in Amman on Monday by "
            "Jordan's Planning Minister, Rania Saleh, for talks on refugees."
        ),
        [("bilateral", ["JO", "NO"])],
    ),
    (
        (
            "During her visit to Beirut, German State Minister Eva Kraus was received by Lebanese Prime "
            "Minister Nabil Khoury, with whom she discussed refugees."
        ),
        [("bilateral", ["DE", "LB"])],
    ),
    (
        (
            "Qatar's Minister of State Hamad Al-Kuwari called on Turkish President Selim Demir in Ankara. "
            "The talks covered refugees."
        ),
        [("bilateral", ["QA", "TR"])],
    ),
    (
        ("Ankara and Doha held a fourth round of talks on refugees in Istanbul on Monday."),
        [("bilateral", ["QA", "TR"])],
    ),
    (
        ("Delegations from Iran, Pakistan and UNHCR gathered in Islamabad on Monday for tripartite talks on refugees."),
        [("other", ["IR", "PK", "UNHCR"])],
    ),
    (
        (
            "The trilateral meeting, attended by the interior ministers of Spain, Morocco and Mauritania, "
            "took place in Rabat on Monday and dealt with refugees."
        ),
        [("other", ["ES", "MA", "MR"])],
    ),
    (
        (
            "Readout of Secretary Laura Hill's meeting with Foreign Minister Pedro Ruiz of Colombia\nBOGOTA, "
            "4 May 2031 – Secretary of State Laura Hill of the United States met today with Colombian "
            "Foreign Minister Pedro Ruiz. The Secretary thanked Colombia for hosting refugees."
        ),
        [("bilateral", ["CO", "US"])],
    ),
    (
        (
            "President of Ghana receives envoy of Togo\nACCRA, 4 May 2031 (GNA) – President Kofi Mensah "
            "received in audience on Monday at Jubilee House Togo's special envoy, Koffi Adjo. They talked "
            "about refugees."
        ),
        [("bilateral", ["GH", "TG"])],
    ),
    (
        (
            "Ghanaian, Togolese ministers discuss refugees in Accra\nACCRA, 4 May 2031 (GNA) – Ghana's "
            "Foreign Minister Ama Owusu and Togo's Foreign Minister Robert Dossou on Monday reviewed the "
            "return of refugees."
        ),
        [("bilateral", ["GH", "TG"])],
    ),
]
NONE = [
    (
        "Egypt's Foreign Minister Hany Fouad will receive Sudan's envoy Amir Osman in Cairo on Sunday to "
        "discuss refugees."
    ),
    (
        "A meeting between Egypt's Foreign Minister Hany Fouad and Sudan's envoy Amir Osman was "
        "postponed because of the weather. Refugees wait."
    ),
    ("Talks between Egypt and Sudan on refugees are to open in Cairo next week."),
    ("Egyptian Foreign Minister Hany Fouad spoke by telephone with Sudanese envoy Amir Osman about refugees."),
    ("In the evening Italy's Foreign Minister, Giulia Ferri, joined the pair for dinner."),
    (
        "Ghana's Foreign Minister Ama Owusu said refugees were welcome. Togo's Foreign Minister Robert "
        "Dossou said in Lomé that he agreed."
    ),
    ("Ghana and Togo will hold talks on refugees. The two ministers are to meet in May."),
    ("Ghana, which met Togo in the final, and refugees watched. The UN praised both."),
    "The committee of Chad and Sudan on refugees was to have met in Adré. It will not.",
]


@pytest.mark.parametrize(("words", "wanted"), TOLD)
def test_a_meeting_is_found_in_every_wording(words: str, wanted: list[tuple[str, list[str]]]) -> None:
    assert meetings(words) == wanted


@pytest.mark.parametrize("words", NONE)
def test_what_is_planned_off_or_by_telephone_is_no_meeting(words: str) -> None:
    assert meetings(words) == []


def test_a_meeting_of_which_only_the_title_tells_is_found_there() -> None:
    words = "Ministers of Ghana and Togo meet in Accra\nRefugees from Togo have waited for a year, the UN said in a statement."

    assert meetings(words) == [("bilateral", ["GH", "TG"])]
    assert meetings(words.replace("meet", "to meet")) == []


HEAD = "Visit on refugees\nACCRA, 4 May 2031 (GNA) – "
RECEIVED = "Ghana's President Kofi Mensah received Togo's Foreign Minister Koffi Adjo on Monday"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (" to discuss the preparations for the Lomé conference on refugees.", "preparatory"),
        (" to discuss bilateral ties and the preparations for the Lomé conference on refugees.", "bilateral"),
        (", who is in Accra for the conference on refugees that is being held there.", "bilateral"),
        (
            ". The two discussed trade, the border and the conference on refugees to be held in Lomé in June.",
            "bilateral",
        ),
        (
            ". They discussed the agenda of the conference on refugees to be held in Lomé in June, and trade.",
            "preparatory",
        ),
        (" by video conference to talk about refugees.", "video"),
    ],
)
def test_a_meeting_is_preparatory_where_a_conference_to_come_is_named_first(words: str, kind: str) -> None:
    assert meetings(HEAD + RECEIVED + words) == [(kind, ["GH", "TG"])]
