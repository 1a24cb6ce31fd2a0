"""Keeping a source, the list of all sources, and the page of one."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.archive.actions import add_source, attach, revise_source
from secretariat.archive.models import Source
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "/en/damascus-2020/office/sources/"


def test_a_source_is_kept_under_a_key_of_its_own_and_recorded() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    details = {"publisher": "SANA", "published_date": "2020-11-10"}

    first, second = (add_source(amal, conference, details=details) for _ in range(2))

    assert (first.key, second.key) == ("sana-2020-11-10", "sana-2020-11-10-2")
    assert [entry.verb for entry in Entry.objects.all()] == ["archive.add_source"] * 2


def test_a_key_that_is_taken_is_refused() -> None:
    conference = make.conference()
    make.source(conference, "sana-1110")

    with pytest.raises(Refused, match="There is a source with this key already"):
        add_source(make.user(Role.SECRETARY, conference), conference, key="sana-1110", details={"title": "x"})

    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER])
def test_whoever_keeps_no_facts_may_not(role: Role) -> None:
    conference = make.conference()
    other = make.user(role, conference)

    with pytest.raises(PermissionDenied):
        add_source(other, conference, details={"title": "x"})

    assert make.client(other).get(f"{ADDRESS}add/").status_code == 403


def test_the_page_keeps_what_was_entered() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.DESK_OFFICER, conference, desks=["archive"]))

    page = client.post(f"{ADDRESS}add/", _entered(language="it", url="https://example.org/a"), follow=True)

    source = Source.objects.get()
    assert (source.title, source.language, source.url) == ("A report", "it", "https://example.org/a")
    assert page.redirect_chain[-1][0] == f"{ADDRESS}{source.pk}/"
    assert "A report" in page.content.decode()


@pytest.mark.parametrize(
    ("written", "kept"), [("2020-11-30", "2020-11-30"), ("2020-11", "2020-11"), ("٢٠٢٠-١١", "2020-11"), ("", "")]
)
def test_a_day_or_a_month_is_a_date_of_publication(written: str, kept: str) -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    client.post(f"{ADDRESS}add/", _entered(published_date=written))

    assert Source.objects.get().published_date == kept


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2999-01-01", "This day has not come yet."),
        ("2999-01", "This day has not come yet."),
        ("2020-02-30", "There is no such date."),
        ("2020-13", "There is no such date."),
        ("0000-01", "There is no such date."),
        ("11/2020", "A date is written"),
        ("2020", "A date is written"),
        ("yesterday", "A date is written"),
    ],
)
def test_a_date_that_does_not_exist_is_refused_at_its_field(written: str, sentence: str) -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    page = client.post(f"{ADDRESS}add/", _entered(published_date=written))

    assert page.context["form"].errors["published_date"][0].startswith(sentence)
    assert f'value="{written}"' in page.content.decode()
    assert not Source.objects.exists()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/a", "data:text/html,x"])
def test_an_address_no_browser_should_be_sent_to_is_refused(address: str) -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    page = client.post(f"{ADDRESS}add/", _entered(url=address))

    assert "url" in page.context["form"].errors


def test_a_source_without_title_and_publisher_is_refused() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    page = client.post(f"{ADDRESS}add/", _entered(title=""))

    assert page.context["form"].errors["title"] == ["Give a title or a publisher."]


def test_an_officer_cannot_hide_a_source_from_themselves() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.DESK_OFFICER, conference, desks=["archive"]))

    page = client.post(f"{ADDRESS}add/", _entered(sensitivity="restricted"))

    assert "sensitivity" in page.context["form"].errors


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer(language: str) -> None:
    conference = make.conference()
    source = make.source(conference, title="A report", language="ru")
    client = make.client(make.user(Role.SECRETARY, conference))
    there = ADDRESS.replace("/en/", f"/{language}/")

    assert client.get(f"{there}add/").status_code == 200
    assert "A report" in client.get(there).content.decode()
    assert "Русский" in client.get(f"{there}{source.pk}/").content.decode()


def test_the_list_is_searched_narrowed_and_sorted() -> None:
    conference = make.conference()
    old = make.source(conference, publisher="Tishreen", published_date="2020-10-29", kind="state media")
    new = make.source(conference, publisher="AFP", published_date="2020-11-11", language="fr")
    make.citation(make.objective(conference), old)
    client = make.client(make.user(Role.READER, conference))

    def found(**asked: str) -> list[Source]:
        return list(client.get(ADDRESS, asked).context["sources"])

    assert found() == [new, old]
    assert found(q="tishr") == [old]
    russian = make.source(conference, publisher="Агентство ООН", title="Réfugiés", published_date="2020-01-01")
    assert found(q="оон") == found(q="refugies АГЕНТСТВО") == [russian]
    russian.delete()
    assert found(kind="state media") == [old]
    assert found(language="fr") == [new]
    assert found(sort="-cited") == [old, new]
    assert found(sort="publisher") == [new, old]
    assert found(sort="secret", kind="rumour") == [new, old]


def test_sources_kept_from_a_person_and_those_of_another_conference_are_not_there_for_them() -> None:
    conference = make.conference()
    hidden = make.source(conference, title="Hidden", sensitivity=Sensitivity.RESTRICTED)
    elsewhere = make.source(make.conference("geneva-2021"), title="Elsewhere")
    client = make.client(make.user(Role.READER, conference))

    page = client.get(ADDRESS)

    assert page.context["total"] == 0
    assert "No source yet" in page.content.decode()
    assert [client.get(f"{ADDRESS}{each.pk}/").status_code for each in (hidden, elsewhere)] == [404, 404]


def test_a_focal_point_is_not_let_into_the_archive() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))

    assert client.get(ADDRESS).status_code == 404


def test_a_source_tells_every_fact_that_cites_it_as_far_as_the_person_sees_it() -> None:
    conference = make.conference()
    source = make.source(conference)
    delegate = make.delegate(make.delegation(conference), "Amal Haddad")
    answer = make.answer(make.invitation(conference), sensitivity=Sensitivity.RESTRICTED)
    for fact in (make.objective(conference), delegate, answer):
        make.citation(fact, source, f"words on {fact._meta.model_name}")

    seen = make.client(make.user(Role.READER, conference)).get(f"{ADDRESS}{source.pk}/").content.decode()
    all_of_it = make.client(make.user(Role.SECRETARY, conference)).get(f"{ADDRESS}{source.pk}/").content.decode()

    assert "Return in dignity" in seen
    assert "words on delegate" in seen
    assert "words on answer" not in seen
    assert "words on answer" in all_of_it


def test_a_focal_point_of_another_conference_reads_sources_here_as_a_reader_does() -> None:
    conference, elsewhere = make.conference(), make.conference("geneva-2021")
    source = make.source(conference)
    make.citation(make.objective(conference), source)
    reader = make.user(Role.READER, conference)
    reader.memberships.create(conference=elsewhere, role=Role.FOCAL_POINT, party=make.party("LB"))

    page = make.client(reader).get(f"{ADDRESS}{source.pk}/")

    assert "Return in dignity" in page.content.decode()


def test_hostile_sources_are_shown_harmlessly_and_thirty_cost_no_more_than_one(
    django_assert_max_num_queries: Any,
) -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    sources = [make.source(conference, title=make.HOSTILE, publisher=make.HOSTILE) for _ in range(30)]
    for number in range(30):
        party = make.organisation(f"ORG{number}", make.HOSTILE)
        invitation = make.invitation(conference, party)
        for fact in (invitation, make.answer(invitation), make.delegation(conference, party)):
            make.citation(fact, sources[0], make.HOSTILE)

    with django_assert_max_num_queries(12):
        listed = client.get(ADDRESS)
    with django_assert_max_num_queries(14):
        page = client.get(f"{ADDRESS}{sources[0].pk}/")

    assert len(page.context["facts"]) == 90
    assert "<b>" not in listed.content.decode() + page.content.decode()


def test_an_address_that_came_in_by_another_way_is_not_made_a_link() -> None:
    conference = make.conference()
    source = make.source(conference, url="javascript:alert(1)")

    page = make.client(make.user(Role.READER, conference)).get(f"{ADDRESS}{source.pk}/")

    assert "javascript:" not in page.content.decode()


def test_facts_are_called_by_their_names_in_the_language_of_the_reader() -> None:
    conference = make.conference()
    source = make.source(conference)
    objective = make.objective(conference)
    objective.text = LazyI18nString({"en": "Return in dignity", "ar": "عودة كريمة"})
    objective.save()
    make.citation(objective, source)

    page = make.client(make.user(Role.READER, conference)).get(f"{ADDRESS}{source.pk}/".replace("/en/", "/ar/"))

    assert "عودة كريمة" in page.content.decode()


def _entered(**entered: object) -> dict[str, object]:
    return {"kind": "press", "title": "A report", "sensitivity": "public", **entered}


def test_a_file_of_another_conference_is_no_file_of_a_source_here() -> None:
    conference, elsewhere = make.conference(), make.source(make.conference("geneva-2021"))
    upload = SimpleUploadedFile("letter.txt", b"We thank you for the letter.")
    file = attach(make.user(Role.SECRETARY, elsewhere.conference), elsewhere, upload=upload)
    secretary, kept = make.user(Role.SECRETARY, conference), make.source(conference)

    with pytest.raises(Refused, match="This file belongs to another conference"):
        add_source(secretary, conference, details={"title": "A letter"}, file=file)
    with pytest.raises(Refused, match="This file belongs to another conference"):
        revise_source(secretary, kept, details={}, file=file)

    assert list(Source.objects.filter(file=file)) == [elsewhere]
