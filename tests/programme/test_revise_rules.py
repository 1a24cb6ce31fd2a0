"""The rules of the timetable."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.programme.actions import revise_rules
from secretariat.programme.models import ProgrammeRules
from secretariat.ui.templatetags.ui import own_name
from tests import make, make_timetable

pytestmark = pytest.mark.django_db
RULES = "/en/damascus-2020/office/timetable/timing/rules/"


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def test_rules_are_kept_and_what_changed_is_recorded() -> None:
    conference = make.conference()
    rules = make_timetable.rules(conference, slot_minutes=30, clashes={"travel": "warn"})

    revise_rules(officer(conference), conference, details={"slot_minutes": 20, "spread": 2}, version=1)

    rules.refresh_from_db()
    assert (rules.slot_minutes, rules.spread, rules.version, rules.clashes) == (20, 2, 2, {"travel": "warn"})
    changes = Entry.objects.get().changes[f"programme.programmerules:{rules.pk}"]
    assert changes == {"slot_minutes": [30, 20], "spread": [None, 2]}


def test_the_first_rules_are_kept_where_there_were_none() -> None:
    conference = make.conference()

    revise_rules(officer(conference), conference, details={"keep_free": 1})

    assert ProgrammeRules.objects.get().keep_free == 1


def test_rules_that_somebody_else_changed_meanwhile_are_not_overwritten() -> None:
    conference = make.conference()
    make_timetable.rules(conference, version=2)

    with pytest.raises(Stale):
        revise_rules(officer(conference), conference, details={"keep_free": 1}, version=1)


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = make.conference()
    with pytest.raises(PermissionDenied):
        revise_rules(make.user(Role.READER, conference), conference, details={})


def test_the_page_keeps_rules_and_counts_interpreters_by_language() -> None:
    conference = make.conference()
    form = {"slot_minutes": "20", "changeover_minutes": "5", "keep_free": "0", "spread": "", "interpreters_ar": "2"}

    answer = make.client(officer(conference)).post(RULES, {**form, "interpreters_fr": "0"}, follow=True)

    assert ProgrammeRules.objects.get().interpreters == {"ar": 2, "fr": 0}
    assert f"<bdi>{own_name('ar')}</bdi>: 2" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("slot_minutes", "4"), ("slot_minutes", "241"), ("changeover_minutes", "-1"), ("interpreters_ar", "-1")],
)
def test_numbers_that_cannot_be_are_told_at_their_field(field: str, value: str) -> None:
    conference = make.conference()
    form = {"slot_minutes": "20", "changeover_minutes": "5", "keep_free": "0", field: value}

    answer = make.client(officer(conference)).post(RULES, form)

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
