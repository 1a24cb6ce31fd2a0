"""Adding a template of the conference's own, and looking at it before it is kept."""

import base64
import io

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.door.actions import add_template
from secretariat.door.models import BadgeTemplate, PrintKind
from secretariat.door.queries import house_source
from tests import make, make_printing

pytestmark = pytest.mark.django_db
ADD = "/en/damascus-2020/office/print/templates/add/"
DETAILS = {"kind": PrintKind.BADGE, "name": make.HOSTILE, "source": make_printing.SOURCE}


def test_a_template_is_kept_and_is_not_in_use_yet() -> None:
    conference = make.conference()

    template = add_template(make.user(Role.DESK_OFFICER, conference, desks=["door"]), conference, details=DETAILS)

    assert (template.source, template.is_in_use) == (make_printing.SOURCE, False)
    entry = Entry.objects.get()
    assert (entry.verb, entry.changes["source"]) == ("door.add_template", [None, make_printing.SOURCE])


@pytest.mark.parametrize("role", [Role.READER, Role.DOOR_OFFICER, Role.RAPPORTEUR])
def test_others_add_none(role: str) -> None:
    conference = make.conference()
    stranger = make.user(role, conference)

    with pytest.raises(PermissionDenied):
        add_template(stranger, conference, details=DETAILS)

    assert make.client(stranger).post(ADD, {**DETAILS, "another": "1"}).status_code == 403
    assert not BadgeTemplate.objects.exists()


def test_an_officer_of_another_desk_adds_none() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        add_template(make.user(Role.DESK_OFFICER, conference, desks=["archive"]), conference, details=DETAILS)


@pytest.mark.parametrize("kind", PrintKind.values)
def test_the_page_begins_with_the_houses_own_of_each_kind(kind: str) -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).get(ADD, {"kind": kind})

    assert page.context["form"]["source"].value() == house_source(kind)
    assert page.context["form"]["kind"].value() == kind


@pytest.mark.parametrize("language", ["en", "ar", "zh", "ru", "fr", "es"])
def test_a_preview_shows_five_sample_people_and_keeps_nothing(language: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"kind": "badge", "name": "Ours", "source": house_source("badge").replace("\n", "\r\n"), "another": "1"}

    page = browser.post(ADD.replace("/en/", f"/{language}/"), sent)

    assert page.status_code == 200
    pictures = [Image.open(io.BytesIO(base64.b64decode(each))) for each in page.context["pictures"]]
    assert [picture.size for picture in pictures] == [(390, 563)] * 5
    assert page.content.decode().count("data:image/png;base64,") == 5
    assert not BadgeTemplate.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a\n#nothing()", "Line 2: unknown variable: nothing"),
        ('#import "@preview/cetz:0.3.0"', "Line 1: It asks for a package. Nothing is fetched from the network"),
        ('\n\n#read("/etc/passwd")', "Line 3: file not found"),
        ("#for i in range(40) [x #pagebreak()]", "What comes out is too large"),
    ],
)
def test_a_fault_stands_at_the_field_with_its_line(source: str, said: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(ADD, {"kind": "badge", "name": "Ours", "source": source, "another": "1"})

    assert page.status_code == 422
    assert said in page.context["form"].errors["source"][0]
    assert "paper-" not in page.content.decode()


def test_what_is_hostile_is_shown_as_it_was_written() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    browser.post(ADD, {"kind": "badge", "name": make.HOSTILE, "source": "</textarea><b>x"}, follow=True)
    template = BadgeTemplate.objects.get()
    page = browser.get(ADD.replace("add/", f"{template.pk}/")).content.decode()

    assert template.name == make.HOSTILE
    assert "<b>x" not in page
    assert "&lt;/textarea&gt;" in page


def test_a_text_that_is_too_long_or_missing_is_said_at_the_field() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    for source in ("", "x" * 100_001, "a\x00b"):
        page = browser.post(ADD, {"kind": "badge", "name": "Ours", "source": source})
        assert (page.status_code, set(page.context["form"].errors)) == (422, {"source"})
