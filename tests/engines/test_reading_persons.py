"""Persons are found with their capacity, whichever stands first, and are one person under each part of the name."""

import pytest

from secretariat.engines import reading

TITLE = "Talks on a refugee conference\n"
SMALL = frozenset(("the", "a", "an", "of", "for", "from", "to", "in", "and", "on"))

NAMED: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "Iraq's Minister of Migration and Displaced, Evan Yousif, said no.",
        [("Evan Yousif", "Minister of Migration and Displaced", "IQ")],
    ),
    ("The UN Special Envoy for Syria, Geir Olsen, spoke.", [("Geir Olsen", "Special Envoy for Syria", "UN")]),
    ("Geir Olsen, the UN Special Envoy for Syria, spoke.", [("Geir Olsen", "Special Envoy for Syria", "UN")]),
    (
        "UN High Commissioner for Refugees Paolo Grandi arrived.",
        [("Paolo Grandi", "High Commissioner for Refugees", "UNHCR")],
    ),
    (
        "Russian President's Special Representative for the Middle East Mikhail Bogdan met him.",
        [("Mikhail Bogdan", "Special Representative for the Middle East", "RU")],
    ),
    (
        "Emir of Qatar Sheikh Tamim bin Hamad Al Thani welcomed the guests.",
        [("Tamim bin Hamad Al Thani", "Emir", "QA")],
    ),
    ("Qatar's Emir, Sheikh Tamim bin Hamad Al Thani, welcomed it.", [("Tamim bin Hamad Al Thani", "Emir", "QA")]),
    (
        "The head of the Lebanese General Security, Major General Abbas Ibrahim, arrived.",
        [("Abbas Ibrahim", "head of the Lebanese General Security", "LB")],
    ),
    ("EU foreign policy chief Jutta Borg warned.", [("Jutta Borg", "foreign policy chief", "EU")]),
    (
        "High Representative of the European Union for Foreign Affairs Josep Moll said so.",
        [("Josep Moll", "High Representative for Foreign Affairs", "EU")],
    ),
    (
        "German Federal Minister for Economic Cooperation and Development Svenja Haas pledged money.",
        [("Svenja Haas", "Federal Minister for Economic Cooperation and Development", "DE")],
    ),
    ("White House Press Secretary Dan Miller declined.", [("Dan Miller", "Press Secretary", "US")]),
    ("UK Foreign Secretary David Hill met him.", [("David Hill", "Foreign Secretary", "GB")]),
    (
        "Britain's Permanent Representative to the United Nations, Barbara Wood, said.",
        [("Barbara Wood", "Permanent Representative to the United Nations", "GB")],
    ),
    ("WFP Executive Director Cindy Bell announced.", [("Cindy Bell", "Executive Director", "WFP")]),
    ("the director of the Norwegian Refugee Council, Jan Egg, said", [("Jan Egg", "director", "NRC")]),
    (
        "Kazakh Foreign Minister Murat Nurtleu and Uzbek Foreign Minister Bakhtiyor Saidov signed.",
        [("Murat Nurtleu", "Foreign Minister", "KZ"), ("Bakhtiyor Saidov", "Foreign Minister", "UZ")],
    ),
    (
        "Speaker of the Iranian Parliament Mohammad Ghalib said.",
        [("Mohammad Ghalib", "Speaker of the Iranian Parliament", "IR")],
    ),
    (
        "Foreign Ministry spokesman Abdullah Noor of Pakistan said.",
        [("Abdullah Noor", "Foreign Ministry spokesman", "PK")],
    ),
    ("Sultan Haitham of Oman sent a message.", [("Haitham", "Sultan", "OM")]),
    ("Governor of Mosul Najim Jubouri spoke.", [("Najim Jubouri", "Governor of Mosul", "")]),
    ("Mr. Peter Maurer, President of the ICRC, came.", [("Peter Maurer", "President", "ICRC")]),
    ("The Minister for Water of Uganda, Mrs. Betty Amongi, came.", [("Betty Amongi", "Minister for Water", "UG")]),
    (
        "Foreign Minister of the Republic of Armenia Ararat Mirzoyan met.",
        [("Ararat Mirzoyan", "Foreign Minister", "AM")],
    ),
    (
        "Japanese State Minister for Foreign Affairs TSUJI Kiyoto visited.",
        [("TSUJI Kiyoto", "State Minister for Foreign Affairs", "JP")],
    ),
    (
        "Head of the Russian Reconciliation Centre, Rear Admiral Oleg Zhura, reported.",
        [("Oleg Zhura", "Head of the Russian Reconciliation Centre", "RU")],
    ),
    ("Chinese Premier Li Wei said.", [("Li Wei", "Premier", "CN")]),
    (
        "Italian Under-Secretary of State for Foreign Affairs Maria Tripodi said.",
        [("Maria Tripodi", "Under-Secretary of State for Foreign Affairs", "IT")],
    ),
    (
        "The Chairman of the Presidential Council of Libya, Mohamed Menfi, received him.",
        [("Mohamed Menfi", "Chairman of the Presidential Council", "LY")],
    ),
    ("Egypt's chief negotiator Sameh Nour said.", [("Sameh Nour", "chief negotiator", "EG")]),
    ("Turkey's disaster agency head Yunus Sezer said.", [("Yunus Sezer", "disaster agency head", "TR")]),
    ("Carlos Ruiz, who heads the Colombian delegation, said.", []),
    (
        "Carlos Ruiz, Colombia's vice-minister for multilateral affairs, said.",
        [("Carlos Ruiz", "vice-minister for multilateral affairs", "CO")],
    ),
]


def words_of(capacity: str) -> set[str]:
    return set(capacity.lower().replace(",", "").split()) - SMALL


@pytest.mark.parametrize(("words", "wanted"), NAMED, ids=[words[:40] for words, _ in NAMED])
def test_a_person_is_found_with_capacity_and_party(words: str, wanted: list[tuple[str, str, str]]) -> None:
    found = [
        (one.name, words_of(one.capacity), one.party) for one in reading.read(TITLE + words).persons if one.capacity
    ]

    assert [name for name, _, _ in found] == [name for name, _, _ in wanted]
    for (_, capacity, party), (_, likely, code) in zip(found, wanted, strict=True):
        assert len(capacity & words_of(likely)) >= 0.6 * len(capacity | words_of(likely))
        assert not code or party == code


def test_a_later_surname_is_the_same_person() -> None:
    persons = reading.read(
        TITLE + "President Al-Assad received Envoy Geir Olsen. Bashar Al-Assad thanked Olsen."
    ).persons

    assert [one.name for one in persons] == ["Bashar Al-Assad", "Geir Olsen"] or [one.name for one in persons][1:] == [
        "Geir Olsen"
    ]


def test_a_name_in_quotation_marks_is_read_without_them() -> None:
    (person,) = reading.read(
        TITLE + 'He met the special envoy from the Russian President "Alexander Lavrentiev".'
    ).persons

    assert (person.name, person.capacity, person.party) == (
        "Alexander Lavrentiev",
        "special envoy from the Russian President",
        "RU",
    )


@pytest.mark.parametrize(
    ("words", "name", "party"),
    [
        (
            "Le ministre des Affaires étrangères Ousmane Ndiaye a reçu les délégués du Mali pour les entendre.",
            "Ousmane Ndiaye",
            "",
        ),
        (
            "Le porte-parole du HCR Luca Bernasconi a remercié la Suisse pour sa contribution.",
            "Luca Bernasconi",
            "UNHCR",
        ),
        ("Министр иностранных дел Казахстана Данияр Сеитов заявил, что это не так.", "Данияр Сеитов", "KZ"),
        ("Посол Китая Ли Вэй поблагодарил министра за приглашение и уехал.", "Ли Вэй", "CN"),
        ("استقبل وزير الخارجية الأردني خالد الروسان المبعوث في عمان من أجل المؤتمر.", "خالد الروسان", "JO"),
    ],
)
def test_other_languages_give_persons_by_their_titles(words: str, name: str, party: str) -> None:
    persons = reading.read(words).persons

    assert name in [one.name for one in persons]
    assert not party or next(one.party for one in persons if one.name == name) == party


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("استقبل الرئيس السوري بشار الأسد وفدا روسيا في دمشق", "بشار الأسد"),
        ("استقبل الرئيس اللبناني ميشال عون مبعوثاً نرويجيا في بيروت", "ميشال عون"),
        ("التقى الرئيس المصري عبد الفتاح السيسي مساء الأحد وزراء من المنطقة", "عبد الفتاح السيسي"),
        ("قال وزير الخارجية الأردني خالد الروسان طالبا دعم الجميع إن المؤتمر قريب", "خالد الروسان"),
    ],
)
def test_an_arabic_name_ends_before_the_noun_behind_it(words: str, wanted: str) -> None:
    assert [person.name for person in reading.read(words).persons] == [wanted]
