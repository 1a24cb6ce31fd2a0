"""The pages of webhooks: what they show, to whom, and how hostile words are taken."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.api.models import Webhook
from secretariat.api.queries.webhooks_words import DESKS, REASONS, TROUBLES, WRONG_ADDRESSES, topics
from tests import make, make_webhooks
from tests.make import NOON

pytestmark = pytest.mark.django_db
LIST = "/en/damascus-2020/office/webhooks/"
HOSTILE = "Hook <script>alert(7)</script>\"'{{ 7 }}%s"


@pytest.fixture
def desk() -> Any:
    return make.client(make.user(Role.SECRETARY, make.conference()))


def here() -> Any:
    from secretariat.conference.models import Conference  # noqa: PLC0415

    return Conference.objects.get(slug="damascus-2020")


def test_a_webhook_is_added_and_its_secret_shown_once(desk: Any, settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    given = {"name": "Airport desk", "url": "http://127.0.0.1:9/in", "topics": ["delegations", "door.issue_badge"]}

    page = desk.post(f"{LIST}add/", given, follow=True)

    kept = Webhook.objects.get()
    assert (kept.name, kept.url, kept.topics) == (given["name"], given["url"], given["topics"])
    assert page.content.decode().count("whsec_") == 1
    assert page["Cache-Control"] == "no-store, private"
    again = desk.get(f"{LIST}{kept.pk}/").content.decode()
    assert "whsec_" not in again
    assert "Delegations" in again
    assert "issued a badge" in again


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("https://127.0.0.1/", "not on the public Internet"),
        ("https://[::1]/", "not on the public Internet"),
        ("https://169.254.169.254/latest/meta-data", "not on the public Internet"),
        ("https://127.1/", "read in different ways"),
        ("https://no-such-host.invalid/", "leads nowhere at this moment"),
        ("https://localhost/", "no name of the Internet"),
        ("http://example.org/", "must begin with https"),
        ("https://exam\u202eple.org/", "no address of the web"),
        ("https://example.org/\x00", "Null characters are not allowed"),
    ],
)
def test_an_address_to_which_nothing_is_sent_is_refused_in_the_form(desk: Any, url: str, sentence: str) -> None:
    answer = desk.post(f"{LIST}add/", {"name": "Hook", "url": url})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Webhook.objects.exists()


def test_a_topic_that_there_is_not_is_refused_in_the_form(desk: Any, settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True

    answer = desk.post(f"{LIST}add/", {"name": "Hook", "url": "http://127.0.0.1:9/", "topics": ["kitchen"]})

    assert answer.status_code == 422
    assert "kitchen is not one of the available choices" in answer.content.decode()


def test_what_was_chosen_stays_chosen_when_something_else_is_wrong(desk: Any) -> None:
    answer = desk.post(f"{LIST}add/", {"name": "", "url": "https://127.0.0.1/", "topics": ["door", "meetings.hold_x"]})

    assert 'value="door" checked' in answer.content.decode()


def test_hostile_names_are_shown_as_words(desk: Any) -> None:
    webhook = make_webhooks.webhook(here(), name=HOSTILE, url="https://example.org/?<b>=1")
    make_webhooks.delivery(webhook, verb="<i>x</i>", trouble="<u>y</u>")

    for page in (LIST, f"{LIST}{webhook.pk}/", f"{LIST}{webhook.pk}/revise/"):
        text = desk.get(page).content.decode()
        assert "alert(7)&lt;/script&gt;" in text
        assert [each for each in ("<script>alert", "<b>=", "<i>x", "<u>y") if each in text] == []


def test_the_log_is_read_by_state_and_in_pages(desk: Any) -> None:
    webhook = make_webhooks.webhook(here())
    for number in range(60):
        make_webhooks.delivery(
            webhook, state="given up" if number < 3 else "delivered", trouble="status" if number < 3 else ""
        )
    page = f"{LIST}{webhook.pk}/"

    assert len(desk.get(page).context["rows"]) == 50
    assert len(desk.get(f"{page}?page=2").context["rows"]) == 10
    assert len(desk.get(f"{page}?state=given+up").context["rows"]) == 3
    assert len(desk.get(f"{page}?state=%00&page=-7%27").context["rows"]) == 50
    assert "It did not take the message." in desk.get(f"{page}?state=given+up").content.decode()


def test_lists_ask_as_many_questions_for_many_rows_as_for_one(desk: Any) -> None:
    webhook = make_webhooks.webhook(here())
    make_webhooks.delivery(webhook)
    pages = (LIST, f"{LIST}{webhook.pk}/")
    counts: list[list[int]] = []
    for _ in range(2):
        counts.append([])
        for page in pages:
            desk.get(page)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                desk.get(page)
            counts[-1].append(len(asked))
        for number in range(15):
            make_webhooks.delivery(webhook)
            make_webhooks.webhook(here(), name=f"Hook {number}")

    assert counts[0] == counts[1]


def test_each_state_of_a_webhook_is_told_with_what_to_do(desk: Any) -> None:
    webhook = make_webhooks.webhook(here(), failing_since=NOON, former_until=NOON + timedelta(days=4000))
    page = f"{LIST}{webhook.pk}/"

    failing = desk.get(page).content.decode()
    Webhook.objects.update(stopped_at=NOON, stopped_why="failing")
    stopped = desk.get(page).content.decode()

    assert "No message has arrived since" in failing
    assert "signs as well until" in failing
    assert "no message arrived for three days" in stopped
    assert "Send a message to try it out" not in stopped


def test_who_is_no_secretary_finds_neither_a_webhook_nor_its_messages() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    delivery = make_webhooks.delivery(webhook)
    for role in (Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER):
        browser = make.client(make.user(role, conference, desks=["api", "conference"]))
        assert browser.get(LIST).status_code == 403
        assert browser.get(f"{LIST}{webhook.pk}/").status_code == 404
        assert browser.get(f"{LIST}messages/{delivery.pk}/").status_code == 404


def test_the_rail_leads_secretaries_there_and_nobody_else() -> None:
    conference = make.conference()
    here = {
        role: make.client(make.user(role, conference)).get("/en/damascus-2020/office/").content.decode()
        for role in (Role.SECRETARY, Role.READER)
    }

    assert LIST in here[Role.SECRETARY]
    assert LIST not in here[Role.READER]


def test_every_deed_of_a_desk_can_be_chosen_by_its_words() -> None:
    found = topics()

    assert {topic.desk for topic in found} == set(DESKS)
    assert ("delegations.accredit", "accredited a delegate") in next(
        topic.verbs for topic in found if topic.desk == "delegations"
    )
    assert "api.stop_webhook" not in {verb for topic in found for verb, _words in topic.verbs}


def test_every_code_of_the_engine_has_its_sentence() -> None:
    """As the engine lists them in its documentation."""
    from secretariat.engines.webhooks import Outcome, Refused  # noqa: PLC0415

    documented = f"{Outcome.__doc__} {Refused.__doc__}"

    assert all(f'"{code}"' in documented for code in (*WRONG_ADDRESSES, *set(TROUBLES) - {"secret"}))
    assert documented.count('"') // 2 == len(WRONG_ADDRESSES) + len(TROUBLES)
    assert set(REASONS) == {"failing", "gone"}
