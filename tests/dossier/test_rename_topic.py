"""Changing what a topic is called."""

import json
from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.dossier.actions import rename_topic
from secretariat.dossier.models import Topic
from tests import make, make_dossier
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def address(topic: Topic) -> str:
    return f"/en/{topic.conference.slug}/office/positions/topics/{topic.pk}/rename/"


def test_a_topic_is_renamed_with_old_and_new_on_record() -> None:
    topic = make_dossier.topic(make.conference(), "Security")

    rename_topic(make.user(Role.SECRETARY, topic.conference), topic, name=make_dossier.said("Safety"), version=1)

    assert Entry.objects.get().changes == {"name": [{"en": "Security"}, {"en": "Safety"}]}
    assert Topic.objects.get().version == 2


def test_the_name_of_another_topic_is_refused_and_its_own_is_not() -> None:
    conference = make.conference()
    topic = make_dossier.topic(conference, "Security")
    make_dossier.topic(conference, "Sanctions")
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="of this name already"):
        rename_topic(secretary, topic, name=make_dossier.said("sanctions"))
    rename_topic(secretary, topic, name=make_dossier.said("SECURITY"))

    assert {str(each) for each in Topic.objects.all()} == {"SECURITY", "Sanctions"}


def test_a_stale_form_is_refused_and_says_what_differs() -> None:
    topic = make_dossier.topic(make.conference(), "Security")
    secretary = make.user(Role.SECRETARY, topic.conference)
    rename_topic(secretary, topic, name=make_dossier.said("Safety"))

    with pytest.raises(Stale):
        rename_topic(secretary, topic, name=make_dossier.said("Peril"), version=1)
    seen = {"version": 1, "name_en": "Peril", "initial-name": json.dumps({"en": "Security"})}
    answer = make.client(secretary).post(address(topic), seen)

    assert Topic.objects.get().name.data == {"en": "Safety"}
    assert [(each.seen, each.now, each.yours) for each in answer.context["differences"]] == [
        ("Security", "Safety", "Peril")
    ]


def test_a_reader_may_not() -> None:
    topic = make_dossier.topic(make.conference())
    make_dossier.position(topic, make.party("LB"))
    reader = make.user(Role.READER, topic.conference)

    with pytest.raises(PermissionDenied):
        rename_topic(reader, topic, name=make_dossier.said("Safety"))

    assert make.client(reader).get(address(topic)).status_code == 403


def test_a_topic_of_another_conference_has_no_page_here() -> None:
    conference, other = make.conference(), make_dossier.topic(make.conference("another"))
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert browser.get(f"/en/damascus-2020/office/positions/topics/{other.pk}/rename/").status_code == 404


def test_the_page_renames() -> None:
    topic = make_dossier.topic(make.conference(), "Security")
    browser = make.client(make.user(Role.SECRETARY, topic.conference))

    page = browser.post(address(topic), {"version": 1, "name_en": "Safety"}, follow=True).content.decode()

    assert "The topic is renamed." in page
    assert "<h1><bdi>Safety</bdi></h1>" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_topics_that_take_the_same_name_at_once_do_not_both_get_it() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    conference = make.conference()
    topics = [make_dossier.topic(conference, name) for name in ("Security", "Safety")]
    officers = [make.user(Role.SECRETARY, conference) for _topic in topics]
    begin = Barrier(2)
    said: list[str] = []

    def rename(number: int) -> None:
        begin.wait()
        try:
            rename_topic(officers[number], topics[number], name=make_dossier.said("Peace"))
        except Refused as refusal:
            said.append(str(refusal))

    threads = [in_thread(partial(rename, number)) for number in range(2)]
    for thread in threads:
        thread.join(timeout=20)

    assert [str(each) for each in Topic.objects.all()].count("Peace") == 1
    assert said == ["There is a topic of this name already."]
