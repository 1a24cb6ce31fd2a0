"""Who counts deeds is told of each as a whole, however it went."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import WITNESSES, Refused, Told, action
from secretariat.conference.actions import add_room
from secretariat.conference.models import Conference, Room
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[Told]]:
    """What a witness of this test hears."""
    heard: list[Told] = []
    WITNESSES.append(heard.append)
    yield heard
    WITNESSES.remove(heard.append)


def test_each_deed_is_told_with_how_it_went(told: list[Told]) -> None:
    held = make.conference()
    secretary, stranger = make.user(Role.SECRETARY, held), make.user()

    add_room(secretary, held, name={"en": "Hall"})
    with pytest.raises(PermissionDenied):
        add_room(stranger, held, name={"en": "Attic"})

    assert [(each.verb, each.outcome) for each in told] == [
        ("conference.add_room", "done"),
        ("conference.add_room", "forbidden"),
    ]
    assert told[0].seconds >= told[0].seconds_to_write > 0
    assert told[1].seconds_to_write == 0


def test_a_deed_within_a_deed_is_part_of_it_and_what_fails_is_told_too(told: list[Told]) -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)

    @action(allow=lambda _actor, _thing: True)
    def furnish(actor: User, thing: Conference, *, then: Exception | None) -> Room:
        made = add_room(secretary, held, name={"en": f"Hall {len(told)}"})
        if then is not None:
            raise then
        return made

    furnish(secretary, held, then=None)
    with pytest.raises(Refused):
        furnish(secretary, held, then=Refused("No."))
    with pytest.raises(RuntimeError):
        furnish(secretary, held, then=RuntimeError())

    assert [each.outcome for each in told] == ["done", "refused", "failed"]
    assert {each.verb.split(".")[1] for each in told} == {"furnish"}
