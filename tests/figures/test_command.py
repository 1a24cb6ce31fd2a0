"""Bringing figures in from the command line."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from secretariat.audit.models import Entry
from secretariat.figures.models import Edition, Observation, Place
from tests import make, make_imports

pytestmark = pytest.mark.django_db


def bring(path: Path, *options: str) -> str:
    said = io.StringIO()
    call_command("figures", "import", str(path), "--conference", "damascus-2020", *options, stdout=said, stderr=said)
    return said.getvalue()


def written(folder: Path, text: str, name: str = "returns.csv") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_a_file_is_imported_in_the_name_of_the_house_and_the_counts_are_said(tmp_path: Path) -> None:
    make.conference()
    make_imports.parties()

    said = bring(written(tmp_path, make_imports.RETURNS), "--publisher", "UNHCR", "--licence", "CC BY 4.0")

    assert "new: 3" in said
    assert "is imported" in said
    edition = Edition.objects.get()
    assert (edition.dataset.key, edition.source.publisher, edition.sensitivity) == ("returns", "UNHCR", "public")
    assert str(Entry.objects.get(verb="figures.write_edition").actor) == "Command line"


def test_the_same_again_is_the_next_edition_and_changes_nothing(tmp_path: Path) -> None:
    make.conference()
    make_imports.parties()
    path = written(tmp_path, make_imports.RETURNS)
    bring(path)

    assert "same: 3" in bring(path)
    assert (Edition.objects.count(), Observation.objects.count()) == (2, 3)


def test_cells_that_cannot_be_read_are_named_and_left_out_only_when_asked(tmp_path: Path) -> None:
    make.conference()
    make_imports.parties()
    path = written(tmp_path, make_imports.RETURNS + "2025,SYR,SYR,JOR,JOR,5.5,,,\n")

    with pytest.raises(CommandError, match="Some cells cannot be read"):
        bring(path)
    assert not Observation.objects.exists()

    said = bring(path, "--leave-out")
    assert "line 4, returned_refugees: refused: '5.5': A number of people cannot be a fraction." in said
    assert Observation.objects.count() == 3


def test_of_a_list_of_areas_only_the_countries_that_were_asked_for_come_in(tmp_path: Path) -> None:
    make.conference()
    make_imports.parties()
    text = make_imports.AREAS + "LBN,1,LB1,Akkar,LBN,2020-01-01\n"

    bring(written(tmp_path, text, "areas.csv"), "--countries", "SYR")

    assert set(Place.objects.filter(kind__startswith="admin").values_list("code", flat=True)) == {"SY01", "SY0100"}


def test_a_conference_or_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no conference"):
        bring(written(tmp_path, make_imports.RETURNS))
    make.conference()
    with pytest.raises(CommandError, match="There is no file"):
        bring(tmp_path / "none.csv")
