"""What stands on badges, plates, cards and certificates, in every script and for every name."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from i18nfield.strings import LazyI18nString
from PIL import Image
from pypdf import PdfReader

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference, ShownName
from secretariat.delegations.models import DelegateState, Standing
from secretariat.door.models import Colour, PrintKind
from secretariat.door.queries import (
    attendees,
    days_attended,
    files_beside,
    house_source,
    papers_of,
    runs_of,
    samples_of,
)
from secretariat.engines.paper import draw, lay_out
from tests import make, make_door, make_printing

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ar", "zh", "ru", "fr", "es")


def laid_out(conference: Conference, kind: str, wanted: list[int], language: str = "en") -> list[str]:
    papers = papers_of(conference, kind, wanted, language)
    files = {**papers.files, **files_beside(conference, kind)}
    return make_printing.pages_of(lay_out(house_source(kind), papers.data, files))


def glyphs_of(pdf: bytes) -> list[list[bytes]]:
    """The glyphs of each page in the order in which they stand, from the left to the right."""
    from pypdf.generic import ContentStream  # noqa: PLC0415

    found = []
    reader = PdfReader(io.BytesIO(pdf))
    for page in reader.pages:
        shown: list[bytes] = []
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            parts = operands[0] if operator == b"TJ" else operands if operator == b"Tj" else []
            for part in parts:
                if not isinstance(part, int | float):
                    raw = part if isinstance(part, bytes) else part.original_bytes
                    shown += [raw[place : place + 2] for place in range(0, len(raw), 2)]
        found.append(shown)
    return found


def test_a_badge_says_who_somebody_is_and_where_they_may_be() -> None:
    conference = make.conference()
    bearer = make_door.delegate(
        conference,
        original_name="أمل حدّاد",
        honorific="H.E.",
        capacity=LazyI18nString({"en": "Minister of Social Affairs", "fr": "Ministre"}),
    )
    badge = make_door.badge(bearer, zones=["A", "PRESS"])

    (page,) = laid_out(conference, PrintKind.BADGE, [badge.pk])

    for said in ("Amal Haddad", "H.E.", "Minister of Social Affairs", "Lebanon", "Liban", "Delegate", "A", "PRESS"):
        assert said in page
    assert badge.number in page
    assert "11–12 November 2020" in page
    assert conference.title.localize("en") in page


def test_a_badge_is_as_large_as_it_should_be_and_its_code_can_be_scanned() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    papers = papers_of(conference, PrintKind.BADGE, [badge.pk], "en")
    files = {**papers.files, **files_beside(conference, PrintKind.BADGE)}

    pdf = lay_out(house_source(PrintKind.BADGE), papers.data, files)
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    drawn = Image.open(io.BytesIO(draw(house_source(PrintKind.BADGE), papers.data, files, dots=300)[0])).convert("L")

    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [90, 130]
    code = Image.open(io.BytesIO(papers.files[f"code-{badge.number}.png"])).convert("L")
    wide = 35 / 25.4 * 300
    left, top = (90 - 5 - 35) / 25.4 * 300, 18 / 25.4 * 300
    step = wide / code.size[0]
    quiet = 4
    assert (code.size[0] - 2 * quiet) * step / 300 * 25.4 >= 30
    wrong = [
        (x, y)
        for y in range(code.size[1])
        for x in range(code.size[0])
        if (drawn.getpixel((round(left + (x + 0.5) * step), round(top + (y + 0.5) * step))) < 128)  # type: ignore[operator]
        != (code.getpixel((x, y)) < 128)  # type: ignore[operator]
    ]
    assert wrong == []


def test_arabic_letters_are_joined_and_run_from_the_right() -> None:
    source = (
        '#import "house.typ": *\n#let data = json("data.json")\n#show: paper.with(data)\n'
        "#for (place, word) in data.words.enumerate() {\n  if place > 0 { pagebreak() }\n"
        '  fit((text: word, language: "ar", direction: "rtl"), width: 80mm, height: 20mm, from: 20pt)\n}'
    )
    # A word; then its letters in the form they take in it; then the letters standing alone.
    words = ["أمل", "\u200dل", "م\u200d", "أ", "ل", "م"]
    data = {"conference": {"language": "ar", "direction": "rtl"}, "words": words}

    pdf = lay_out(source, data, files_beside(make.conference(), PrintKind.BADGE))

    word, final_lam, initial_meem, alef, lone_lam, lone_meem = glyphs_of(pdf)
    assert word == [*final_lam, *initial_meem, *alef]
    assert final_lam != lone_lam
    assert initial_meem != lone_meem


@pytest.mark.parametrize(("language", "first"), [("en", "Amal"), ("ar", "أمل"), ("ru", "Amal")])
def test_the_name_in_the_letters_of_the_paper_comes_first(language: str, first: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference, "Amal", original_name="أمل"))

    papers = papers_of(conference, PrintKind.BADGE, [badge.pk], language)

    names = papers.data["people"][0]["names"]
    assert names[0]["text"] == first
    assert {each["text"]: (each["language"], each["direction"]) for each in names} == {
        "Amal": ("en", "ltr"),
        "أمل": ("ar", "rtl"),
    }


@pytest.mark.parametrize("kind", [PrintKind.BADGE, PrintKind.BADGE_SHEET, PrintKind.NAME_PLATE])
@pytest.mark.parametrize(
    "name",
    [
        '<b>"=1+1\' #read("/etc/passwd") $x$ \\ @ref `raw` *bold*',
        "X",
        "W" * 200,
        "ع" * 200,
        "王" * 200,
        "Amal أمل Амаль 阿迈勒",
        "Amal 🕊️ Haddad",
        "ქართული",
        "a\u202eb\u0000c",
    ],
)
def test_no_name_breaks_a_paper_or_makes_another_page(kind: str, name: str) -> None:
    conference = make.conference()
    bearer = make_door.delegate(conference, name.replace("\x00", ""), original_name=name.replace("\x00", ""))
    wanted = make_door.badge(bearer).pk if kind != PrintKind.NAME_PLATE else bearer.pk

    assert len(laid_out(conference, kind, [wanted])) == 1


@pytest.mark.parametrize(
    "name", ["W" * 200, "ع" * 200, "Sergei Vladimirovich Konstantinopolskii-Preobrazhenskii " * 4, "Ж ع W 王 " * 25]
)
def test_long_names_stay_inside_of_the_badge(name: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference, name[:300]))
    papers = papers_of(conference, PrintKind.BADGE, [badge.pk], "en")

    files = {**papers.files, **files_beside(conference, PrintKind.BADGE)}
    drawn = Image.open(io.BytesIO(draw(house_source(PrintKind.BADGE), papers.data, files, dots=100)[0])).convert("L")

    dot = 100 / 25.4
    # The names stand between 60 and 95 mm from the top; beside them nothing is printed.
    for start, end in ((0, 4.4), (85.6, 90)):
        strip = drawn.crop((round(start * dot), round(59 * dot), round(end * dot), round(94 * dot)))
        assert strip.getextrema() == (255, 255)


def test_a_paper_calls_a_party_as_the_conference_does_in_its_languages() -> None:
    conference = make.conference(languages=["en", "fr", "ar"])
    ShownName.objects.create(
        conference=conference,
        party=make.party("LB"),
        name=LazyI18nString({"en": "Lebanon (host)", "fr": "Liban (hôte)", "es": "Líbano"}),
    )
    delegation = make.delegation(conference)

    papers = papers_of(conference, PrintKind.TABLE_CARD, [delegation.pk], "fr")

    assert [name["text"] for name in papers.data["parties"][0]["names"]] == ["Liban (hôte)", "Lebanon (host)"]


def test_a_card_stands_twice_on_its_page_in_two_languages_at_least() -> None:
    conference = make.conference()
    delegation = make.delegation(conference)

    (page,) = laid_out(conference, PrintKind.TABLE_CARD, [delegation.pk])

    assert page.count("Lebanon") == 2
    assert page.count("Liban") == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PrintKind.values)
def test_every_paper_is_laid_out_in_every_language_with_the_samples(kind: str, language: str) -> None:
    conference = make.conference()
    papers = samples_of(conference, kind, language)

    pdf = lay_out(house_source(kind), papers.data, {**papers.files, **files_beside(conference, kind)})

    assert len(PdfReader(io.BytesIO(pdf)).pages) == (2 if kind == PrintKind.BADGE_SHEET else 5)


@pytest.mark.parametrize("colour", [*Colour.values, "unknown"])
def test_every_colour_of_a_class_is_known(colour: str) -> None:
    conference = make.conference()
    papers = samples_of(conference, PrintKind.BADGE, "en")
    papers.data["people"] = [
        {**papers.data["people"][0], "class": {**papers.data["people"][0]["class"], "colour": colour}}
    ]

    files = {**papers.files, **files_beside(conference, PrintKind.BADGE)}
    assert len(make_printing.pages_of(lay_out(house_source(PrintKind.BADGE), papers.data, files))) == 1


def test_a_certificate_tells_the_days_by_the_clock_of_the_venue() -> None:
    conference = make.conference()
    bearer = make_door.delegate(conference)
    badge, gate = make_door.badge(bearer), make_door.gate(conference)
    # Half past eleven in the evening in London is the next day in Damascus.
    for at in (datetime(2020, 11, 11, 8, tzinfo=UTC), datetime(2020, 11, 12, 23, 30, tzinfo=UTC)):
        make_door.scan(badge, gate, at)
    make_door.scan(badge, gate, datetime(2020, 11, 14, 8, tzinfo=UTC), is_admitted=False)

    (page,) = laid_out(conference, PrintKind.CERTIFICATE, [bearer.pk])

    assert days_attended(conference, [bearer.pk]) == {bearer.pk: [date(2020, 11, 11), date(2020, 11, 13)]}
    assert "attended the conference on 11 November 2020 and 13 November 2020." in page
    assert "Certificate of attendance" in page


def test_days_that_follow_each_other_are_one_run() -> None:
    days = [date(2020, 11, day) for day in (10, 11, 12, 14)]

    assert runs_of(days) == [(days[0], days[2]), (days[3], days[3])]
    assert runs_of([]) == []


def test_certificates_are_for_those_who_were_let_in_and_for_parties_that_attended() -> None:
    conference = make.conference()
    seen = make_door.delegate(conference, "Seen", "LB")
    refused = make_door.delegate(conference, "Refused", "LB")
    gate = make_door.gate(conference)
    make_door.scan(make_door.badge(seen), gate)
    make_door.scan(make_door.badge(refused), gate, is_admitted=False)
    came = make_door.delegate(conference, "Came", "JO")
    make_door.delegate(conference, "Never accredited", "JO", state=DelegateState.NOMINATED)
    make.answer(make.invitation(conference, make.party("JO")), Standing.ATTENDED)
    make_door.delegate(conference, "Absent", "EG")
    make.answer(make.invitation(conference, make.party("EG")), Standing.ACCEPTED)

    found = attendees(conference, make.user(Role.SECRETARY, conference))

    assert {each.name for each in found} == {"Seen", "Came"}
    papers = papers_of(conference, PrintKind.CERTIFICATE, [came.pk], "en")
    assert papers.data["people"][0]["attended"] == "attended the conference (11–12 November 2020)."


def test_a_restricted_delegate_is_printed_by_secretaries_alone() -> None:
    conference = make.conference()
    hidden = make_door.delegate(conference, sensitivity="restricted")
    make_door.scan(make_door.badge(hidden), make_door.gate(conference))

    officer = make.user(Role.DESK_OFFICER, conference, desks=["door"])

    assert not attendees(conference, officer).exists()
    assert attendees(conference, make.user(Role.SECRETARY, conference)).exists()


def test_languages_as_others_write_them_do_not_break_a_paper() -> None:
    conference = make.conference()
    odd: Any = LazyI18nString({"<b>": "x", "zh-hans": "部长", "english": "y"})
    bearer = make_door.delegate(conference, capacity=odd)

    papers = papers_of(conference, PrintKind.NAME_PLATE, [bearer.pk], "zh")

    assert papers.data["people"][0]["capacity"] == {"text": "部长", "language": "zh", "direction": "ltr"}
    assert len(laid_out(conference, PrintKind.NAME_PLATE, [bearer.pk])) == 1
