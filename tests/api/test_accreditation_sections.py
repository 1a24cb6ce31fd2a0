"""How far people have come, and how the door is laid out, comes in with a conference file and goes out again."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, User
from secretariat.api.actions import load
from secretariat.api.queries import conference_file_text, known_codes
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.delegations.models import Credentials, Delegate, Terms, WatchHit
from secretariat.door.models import BadgeClass, BadgeTemplate, DoorRules, Gate, Zone
from secretariat.engines.conferencefile import read
from tests import make, make_accreditation, make_door, make_printing
from tests.api.whole import WHOLE

pytestmark = pytest.mark.django_db

HEAD = """\
format: secretariat/1
conference:
  slug: damascus-2020
  title: Conference on the Return of Refugees
  place: {city: Damascus, country: SY}
  timezone: Asia/Damascus
  starts: 2020-11-11
  ends: 2020-11-12
  host: SY
"""
PEOPLE = HEAD + "delegations:\n- party: LB\n  delegates:\n"
SINCE = datetime(2020, 10, 21, 8, 0, 0, 125, tzinfo=UTC)


def bring_in(keeper: User, text: str) -> Conference:
    file = read(text, known=known_codes())
    load(keeper, make.house(), file=file)
    return Conference.objects.get(slug=file.conference.slug)


def named(name: str) -> Delegate:
    return Delegate.objects.get(name=name)


def last_entry(conference: Conference) -> Entry:
    return Entry.objects.filter(conference_id=conference.pk, verb="api.load").order_by("-revision")[0]


def test_each_person_is_where_the_file_says(keeper: User) -> None:
    bring_in(keeper, WHOLE)

    kari, ola, per, pal, liv, siv, ase = Delegate.objects.filter(party__code="NO").order_by("id")
    assert (kari.state, kari.reason, kari.has_place) == ("withdrawn", "Fell ill", False)
    assert (ola.state, ola.state_since) == ("accredited", datetime(2020, 10, 21, 8, tzinfo=UTC))
    assert (per.is_overflow, per.is_media, per.reason) == (True, True, "The photo\r\nis too dark")
    assert (pal.state, pal.state_since, pal.is_media, pal.is_overflow) == ("nominated", None, False, False)
    assert (ola.substitutes, liv.substitutes, kari.substitutes) == (kari, ola, None)
    assert (siv.state, siv.state_since, ase.state) == ("refused", None, "nominated")


def test_credentials_terms_and_the_door_are_as_the_file_says(keeper: User) -> None:
    bring_in(keeper, WHOLE)

    letter = Credentials.objects.get(delegation__party__code="NO")
    assert (letter.state, letter.received_date, letter.signed_by) == ("objection", date(2020, 10, 4), "The Minister")
    assert (letter.sensitivity, letter.party.code, letter.letter) == ("restricted", "NO", None)
    assert Citation.objects.of([letter]).get().passage == "full powers"
    assert Credentials.objects.get(delegation__party__code="CH").sensitivity == "secretariat"
    terms, rules = Terms.objects.get(), DoorRules.objects.get()
    assert (terms.photo_required, terms.mail_required, terms.retention_days) == (False, True, 0)
    assert (rules.photos_at_door, rules.quorum, rules.snapshot_hours) == (True, 12, 6)
    assert list(Zone.objects.values_list("code", "places", "position")) == [("1", None, 1), ("P", 400, 2)]
    delegates = BadgeClass.objects.get(code="DEL")
    assert (delegates.zones, delegates.roles, delegates.for_overflow) == (["1", "P"], ["member", "head"], False)
    assert set(Gate.objects.values_list("zone__code", "direction", "is_open")) == {
        ("P", "entry", True),
        ("P", "exit", False),
        ("1", "both", True),
    }
    assert set(BadgeTemplate.objects.filter(is_in_use=True).values_list("kind", "name")) == {
        ("badge", "Wide"),
        ("certificate", "Narrow"),
    }


def test_what_the_desks_hold_comes_out_and_goes_in_again_without_what_has_to_stay(keeper: User) -> None:
    conference = make.conference()
    hostile = LazyI18nString({"en": f"{make.HOSTILE}\r\n\u2028 - a: b #", "ar": "ماء"})
    lebanon = make.delegation(conference)
    gone = make.delegate(lebanon, "N" * 200, role="head", state="withdrawn", reason=make.HOSTILE, state_since=SINCE)
    head = make.delegate(lebanon, "a", role="head", state="accredited", state_since=SINCE, substitutes=gone)
    make.delegate(lebanon, "فيصل 王 Иван 😀", role="press", is_media=False, is_overflow=True, state="on hold")
    make_accreditation.credentials(lebanon, remark=f"{make.HOSTILE}\r\n\tand more", state="examined")
    make_accreditation.terms(conference, retention_days=3650)
    make_accreditation.particulars(head, document_number="X-4711-Y", birth_date=date(1961, 2, 3))
    make_accreditation.watched(conference, "Somebody Watched")
    make_accreditation.change(head, {"name": "Changed Name"})
    zone = make_door.zone(conference, "A", name=make.HOSTILE)
    make_door.zone(conference, "B", name="")
    gate = make_door.gate(conference, zone=zone, name=make.HOSTILE)
    kind = make_door.badge_class(conference, name=make.HOSTILE, zones=["A", "GONE", "A"])
    make_door.rules(conference)
    make_printing.template(conference, source="#let x = 1\r\n  *x*\n\n\n", name=make.HOSTILE, is_in_use=True)
    badge = make_door.badge(head, badge_class=kind)
    make_door.scan(badge, gate)
    Gate.objects.filter(pk=gate.pk).update(name=hostile)
    text = conference_file_text(conference)

    for kept_back in ("X-4711-Y", "1961", "Somebody Watched", "Changed Name", badge.number, badge.text, "Tablet"):
        assert kept_back not in text
    bring_in(keeper, text)
    # Of all that, only a zone that is no more was taken from the class.
    assert last_entry(conference).changes == {f"door.badgeclass:{kind.pk}": {"zones": [["A", "GONE", "A"], ["A"]]}}
    assert last_entry(conference).batch["counts"] == {"door.badgeclass": 1}

    second = conference_file_text(bring_in(keeper, text.replace("damascus-2020", "elsewhere")))
    assert second == text.replace("damascus-2020", "elsewhere")


def test_what_a_file_does_not_say_of_a_person_stays(keeper: User) -> None:
    delegation = make.delegation(make.conference())
    first = make.delegate(delegation, "First", state="withdrawn")
    make.delegate(
        delegation, "Amal", state="accredited", state_since=SINCE, reason="x", is_overflow=True, substitutes=first
    )

    conference = bring_in(keeper, PEOPLE + "  - {name: Amal, rank: expert}\n")

    amal = named("Amal")
    assert (amal.rank, amal.state, amal.state_since, amal.reason) == ("expert", "accredited", SINCE, "x")
    assert (amal.is_overflow, amal.substitutes) == (True, first)
    assert set(last_entry(conference).changes[f"delegations.delegate:{amal.pk}"]) == {"rank"}


def test_a_state_that_differs_is_changed_and_the_entry_says_old_and_new(keeper: User) -> None:
    amal = make.delegate(make.delegation(make.conference()), "Amal", state="accredited", state_since=SINCE)

    conference = bring_in(keeper, PEOPLE + "  - {name: Amal, state: withdrawn, reason: Is ill}\n")

    amal.refresh_from_db()
    assert (amal.state, amal.state_since, amal.reason, amal.version) == ("withdrawn", None, "Is ill", 2)
    assert last_entry(conference).changes[f"delegations.delegate:{amal.pk}"] == {
        "state": ["accredited", "withdrawn"],
        "reason": ["", "Is ill"],
    }


def test_another_moment_of_the_same_state_is_taken_over(keeper: User) -> None:
    amal = make.delegate(make.delegation(make.conference()), "Amal", state="accredited", state_since=SINCE)
    text = PEOPLE + "  - {name: Amal, state: accredited, state_since: 2020-10-22T08:00:00Z}\n"

    conference = bring_in(keeper, text)
    bring_in(keeper, text)
    bring_in(keeper, PEOPLE + "  - {name: Amal, state: accredited}\n")

    amal.refresh_from_db()
    assert amal.state_since == datetime(2020, 10, 22, 8, tzinfo=UTC)
    assert last_entry(conference).changes.get(f"delegations.delegate:{amal.pk}") is None
    assert last_entry(conference).batch["counts"]["delegations.delegate"] == 1
    assert Entry.objects.filter(verb="api.load").count() == 1


@pytest.mark.parametrize(
    ("person", "is_media"),
    [
        ("{name: Amal}", False),
        ("{name: Amal, role: press}", True),
        ("{name: Amal, role: press, media: false}", False),
        ("{name: Amal, media: true}", True),
    ],
)
def test_whoever_is_press_stands_among_the_media_unless_the_file_says_otherwise(
    keeper: User, person: str, *, is_media: bool
) -> None:
    bring_in(keeper, f"{PEOPLE}  - {person}\n")

    assert named("Amal").is_media is is_media


def test_whoever_a_party_of_the_media_sends_stands_among_them(keeper: User) -> None:
    conference = bring_in(keeper, PEOPLE + "  - {name: Amal}\ninvitations: [{party: LB, capacity: media}]\n")

    assert named("Amal").is_media
    assert "media: true" in conference_file_text(conference)


def test_heads_change_places_in_one_load(keeper: User) -> None:
    delegation = make.delegation(make.conference())
    make.delegate(delegation, "Amal", role="head", state="accredited")
    make.delegate(delegation, "Rami", role="alternate")
    people = (
        "  - {name: Amal, role: head, state: withdrawn, reason: Ill}\n"
        "  - {name: Rami, role: head}\n"
        "  - {name: Nour, role: head, state: refused, reason: No}\n"
    )

    conference = bring_in(keeper, PEOPLE + people)
    bring_in(keeper, PEOPLE + people)

    roles = {row.name: (row.role, row.state, row.version) for row in Delegate.objects.all()}
    assert roles == {
        "Amal": ("head", "withdrawn", 2),
        "Rami": ("head", "nominated", 2),
        "Nour": ("head", "refused", 1),
    }
    changes = last_entry(conference).changes
    assert changes[f"delegations.delegate:{named('Amal').pk}"] == {
        "state": ["accredited", "withdrawn"],
        "reason": ["", "Ill"],
    }
    assert changes[f"delegations.delegate:{named('Rami').pk}"] == {"role": ["alternate", "head"]}
    assert Entry.objects.filter(verb="api.load").count() == 1


def test_a_head_the_file_does_not_name_becomes_a_member(keeper: User) -> None:
    delegation = make.delegation(make.conference())
    amal = make.delegate(delegation, "Amal", role="head")
    old = make.delegate(delegation, "Old", role="head", state="withdrawn")

    conference = bring_in(keeper, PEOPLE + "  - {name: Rami, role: head}\n")

    amal.refresh_from_db()
    old.refresh_from_db()
    assert (amal.role, amal.version, old.role, old.version) == ("member", 2, "head", 1)
    assert last_entry(conference).changes[f"delegations.delegate:{amal.pk}"] == {"role": ["head", "member"]}


def test_substitutes_change_places_in_one_load(keeper: User) -> None:
    delegation = make.delegation(make.conference())
    first, second = make.delegate(delegation, "First"), make.delegate(delegation, "Second")
    amal = make.delegate(delegation, "Amal", substitutes=first)
    rami = make.delegate(delegation, "Rami", substitutes=second)
    people = "".join(f"  - {{name: {name}}}\n" for name in ("First", "Second"))
    people += "  - {name: Amal, in_place_of: Second}\n  - {name: Rami, in_place_of: First}\n"

    conference = bring_in(keeper, PEOPLE + people)
    bring_in(keeper, PEOPLE + people)

    assert (named("Amal").substitutes, named("Rami").substitutes) == (second, first)
    assert (named("Amal").version, named("First").version) == (2, 1)
    assert last_entry(conference).changes[f"delegations.delegate:{rami.pk}"] == {
        "substitutes_id": [second.pk, first.pk]
    }
    assert f"delegations.delegate:{amal.pk}" in last_entry(conference).changes
    assert Entry.objects.filter(verb="api.load").count() == 1


def test_nobody_comes_in_a_place_that_somebody_else_came_in_already(keeper: User) -> None:
    delegation = make.delegation(make.conference())
    first = make.delegate(delegation, "First")
    make.delegate(delegation, "Amal", substitutes=first)

    with pytest.raises(Refused, match=r"Amal comes in the place of First already\."):
        bring_in(keeper, PEOPLE + "  - {name: First}\n  - {name: Rami, in_place_of: First}\n")

    assert not Delegate.objects.filter(name="Rami").exists()


def test_two_people_never_come_in_each_others_place(keeper: User) -> None:
    delegation = make.delegation(make.conference())
    first = make.delegate(delegation, "First")
    make.delegate(delegation, "Amal", substitutes=first)

    with pytest.raises(Refused, match="First and Amal cannot each come in the place of the other"):
        bring_in(keeper, PEOPLE + "  - {name: First, in_place_of: Amal}\n  - {name: Amal}\n")

    assert named("First").substitutes is None


def test_a_file_is_no_way_round_the_watch_list(keeper: User) -> None:
    conference = make.conference()
    make_accreditation.watched(conference, "Amal Haddad")
    text = PEOPLE + "  - {name: Amal Haddad, state: accredited}\n  - {name: Rami Khoury, state: accredited}\n"

    bring_in(keeper, text)
    assert (named("Amal Haddad").state, named("Rami Khoury").state) == ("on hold", "accredited")
    assert WatchHit.objects.get().delegate == named("Amal Haddad")

    bring_in(keeper, text)
    assert named("Amal Haddad").state == "on hold"
    assert Entry.objects.filter(verb="api.load").count() == 1


def test_a_load_says_whom_it_passed_over(keeper: User, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    conference = make.conference()
    amal = make.delegate(make.delegation(conference), "Amal Haddad", state="on hold")
    make_accreditation.hit(amal)
    text = PEOPLE + "  - {name: Amal Haddad, state: confirmed, rank: expert}\n"
    (tmp_path / "case.yaml").write_text(text)

    call_command("load", str(tmp_path / "case.yaml"))
    upload = SimpleUploadedFile("case.yaml", text.replace("expert", "minister").encode())
    page = make.client(keeper).post("/en/office/load/", {"file": upload}, follow=True)

    amal.refresh_from_db()
    assert (amal.state, amal.rank) == ("on hold", "minister")
    assert "Amal Haddad: the secretaries must look first" in capsys.readouterr().out
    assert "Amal Haddad: the secretaries must look first" in page.content.decode()
    assert last_entry(conference).batch["skipped"] == [["Amal Haddad", "the secretaries must look first"]]


def test_a_secretary_may_not_load_people_into_the_conference_of_another(keeper: User) -> None:
    bring_in(keeper, PEOPLE + "  - {name: Amal}\n")
    stranger = make.user(Role.SECRETARY, make.conference("elsewhere"))
    file = read(PEOPLE + "  - {name: Amal, state: accredited}\n", known=known_codes())

    with pytest.raises(PermissionDenied):
        load(stranger, make.house(), file=file)

    assert named("Amal").state == "nominated"


def test_another_template_in_use_takes_the_place_of_the_one_that_was(keeper: User) -> None:
    conference = make.conference()
    ours = make_printing.template(conference, name="Ours", is_in_use=True)
    old = make_printing.template(conference, name="Old", kind="certificate", is_in_use=True)
    text = HEAD + "door:\n  templates:\n  - {kind: badge, name: New, source: x, in_use: true}\n"

    bring_in(keeper, text)
    bring_in(keeper, text)

    ours.refresh_from_db()
    old.refresh_from_db()
    assert (ours.is_in_use, ours.version, old.is_in_use, old.version) == (False, 2, True, 1)
    assert last_entry(conference).changes == {f"door.badgetemplate:{ours.pk}": {"is_in_use": [True, False]}}
    assert Entry.objects.filter(verb="api.load").count() == 1


def test_templates_of_a_kind_change_places_in_one_load(keeper: User) -> None:
    conference = make.conference()
    first = make_printing.template(conference, source="x", name="First", is_in_use=True)
    second = make_printing.template(conference, source="x", name="Second")
    lines = "  - {kind: badge, name: First, source: x}\n  - {kind: badge, name: Second, source: x, in_use: true}\n"

    bring_in(keeper, HEAD + "door:\n  templates:\n" + lines)

    assert last_entry(conference).changes == {
        f"door.badgetemplate:{first.pk}": {"is_in_use": [True, False]},
        f"door.badgetemplate:{second.pk}": {"is_in_use": [False, True]},
    }


def test_a_letter_that_is_here_stays_with_its_credentials(keeper: User) -> None:
    letter = make_accreditation.credentials(make.delegation(make.conference()), state="received")

    bring_in(keeper, HEAD + "delegations: [{party: LB, credentials: {state: accepted}}]\n")

    after = Credentials.objects.get()
    assert (after.state, after.letter, after.version) == ("accepted", letter.letter, 2)


def test_a_section_that_a_file_leaves_out_stays(keeper: User) -> None:
    conference = make.conference()
    make_accreditation.terms(conference, retention_days=7)
    make_accreditation.credentials(make.delegation(conference))
    make_door.rules(conference, quorum=5)
    make_door.gate(conference)
    before = conference_file_text(conference).split("delegations:")[1]

    bring_in(keeper, HEAD + "delegations: [{party: LB, sensitivity: public}]\ndoor: {zones: [{code: B}]}\n")

    assert Zone.objects.filter(code="B").exists()
    assert conference_file_text(conference).split("delegations:")[1].replace("    - code: B\n", "") == before


def test_a_load_asks_no_more_of_the_database_for_many_people_than_for_few(keeper: User) -> None:
    def asked(slug: str, people: int) -> int:
        lines = "".join(
            f"  - {{name: A {number}, state: accredited, overflow: true, in_place_of: B {number}}}\n"
            f"  - {{name: B {number}, state: withdrawn, reason: Ill}}\n"
            for number in range(people)
        )
        file = read(PEOPLE.replace("damascus-2020", slug) + lines, known=known_codes())
        with CaptureQueriesContext(connection) as queries:
            load(keeper, make.house(), file=file)
        return len(queries)

    assert asked("few", 2) == asked("many", 20)
