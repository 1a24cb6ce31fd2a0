"""The links of the frame say where the reader is."""

import re

import pytest

from secretariat.accounts.models import Role
from tests import make

pytestmark = pytest.mark.django_db

OFFICE = "/en/damascus-2020/office/"


def marked(page: str) -> dict[str, str]:
    """What ``aria-current`` says, by address; of languages apart."""
    found = re.findall(r'<a href="([^"]+)" aria-current="(page|true)">', page)
    return dict(found)


@pytest.mark.parametrize(
    ("page", "link", "said"),
    [
        ("", "", "page"),
        ("record/", "record/", "page"),
        ("participation/invite/", "participation/", "true"),
        ("conference/rooms/add/", "conference/", "true"),
        ("conference/members/admit/", "conference/members/", "true"),
    ],
)
def test_the_rail_marks_the_page_or_the_desk_it_belongs_to(page: str, link: str, said: str) -> None:
    client = make.client(make.user(Role.SECRETARY, make.conference()))

    assert marked(client.get(OFFICE + page).content.decode()) == {OFFICE + link: said}


def test_a_focal_points_short_rail_marks_the_desk_too() -> None:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference, make.party("LB")), sensitivity="delegations")
    client = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))

    page = client.get(f"{OFFICE}delegates/{delegate.pk}/revise/").content.decode()

    assert marked(page) == {f"{OFFICE}delegates/": "true"}


@pytest.mark.parametrize(
    ("page", "link", "said"),
    [("", "", "page"), ("participants/", "participants/", "page"), ("sources/sana/", "sources/", "true")],
)
def test_the_public_site_marks_its_section(page: str, link: str, said: str) -> None:
    make.source(make.conference(), "sana")
    answer = make.client().get(f"/en/damascus-2020/{page}").content.decode()

    assert marked(answer) == {f"/en/damascus-2020/{link}": said}


@pytest.mark.parametrize("address", ["/", "/en/", "/en/damascus-2020/", "/en/damascus-2020/participants/?people=1"])
def test_every_page_leads_to_itself_in_the_other_languages(address: str) -> None:
    make.conference()
    answer = make.client().get(address).content.decode()

    rest = address.removeprefix("/en/").removesuffix("?people=1").lstrip("/")
    for code in ("en", "ar", "fr", "es", "ru", "zh"):
        assert f'href="/{code}/{rest}" lang="{code}"' in answer
