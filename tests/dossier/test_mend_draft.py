"""Mending a draft before it is decided."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.dossier.actions import accept_draft, accept_drafts, mend_draft
from secretariat.dossier.models import Draft, DraftKind
from secretariat.meetings.models import Meeting
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in

pytestmark = pytest.mark.django_db


def address(draft: Draft) -> str:
    """Where a draft is mended."""
    return f"/en/damascus-2020/office/drafts/{draft.pk}/mend/"


def test_what_reading_got_wrong_is_put_right_and_recorded() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    mend_draft(secretary, told.draft(report, DraftKind.MEETING), changes={"kind": "bilateral"})

    draft = told.draft(report, DraftKind.MEETING)
    assert draft.data["kind"] == "bilateral"
    assert draft.is_mended
    entry = Entry.objects.get(verb="dossier.mend_draft")
    assert entry.changes["data"][1]["kind"] == "bilateral"


def test_no_change_is_no_entry() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.MEETING)

    mend_draft(secretary, draft, changes=dict(draft.data))

    assert not Entry.objects.filter(verb="dossier.mend_draft").exists()


def test_a_mended_draft_is_compared_anew_with_what_is_there() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    accept_drafts(secretary, handed_in(conference, actor=secretary), kinds=DraftKind.values, at=make.NOON)
    second = handed_in(conference, actor=secretary, reading=told.second())
    meeting = told.draft(second, DraftKind.MEETING)

    mend_draft(secretary, meeting, changes={"held_date": "2020-11-30"})

    assert told.draft(second, DraftKind.MEETING).same_id is None


def test_a_decided_draft_is_not_mended() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.INITIATIVE)
    accept_draft(secretary, draft, at=make.NOON)

    with pytest.raises(Refused, match="accepted already"):
        mend_draft(secretary, draft, changes={"text": "something else"})


def test_two_who_mend_at_once_do_not_overwrite_each_other() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.MEETING)
    mend_draft(secretary, draft, changes={"kind": "bilateral"}, version=1)

    with pytest.raises(Stale):
        mend_draft(secretary, draft, changes={"kind": "video"}, version=1)

    assert told.draft(report, DraftKind.MEETING).data["kind"] == "bilateral"


def test_a_reader_may_not_mend() -> None:
    conference = make.conference()
    report = handed_in(conference)
    reader = make.user(Role.READER, conference)
    draft = told.draft(report, DraftKind.MEETING)

    with pytest.raises(PermissionDenied):
        mend_draft(reader, draft, changes={"kind": "bilateral"})

    assert make.client(reader).get(address(draft)).status_code == 403


@pytest.mark.parametrize("kind", DraftKind.values)
def test_the_form_of_each_kind_gives_back_what_it_was_given(kind: str) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, kind)
    client = make.client(secretary)
    form = client.get(address(draft)).context["form"]
    sent = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "", False)}

    client.post(address(draft), {**sent, "version": draft.version})

    after = told.draft(report, kind)
    kept = {name: value for name, value in draft.data.items() if value not in ("", None, [], False)}
    assert {name: value for name, value in after.data.items() if value not in ("", None, [], False)} == kept
    assert not after.is_mended


def test_saving_and_accepting_goes_back_to_the_report() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.MEETING)
    client = make.client(secretary)
    form = client.get(address(draft)).context["form"]
    sent = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "")}

    answer = client.post(address(draft), {**sent, "city": "Baabda", "accept": "1"})

    assert answer.status_code == 302
    assert str(Meeting.objects.get().city) == "Baabda"


def test_a_date_that_is_none_is_refused_with_a_sentence() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.MEETING)

    answer = make.client(secretary).post(address(draft), {"held_date": "2020-02-31", "kind": "bilateral", "version": 1})

    assert answer.status_code == 422
    assert "There is no such date." in answer.content.decode()
    assert told.draft(report, DraftKind.MEETING).data["held_date"] == "2020-10-12"
