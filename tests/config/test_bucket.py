"""Files may lie in a bucket; whoever wants one gets it from the house, or not at all."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from secretariat.accounts.models import Role
from secretariat.archive.models import File
from secretariat.config import files as told
from tests import make
from tests.make_bucket import store


@pytest.fixture
def bucket(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket on this machine, which the settings name."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with store() as made:
        url = f"s3://house/kept?endpoint=http://127.0.0.1:{made.server_port}&region=eu-west-1&style=path"
        settings.STORAGES = {**settings.STORAGES, "default": told.files(url)}
        yield made


def test_what_is_kept_is_there_and_can_be_read_listed_and_deleted(bucket: Any) -> None:
    name = default_storage.save("files/2020/03/letter.txt", ContentFile(b"Words"))

    assert bucket.kept == {"house/kept/files/2020/03/letter.txt": b"Words"}
    with default_storage.open(name) as back:
        assert back.read() == b"Words"
    assert default_storage.listdir("files/2020") == (["03"], [])
    assert default_storage.listdir("files/2020/03") == ([], ["letter.txt"])
    assert default_storage.get_modified_time(name).year == 2020
    default_storage.delete(name)
    assert not default_storage.exists(name)


def test_nothing_is_overwritten(bucket: Any) -> None:
    names = {default_storage.save("files/letter.txt", ContentFile(words)) for words in (b"one", b"two")}

    assert len(names) == 2
    assert set(bucket.kept.values()) == {b"one", b"two"}


def test_nothing_is_made_public_and_nobody_is_sent_there(bucket: Any) -> None:
    name = default_storage.save("files/letter.txt", ContentFile(b"Words"))

    assert not any("x-amz-acl" in {each.lower() for each in headings} for headings in bucket.headings)
    with pytest.raises(ValueError, match="handed out by the house alone"):
        default_storage.url(name)


@pytest.mark.django_db
def test_the_house_hands_a_file_out_to_whom_it_may(bucket: Any) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    source = make.source(conference, "letter")
    source.file = File.objects.create(
        conference=conference,
        name="letter.txt",
        content_type="text/plain",
        size=5,
        sha256="0" * 64,
        content=ContentFile(b"Words", "letter.txt"),
        entered_by=secretary,
    )
    source.save()
    address = f"/en/damascus-2020/office/files/{source.file.pk}/"

    answer = make.client(secretary).get(address)

    assert (answer.status_code, answer.getvalue()) == (200, b"Words")
    assert "Location" not in answer
    assert make.client().get(address).status_code == 302
    assert make.client(make.user(Role.SECRETARY, make.conference("elsewhere"))).get(address).status_code == 404


@pytest.mark.parametrize("url", ["s3://", "https://bucket", "s3://bucket?acl=public-read"])
def test_an_address_of_something_else_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FILES_URL is an address like"):
        told.files(url)


def test_it_is_said_what_is_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "find_spec", lambda _name: None)

    with pytest.raises(ImproperlyConfigured, match=r"secretariat\[s3\]"):
        told.files("s3://bucket")
