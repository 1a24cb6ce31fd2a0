"""What the worker does every night without being asked."""

import io
import logging
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Message
from secretariat.config.nightly import HOUR, await_night, forget_tasks, nightly
from secretariat.delegations.models import Particulars
from tests import make, make_accreditation, make_news, make_pledges, threads

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 5, 1, 20, 0, tzinfo=UTC)


def conference(slug: str, **fields: Any) -> Conference:
    """A conference of which a photo and a document number are kept; it was over long ago."""
    made = make.conference(slug, **fields)
    delegate = make.delegate(make.delegation(made))
    make_accreditation.particulars_with_photo(delegate, document_number="SECRET-77", document_kind="passport")
    return made


def waiting() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(task_path=nightly.module_path, status="READY"))


def test_what_is_due_is_deleted_in_the_name_of_the_house_and_what_is_not_stays(
    django_capture_on_commit_callbacks: Any,
) -> None:
    over = conference("damascus-2020")
    to_come = conference("geneva-2099", start_date=date(2099, 1, 1), end_date=date(2099, 1, 2))
    photo = str(Particulars.objects.get(conference=over).photo.name)

    with django_capture_on_commit_callbacks(execute=True):
        told: Any = nightly.call()

    assert told["failed"] == []
    assert told["deleted"] == {"damascus-2020": {"document_numbers": 1, "photos": 1}}
    assert [kept.conference for kept in Particulars.objects.all()] == [to_come]
    assert not default_storage.exists(photo)
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor.email) == ("delegations.purge_particulars", "hand@house.invalid")


def test_a_night_on_which_nothing_is_due_writes_nothing() -> None:
    conference("damascus-2020")
    nightly.call()
    entries = Entry.objects.count()

    told: Any = nightly.call()

    assert (told["deleted"], told["failed"]) == ({}, [])
    assert Entry.objects.count() == entries


def test_a_conference_in_which_it_fails_keeps_neither_the_others_nor_the_next_night_from_theirs(
    caplog: pytest.LogCaptureFixture,
) -> None:
    conference("damascus-2020", time_zone="Nowhere/Atlantis")
    conference("geneva-2019")

    with caplog.at_level(logging.ERROR):
        told: Any = nightly.call()

    assert told["failed"] == ["damascus-2020"]
    assert list(told["deleted"]) == ["geneva-2019"]
    assert "damascus-2020" in caplog.text
    assert len(waiting()) == 1
    Conference.objects.filter(slug="damascus-2020").update(time_zone="Asia/Damascus")
    again: Any = nightly.call()
    assert list(again["deleted"]) == ["damascus-2020"]


def test_one_night_is_waited_for_however_often_it_is_asked_for() -> None:
    assert [await_night(EVENING), await_night(EVENING), await_night(EVENING + timedelta(days=3))] == [
        True,
        False,
        False,
    ]

    (night,) = waiting()
    assert night.run_after == datetime.combine(date(2026, 5, 2), HOUR)
    night.status = "RUNNING"
    night.save()
    nightly.call()
    nightly.call()
    assert len(waiting()) == 1


def test_it_runs_tonight_if_the_hour_is_still_to_come() -> None:
    await_night(datetime(2026, 5, 1, 1, 0, tzinfo=UTC))

    assert waiting()[0].run_after == datetime.combine(date(2026, 5, 1), HOUR)


@pytest.mark.django_db(transaction=True)
def test_two_that_wait_become_one() -> None:
    for _twice in range(2):
        nightly.using(run_after=timezone.now() - timedelta(hours=1)).enqueue()

    call_command("work", once=True)

    (night,) = waiting()
    assert night.run_after > timezone.now()
    assert DBTaskResult.objects.filter(task_path=nightly.module_path, status="SUCCESSFUL").count() == 2


@pytest.mark.django_db(transaction=True)
def test_setup_and_the_start_of_a_worker_make_sure_that_a_night_is_waited_for() -> None:
    call_command("setup", stdout=io.StringIO())
    assert len(waiting()) == 1
    DBTaskResult.objects.all().delete()

    for _twice in range(2):
        call_command("work", once=True)
        assert len(waiting()) == 1
    assert waiting()[0].run_after > timezone.now()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_that_start_at_once_arrange_one_night() -> None:
    make.house()
    begun = [threads.in_thread(lambda: await_night(EVENING)) for _each in range(6)]
    for each in begun:
        each.join(20)

    assert len(waiting()) == 1


def test_parties_are_reminded_of_what_is_due_soon_once() -> None:
    held, today = make.conference(), timezone.localdate()
    make.user(Role.FOCAL_POINT, held, party=make.party("LB"))
    due = (today + timedelta(days=10)).isoformat()
    make_pledges.pledge(held, "LB", said_date=today.isoformat(), end_date=due)

    first: Any = nightly.call()
    second: Any = nightly.call()

    assert (first["reminded"], second["reminded"]) == ({"damascus-2020": 1}, {})
    assert Message.objects.get().kind == "pledge reminder"
    assert Entry.objects.get(verb="pledges.send_reminders").actor.email == "hand@house.invalid"


def test_mails_of_readers_that_have_served_are_deleted_and_a_failure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    held = make.conference("geneva-2099", start_date=date(2099, 1, 1), end_date=date(2099, 1, 2))
    reply = make_news.reply(make_news.article(held))

    told: Any = nightly.call()

    reply.refresh_from_db()
    assert (told["failed"], reply.mail) == ([], "")

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("secretariat.config.nightly.forget_reply_mails", broken)
    told = nightly.call()
    assert told["failed"] == ["geneva-2099"]


def test_what_the_worker_did_a_month_ago_is_forgotten_and_nothing_that_waits() -> None:
    for status, days in (
        ("SUCCESSFUL", 31),
        ("FAILED", 31),
        ("SUCCESSFUL", 29),
        ("READY", None),
        ("RUNNING", 29),
        # Its worker was killed.
        ("RUNNING", 31),
    ):
        row = DBTaskResult.objects.get(pk=nightly.enqueue().id)
        done = None if days is None else EVENING - timedelta(days=days)
        moments = {"started_at": done, "finished_at": None if status == "RUNNING" else done}
        DBTaskResult.objects.filter(pk=row.pk).update(status=status, enqueued_at=make.NOON, **moments)

    assert forget_tasks(EVENING) == 3

    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "RUNNING", "SUCCESSFUL"]
