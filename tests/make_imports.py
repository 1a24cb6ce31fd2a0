"""Builders of files of figures, handed in and imported."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.accounts.models import Role, User
from secretariat.archive.models import File
from secretariat.conference.models import Conference
from secretariat.engines import statistics
from secretariat.figures.actions import bring_in, hand_in_edition, import_edition, match_columns
from secretariat.figures.models import Dataset, Edition
from tests import make, make_figures

STATISTICS = Path(__file__).resolve().parents[2] / "shared" / "data" / "unhcr-statistics"
PCODES = STATISTICS.parent / "pcodes" / "global_pcodes_adm_1_2.csv"
needs_statistics = pytest.mark.skipif(not STATISTICS.is_dir(), reason="needs the files of ../shared/data")

POPULATION = (
    "year,coo,coo_iso,coa,coa_iso,refugees,asylum_seekers,oip,returned_refugees,idps,returned_idps,stateless,ooc,hst\n"
)
SOLUTIONS = "year,coo,coo_iso,coa,coa_iso,returned_refugees,resettlement,naturalisation,returned_idps\n"
RETURNS = SOLUTIONS + "2025,SYR,SYR,TUR,TUR,556009,,,\n2025,SYR,SYR,LEB,LBN,465578,1000,,\n"
AREAS = (
    "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\n"
    "SYR,1,SY01,Damascus,SYR,2020-12-17\nSYR,2,SY0100,Damascus,SY01,2020-12-17\n"
)


def upload(text: str | bytes, name: str = "returns.csv") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def officer(conference: Conference) -> User:
    """An officer of the figures desk."""
    return make.user(Role.DESK_OFFICER, conference, desks=["figures"])


def parties() -> None:
    """The states of the files."""
    for code in ("SY", "TR", "LB", "JO", "IQ", "EG"):
        make.party(code)


def with_file(conference: Conference, text: str = RETURNS, *, of: Dataset | None = None, **fields: Any) -> Edition:
    """An edition that waits to be imported, never through the door."""
    parties()
    dataset = of or make_figures.dataset(conference, key="returns", layout="unhcr solutions", **fields)
    file = File(conference=conference, name="returns.csv", content_type="application/octet-stream", size=len(text))
    file.entered_by = make._house_hand()
    file.content.save("returns.csv", ContentFile(text.encode()), save=False)
    file.save()
    looked = statistics.look(io.BytesIO(text.encode()), limit=10**7)
    edition = make_figures.edition(dataset, file=file, state="handed in", **fields)
    Edition.objects.filter(pk=edition.pk).update(matching=looked.matching.as_data())
    edition.refresh_from_db()
    return edition


def handed_in(
    conference: Conference, text: str | bytes = RETURNS, *, of: Dataset | None = None, name: str = "returns.csv"
) -> Edition:
    """An edition as an officer hands it in."""
    parties()
    dataset = of or make_figures.dataset(conference, key="returns")
    details = {"publisher": "UNHCR", "published_date": "2026-06", "licence": "CC BY 4.0", "sensitivity": "public"}
    return hand_in_edition(officer(conference), dataset, upload=upload(text, name), details=details)


def imported(
    conference: Conference,
    text: str | bytes = RETURNS,
    *,
    of: Dataset | None = None,
    leaves_out: bool = False,
    name: str = "returns.csv",
    **matching: Any,
) -> Edition:
    """An edition that was handed in, matched where something is said of it, and brought in by the worker."""
    edition = handed_in(conference, text, of=of, name=name)
    actor = officer(conference)
    if leaves_out or matching:
        match_columns(actor, edition, matching={**edition.matching, **matching}, leaves_out_refused=leaves_out)
    import_edition(actor, edition, at=make.NOON, is_worker_here=True)
    bring_in.call(edition.pk, actor.pk)
    edition.refresh_from_db()
    return edition
