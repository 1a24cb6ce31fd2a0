"""What was looked at is what is approved, and who is named is named with a source."""

from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.archive.models import Citation
from secretariat.audit.models import Entry
from secretariat.delegations.models import Change, Delegate
from tests import make, make_accreditation, make_api
from tests.api import tried

pytestmark = pytest.mark.django_db
APPROVE = "delegations.approve_change"


def asked() -> tuple[make_api.Program, Change]:
    """A secretary's program, and a change that waits."""
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), "Amal", state="accredited")
    secretary = make_api.program(conference, make.user(Role.SECRETARY, conference))
    return secretary, make_accreditation.change(delegate, {"honorific": "Dr"}, {"honorific": ""})


def add_to(change: Change) -> None:
    """The delegation asks for more while somebody looks at what it asked first."""
    focal = make.user(Role.FOCAL_POINT, change.conference, party=make.party("LB"))
    program = make_api.program(change.conference, focal)
    answer = tried.done(program, "delegations.propose_change", change.delegate, {"wanted": {"honorific": "Professor"}})
    assert answer.status_code in {200, 201}, answer.content


@pytest.mark.parametrize("body", [None, {}, {"seen": None}, {"seen": ""}, {"seen": 1}, {"version": 1}])
def test_a_change_is_not_approved_without_saying_what_was_looked_at(body: Any) -> None:
    secretary, change = asked()

    answer = tried.done(secretary, APPROVE, change, body)

    assert answer.status_code == 422, answer.content
    assert "/seen" in [each["pointer"] for each in answer.json()["errors"]]
    assert not Entry.objects.filter(verb=APPROVE).exists()


def test_what_was_added_meanwhile_is_not_approved_unseen() -> None:
    secretary, change = asked()
    [before] = tried.shown(secretary, "delegations/changes")
    tag = secretary.get(f"delegations/changes/{change.pk}")["ETag"]
    add_to(change)
    [now] = tried.shown(secretary, "delegations/changes")

    by_word = tried.done(secretary, APPROVE, change, {"seen": before["seen"]})
    by_tag = secretary.post(tried.address_of(APPROVE, change), {"seen": now["seen"]}, if_match=tag)

    assert (by_word.status_code, by_tag.status_code) == (409, 412)
    assert not Entry.objects.filter(verb=APPROVE).exists()
    assert tried.done(secretary, APPROVE, change, {"seen": now["seen"]}).status_code == 200
    assert Delegate.objects.get().honorific == "Professor"


def test_what_is_kept_is_told_beside_what_is_wanted_and_may_be_replaced_once_it_was_looked_at() -> None:
    secretary, change = asked()
    [before] = tried.shown(secretary, "delegations/changes")
    Delegate.objects.update(honorific="Sheikh")

    unseen = tried.done(secretary, APPROVE, change, {"seen": before["seen"]})
    [now] = tried.shown(secretary, "delegations/changes")
    looked_at = tried.done(secretary, APPROVE, change, {"seen": now["seen"]})

    assert (before["now"], now["now"], now["wanted"]) == (
        {"honorific": ""},
        {"honorific": "Sheikh"},
        {"honorific": "Dr"},
    )
    assert (unseen.status_code, looked_at.status_code) == (409, 200)
    assert Delegate.objects.get().honorific == "Dr"
    [decided] = tried.shown(secretary, "delegations/changes")
    assert (decided["now"], decided["seen"]) == (None, None)


def test_of_what_is_private_neither_what_is_wanted_nor_what_is_kept_is_told_to_whoever_only_reads() -> None:
    secretary, change = asked()
    make_accreditation.particulars_with_photo(change.delegate, document_kind="passport", document_number="X-0/0")
    Change.objects.update(wanted={"honorific": "Dr", "document_number": "X-1/1"}, photo="wanted.jpg")
    reader = make_api.program(change.conference, make.user(Role.READER, change.conference))
    focal = make_api.program(change.conference, make.user(Role.FOCAL_POINT, change.conference, party=make.party("LB")))

    [[all_of_it], [own], [little]] = (tried.shown(each, "delegations/changes") for each in (secretary, focal, reader))

    assert all_of_it["now"] == {"honorific": "", "document_number": "X-0/0", "photo": True}
    assert (own["now"], own["wanted"]) == (all_of_it["now"], all_of_it["wanted"])
    assert (little["now"], little["wanted"]) == ({"honorific": ""}, {"honorific": "Dr"})
    assert ["seen" in each for each in (all_of_it, own, little)] == [True, False, False]


def test_who_is_named_is_named_with_the_source_that_says_so() -> None:
    conference = make.conference()
    delegation = make.delegation(conference)
    source, other = make.source(conference, key="letter"), make.source(make.conference("another-2021"), key="elsewhere")
    secretary = make_api.program(conference, make.user(Role.SECRETARY, conference))
    details = {"details": {"name": "Amal"}}

    refused = tried.done(
        secretary, "delegations.name_delegate", delegation, {**details, "cited": [{"source": other.key}]}
    )
    cited = [{"source": source.key, "passage": "Amal will lead."}]
    answer = tried.done(secretary, "delegations.name_delegate", delegation, {**details, "cited": cited})

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/cited/0/source"
    assert answer.status_code == 201, answer.content
    kept = Citation.objects.get(thing_type="delegations.delegate")
    assert (kept.source, kept.passage, kept.thing_id) == (source, "Amal will lead.", Delegate.objects.get().pk)
