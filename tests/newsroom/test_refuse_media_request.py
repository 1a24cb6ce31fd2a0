"""Refusing an outlet that asked for accreditation."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.newsroom.actions import refuse_media_request
from tests import make, make_news

pytestmark = pytest.mark.django_db
AT = make.NOON
OFFICE = "/en/damascus-2020/office/"


def test_the_outlet_is_told_why_in_its_language_and_it_is_recorded() -> None:
    held = make.conference()
    request = make_news.media_request(held, language="fr")

    refuse_media_request(make.user(Role.PRESS_OFFICER, held), request, reason="The hall is full.", at=AT)

    request.refresh_from_db()
    assert (request.state, request.refusal) == ("refused", "The hall is full.")
    message = Message.objects.get()
    assert (message.to, message.language) == ("amal@example.org", "fr")
    assert "The hall is full." in message.body
    assert Entry.objects.get().verb == "newsroom.refuse_media_request"


def test_without_a_reason_and_twice_is_refused() -> None:
    held = make.conference()
    request, secretary = make_news.media_request(held), make.user(Role.SECRETARY, held)

    with pytest.raises(Refused, match="Say why"):
        refuse_media_request(secretary, request, reason=" ", at=AT)
    refuse_media_request(secretary, request, reason="No", at=AT)
    with pytest.raises(Refused, match="decided already"):
        refuse_media_request(secretary, request, reason="No", at=AT)


def test_a_stranger_may_not() -> None:
    held = make.conference()
    request = make_news.media_request(held)

    for person in (make.user(None), make.user(Role.READER, held), make.user(Role.DESK_OFFICER, held, desks=["door"])):
        with pytest.raises(PermissionDenied):
            refuse_media_request(person, request, reason="No", at=AT)
    assert make.client(make.user(Role.READER, held)).get(f"{OFFICE}news/media/").status_code == 403


def test_the_pages_list_those_that_wait_first_and_refuse() -> None:
    held = make.conference()
    make_news.media_request(held, "Old Paper", state="refused", refusal="No")
    request = make_news.media_request(held, make.HOSTILE)
    browser = make.client(make.user(Role.PRESS_OFFICER, held))

    page = browser.get(f"{OFFICE}news/media/").content.decode()
    done = browser.post(f"{OFFICE}news/media/{request.pk}/refuse/", {"reason": "Full", "version": 1}, follow=True)

    assert make.HOSTILE not in page
    assert page.index("&lt;b&gt;") < page.index("Old Paper")
    assert "The outlet is refused and told so." in done.content.decode()
