"""A webhook is added: it begins now, its secret is kept sealed, and what cannot be sent to is refused."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.api.actions import add_webhook
from secretariat.api.actions.webhooks import MOST_WEBHOOKS
from secretariat.api.models import Webhook
from secretariat.api.queries.webhooks_targets import secret_shown
from secretariat.audit.action import HIDDEN, Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.engines.webhooks import secret_text
from tests import make, make_webhooks
from tests.make_webhooks import SECRET

pytestmark = pytest.mark.django_db
DETAILS: dict[str, Any] = {"name": "Airport desk", "url": "https://example.org/in", "topics": ["delegations"]}


def added(conference: Conference, role: Role = Role.SECRETARY, **details: Any) -> Webhook:
    return add_webhook(make.user(role, conference), conference, details={**DETAILS, **details}, secret=SECRET)


def test_it_begins_with_what_happens_from_now_on_and_is_recorded() -> None:
    conference = make.conference()
    make_webhooks.entry(conference)
    make_webhooks.entry(conference)

    webhook = added(conference)

    entry = Entry.objects.latest("pk")
    assert webhook.revision == 2
    assert (entry.verb, entry.made_id, entry.thing_label) == ("api.add_webhook", webhook.pk, "Airport desk")
    assert entry.changes["url"][1] == "https://example.org/in"


def test_the_secret_is_kept_sealed_and_stands_in_no_record() -> None:
    webhook = added(make.conference())

    kept = Webhook.objects.values_list("secret", flat=True).get()
    whole = str(list(Entry.objects.values()))
    assert secret_text(SECRET).removeprefix("whsec_") not in kept + whole
    assert kept not in whole
    assert Entry.objects.get().changes["secret"] == [HIDDEN, HIDDEN]
    assert secret_shown(webhook) == secret_text(SECRET)


def test_a_sealed_secret_opens_for_no_other_webhook_and_under_no_other_key(settings: Any) -> None:
    webhook, other = added(make.conference()), added(make.conference("geneva-2021"))
    other.secret = webhook.secret

    assert secret_shown(other) == ""
    settings.SECRET_KEY = "another"
    assert secret_shown(webhook) == ""


@pytest.mark.parametrize(
    ("field", "said", "sentence"),
    [
        ("name", " \u202e ", "Say what the webhook is called"),
        ("name", "x" * 101, "at most 100 letters"),
        ("name", "a\x07b", "all of which can be seen"),
        ("url", "http://example.org/in", "must begin with https"),
        ("url", "https://10.0.0.1/in", "not on the public Internet"),
        ("url", "https://0x7f000001/in", "read in different ways"),
        ("url", "https://user:word@example.org/", "a name or a password"),
        ("url", "https://example.org:22/", "443 and 8443"),
        ("url", "javascript:alert(1)", "no address of the web"),
        ("url", "https://example.org/" + "x" * 2000, "longer than 2,000"),
        ("topics", ["delegations", "kitchen.cook"], "no deed called “kitchen.cook”"),
    ],
)
def test_what_nothing_can_be_sent_to_is_refused_with_a_sentence(field: str, said: Any, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        added(make.conference(), **{field: said})

    assert refused.value.field == field
    assert not Webhook.objects.exists()
    assert not Entry.objects.exists()


def test_signs_that_turn_the_text_around_a_name_are_left_out() -> None:
    assert added(make.conference(), name="Air\u202eport  desk ").name == "Airport desk"


def test_a_deed_within_a_desk_that_is_chosen_whole_is_not_kept_beside_it() -> None:
    webhook = added(make.conference(), topics=["delegations.accredit", "door.issue_badge", "delegations"])

    assert webhook.topics == ["delegations", "door.issue_badge"]


def test_a_conference_has_a_bounded_number_of_them() -> None:
    conference = make.conference()
    for number in range(MOST_WEBHOOKS):
        make_webhooks.webhook(conference, name=f"Hook {number}")

    with pytest.raises(Refused, match="at most 20 webhooks"):
        added(conference)


@pytest.mark.parametrize("role", [each for each in Role.values if each not in {Role.SECRETARY, Role.FOCAL_POINT}])
def test_nobody_but_a_secretary_may(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        added(make.conference(), role)


def test_a_secretary_of_another_conference_may_not() -> None:
    elsewhere = make.user(Role.SECRETARY, make.conference("geneva-2021"))

    with pytest.raises(PermissionDenied):
        add_webhook(elsewhere, make.conference(), details=DETAILS, secret=SECRET)
