"""One search over everything public, in six languages, on both databases, with no word of what is not public."""

import re
from datetime import UTC, datetime
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.archive.actions import revise_source
from secretariat.audit.models import Entry, Record
from secretariat.conference.models import Conference
from secretariat.documents.actions import register_document
from secretariat.public.actions import _rows
from secretariat.public.models import SearchedKind, SearchedText, SearchState
from secretariat.public.queries.searchable import Said
from tests import make, make_door, make_dossier, make_meetings, make_pledges

pytestmark = pytest.mark.django_db
CASE = Path(__file__).parents[2] / "secretariat" / "config" / "demo" / "damascus-2020.yaml"


def _asked(query: str, language: str = "en", **more: str) -> str:
    return make.client().get(f"/{language}/damascus-2020/search/", {"q": query, **more}).content.decode()


def _count(page: str) -> int:
    return page.count('class="hit-kind"')


def _words(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page))


def _raise(conference: Conference) -> None:
    """As the door does, where rows were made by builders."""
    Record.objects.update_or_create(conference_id=conference.pk, defaults={"revision": 1_000})


def test_a_source_is_found_by_forms_of_the_words_in_its_title() -> None:
    conference = make.conference()
    make.source(conference, "one", title="Refugees are returning to their villages")

    page = _asked("village refugee returned")

    assert _count(page) == 1
    assert 'href="/en/damascus-2020/sources/one/"' in page
    assert "<mark>villages</mark>" in page


@pytest.mark.parametrize(
    ("language", "text", "query", "marked"),
    [
        ("en", "The families returned to their houses", "family house", "families"),
        ("ar", "عودة اللاجئين إلى قراهم", "لاجئون", "اللاجئين"),
        ("fr", "Les réfugiés sont retournés dans leurs villages", "refugie village", "réfugiés"),
        ("es", "Los refugiados volvieron a sus aldeas", "refugiada aldea", "refugiados"),
        ("ru", "Возвращение беженцев в Сирию", "возвращения беженцы", "беженцев"),
        ("zh", "叙利亚难民返回家园的国际会议", "难民返回", "难民返回"),
    ],
)
def test_each_language_has_its_own_rules(language: str, text: str, query: str, marked: str) -> None:
    conference = make.conference()
    make_pledges.pledge(conference, "LB", title=LazyI18nString({language: text}), text=LazyI18nString({language: text}))

    page = _asked(query, language)

    assert _count(page) == 1
    assert f"<mark>{marked}</mark>" in page
    assert f'lang="{language}"' in page[page.index("hit-kind") :]


@pytest.mark.parametrize("query", ["Lavrentyev", "Лаврентьев", "lavrentief", "لافرينتييف"])
def test_names_are_found_however_they_are_spelt_and_the_page_says_for_what_else_it_looked(query: str) -> None:
    conference = make.conference()
    make_door.delegate(conference, "Alexander Lavrentiev")

    page = _asked(query)

    assert _count(page) == 1
    assert "Also searched for" in page
    assert "<mark>Lavrentiev</mark>" in page


@pytest.mark.parametrize(
    "query",
    [
        '"', '""', "'", "*", "NEAR(a b)", "AND OR NOT", "a AND", "title_terms:x", "-", "^a", "(((", "a:*", "\\", "&|!<->",
        "\u202e", "\u0000", "%", "{a}:", "'; DROP TABLE public_searchedtext; --", "x" * 5000, "é" * 400, "🙂", "\ud7ff", "٣",
        "ﷺ", "a" * 39 + " " + "b " * 200, '"a b', "«a» “b”", make.HOSTILE,
    ],
)  # fmt: skip
def test_every_odd_question_is_answered(query: str) -> None:
    conference = make.conference()
    make.source(conference, "one", title="A report")

    for more in ({}, {"kind": "sources"}, {"kind": query, "page": query}, {"page": "99999999"}, {"page": "-1"}):
        answer = make.client().get("/en/damascus-2020/search/", {"q": query, **more})

        assert answer.status_code == 200


def test_hostile_words_do_no_harm() -> None:
    conference = make.conference()
    make.source(conference, "one", title=f"Report {make.HOSTILE} <script>alert(1)</script> & more")

    page = _asked("report script <script>")

    assert _count(page) == 1
    assert "<script>alert" not in page
    assert "&lt;<mark>script</mark>&gt;" in page


def test_what_is_not_public_is_not_found_nor_counted() -> None:
    conference = make.conference()
    for level in ("delegations", "secretariat", "restricted"):
        make.source(conference, title="Whispered zugzwang", sensitivity=level)
        make_pledges.pledge(conference, "LB", text=LazyI18nString({"en": "Whispered zugzwang"}), sensitivity=level)
    make.source(conference, title="Open zugzwang")

    page = _asked("zugzwang")

    assert _count(page) == 1
    assert "1 was found" in page
    assert "Whispered" not in page


def test_what_is_closed_afterwards_without_a_deed_is_not_told_either() -> None:
    conference = make.conference()
    source = make.source(conference, title="Open zugzwang")
    before = _count(_asked("zugzwang"))

    source.sensitivity = "secretariat"
    source.save()

    page = _asked("zugzwang")
    assert (before, _count(page)) == (1, 0)
    assert "Open" not in page[page.index("<main") :]


def test_a_conference_that_is_not_public_has_no_search() -> None:
    conference = make.conference(is_public=False)
    secretary = make.user(Role.SECRETARY, conference)

    assert make.client(secretary).get("/en/damascus-2020/search/?q=a").status_code == 404


def test_nothing_of_another_conference_is_found() -> None:
    make.conference()
    other = make.conference("geneva-2021")
    make.source(other, title="Elsewhere zugzwang")

    assert _count(_asked("zugzwang")) == 0


def test_a_deed_is_followed_and_nothing_else_is_read_anew() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    source = make.source(conference, "one", title="Old zugzwang")
    make.source(conference, "two", title="Another zugzwang")
    _asked("zugzwang")
    kept = SearchedText.objects.exclude(thing_id=source.pk).values_list("pk", "title")
    before = list(kept)

    details = {"title": "New gambit", "publisher": "Agency"}
    revise_source(secretary, source, details=details)

    assert Entry.objects.count() == 1
    assert _count(_asked("gambit")) == 1
    assert _count(_asked("old")) == 0
    assert list(kept) == before
    assert SearchState.objects.get(pk=conference.pk).revision == 1


def test_what_holds_it_in_its_title_comes_first_and_of_these_the_newest() -> None:
    conference = make.conference()
    make.source(conference, "old", title="Return of refugees", published_date="2020-01-01")
    make.source(conference, "new", title="Return of refugees again", published_date="2020-06-01")
    make_dossier.position(
        make_dossier.topic(conference), text=LazyI18nString({"en": "We spoke of refugees and later of their return."})
    )

    page = _asked("refugees return")

    places = [page.index(part) for part in ("/sources/new/", "/sources/old/", "/positions/#position")]
    assert places == sorted(places)


def test_words_between_quotation_marks_stand_side_by_side() -> None:
    conference = make.conference()
    make.source(conference, "one", title="The safe return of refugees")
    make.source(conference, "two", title="Return is not safe")

    assert _count(_asked('"safe return"')) == 1
    assert _count(_asked("safe return")) == 2


def test_the_beginning_of_the_last_word_is_enough() -> None:
    conference = make.conference()
    make.source(conference, "one", title="Reconstruction of hospitals")

    assert _count(_asked("reconstr")) == 1
    assert _count(_asked("hospitals reconstructi")) == 1
    assert _count(_asked("reconstr ")) == 0


def test_it_can_be_narrowed_to_a_kind() -> None:
    conference = make.conference()
    make.source(conference, "one", title="Water for villages")
    make_pledges.pledge(conference, "LB", title=LazyI18nString({"en": "Water for villages"}))

    assert _count(_asked("water")) == 2
    assert _count(_asked("water", kind="pledges")) == 1
    assert "/pledges/1/" in _asked("water", kind="pledges")


def test_more_than_a_page_is_turned_over() -> None:
    conference = make.conference()
    for number in range(25):
        make.source(conference, f"s{number:02}", title=f"Zugzwang {number}")

    first, second = _asked("zugzwang"), _asked("zugzwang", page="2")

    assert (_count(first), _count(second)) == (20, 5)
    assert "25 were found" in first
    found = re.findall(r"/sources/(s\d\d)/", first[first.index("<main") :] + second[second.index("<main") :])
    assert len(set(found)) == 25


def test_meetings_points_positions_pledges_and_participants_are_found_where_they_stand() -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))
    meeting = make_meetings.meeting(conference, "Talks in Beirut")
    point = make_meetings.point(meeting, "Agreed on zugzwang")

    assert f"{reverse('public:meeting', args=['damascus-2020', meeting.key])}#point-{point.pk}" in _asked("zugzwang")
    assert f'/meetings/{meeting.key}/"' in _asked("talks beirut")
    assert "/participants/#party-LB" in _asked("lebanon")
    assert "/participants/#party-LB" in _asked("لبنان", "ar")


def test_each_hit_leads_to_the_place_on_its_page() -> None:
    conference = make.conference()
    held = make.invitation(conference, make.party("LB"))
    make.answer(held)
    make.delegate(make.delegation(conference, make.party("LB")), "Zugzwang Haddad")
    make_dossier.position(make_dossier.topic(conference), text=LazyI18nString({"en": "Zugzwang is near"}))
    point = make_meetings.point(make_meetings.meeting(conference), "Agreed on zugzwang")
    addresses = [unescape(each) for each in re.findall(r'<h2><a href="([^"]+)"', _asked("zugzwang"))]

    assert {each.partition("#")[2].partition("-")[0] for each in addresses} == {"delegate", "position", "point"}
    assert any(each.endswith(f"#point-{point.pk}") for each in addresses)
    for each in addresses:
        path, _hash, anchor = each.partition("#")
        assert f'id="{anchor}"' in make.client().get(path).content.decode()


def test_what_is_made_in_a_conference_leaves_all_else_as_it_was_read() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    make.source(conference, "one", title="Old zugzwang")
    _asked("zugzwang")
    kept = list(SearchedText.objects.values_list("pk", flat=True))
    SearchedText.objects.update(title="As it was read")

    register_document(secretary, conference, details={"title": LazyI18nString({"en": "Another"}), "symbol": "A/1"})

    _asked("zugzwang")
    assert list(SearchedText.objects.filter(title="As it was read").values_list("pk", flat=True)) == kept


def test_a_text_of_nothing_but_other_signs_is_searched_and_breaks_no_index() -> None:
    conference = make.conference()
    signs = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(150_000))
    source = make.source(conference, "one", title="Zugzwang")
    row = Said(LazyI18nString({"zh": "Zugzwang"}), ("one",), (LazyI18nString({"zh": signs}),))
    with transaction.atomic():
        SearchedText.objects.bulk_create(_rows(conference, SearchedKind.SOURCE, source.pk, row))

    assert SearchedText.objects.filter(conference=conference, language="zh").count() == 1


def test_what_a_file_brings_is_read_by_the_load_itself() -> None:
    call_command("setup", stdout=StringIO())
    call_command("load", str(CASE), stdout=StringIO())

    state = SearchState.objects.get(conference__slug="damascus-2020")
    assert state.revision == Record.objects.get(conference_id=state.conference_id).revision
    assert SearchedText.objects.filter(conference_id=state.conference_id).exists()


@pytest.mark.parametrize("count", [1, 30])
def test_many_hits_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    for number in range(count):
        make.source(conference, f"s{number}", title=f"Zugzwang {number}")
    for number in range(6):
        make.source(conference, f"t{number}", title=f"Zugzwang besides {number}")
    _asked("zugzwang")

    with django_assert_max_num_queries(10):
        page = _asked("zugzwang")

    assert _count(page) == min(count + 6, 20)


def test_nothing_is_asked_for_without_words() -> None:
    make.conference()

    page = _asked("")

    assert "Everything public is looked through" in page
    assert 'aria-keyshortcuts="/"' in page


def test_what_was_looked_for_is_kept_by_nobody() -> None:
    make.conference()

    answer = make.client(make.user(None)).get("/en/damascus-2020/search/", {"q": "water"})

    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_day_is_written_however_close_it_is_known() -> None:
    conference = make.conference()
    for day in ("", "2020", "2020-05", "2020-05-17"):
        make.source(conference, f"d{day}", title="Zugzwang", published_date=day)

    page = _asked("zugzwang")

    places = [page.index(f"/sources/d{day}/") for day in ("2020-05-17", "2020-05", "2020", "")]
    assert places == sorted(places)
    assert SearchedText.objects.filter(conference=conference).count() == 4
    assert datetime.now(UTC).year > 2000
