"""The data map says of every field of every model what it is, and is true to the house."""

import io
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import models

from secretariat.audit.action import REGISTRY
from secretariat.config import nightly
from secretariat.config.privacy.classes import every_field, known_names
from secretariat.config.privacy.ends import Ends
from secretariat.config.privacy.personal import PERSONAL

ROOT = Path(__file__).resolve().parents[1]


def test_every_field_of_every_model_is_of_one_class() -> None:
    assert [each.name for each in every_field() if each.classes != 1] == []


def test_the_map_names_no_field_that_is_not_there_and_none_twice() -> None:
    there = {each.name for each in every_field()}

    assert [name for name in known_names() if name not in there] == []
    assert [name for name, times in Counter(known_names()).items() if times > 1] == []


def test_a_mail_address_a_picture_and_a_file_are_no_plain_fields() -> None:
    telling = (models.EmailField, models.FileField, models.GenericIPAddressField)

    assert [each.name for each in every_field() if each.is_plain and isinstance(each.field, telling)] == []


def test_what_the_record_hides_is_personal_or_a_secret_of_the_house() -> None:
    secrets = {
        "api.webhook.secret",
        "api.webhook.former_secret",
        "door.signingkey.sealed_private_key",
        "programme.speakerslist.screen_hash",
        "conference.message.attachment",
    }
    hidden = {each.name for each in every_field() if each.field.attname in getattr(each.model, "audit_hides", ())}

    assert hidden - {each.name for each in every_field() if each.personal} <= secrets


@pytest.mark.parametrize("end", list(Ends), ids=lambda end: end.name)
def test_each_end_is_brought_about_by_a_deed_or_a_task_that_is_there(end: Ends) -> None:
    assert [verb for verb in end.value.deeds if verb not in REGISTRY] == []
    assert [name for name in end.value.nightly if not callable(getattr(nightly, name, None))] == []


def test_each_end_is_of_some_field() -> None:
    assert {end for end in Ends if end not in {each.end for each in PERSONAL}} <= {Ends.UNCLAIMED}


def test_the_page_is_what_the_command_prints() -> None:
    printed = io.StringIO()
    call_command("data_map", stdout=printed)

    assert (ROOT / "docs" / "trust" / "data-map.md").read_text() == printed.getvalue()
