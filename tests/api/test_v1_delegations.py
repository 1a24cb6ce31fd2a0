"""What programs read and do at the delegations desk; what few see is told to few."""

import base64
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.delegations.models import Delegate, DelegateState, Particulars
from tests import make, make_accreditation, make_api
from tests.api import tried

pytestmark = pytest.mark.django_db
MAIL, WHY, NUMBER = "amal.h@example.org", "A letter of hers is missing", "LB-SECRET-77"


def file(name: str, content: bytes) -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(content).decode()}


def world(slug: str = "damascus-2020", state: str = DelegateState.CONFIRMED) -> SimpleNamespace:
    """A conference with one row of each kind."""
    conference = make.conference(slug)
    make.party("JO")
    make_accreditation.terms(conference)
    invitation = make.invitation(conference, contact_mail="mission@example.org", quota=9, overflow=1)
    answer = make.answer(invitation)
    delegation = make.delegation(conference)
    fields = {"state": state, "mail": MAIL, "reason": WHY, "sensitivity": "secretariat"}
    delegate = make.delegate(delegation, **fields)
    other = make.delegate(delegation, "Basim Nasser", is_overflow=True)
    foreign = make.delegate(make.delegation(conference, make.party("IQ")), "Carla Aziz")
    make_accreditation.particulars_with_photo(delegate, document_kind="passport", document_number=NUMBER)
    credentials = make_accreditation.credentials(delegation)
    hit = make_accreditation.hit(foreign)
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))
    return SimpleNamespace(**locals())


def program_of(here: Any, role: str, **fields: Any) -> make_api.Program:
    return make_api.program(here.conference, make.user(role, here.conference, **fields))


def _photo() -> dict[str, str]:
    return file("photo.jpg", make_accreditation.photo())


def _asked(here: Any) -> Any:
    Delegate.objects.filter(pk=here.delegate.pk).update(state="accredited")
    return make_accreditation.change(here.delegate, {"honorific": "Dr"}, {"honorific": ""})


def _approved(change: Any) -> Any:
    return change, {"seen": make_accreditation.looked_at(change)}


def _in(here: Any, state: str) -> Any:
    Delegate.objects.filter(pk=here.delegate.pk).update(state=state)
    return here.delegate


CASES: dict[str, Callable[[Any], tried.Said]] = {
    "invite": lambda _here: (None, {"party": "JO", "details": {"rank": "minister", "quota": 3}}),
    "invite_many": lambda _here: (None, {"parties": ["JO", "LB"], "details": {"capacity": "observer"}}),
    "revise_invitation": lambda here: (here.invitation, {"details": {"quota": None, "contact_name": "Protocol"}}),
    "send_invitations": lambda here: (None, {"invitations": [here.invitation.pk]}),
    "record_answer": lambda here: (
        here.invitation,
        {"details": {"standing": "declined", "said_date": "2020-11-05", "said_by_party": "LB"}},
    ),
    "correct_answer": lambda here: (here.answer, {"details": {"standing": "tentative"}}),
    "claim_total": lambda _here: (None, {"details": {"states": 27, "said_by": {"en": "The host"}}}),
    "form_delegation": lambda _here: (None, {"party": "LB", "occasion": "mission", "bodies": [{"en": "Ministry"}]}),
    "revise_delegation": lambda here: (here.delegation, {"bodies": [{"en": "Ministry"}], "sensitivity": "public"}),
    "name_delegate": lambda here: (here.delegation, {"details": {"name": "Dina Saab", "spellings": ["Deena"]}}),
    "nominate_many": lambda here: (here.delegation, {"entered": [{"name": "Elias Khoury"}], "language": "en"}),
    "revise_delegate": lambda here: (here.other, {"details": {"capacity": {"en": "Adviser"}}}),
    "confirm_delegate": lambda here: (here.other, None),
    "withdraw_delegate": lambda here: (here.other, {"reason": "Ill"}),
    "substitute_delegate": lambda here: (here.other, {"details": {"name": "Fadi Aoun"}, "reason": "Ill"}),
    "nominate_again": lambda here: (_in(here, "withdrawn"), None),
    "give_main_place": lambda here: (here.other, None),
    "keep_particulars": lambda here: (here.other, {"details": {"birth_date": "1970-05-01"}}),
    "keep_photo": lambda here: (here.other, {"portrait": _photo()}),
    "remove_photo": lambda here: (here.delegate, None),
    "propose_change": lambda here: (_in(here, "accredited"), {"wanted": {"honorific": "Dr"}, "photo": _photo()}),
    "approve_change": lambda here: _approved(_asked(here)),
    "refuse_change": lambda here: (_asked(here), {"reason": "No"}),
    "receive_credentials": lambda here: (
        here.delegation,
        {
            "upload": file("letter.pdf", make_accreditation.PDF),
            "received_date": "2020-11-02",
            "signed_by": "The minister",
        },
    ),
    "examine_credentials": lambda here: (here.credentials, {"state": "accepted"}),
    "accredit": lambda here: (here.delegate, None),
    "accredit_many": lambda here: (None, {"delegates": [here.delegate.pk]}),
    "hold": lambda here: (here.delegate, {"reason": "Look"}),
    "hold_many": lambda here: (None, {"delegates": [here.delegate.pk], "reason": "Look"}),
    "release_hold": lambda here: (_in(here, "on hold"), None),
    "refuse_accreditation": lambda here: (here.delegate, {"reason": "No"}),
    "refuse_many": lambda here: (None, {"delegates": [here.delegate.pk], "reason": "No"}),
    "revise_terms": lambda _here: (None, {"details": {"retention_days": 9}}),
    "settle_pair": lambda here: (here.delegate, {"other": here.other.pk, "is_same": False, "reason": "Two"}),
    "watch_for": lambda _here: (None, {"details": {"name": "Somebody Else", "reason": "Said so"}, "most": 5}),
    "clear_hit": lambda here: (here.hit, {"reason": "Another"}),
    "uphold_hit": lambda here: (here.hit, {"reason": "The same"}),
    "purge_particulars": lambda _here: (None, None),
}


@pytest.mark.parametrize("name", CASES)
def test_each_deed_is_done_and_refused_to_who_only_reads(name: str) -> None:
    here, verb = world(), f"delegations.{name}"
    on, body = CASES[name](here)
    reader = program_of(here, Role.READER)
    assert tried.done(reader, verb, on, body).status_code in {403, 404, 422}
    assert not Entry.objects.filter(verb=verb).exists()

    answer = tried.done(here.program, verb, on, body)

    assert answer.status_code in {200, 201}, answer.content
    assert Entry.objects.filter(verb=verb).exists()


def test_every_deed_of_the_desk_is_tried() -> None:
    beside = {"delegations.remind", "delegations.stop_watching"}
    assert {f"delegations.{name}" for name in CASES} | beside == set(tried.doers_of("delegations"))


def test_a_focal_point_reads_its_own_party_alone() -> None:
    here = world()
    focal = program_of(here, Role.FOCAL_POINT, party=make.party("LB"))

    names = {row["name"] for row in tried.shown(focal, "delegations/delegates")}
    (kept,) = tried.shown(focal, "delegations/particulars")

    assert names == {"Amal Haddad", "Basim Nasser"}
    assert kept["document_number"] == NUMBER
    assert focal.get(f"delegations/delegates/{here.foreign.pk}").status_code == 404
    assert "sensitivity" not in tried.shown(focal, "delegations/delegates")[0]
    assert not tried.shown(focal, "delegations/watch_hits")


@pytest.mark.parametrize("role", [Role.DOOR_OFFICER, Role.PRESS_OFFICER, Role.READER, None])
def test_mail_reasons_and_documents_are_told_to_few(role: str | None) -> None:
    here = world()
    Delegate.objects.update(sensitivity="public")
    program = make_api.Program(here.conference) if role is None else program_of(here, role)

    told = "".join(program.get(path).content.decode() for path in tried.names_of("delegations"))

    assert "Amal Haddad" in told
    assert MAIL not in told
    assert NUMBER not in told
    assert (WHY in told) == (role == Role.READER)
    if role != Role.READER:
        assert program.get("delegations/delegates", {"state_since_from": "2020-01-01T00:00:00Z"}).status_code == 403


@pytest.mark.parametrize("role", [Role.DOOR_OFFICER, Role.PRESS_OFFICER])
def test_how_far_somebody_has_come_is_not_for_the_door_and_the_press(role: str) -> None:
    here = world(state=DelegateState.ON_HOLD)
    make.delegate(here.delegation, "Dina Saab", state=DelegateState.REFUSED, sensitivity="public")
    Delegate.objects.update(sensitivity="public")
    program, reader = program_of(here, role), program_of(here, Role.READER)

    rows = tried.shown(program, "delegations/delegates")

    assert "Amal Haddad" in {row["name"] for row in rows}
    assert "Dina Saab" not in {row["name"] for row in rows}
    assert all({"state", "is_overflow"}.isdisjoint(row) for row in rows)
    for query in ({"state": DelegateState.ON_HOLD}, {"is_overflow": "true"}):
        assert program.get("delegations/delegates", query).status_code == 403
    assert [row["name"] for row in tried.shown(reader, "delegations/delegates", state="refused")] == ["Dina Saab"]


def test_for_whom_a_person_is_kept_is_not_for_the_party_to_say() -> None:
    here = world()
    focal = program_of(here, Role.FOCAL_POINT, party=make.party("LB"))
    body = {"details": {"name": "Dina Saab", "sensitivity": "public"}}

    answer = tried.done(focal, "delegations.name_delegate", here.delegation, body)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (409, "/details/sensitivity")


@pytest.mark.parametrize(
    ("name", "on", "details"),
    [
        ("record_answer", "invitation", {"standing": "accepted", "said_date": "2199-01-01"}),
        ("record_answer", "invitation", {"standing": "accepted"}),
        ("keep_particulars", "other", {"document_number": "7"}),
        ("keep_particulars", "other", {"birth_date": "1900-01-01"}),
        ("name_delegate", "delegation", {"name": "\u200e"}),
        ("name_delegate", "delegation", {"name": "A", "mail": "nobody"}),
    ],
)
def test_a_rule_of_a_form_is_a_rule_for_programs(name: str, on: str, details: Any) -> None:
    here = world()
    answer = tried.done(here.program, f"delegations.{name}", getattr(here, on), {"details": details})
    assert answer.status_code in {409, 422}, answer.content
    assert not Entry.objects.exists()
    assert Particulars.objects.count() == 1


def test_rubbish_is_refused_and_never_a_fault() -> None:
    for verb, statuses in tried.statuses_of_rubbish(world().program, "delegations").items():
        assert all(status < 500 for status in statuses), (verb, statuses)
