"""What clashes do."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.programme.actions import revise_clash_rules
from secretariat.programme.models import ProgrammeRules
from secretariat.programme.queries.clashing import levels_of
from tests import make
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_only_what_differs_from_the_house_is_kept_and_recorded() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)

    revise_clash_rules(amal, conference, levels={"travel": "block"})
    revise_clash_rules(amal, conference, levels={"travel": "ignore", "apart": "block"})
    revise_clash_rules(amal, conference, levels={"travel": "ignore", "apart": "block"})

    rules = ProgrammeRules.objects.get()
    levels = levels_of(rules)
    assert (levels["travel"], levels["apart"], levels["room_taken"]) == ("ignore", "block", "block")
    assert Entry.objects.count() == 2
    changes = Entry.objects.order_by("-pk")[0].changes[f"programme.programmerules:{rules.pk}"]
    assert changes["clash: travel"] == ["block", "ignore"]


def test_interpreters_are_looked_at_once_somebody_says_how_many_there_are() -> None:
    conference = make.conference()

    assert levels_of(None)["interpreters"] == "ignore"
    assert levels_of(ProgrammeRules(conference=conference, interpreters={"ar": 1}))["interpreters"] == "block"
    assert levels_of(ProgrammeRules(conference=conference, clashes={"travel": "nonsense"}))["travel"] == "warn"


def test_unknown_words_and_changes_made_meanwhile_are_refused_and_a_reader_may_not() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    ProgrammeRules.objects.create(conference=conference)

    with pytest.raises(Refused, match="no kind of clash"):
        revise_clash_rules(amal, conference, levels={"weather": "block"})
    with pytest.raises(Stale):
        revise_clash_rules(amal, conference, levels={}, version=4)
    with pytest.raises(PermissionDenied):
        revise_clash_rules(make.user(Role.READER, conference), conference, levels={})


def test_the_page_revises_them() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, "programme/clashes/rules/"), {"version": 0, "room_small": "block"})

    assert answer.status_code == 302
    assert ProgrammeRules.objects.get().clashes == {"room_small": "block"}
