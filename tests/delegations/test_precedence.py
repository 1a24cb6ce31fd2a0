"""Who comes before whom: heads by rank and protocol order, and the list of participants in each language."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, ShownName
from secretariat.delegations.models import Delegate, DelegateState, Occasion
from secretariat.delegations.queries import heads_of, participants_of
from tests import make

pytestmark = pytest.mark.django_db
HEADS = "/en/damascus-2020/office/delegates/heads/"
LIST = "/en/damascus-2020/office/delegates/participants/"


def _reader(conference: Conference) -> User:
    return make.user(Role.READER, conference)


def _head(conference: Conference, code: str, name: str, rank: str = "", **fields: Any) -> Delegate:
    delegation = make.delegation(conference, make.party(code))
    return make.delegate(delegation, name, role="head", rank=rank, **fields)


def _accredited(conference: Conference) -> Conference:
    """Two delegations, both with people of several scripts, all accredited."""
    done = {"state": DelegateState.ACCREDITED}
    egypt = _head(conference, "EG", "Samir Farag", "minister", original_name="سمير فرج", **done)
    make.delegate(egypt.delegation, "Zaki Ali", rank="expert", **done)
    make.delegate(egypt.delegation, "Amal Nour", rank="ambassador", **done)
    make.delegate(egypt.delegation, "Basma Adel", **done)
    minister = LazyI18nString({"en": "Minister for Foreign Affairs", "fr": "Ministre des Affaires étrangères"})
    _head(conference, "ES", "José Núñez", "minister", capacity=minister, honorific="H.E.", **done)
    return conference


def test_heads_stand_by_rank_and_heads_of_equal_rank_in_protocol_order() -> None:
    conference = make.conference()
    _head(conference, "LB", "Without rank")
    _head(conference, "JO", "A minister", "minister")
    _head(conference, "IQ", "A premier", "head of government")
    _head(conference, "FR", "A president", "head of state")
    _head(conference, "EG", "Another minister", "minister")

    names = [head.delegate.name for head in heads_of(conference, _reader(conference), language="en")]

    assert names == ["A president", "A premier", "Another minister", "A minister", "Without rank"]


@pytest.mark.parametrize(
    ("language", "codes"),
    [
        # É is e, and alef with hamza is alef: neither stands behind the whole alphabet.
        ("fr", ["EG", "EC", "ES"]),
        ("en", ["EC", "EG", "ES"]),
        ("ru", ["EG", "ES", "EC"]),
        ("ar", ["ES", "EC", "EG"]),
    ],
)
def test_protocol_order_is_that_of_the_chosen_language(language: str, codes: list[str]) -> None:
    conference = make.conference()
    for code in ("ES", "EC", "EG"):
        _head(conference, code, f"Head of {code}", "minister")

    found = heads_of(conference, _reader(conference), language=language)

    assert [head.delegate.party.code for head in found] == codes


def test_an_order_that_the_conference_chose_goes_before_the_alphabet() -> None:
    conference = make.conference()
    for code in ("AL", "DZ"):
        _head(conference, code, f"Head of {code}", "minister")
    ShownName.objects.create(conference=conference, party=make.party("DZ"), name="", position=1)

    found = heads_of(conference, _reader(conference), language="en")

    assert [head.delegate.party.code for head in found] == ["DZ", "AL"]


def test_only_heads_with_a_place_in_a_delegation_to_the_conference_stand_there() -> None:
    conference = make.conference()
    _head(conference, "JO", "Refused", "minister", state=DelegateState.REFUSED)
    mission = make.delegation(conference, make.party("IQ"), occasion=Occasion.MISSION)
    make.delegate(mission, "On a mission", role="head")
    secret = _head(conference, "FR", "Hidden Person", sensitivity="restricted")

    assert heads_of(conference, _reader(conference), language="en") == []
    shown = heads_of(conference, make.user(Role.SECRETARY, conference), language="en")
    assert [head.delegate for head in shown] == [secret]


def test_participants_stand_by_party_in_protocol_order_with_precedence_inside() -> None:
    conference = _accredited(make.conference())

    found = participants_of(conference, _reader(conference), language="en")

    listed = [(str(party.name), [person.name for person in party.people]) for party in found.parties]
    assert listed == [
        ("Egypt", ["Samir Farag", "Amal Nour", "Zaki Ali", "Basma Adel"]),
        ("Spain", ["José Núñez"]),
    ]
    assert found.count == 5


def test_whoever_is_not_accredited_of_the_media_or_kept_for_fewer_is_not_on_the_list() -> None:
    conference = _accredited(make.conference())
    delegation = make.delegation(conference, make.party("LB"))
    make.delegate(delegation, "Nominated only")
    make.delegate(delegation, "A journalist", state=DelegateState.ACCREDITED, is_media=True)
    make.delegate(delegation, "Hidden Person", state=DelegateState.ACCREDITED, sensitivity="restricted")
    make.delegate(make.delegation(make.conference("geneva-2021")), "Elsewhere", state=DelegateState.ACCREDITED)

    found = participants_of(conference, _reader(conference), language="en")

    assert (found.count, found.media) == (5, 1)
    browser = make.client(_reader(conference))
    for kind in ("", "?format=csv", "?format=xlsx", "?format=pdf"):
        content = browser.get(f"{LIST}{kind}").content
        assert not any(name in content for name in (b"Nominated only", b"A journalist", b"Hidden Person", b"Elsewhere"))
    told = make.client(make.user(Role.SECRETARY, conference)).get(LIST).content.decode()
    assert "Hidden Person" in told
    assert "The media are not on this list: 1." in told


def test_the_list_is_a_csv_and_a_workbook_in_the_language_of_the_address() -> None:
    conference = _accredited(make.conference())
    make.delegate(Delegate.objects.get(name="José Núñez").delegation, "=1+1", state=DelegateState.ACCREDITED)
    browser = make.client(_reader(conference))

    french = browser.get(f"{LIST.replace('/en/', '/fr/')}?format=csv").content.decode("utf-8-sig")
    arabic = browser.get(f"{LIST.replace('/en/', '/ar/')}?format=xlsx")

    rows = list(csv.reader(io.StringIO(french)))
    assert [row[0] for row in rows[1:]] == ["Égypte"] * 4 + ["Espagne"] * 2
    assert rows[5][1:] == ["H.E. José Núñez", "", rows[5][3], "Ministre des Affaires étrangères", ""]
    assert rows[6][1] == "'=1+1"
    sheet = openpyxl.load_workbook(io.BytesIO(arabic.content)).active
    assert sheet is not None
    assert (sheet.sheet_view.rightToLeft, sheet.freeze_panes) == (True, "A2")
    assert arabic["Content-Disposition"].endswith('"damascus-2020-participants-ar.xlsx"')
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "مصر" in cells
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("language", "party", "page"), [("en", "Egypt", "1 / 1"), ("fr", "Espagne", "1 / 1"), ("ru", "Испания", "1 / 1")]
)
def test_the_list_is_a_pdf_in_the_language_of_the_address(language: str, party: str, page: str) -> None:
    conference = _accredited(make.conference())

    answer = make.client(_reader(conference)).get(f"{LIST.replace('/en/', f'/{language}/')}?format=pdf")

    text = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert answer["Content-Type"] == "application/pdf"
    assert all(each in text for each in (party, "José Núñez", "Samir Farag", page))


def test_hostile_names_are_set_on_paper_and_shown_harmlessly(tmp_path: Path) -> None:
    conference = make.conference()
    done = {"state": DelegateState.ACCREDITED}
    head = _head(conference, "LB", make.HOSTILE, **done)
    for name in ('#import "x"; $a$ *b* @c', "Ж" * 200, "🙂 王小明", "x"):
        make.delegate(head.delegation, name, **done)
    browser = make.client(_reader(conference))

    paper, page = browser.get(f"{LIST}?format=pdf"), browser.get(LIST).content.decode()

    text = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(paper.content)).pages)
    assert '#import "x"; $a$ *b* @c' in text
    assert make.HOSTILE not in page


def test_the_pages_ask_the_same_for_one_and_for_thirty_people() -> None:
    conference = make.conference()
    browser, counts = make.client(_reader(conference)), []
    delegation = make.delegation(conference, make.party("LB"))
    for numbers in (range(1), range(1, 31)):
        for number in numbers:
            make.delegate(delegation, f"Person {number}", state=DelegateState.ACCREDITED)
        with CaptureQueriesContext(connection) as asked:
            assert {browser.get(address).status_code for address in (HEADS, LIST)} == {200}
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_heads_are_handed_out_for_spreadsheets_in_their_precedence() -> None:
    conference = make.conference()
    _head(conference, "FR", "A minister", "minister")
    _head(conference, "IQ", "A president", "head of state", original_name="رئيس")
    browser = make.client(_reader(conference))

    rows = list(csv.reader(io.StringIO(browser.get(f"{HEADS}?format=csv").content.decode("utf-8-sig"))))

    assert rows[0][:4] == ["No.", "Rank", "Party", "Name"]
    assert rows[1] == ["1", "Head of state", "Iraq", "A president", "رئيس", "", "Nominated"]
    assert rows[2][:4] == ["2", "Minister", "France", "A minister"]
    assert browser.get(f"{HEADS}?format=xlsx").status_code == 200


@pytest.mark.parametrize("language", ["en", "ar", "zh", "ru", "fr", "es"])
def test_the_pages_answer_in_each_language(language: str) -> None:
    conference = _accredited(make.conference())
    browser = make.client(_reader(conference))

    for address in (HEADS, LIST):
        page = browser.get(address.replace("/en/", f"/{language}/"))
        with override(language):
            name = str(make.party("EG").name)
        assert page.status_code == 200
        assert name in page.content.decode()


def test_pages_without_anybody_teach_what_belongs_there() -> None:
    browser = make.client(_reader(make.conference()))

    assert "No delegation has a head yet" in browser.get(HEADS).content.decode()
    assert "Nobody is accredited yet" in browser.get(f"{LIST}?format=pdf").content.decode()


def test_a_focal_point_and_a_stranger_are_given_neither_page() -> None:
    conference = _accredited(make.conference())
    focal = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("EG")))

    assert {focal.get(address).status_code for address in (HEADS, LIST, f"{LIST}?format=csv")} == {404}
    assert make.client().get(LIST).status_code == 302
