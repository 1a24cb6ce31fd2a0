"""A program of the focal point of Egypt, with rows of Lebanon and with Lebanon's name in what it sends."""

from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.api.actions import allowing
from secretariat.api.v1 import service
from tests import make, make_api
from tests.api import bodies
from tests.api.test_v1_whole import OF_THE_TOKEN, address_of, row_of, rows_for, who_may, whole
from tests.make_walk import undone, written
from tests.test_walk import world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kept_for", ["secretariat", "delegations"])
def test_nothing_is_done_to_rows_of_a_party_by_a_program_of_another(settings: Any, kept_for: str) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    allowing.forget()
    here = world("damascus-2020")
    here.rows["meetings:request_bilateral"] = here.rows["delegations:delegation"]
    for kind in {type(row) for row in here.rows.values() if hasattr(row, "sensitivity")}:
        kind._base_manager.filter(sensitivity="secretariat").update(sensitivity=kept_for)
    hala = make.user(Role.FOCAL_POINT, here.conference, party=make.party("EG"))
    program = make_api.program(here.conference, hala)
    ours, mine = whole(here.conference), rows_for(program)
    wrong = []

    for doer in service.doers():
        deed = doer.deed
        if Role.FOCAL_POINT not in who_may(deed):
            continue
        pk = row_of(deed, here, ours)
        with undone(), written() as statements:
            status = program.post(address_of(deed, pk), bodies.for_deed(deed.verb, doer.body, mine)).status_code
        allowed = {403, 409, 422} if not deed.on or pk in mine[deed.on] else {404}
        kept = [each for each in statements if not any(table in each for table in OF_THE_TOKEN)]
        if status not in allowed or kept:
            wrong.append((deed.verb, pk, status, sorted(allowed), kept[:1]))

    assert not wrong, "\n".join(map(str, wrong))
