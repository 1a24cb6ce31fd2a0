"""The list of all delegates: found by any spelling, filtered, sorted, exported, and fast."""

import csv
import io
from typing import Any

import pytest
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.conference.models import Conference
from secretariat.delegations.actions import name_delegate
from secretariat.delegations.models import Delegate
from secretariat.delegations.views.listing import COLUMNS, PAGE
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "/en/damascus-2020/office/delegates/"


def cast() -> Conference:
    conference = make.conference()
    russia = make.delegation(conference, make.party("RU"))
    make.delegate(
        russia,
        "Alexander Lavrentiev",
        original_name="Александр Лаврентьев",
        spellings=["Alexander Lavrentyev"],
        role="head",
        capacity=LazyI18nString({"en": "Special Envoy of the President"}),
    )
    make.delegate(russia, "Mikhail Mizintsev", rank="minister")
    make.delegate(
        make.delegation(conference, make.party("LB")), "Amal Haddad", original_name="أمل حدّاد", role="adviser"
    )
    return conference


def names(page: Any) -> list[str]:
    return [line.split("</bdi>")[0] for line in str(page.context["rows"]).split("<bdi>")[1::6]]


def page_of(conference: Conference, **asked: Any) -> Any:
    return make.client(make.user(Role.READER, conference)).get(ADDRESS, asked)


def test_everybody_stands_on_the_list_by_name() -> None:
    page = page_of(cast())

    assert names(page) == ["Alexander Lavrentiev", "Amal Haddad", "Mikhail Mizintsev"]
    assert (page.context["shown"], page.context["total"]) == (3, 3)


@pytest.mark.parametrize("words", ["lavrentyev", "ЛАВРЕНТЬЕВ", "Лаврентьев Александр", "Lavréntiev", "أمل حداد", "امل"])
def test_a_person_is_found_by_any_spelling_in_any_script_with_or_without_accents(words: str) -> None:
    found = names(page_of(cast(), q=words))

    assert len(found) == 1


def test_parties_and_roles_narrow_the_list() -> None:
    conference = cast()

    assert names(page_of(conference, party=make.party("LB").pk)) == ["Amal Haddad"]
    assert names(page_of(conference, role="head")) == ["Alexander Lavrentiev"]
    assert names(page_of(conference, q="mikhail", role="adviser")) == []


def test_who_does_not_come_is_shown_to_whoever_asks_and_may_know() -> None:
    conference = cast()
    Delegate.objects.filter(name="Amal Haddad").update(state="withdrawn")

    assert len(names(page_of(conference))) == 2
    assert names(page_of(conference, state="withdrawn")) == ["Amal Haddad"]
    press = make.client(make.user(Role.PRESS_OFFICER, conference)).get(ADDRESS, {"state": "withdrawn"})
    assert [each["name"] for each in press.context["filters"]] == ["party", "role"]
    assert "Amal Haddad" not in press.content.decode()


@pytest.mark.parametrize(
    ("sort", "first"),
    [("-name", "Mikhail"), ("party", "Amal"), ("-party", "Mikhail"), ("role", "Alexander"), ("rank", "Mikhail")],
)
def test_the_list_is_sorted_as_asked(sort: str, first: str) -> None:
    assert names(page_of(cast(), sort=sort))[0].startswith(first)


@pytest.mark.parametrize(
    "nonsense", [{"party": "x"}, {"role": "king"}, {"sort": "mail"}, {"page": "-3"}, {"col": "mail"}]
)
def test_nonsense_in_the_address_is_passed_over(nonsense: dict[str, str]) -> None:
    assert len(names(page_of(cast(), **nonsense))) == 3


def test_columns_are_chosen() -> None:
    page = page_of(cast(), col=["spellings", "occasion"])

    text = page.content.decode()
    assert "Alexander Lavrentyev" in text
    assert "Special Envoy" not in text


def test_a_focal_point_sees_only_their_own_people() -> None:
    conference = cast()
    client = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))

    text = client.get(ADDRESS).content.decode()

    assert "Amal Haddad" in text
    assert "Lavrentiev" not in text
    assert "Lavrentiev" not in client.get(ADDRESS, {"format": "csv"}).content.decode()
    assert client.get(ADDRESS, {"party": make.party("RU").pk}).context["rows"] == ""


def test_people_kept_from_a_reader_are_neither_shown_nor_counted_nor_exported() -> None:
    conference = cast()
    Delegate.objects.filter(name="Amal Haddad").update(sensitivity=Sensitivity.RESTRICTED)

    assert page_of(conference).context["total"] == 2
    assert page_of(conference, q="haddad").context["rows"] == ""
    assert "Haddad" not in page_of(conference, format="csv").content.decode()


def test_the_export_holds_what_is_chosen_and_nothing_that_a_spreadsheet_would_run() -> None:
    conference = make.conference()
    delegation = make.delegation(conference)
    for name in ("=1+1", "+cmd", "-2", "@SUM(A1)", " =1", make.HOSTILE):
        make.delegate(delegation, name)

    answer = page_of(conference, format="csv", col=["party", "role"])

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Name", "Party", "Role"]
    assert {row[0] for row in rows[1:]} == {"'=1+1", "'+cmd", "-2", "'@SUM(A1)", "' =1", make.HOSTILE}


def test_hostile_names_are_shown_harmlessly() -> None:
    conference = make.conference()
    delegation = make.delegation(conference, make.organisation("X", make.HOSTILE))
    text = LazyI18nString({"ru": make.HOSTILE})
    make.delegate(delegation, make.HOSTILE, honorific="{0}", capacity=text, body=text, spellings=[make.HOSTILE])

    page = page_of(conference, col=["party", "capacity", "body", "spellings"])

    assert "<b>" not in page.content.decode()
    assert "{0} &lt;b&gt;" in str(page.context["rows"])


def test_an_empty_list_says_where_people_are_named() -> None:
    assert "Nobody is named yet" in page_of(make.conference()).content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers(language: str) -> None:
    client = make.client(make.user(Role.SECRETARY, cast()))

    page = client.get(ADDRESS.replace("/en/", f"/{language}/"))

    assert page.status_code == 200
    assert "Special Envoy of the President" in page.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_same_of_the_database_for_one_row_and_for_thirty(
    count: int, django_assert_max_num_queries: Any
) -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    for number in range(count):
        make.delegate(make.delegation(conference, make.organisation(f"ORG{number}", f"Body {number}")))

    with django_assert_max_num_queries(12):
        page = client.get(ADDRESS, {"q": "amal", "col": [column.key for column in COLUMNS]})

    assert page.context["shown"] == count


def test_more_than_a_page_is_shown_on_asking() -> None:
    conference = make.conference()
    delegation = make.delegation(conference)
    amal = make.delegate(delegation, "Person 0000")
    Delegate.objects.bulk_create(_copy(amal, number) for number in range(1, PAGE + 3))
    client = make.client(make.user(Role.READER, conference))

    first, second = client.get(ADDRESS), client.get(ADDRESS, {"page": 2})
    more = client.get(ADDRESS, {"page": 2}, headers={"HX-Request": "true", "HX-Target": "delegates"})

    assert len(names(first)) == PAGE
    assert first.context["more"] == "?page=2"
    assert names(second) == ["Person 0500", "Person 0501", "Person 0502"]
    assert (second.context["more"], second.context["back"]) == ("", "?page=1")
    assert (second.context["shown"], more.context["shown"]) == (3, PAGE + 3)
    assert client.get(ADDRESS, {"page": 99}).context["rows"] == ""


def _copy(delegate: Delegate, number: int) -> Delegate:
    name = f"Person {number:04}"
    return Delegate(
        conference=delegate.conference,
        entered_by=delegate.entered_by,
        delegation=delegate.delegation,
        party=delegate.party,
        name=name,
        search=name.casefold(),
        sensitivity=delegate.sensitivity,
    )


def test_the_lists_are_read_in_every_language_before_and_after_a_deed() -> None:
    conference = make.conference()
    secretary, delegation = make.user(Role.SECRETARY, conference), make.delegation(conference)
    make.delegate(delegation)
    browser = make.client(secretary)

    for number in range(3):
        for language in ("ar", "en", "ru"):
            for page in ("delegates/", "participation/"):
                assert browser.get(f"/{language}/damascus-2020/office/{page}").status_code == 200
        name_delegate(secretary, delegation, details={"name": f"Person {number}", "role": "member"})
