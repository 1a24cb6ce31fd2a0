"""Handing a person everything that is kept of them, and writing down that it was done."""

import json
import stat
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import models

from secretariat.accounts.models import Role, User
from secretariat.audit.models import Entry
from secretariat.conference.actions import close_account, tell_person
from secretariat.conference.models import Conference, Membership
from secretariat.config.privacy.classes import every_field
from secretariat.config.privacy.person import _KEPT_BACK, _MAILS, _OF_THEIRS
from secretariat.delegations.actions import keep_particulars, keep_photo, name_delegate, revise_delegate
from secretariat.delegations.models import Delegate
from secretariat.delegations.queries import portrait_of
from tests import make, make_accreditation, make_door, make_news
from tests.make_accreditation import upload

pytestmark = pytest.mark.django_db

MAIL = "amal@haddad.example"


def amal_haddad() -> Delegate:
    delegation = make_accreditation.lebanon(quota=5)
    secretary = make.user(Role.SECRETARY, delegation.conference, name="Sami Nader")
    amal = name_delegate(secretary, delegation, details={"name": "Amal Haddad", "mail": MAIL})
    details = {"birth_date": date(1970, 5, 1), "document_kind": "passport", "document_number": "LB-778812"}
    keep_particulars(secretary, amal, details=details)
    keep_photo(secretary, amal, portrait=portrait_of(upload()))
    name_delegate(secretary, delegation, details={"name": "Karim Saab", "mail": "karim@saab.example"})
    make_accreditation.watched(delegation.conference, name="Amal Haddad", reason="Asked by the host")
    return amal


def written(conference: Conference, folder: Path, **who: Any) -> dict[str, str]:
    """The texts of the file, by name; of a picture, nothing."""
    call_command("person", conference.slug, to=folder / "amal.zip", **who)
    with zipfile.ZipFile(folder / "amal.zip") as packed:
        names = packed.namelist()
        return {name: "" if name.endswith(".jpg") else packed.read(name).decode() for name in names}


def test_everything_of_the_person_is_in_the_file_and_nothing_of_others(tmp_path: Path) -> None:
    amal = amal_haddad()
    badge = make_door.badge(amal)

    texts = written(amal.conference, tmp_path, mail=MAIL.upper())

    whole = "\n".join(texts.values())
    assert [word for word in ("Amal Haddad", MAIL, "1970-05-01", "LB-778812", badge.number) if word not in whole] == []
    assert [word for word in ("Karim", "karim@saab", "Sami Nader", "Asked by the host") if word in whole] == []
    assert badge.text not in whole
    assert sum(name.startswith("files/") for name in texts) == 1
    (told,) = json.loads(texts["delegations.json"])["delegate"]
    assert told["Name in Latin script"] == "Amal Haddad"


def test_the_record_of_the_person_is_told_and_of_a_deed_on_many_only_that_it_was_done(tmp_path: Path) -> None:
    amal = amal_haddad()
    revise_delegate(make.user(Role.SECRETARY, amal.conference), amal, details={"honorific": "Dr"})

    texts = written(amal.conference, tmp_path, mail=MAIL)

    deeds = json.loads(texts["record.json"])
    assert "delegations.revise_delegate" in {each["deed"] for each in deeds}
    changed = [each["changes"] for each in deeds if each["deed"] == "delegations.revise_delegate"]
    assert changed[0]["honorific"] == ["", "Dr"]


def test_who_reads_it_is_written_down_without_what_it_says(tmp_path: Path) -> None:
    amal = amal_haddad()

    written(amal.conference, tmp_path, mail=MAIL)

    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.actor.email) == ("conference.tell_person", "hand@house.invalid")
    assert entry.batch["counts"]["delegations.delegate"] == 1
    assert (entry.changes, "Amal" in entry.thing_label) == ({}, False)


def test_the_file_is_for_the_keeper_alone_and_takes_no_place_of_another(tmp_path: Path) -> None:
    amal = amal_haddad()
    written(amal.conference, tmp_path, mail=MAIL)

    assert stat.S_IMODE((tmp_path / "amal.zip").stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="File exists"):
        written(amal.conference, tmp_path, mail=MAIL)


def test_somebody_without_a_mail_is_found_by_number_and_in_this_conference_alone(tmp_path: Path) -> None:
    amal = make.delegate(make_accreditation.lebanon())
    other = make.conference("geneva-2021")

    with pytest.raises(CommandError, match="Nothing is kept"):
        written(other, tmp_path, delegate=amal.pk)

    assert "Amal Haddad" in written(amal.conference, tmp_path, delegate=amal.pk)["delegations.json"]


def test_a_reader_who_replied_is_told_the_reply(tmp_path: Path) -> None:
    conference = make.conference()
    make_news.reply(make_news.article(conference), mail="reader@b.example", text="A word of mine")

    texts = written(conference, tmp_path, mail="reader@b.example")

    assert "A word of mine" in texts["newsroom.json"]


def test_somebody_with_an_account_is_told_of_the_roles_and_no_password(tmp_path: Path) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    texts = written(conference, tmp_path, mail=secretary.email)

    assert Membership.objects.get().role in texts["conference.json"]
    assert secretary.password not in texts["accounts.json"]


def test_whoever_was_closed_is_told_why_and_what_else_was_done_to_the_account_and_not_by_whom(tmp_path: Path) -> None:
    conference = make.conference()
    amal, karim = make.user(Role.READER, conference), make.user(Role.READER, conference)
    actor = User.objects.create_superuser("keeper@example.org", name="Samira Kanaan")
    for account, reason in ((amal, "Her telephone was stolen in Homs"), (karim, "He left for Aleppo")):
        close_account(actor, account, reason=reason, at=make.NOON)

    texts = written(conference, tmp_path, mail=amal.email)

    (told,) = [each for each in json.loads(texts["record.json"]) if each["deed"] == "conference.close_account"]
    assert told["changes"][f"accounts.user:{amal.pk}"]["reason"] == ["", "Her telephone was stolen in Homs"]
    assert [word for word in ("Aleppo", "Samira", "keeper@") if word in "".join(texts.values())] == []


def test_a_secretary_may_not_write_it_and_a_person_of_whom_nothing_is_kept_gets_no_file(tmp_path: Path) -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        tell_person(make.user(Role.SECRETARY, conference), conference, rows={"delegations.delegate": [1]})
    with pytest.raises(CommandError, match="Nothing is kept of this person"):
        written(conference, tmp_path, mail="nobody@b.example")
    with pytest.raises(CommandError, match="Say who it is"):
        call_command("person", conference.slug, to=tmp_path / "amal.zip")

    assert not (tmp_path / "amal.zip").exists()
    assert not Entry.objects.exists()


def test_every_mail_address_of_the_house_is_looked_at_to_find_somebody() -> None:
    """An address of an account that is one of several is found by the account."""
    addresses = {each.name for each in every_field() if isinstance(each.field, models.EmailField)}

    assert addresses - {f"{label}.{name}" for label, name in _MAILS.items()} == {"account.emailaddress.email"}


def test_what_is_told_and_kept_back_names_fields_that_are_there() -> None:
    there = {each.name for each in every_field()}
    named = {*_OF_THEIRS, *_KEPT_BACK, *(f"{label}.{name}" for label, name in _MAILS.items())}

    assert named - there == set()
