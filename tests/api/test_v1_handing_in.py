"""A file handed in by a program says whose it is, as the form does: publisher, day and licence of a new source."""

from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.archive.models import File, Source
from secretariat.figures.models import Dataset, Edition
from tests import make, make_api, make_figures, make_imports
from tests.api.test_v1_figures import file_of

pytestmark = pytest.mark.django_db
SAID = {"published_date": "2026-06", "title": "Returns"}


def dataset(**fields: Any) -> tuple[make_api.Program, Dataset]:
    conference = make.conference()
    make_imports.parties()
    make.source(conference, key="paper")
    secretary = make_api.program(conference, make.user(Role.SECRETARY, conference))
    return secretary, make_figures.dataset(conference, **fields)


def handed_in(program: make_api.Program, to: Dataset, **body: Any) -> Any:
    whole = {"upload": file_of(make_imports.RETURNS), **body}
    return program.post(f"figures/datasets/{to.pk}/hand_in_edition", whole)


def test_what_is_said_of_a_new_source_is_kept_and_the_dataset_says_the_rest() -> None:
    program, kept = dataset()

    said = handed_in(program, kept, details={**SAID, "publisher": "OCHA", "licence": "CC BY-IGO"})
    unsaid = handed_in(program, kept, details=SAID)

    assert (said.status_code, unsaid.status_code) == (201, 201), said.content + unsaid.content
    sources = [each.source for each in Edition.objects.order_by("number")]
    assert [(each.publisher, each.licence) for each in sources] == [("OCHA", "CC BY-IGO"), ("UNHCR", "CC BY 4.0")]


@pytest.mark.parametrize("name", ["publisher", "licence"])
def test_where_neither_says_it_the_file_is_not_taken(name: str) -> None:
    program, kept = dataset(**{name: ""})

    answer = handed_in(program, kept, details=SAID)

    assert answer.status_code == 422, answer.content
    assert [each["pointer"] for each in answer.json()["errors"]] == [f"/details/{name}"]
    assert not File.objects.exists()
    assert not Edition.objects.exists()
    assert handed_in(program, kept, details={**SAID, name: "Said here"}).status_code == 201


def test_of_a_source_that_is_kept_already_nothing_is_said_that_would_be_dropped() -> None:
    program, kept = dataset()

    answer = handed_in(program, kept, source="paper", details={**SAID, "licence": "Another"})

    assert answer.status_code == 409, answer.content
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/source"]
    assert not Edition.objects.exists()
    assert handed_in(program, kept, source="paper").status_code == 201
    assert Edition.objects.get().source == Source.objects.get(key="paper")


def test_the_form_takes_a_source_that_is_kept_already_whatever_stands_beside_it() -> None:
    _program, kept = dataset()
    browser = make.client(make_imports.officer(kept.conference))
    fields = {"upload": make_imports.upload(make_imports.RETURNS), "source": Source.objects.get(key="paper").pk}

    answer = browser.post(
        f"/en/{kept.conference.slug}/office/datasets/{kept.pk}/hand-in/",
        {**fields, "publisher": "UNHCR", "licence": "CC BY 4.0", "published_date": "2026-06", "sensitivity": "public"},
    )

    assert answer.status_code == 302, answer.content
    assert Edition.objects.get().source.key == "paper"
