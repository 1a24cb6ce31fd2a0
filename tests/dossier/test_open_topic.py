"""Opening a matter on which parties hold positions."""

from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import open_topic
from secretariat.dossier.models import Topic
from tests import make, make_dossier
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/positions/open-topic/"


def test_a_topic_is_opened_and_recorded() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier"])

    topic = open_topic(officer, conference, name=make_dossier.said("Security"))

    assert (topic.conference, str(topic)) == (conference, "Security")
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id) == ("dossier.open_topic", topic.pk)


@pytest.mark.parametrize("name", ["security", "  SECURITY ", "Sécurity"])
def test_a_name_that_a_topic_has_already_is_refused(name: str) -> None:
    conference = make.conference()
    make_dossier.topic(conference, "Security")

    with pytest.raises(Refused, match="of this name already") as refusal:
        open_topic(make.user(Role.SECRETARY, conference), conference, name=make_dossier.said(name))

    assert refusal.value.field == "name"
    assert Topic.objects.count() == 1
    assert not Entry.objects.exists()


def test_a_topic_without_a_name_is_refused() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="needs a name"):
        open_topic(make.user(Role.SECRETARY, conference), conference, name=LazyI18nString({"en": " ", "ar": ""}))


def test_another_conference_may_have_a_topic_of_the_same_name() -> None:
    conference = make.conference()
    make_dossier.topic(make.conference("another"), "Security")

    open_topic(make.user(Role.SECRETARY, conference), conference, name=make_dossier.said("Security"))

    assert Topic.objects.count() == 2


@pytest.mark.parametrize("desks", [[], ["delegations"]])
def test_an_officer_of_another_desk_may_not(desks: list[str]) -> None:
    conference = make.conference()
    other = make.user(Role.DESK_OFFICER, conference, desks=desks)

    with pytest.raises(PermissionDenied):
        open_topic(other, conference, name=make_dossier.said("Security"))

    assert make.client(other).get(ADDRESS).status_code == 403


def test_a_stranger_and_a_member_of_another_conference_find_no_page() -> None:
    make.conference()
    elsewhere = make.user(Role.SECRETARY, make.conference("another"))

    assert make.client(elsewhere).get(ADDRESS).status_code == 404
    assert make.client().get(ADDRESS).status_code == 302


def test_the_page_opens_a_topic_and_goes_back_to_all_of_them() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(ADDRESS, {"name_en": "Security", "name_ar": "الأمن"}, follow=True).content.decode()

    assert Topic.objects.get().name.data == {"en": "Security", "ar": "الأمن"}
    assert "The topic is open." in page
    assert "<bdi>Security</bdi>" in page


def test_the_page_says_at_the_field_what_is_wrong() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(ADDRESS, {"name_en": ""})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"name": ["A topic needs a name."]}


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_who_open_the_same_topic_at_once_open_it_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    conference = make.conference()
    officers = [make.user(Role.SECRETARY, conference) for _number in range(2)]
    begin = Barrier(2)
    said: list[str] = []

    def open_it(number: int) -> None:
        begin.wait()
        try:
            open_topic(officers[number], conference, name=make_dossier.said("Security"))
        except Refused as refusal:
            said.append(str(refusal))

    threads = [in_thread(partial(open_it, number)) for number in range(2)]
    for thread in threads:
        thread.join(timeout=20)

    assert Topic.objects.count() == 1
    assert said == ["There is a topic of this name already."]
