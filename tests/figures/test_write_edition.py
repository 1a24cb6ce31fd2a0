"""Writing what a file holds: the worker's deed, in one transaction and one entry."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import import_edition, write_edition
from secretariat.figures.actions.rows_in import COLUMNS
from secretariat.figures.models import Edition, Observation, Place
from secretariat.figures.queries.files import gathered
from tests import make, make_figures, make_imports
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def ready() -> Edition:
    edition = make_imports.handed_in(make.conference())
    Edition.objects.filter(pk=edition.pk).update(state="writing")
    edition.refresh_from_db()
    return edition


def test_every_column_of_the_table_is_written_or_has_a_reason_not_to_be() -> None:
    columns = {field.column for field in Observation._meta.concrete_fields}

    assert columns - set(COLUMNS) == {"id", "ended_in_id", "said_by_id"}


def test_it_is_one_deed_with_its_counts() -> None:
    edition = ready()

    batch = write_edition(make_imports.officer(edition.conference), edition, gathered=gathered(edition), at=make.NOON)

    assert batch.counts == {"figures.observation": 3, "figures.place": 3}
    assert edition.imported_at == make.NOON
    assert Entry.objects.filter(verb="figures.write_edition").count() == 1


def test_what_was_stopped_is_not_written() -> None:
    edition = ready()
    found = gathered(edition)
    Edition.objects.filter(pk=edition.pk).update(is_to_stop=True)

    with pytest.raises(Refused, match="It was stopped"):
        write_edition(make_imports.officer(edition.conference), edition, gathered=found, at=make.NOON)

    assert not Observation.objects.exists()
    assert not Place.objects.exists()


def test_whoever_left_the_desk_meanwhile_may_not() -> None:
    edition = ready()
    with pytest.raises(PermissionDenied):
        write_edition(make.user(Role.READER, edition.conference), edition, gathered=gathered(edition), at=make.NOON)


def test_areas_come_in_by_their_codes_with_their_parents_and_a_second_list_corrects_them() -> None:
    conference = make.conference()
    make_figures.origin(conference)

    first = make_imports.imported(conference, make_imports.AREAS)

    assert (first.state, first.counts["new"]) == ("imported", 2)
    part = Place.objects.get(code="SY0100")
    assert part.parent == Place.objects.get(code="SY01")
    assert part.country == Place.objects.get(code="SYR")
    later = make_imports.AREAS.replace("SY0100,Damascus", "SY0100,Damascus city")
    second = make_imports.imported(conference, later, of=first.dataset)
    assert (second.counts["changed"], second.counts["same"], second.counts["new"]) == (1, 1, 0)
    part.refresh_from_db()
    assert str(part.name) == "Damascus city"


def test_an_area_whose_parent_is_missing_is_kept_only_if_the_person_says_so() -> None:
    conference = make.conference()
    text = make_imports.AREAS + "SYR,2,SY9901,Nowhere,SY99,2020-12-17\n"

    edition = make_imports.imported(conference, text)
    assert (edition.state, edition.problems) == ("failed", [[4, "Parent P-Code", "parent missing", "SY99", True, ""]])

    kept = make_imports.imported(conference, text, of=edition.dataset, keeps_provisional=True)
    assert kept.state == "imported"
    assert list(Place.objects.filter(is_provisional=True).values_list("code", flat=True)) == ["SY9901"]


def test_sites_and_areas_by_name_become_places_and_a_listed_area_is_found_again() -> None:
    conference = make.conference()
    make_imports.imported(conference, make_imports.AREAS)
    header = "year,coo,coo_iso,coa,coa_iso,pop_type,location,loc_type,acc_type,total\n"
    text = header + (
        "2025,SYR,SYR,SYR,SYR,RET,Damascus [Admin 1],U,I,100\n"
        "2025,SYR,SYR,JOR,JOR,REF,Zaatari [Admin 3: POC],R,P,70000\n"
        "2025,SYR,SYR,JOR,JOR,REF,Dispersed in the country / territory,V,I,9000\n"
    )

    of = make_figures.dataset(conference, key="locations")
    edition = make_imports.imported(conference, text, of=of)

    assert edition.state == "imported"
    told = [
        (each.place.kind, each.place.code)
        for each in Observation.objects.select_related("place").order_by("line")
        if each.place
    ]
    assert told[:2] == [("admin 1", "SY01"), ("site", "JOR:site:zaatari")]
    assert told[2][0] == "other"
    assert Place.objects.get(kind="site").accommodation == "P"
    assert not Observation.objects.exclude(flags="").exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_begin_two_editions_at_once_one_is_refused() -> None:
    conference = make.conference()
    one = make_imports.handed_in(conference)
    other = make_imports.handed_in(conference, of=one.dataset)
    actor = make_imports.officer(conference)

    said: list[str] = []

    def begin(edition: Edition) -> None:
        try:
            import_edition(actor, Edition.objects.get(pk=edition.pk), at=make.NOON)
        except Refused as error:
            said.append(str(error))
        else:
            said.append("begun")

    for thread in [in_thread(lambda: begin(one)), in_thread(lambda: begin(other))]:
        thread.join(timeout=30)

    assert "Another edition" in min(said)
    assert max(said) == "begun"
