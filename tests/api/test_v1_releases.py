"""What programs are told of releases that were withdrawn."""

import pytest

from secretariat.accounts.models import Role
from secretariat.figures.models import Release
from tests import make, make_api, make_figures, make_releases

pytestmark = pytest.mark.django_db


def test_the_words_of_what_was_withdrawn_are_for_those_who_read_figures() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference, key="noted")
    release = make_releases.published(edition, note=make_figures.said("Of one family"))
    path = f"figures/releases/{release.pk}"
    stranger = make_api.Program(conference)
    focal, reader = (
        make_api.program(conference, make.user(role, conference, **fields))
        for role, fields in ((Role.FOCAL_POINT, {"party": make.party("LB")}), (Role.READER, {}))
    )
    assert stranger.get(path).json()["data"]["note"] == {"en": "Of one family"}
    assert stranger.get(path, {"languages": "ar"}).json()["data"]["note"] == {}

    Release.objects.filter(pk=release.pk).update(state="withdrawn", reason="A wrong file")

    assert [each.get(path).json()["data"]["note"] for each in (stranger, focal)] == [{}, {}]
    assert reader.get(path).json()["data"]["note"] == {"en": "Of one family"}
    assert "family" not in stranger.get("figures/releases").content.decode()
