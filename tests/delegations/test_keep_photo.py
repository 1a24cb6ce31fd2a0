"""A photo of a delegate: judged by its content, written anew, kept for few."""

import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from PIL import Image

from secretariat.accounts.models import Role
from secretariat.audit.action import HIDDEN, Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import apply_particulars, approve_change, keep_photo, refuse_change, store_photo
from secretariat.delegations.models import Change, Delegate, DelegateState, Particulars
from secretariat.delegations.queries import portrait_of
from tests import make, make_accreditation
from tests.make_accreditation import photo, upload

pytestmark = pytest.mark.django_db

RED, BLUE = (200, 30, 30), (30, 30, 200)


def amal(**fields: Any) -> Delegate:
    return make.delegate(make.delegation(make.conference()), **fields)


def address(delegate: Delegate, page: str = "photo/keep/", language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/delegates/{delegate.pk}/{page}"


def focal_point(delegate: Delegate, code: str = "LB") -> Any:
    return make.user(Role.FOCAL_POINT, delegate.conference, party=make.party(code))


def test_a_photo_is_kept_as_a_portrait_under_a_name_nobody_guesses_and_recorded() -> None:
    delegate = amal()

    keep_photo(make.user(Role.SECRETARY, delegate.conference), delegate, portrait=portrait_of(upload()))

    kept = Particulars.objects.get()
    with kept.photo.open("rb") as file:
        assert Image.open(file).size == (360, 480)
    assert len(str(kept.photo.name).rpartition("/")[2]) == 36
    assert len(kept.photo_sha256) == 64
    entry = Entry.objects.get()
    assert (entry.verb, entry.changes) == (
        "delegations.keep_photo",
        {"delegations.particulars": {"photo": [HIDDEN, HIDDEN]}},
    )


def test_the_photo_before_is_deleted_from_the_storage_and_the_same_one_again_is_no_change(
    django_capture_on_commit_callbacks: Any,
) -> None:
    delegate = amal()
    secretary = make.user(Role.SECRETARY, delegate.conference)
    with django_capture_on_commit_callbacks(execute=True):
        keep_photo(secretary, delegate, portrait=portrait_of(upload(photo(RED))))
    before = str(Particulars.objects.get().photo.name)

    with django_capture_on_commit_callbacks(execute=True):
        keep_photo(secretary, delegate, portrait=portrait_of(upload(photo(RED))))
    assert str(Particulars.objects.get().photo.name) == before
    with django_capture_on_commit_callbacks(execute=True):
        keep_photo(secretary, delegate, portrait=portrait_of(upload(photo(BLUE))))

    after = str(Particulars.objects.get().photo.name)
    assert not default_storage.exists(before)
    assert default_storage.exists(after)
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "This is no photo"),
        (b"<!doctype html><script>alert(1)</script>", "This is no photo"),
        (photo()[:900], "damaged"),
        (photo(size=(1, 10_000)), "too small"),
        (photo(size=(8001, 5000), kind="PNG"), "more than 40 megapixels"),
        (b"\xff\xd8" * (8 * 1024 * 1024), "larger than 15 MB"),
        (b"", "empty"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_sentence_and_nothing_is_kept(content: bytes, sentence: str) -> None:
    delegate = amal()
    client = make.client(make.user(Role.SECRETARY, delegate.conference))

    page = client.post(address(delegate), {"photo": upload(content)})

    assert sentence in str(page.context["form"].errors["photo"])
    assert not Particulars.objects.exists()
    assert not Entry.objects.exists()


def test_no_file_at_all_is_refused_at_the_field() -> None:
    delegate = amal()

    page = make.client(make.user(Role.SECRETARY, delegate.conference)).post(address(delegate), {})

    assert page.context["form"].errors["photo"] == ["Choose a photo."]


def test_what_hangs_behind_a_photo_and_where_it_was_taken_never_reach_the_storage() -> None:
    delegate = amal()
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (33.0, 30.0, 47.0)})
    file = io.BytesIO()
    Image.new("RGB", (600, 800), RED).save(file, "JPEG", exif=exif)
    client = make.client(make.user(Role.SECRETARY, delegate.conference))

    client.post(address(delegate), {"photo": upload(file.getvalue() + b"<script>alert(1)</script>", "photo.html")})

    with Particulars.objects.get().photo.open("rb") as kept:
        data = kept.read()
    assert b"<script" not in data
    assert not Image.open(io.BytesIO(data)).getexif()


def test_one_taken_with_a_telephone_is_kept_as_well() -> None:
    delegate = amal()

    make.client(focal_point(delegate)).post(address(delegate), {"taken": upload()})

    assert Particulars.objects.get().photo


def test_everybody_else_may_not() -> None:
    delegate = amal()
    portrait = portrait_of(upload())
    for person in (make.user(Role.READER, delegate.conference), focal_point(delegate, "JO")):
        with pytest.raises(PermissionDenied):
            keep_photo(person, delegate, portrait=portrait)
        assert make.client(person).post(address(delegate), {"photo": upload()}).status_code in {403, 404}
    assert not Particulars.objects.exists()


def test_a_delegation_asks_for_another_photo_of_somebody_accredited() -> None:
    delegate = amal(state=DelegateState.ACCREDITED)
    focal = focal_point(delegate)
    with pytest.raises(Refused, match="second look"):
        keep_photo(focal, delegate, portrait=portrait_of(upload()))

    make.client(focal).post(address(delegate), {"photo": upload()})

    change = Change.objects.get()
    assert not Particulars.objects.exists()
    shown = f"/en/damascus-2020/office/changes/{change.pk}/photo/"
    assert make.client(focal).get(shown).headers["Content-Type"] == "image/jpeg"
    assert make.client(make.user(Role.SECRETARY, delegate.conference)).get(shown).status_code == 200
    assert make.client(make.user(Role.READER, delegate.conference)).get(shown).status_code == 404
    assert make.client(focal_point(delegate, "JO")).get(shown).status_code == 404


def test_an_approved_photo_takes_the_place_of_the_one_before(django_capture_on_commit_callbacks: Any) -> None:
    delegate = amal(state=DelegateState.ACCREDITED)
    before = str(make_accreditation.particulars_with_photo(delegate).photo.name)
    name = store_photo(portrait_of(upload(photo(BLUE))))
    change = Change.objects.create(
        conference=delegate.conference, delegate=delegate, entered_by=delegate.entered_by, photo=name
    )

    with django_capture_on_commit_callbacks(execute=True):
        apply_particulars(delegate, {}, name)

    kept = Particulars.objects.get()
    assert (kept.photo.name, len(kept.photo_sha256)) == (name, 64)
    assert not default_storage.exists(before)
    change.refresh_from_db()
    assert not change.photo


def test_an_officer_sees_both_photos_side_by_side_and_lets_the_new_one_hold(
    django_capture_on_commit_callbacks: Any,
) -> None:
    delegate = amal(state=DelegateState.ACCREDITED)
    make.invitation(delegate.conference)
    before = str(make_accreditation.particulars_with_photo(delegate).photo.name)
    make.client(focal_point(delegate)).post(address(delegate), {"photo": upload(photo(BLUE))})
    change = Change.objects.get()
    wanted = str(change.photo.name)
    officer = make.user(Role.DESK_OFFICER, delegate.conference, desks=["delegations"])

    page = make.client(officer).get(f"/en/damascus-2020/office/delegates/{delegate.pk}/").content.decode()
    assert f"/office/changes/{change.pk}/photo/" in page
    assert f"/office/delegates/{delegate.pk}/photo/" in page
    with django_capture_on_commit_callbacks(execute=True):
        approve_change(officer, change, seen=make_accreditation.looked_at(change), at=make.NOON)

    assert str(Particulars.objects.get().photo.name) == wanted
    assert (default_storage.exists(wanted), default_storage.exists(before)) == (True, False)
    change.refresh_from_db()
    assert (change.state, change.photo.name) == ("approved", "")


def test_a_photo_that_is_refused_is_deleted_from_the_storage(django_capture_on_commit_callbacks: Any) -> None:
    delegate = amal(state=DelegateState.ACCREDITED)
    make.client(focal_point(delegate)).post(address(delegate), {"photo": upload()})
    change = Change.objects.get()
    wanted = str(change.photo.name)

    with django_capture_on_commit_callbacks(execute=True):
        refuse_change(make.user(Role.SECRETARY, delegate.conference), change, reason="Blurred.", at=make.NOON)

    assert not default_storage.exists(wanted)
    assert not Particulars.objects.exists()


def test_the_photo_is_shown_as_a_picture_and_nothing_else_and_stays_in_no_cache() -> None:
    delegate = amal()
    make_accreditation.particulars_with_photo(delegate)

    answer = make.client(focal_point(delegate)).get(address(delegate, "photo/"))

    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.content.startswith(b"\xff\xd8")


def test_the_door_sees_the_photo_of_whoever_is_accredited_and_of_nobody_else() -> None:
    delegate = amal(sensitivity="secretariat")
    make_accreditation.particulars_with_photo(delegate)
    door = make.client(make.user(Role.DOOR_OFFICER, delegate.conference))
    elsewhere = make.client(make.user(Role.DOOR_OFFICER, make.conference("geneva-2021")))

    assert door.get(address(delegate, "photo/")).status_code == 404
    Delegate.objects.update(state=DelegateState.ACCREDITED)
    assert door.get(address(delegate, "photo/")).status_code == 200
    assert elsewhere.get(address(delegate, "photo/")).status_code == 404


def test_a_photo_that_is_not_there_or_gone_from_the_storage_is_not_found() -> None:
    delegate = amal()
    client = make.client(make.user(Role.SECRETARY, delegate.conference))
    assert client.get(address(delegate, "photo/")).status_code == 404

    default_storage.delete(str(make_accreditation.particulars_with_photo(delegate).photo.name))

    assert client.get(address(delegate, "photo/")).status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers(language: str) -> None:
    delegate = amal(name=make.HOSTILE)
    make_accreditation.particulars_with_photo(delegate)

    page = make.client(focal_point(delegate)).get(address(delegate, language=language)).content.decode()

    assert 'capture="user"' in page
    assert make.HOSTILE not in page
