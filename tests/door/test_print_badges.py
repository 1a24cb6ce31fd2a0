"""Giving badges and papers to be printed, and the worker that lays them out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateState
from secretariat.door import queries
from secretariat.door.actions import carry_out, forget_all_prints, forget_print, forget_prints, print_badges
from secretariat.door.actions import printing as worker
from secretariat.door.models import Badge, BadgeState, PrintJob, PrintKind, PrintState, SigningKey
from tests import make, make_door, make_printing

pytestmark = pytest.mark.django_db
PRINT = "/en/damascus-2020/office/print/"
LATER = datetime(2020, 11, 20, tzinfo=UTC)


def badges(conference: Conference, number: int) -> list[Badge]:
    return [make_door.badge(make_door.delegate(conference, f"Delegate {place}")) for place in range(number)]


def printed(conference: Conference, wanted: list[Badge], **details: str) -> PrintJob:
    officer = make.user(Role.DESK_OFFICER, conference, desks=["door"])
    values = {"kind": PrintKind.BADGE, "language": "en", **details}
    job = print_badges(officer, conference, wanted=[each.pk for each in wanted], at=make.NOON, **values)
    carry_out.call(job.pk)
    job.refresh_from_db()
    return job


def test_badges_are_given_to_the_worker_and_it_is_recorded() -> None:
    conference = make.conference()
    wanted = badges(conference, 2)

    job = print_badges(
        make.user(Role.SECRETARY, conference),
        conference,
        kind=PrintKind.BADGE,
        wanted=[each.pk for each in wanted],
        language="en",
        at=make.NOON,
    )

    assert (job.state, job.total, sorted(job.wanted)) == (PrintState.WAITING, 2, [each.pk for each in wanted])
    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.pk]
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_type, entry.changes["total"]) == ("door.print_badges", "door.printjob", [None, 2])


def test_the_worker_makes_one_file_and_counts_what_is_in_it() -> None:
    conference = make.conference()
    first, second = badges(conference, 2)
    make_printing.portrait(first.delegate)

    job = printed(conference, [first, second])

    assert (job.state, job.done, job.reason) == (PrintState.DONE, 2, "")
    pages = make_printing.pages_of(job.file.read())
    assert ["Delegate 0" in pages[0], "Delegate 1" in pages[1], len(pages)] == [True, True, 2]
    first.refresh_from_db()
    assert first.times_printed == 1
    assert first.printed_at is not None
    assert not Entry.objects.exclude(verb="door.print_badges").exists()


def test_many_pieces_become_one_file_in_the_order_of_parties_and_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PIECE", 2)
    conference = make.conference()
    bearers = [("Zoe", "SY"), ("Amal", "SY"), ("Bilal", "LB"), ("Amin", "LB"), ("Nour", "EG")]
    wanted = [make_door.badge(make_door.delegate(conference, name, code)) for name, code in bearers]

    job = printed(conference, wanted)

    pages = make_printing.pages_of(job.file.read())
    order = [next(name for name, _ in bearers if name in page) for page in pages]
    assert order == ["Nour", "Amin", "Bilal", "Amal", "Zoe"]
    assert job.done == 5


def test_four_badges_stand_on_a_sheet() -> None:
    conference = make.conference()

    job = printed(conference, badges(conference, 5), kind=PrintKind.BADGE_SHEET)

    pages = make_printing.pages_of(job.file.read())
    assert [page.count("Delegate ") for page in pages] == [8, 2]


def test_nobody_is_printed_a_badge_that_opens_no_door() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["door"])
    withdrawn, kept = badges(conference, 2)
    Delegate.objects.filter(pk=withdrawn.delegate_id).update(state=DelegateState.WITHDRAWN)
    SigningKey.objects.filter(pk=kept.key_id).update(retired_at=make.NOON)
    broken = make_door.badge(make_door.delegate(conference, "Fell")).key
    SigningKey.objects.filter(pk=broken.pk).update(broken_at=make.NOON)

    rows = queries.what_can_be_printed(conference, officer, PrintKind.BADGE, "en")

    assert set(rows) == {kept}
    assert queries.not_yet_printed(conference, officer) == 1
    assert "attachment" not in make.client(officer).post(
        reverse("door:badge_pdf", args=[conference.slug, withdrawn.pk])
    ).headers.get("Content-Disposition", "")
    assert queries.papers_of(conference, PrintKind.BADGE, [withdrawn.pk, kept.pk], "en").numbers == (kept.pk,)


def test_what_was_ended_meanwhile_is_left_out_and_said() -> None:
    conference = make.conference()
    kept, ended = badges(conference, 2)
    officer = make.user(Role.SECRETARY, conference)
    job = print_badges(
        officer, conference, kind=PrintKind.BADGE, wanted=[kept.pk, ended.pk], language="en", at=make.NOON
    )
    Badge.objects.filter(pk=ended.pk).update(state=BadgeState.REVOKED)

    carry_out.call(job.pk)

    job.refresh_from_db()
    assert (job.state, job.reason) == (
        PrintState.DONE,
        "1 is left out: it is no longer there or was ended meanwhile.",
    )
    ended.refresh_from_db()
    assert ended.times_printed == 0
    assert len(make_printing.pages_of(job.file.read())) == 1


def test_of_two_workers_one_prints() -> None:
    conference = make.conference()
    job = printed(conference, badges(conference, 1))
    name = job.file.name

    assert carry_out.call(job.pk) == "taken"

    job.refresh_from_db()
    assert job.file.name == name
    assert Badge.objects.get().times_printed == 1


def test_a_template_that_fails_is_told_with_its_line() -> None:
    conference = make.conference()
    make_printing.template(conference, "\n#nothing()", is_in_use=True)

    job = printed(conference, badges(conference, 1))

    assert (job.state, job.reason, job.file.name) == (PrintState.FAILED, "Line 2: unknown variable: nothing", "")
    assert Badge.objects.get().times_printed == 0


def test_a_photo_that_is_gone_or_none_leaves_its_place_free() -> None:
    conference = make.conference()
    gone, broken = badges(conference, 2)
    particulars = make_printing.portrait(gone.delegate)
    particulars.photo.storage.delete(str(particulars.photo.name))
    other = make_printing.portrait(broken.delegate)
    other.photo.storage.delete(str(other.photo.name))
    with other.photo.storage.open(str(other.photo.name), "wb") as file:
        file.write(b"<svg>")

    job = printed(conference, [gone, broken])

    assert (job.state, len(make_printing.pages_of(job.file.read()))) == (PrintState.DONE, 2)


def test_nothing_to_print_is_refused() -> None:
    conference = make.conference()
    (ended,) = badges(conference, 1)
    Badge.objects.update(state=BadgeState.LOST)
    elsewhere = make_door.badge(make_door.delegate(make.conference("geneva-2021"), "Omar"))

    for wanted in ([], [ended.pk], [elsewhere.pk]):
        with pytest.raises(Refused, match="nothing of this kind"):
            print_badges(
                make.user(Role.SECRETARY, conference),
                conference,
                kind=PrintKind.BADGE,
                wanted=wanted,
                language="en",
                at=make.NOON,
            )

    assert not PrintJob.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.DOOR_OFFICER, Role.PRESS_OFFICER])
def test_others_print_nothing(role: str) -> None:
    conference = make.conference()
    (badge,) = badges(conference, 1)
    stranger = make.user(role, conference)

    with pytest.raises(PermissionDenied):
        print_badges(stranger, conference, kind=PrintKind.BADGE, wanted=[badge.pk], language="en", at=make.NOON)

    assert make.client(stranger).get(f"{PRINT}add/").status_code == 403
    assert make.client(stranger).get(PRINT).status_code == 403


def test_the_page_prints_what_was_never_printed_and_all_if_asked() -> None:
    conference = make.conference()
    old, new = badges(conference, 2)
    Badge.objects.filter(pk=old.pk).update(times_printed=1)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(f"{PRINT}add/", {"kind": "badge", "language": "en"}, follow=True)
    browser.post(f"{PRINT}add/", {"kind": "badge", "language": "en", "again": "on"})

    assert "0 of 1" in page.content.decode()
    assert [sorted(job.wanted) for job in PrintJob.objects.order_by("pk")] == [[new.pk], [old.pk, new.pk]]


def test_the_page_prints_chosen_badges_and_says_what_is_left_out() -> None:
    conference = make.conference()
    first, _second, ended = badges(conference, 3)
    Badge.objects.filter(pk=ended.pk).update(state=BadgeState.LOST)
    browser = make.client(make.user(Role.SECRETARY, conference))

    asked = browser.get(f"{PRINT}add/?badge={first.pk}&badge={ended.pk}")
    only = asked.context["form"]["only"].value()
    page = browser.post(f"{PRINT}add/", {"kind": "badge", "language": "en", "only": only}, follow=True)

    assert "2 badges were chosen" in asked.content.decode()
    assert PrintJob.objects.get().wanted == [first.pk]
    assert "1 that you chose is left out: it was ended." in page.content.decode()


def test_the_page_prints_of_one_party() -> None:
    conference = make.conference()
    make_door.badge(make_door.delegate(conference, "Amal", "LB"))
    wanted = make_door.badge(make_door.delegate(conference, "Omar", "JO"))
    browser = make.client(make.user(Role.SECRETARY, conference))

    browser.post(f"{PRINT}add/", {"kind": "badge", "language": "en", "party": make.party("JO").pk})

    assert PrintJob.objects.get().wanted == [wanted.pk]


def test_the_page_tells_what_is_wrong() -> None:
    conference = make.conference(languages=["en", "ar"])
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(f"{PRINT}add/", {"kind": "poster", "language": "de", "only": "x,1,²", "party": "0"})

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"kind", "language", "party"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer_and_the_file_is_handed_out_as_an_attachment(language: str) -> None:
    conference = make.conference()
    job = printed(conference, badges(conference, 1))
    browser = make.client(make.user(Role.SECRETARY, conference))
    base = PRINT.replace("/en/", f"/{language}/")

    file = browser.get(f"{base}{job.pk}/file/")

    assert browser.get(base).status_code == 200
    assert browser.get(f"{base}{job.pk}/").status_code == 200
    assert file["Content-Disposition"] == f'attachment; filename="damascus-2020-badge-{job.pk}.pdf"'
    assert (file["Content-Type"], file["Cache-Control"]) == ("application/pdf", "no-store, private")
    assert b"".join(file.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]


def test_a_page_looks_again_by_itself_until_it_is_done() -> None:
    conference = make.conference()
    waiting = make_printing.job(conference, [1, 2], state=PrintState.RUNNING, done=1, heard_at=timezone.now())
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(f"{PRINT}{waiting.pk}/").content.decode()
    PrintJob.objects.update(state=PrintState.DONE, done=2)
    after = browser.get(f"{PRINT}{waiting.pk}/").content.decode()

    for words in ('hx-trigger="every 1s"', 'http-equiv="refresh"', "1 of 2", 'max="2" value="1"'):
        assert words in page
    for words in ("every 1s", "http-equiv"):
        assert words not in after
    assert browser.get(f"{PRINT}{waiting.pk}/file/").status_code == 404


def test_a_file_is_deleted_when_it_has_served() -> None:
    conference = make.conference()
    job = printed(conference, badges(conference, 1))
    deferred = DBTaskResult.objects.get(task_path="secretariat.door.actions.printing.forget_print")
    storage, name = job.file.storage, str(job.file.name)

    assert job.heard_at is not None
    assert deferred.run_after == job.heard_at + timedelta(days=7)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda deed: deed())
        assert forget_print.call(job.pk) == 1

    assert not storage.exists(name)
    job.refresh_from_db()
    assert (job.file.name, job.state) == ("", PrintState.DONE)
    page = make.client(make.user(Role.SECRETARY, conference)).get(f"{PRINT}{job.pk}/").content.decode()
    assert "The file was deleted." in page


def test_files_of_a_conference_are_forgotten_by_age_or_all_together() -> None:
    conference = make.conference()
    job = printed(conference, badges(conference, 1))
    assert job.heard_at is not None

    assert forget_prints(conference, job.heard_at) == 0
    assert forget_all_prints(make.conference("geneva-2021")) == {"prints": 0}
    assert forget_all_prints(conference) == {"prints": 1}
    assert forget_prints(conference, job.heard_at + timedelta(days=1)) == 0


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_asks_the_same_however_many(
    django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    conference = make.conference()
    for _place in range(number):
        make_printing.job(conference)
        make_printing.template(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    with django_assert_max_num_queries(12):
        assert browser.get(PRINT).status_code == 200


def test_an_empty_list_says_what_belongs_there() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).get(PRINT).content.decode()

    assert "Nothing was printed yet" in page
    assert "0 badges are issued and were never printed." in page
