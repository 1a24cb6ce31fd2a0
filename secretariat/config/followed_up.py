"""Life for the pages of figures and pledges of the demo: an extract of real statistics, and a follow-up made up."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.actions import Cited, add_source
from secretariat.archive.models import Source
from secretariat.conference.models import Conference
from secretariat.dossier.actions import tie_pledge
from secretariat.dossier.models import Obstacle
from secretariat.figures.actions import (
    Laid,
    Words,
    add_dataset,
    approve_release,
    assess_condition,
    bring_in,
    hand_in_edition,
    import_edition,
    lay_out_release,
    prepare_release,
    review_apart,
    submit_release,
)
from secretariat.figures.models import Criterion, Dataset, Edition, Place, Release
from secretariat.figures.queries.releases import TableLayout
from secretariat.pledges.actions import add_evidence, record_flow, report_progress, set_target, update_stage
from secretariat.pledges.models import Pledge

FOLDER = Path(__file__).resolve().parent / "demo" / "figures"
PUBLISHER = "UNHCR Refugee Population Statistics Database"
LICENCE = "CC BY 4.0"
# Key, file, and what the dataset is called.
DATASETS = (
    ("unhcr-population", "population.csv", "UNHCR: people displaced from Syria, by country of asylum"),
    ("unhcr-solutions", "solutions.csv", "UNHCR: returns, resettlement and naturalisation of Syrian refugees"),
    ("unhcr-flows", "flows.csv", "UNHCR: new arrivals from Syria in the year"),
    ("unhcr-locations", "locations_2025.csv", "UNHCR: Syrians by location, sex and age"),
)
HOSTS = ("TUR", "LBN", "JOR", "IRQ", "EGY")
YEARS = tuple(str(year) for year in range(2016, 2026))
MADE_UP = {
    "en": "Made up for the demonstration",
    "ar": "مختلَق لغرض العرض",
    "fr": "Inventé pour la démonstration",
    "es": "Inventado para la demostración",
    "ru": "Выдумано для показа",
    "zh": "为演示而虚构",
}
REFUGEES = {
    "en": "Syrian refugees by host country",
    "ar": "اللاجئون السوريون حسب البلد المضيف",
    "fr": "Réfugiés syriens par pays d’accueil",
    "es": "Refugiados sirios por país de acogida",
    "ru": "Сирийские беженцы по принимающим странам",
    "zh": "按东道国分列的叙利亚难民",
}
RETURNS = {
    "en": "Syrian refugee returns by year and host",
    "ar": "عودة اللاجئين السوريين حسب السنة والبلد المضيف",
    "fr": "Retours de réfugiés syriens par année et pays d’accueil",
    "es": "Retornos de refugiados sirios por año y país de acogida",
    "ru": "Возвращения сирийских беженцев по годам и принимающим странам",
    "zh": "按年份和东道国分列的叙利亚难民返回情况",
}


def follow_up(officer: User, conference: Conference, *, second: User, at: datetime) -> None:
    """Import the extract, publish two tables that a second person approves, and follow pledges up as if it were so."""
    if Dataset.objects.filter(conference=conference).exists():
        return
    editions = {key: _imported(officer, conference, key, name, at=at) for key, *name in DATASETS}
    of_syria = {"origin": ("SYR",), "year": YEARS}
    refugees = TableLayout(
        "unhcr-population", ("REF",), "stock", "persons", "asylum", "year", {**of_syria, "asylum": HOSTS}
    )
    returns = TableLayout("unhcr-solutions", ("RET",), "flow", "persons", "asylum", "year", of_syria)
    for words, layout in ((REFUGEES, refugees), (RETURNS, returns)):
        _released(officer, conference, Laid(Words(LazyI18nString(words)), layout, editions[layout.dataset]), second, at)
    made_up = add_source(
        officer,
        conference,
        key="made-up",
        details={"title": MADE_UP["en"], "kind": "other", "sensitivity": Sensitivity.SECRETARIAT},
    )
    _pledges(officer, conference, made_up)
    _conditions(officer, conference, made_up)


def _imported(officer: User, conference: Conference, key: str, named: list[str], *, at: datetime) -> Edition:
    name, title = named
    said = {"name": title, "publisher": PUBLISHER, "licence": LICENCE, "sensitivity": Sensitivity.PUBLIC}
    dataset = add_dataset(officer, conference, key=key, details={**said, "method": "mixed"})
    upload = SimpleUploadedFile(name, (FOLDER / name).read_bytes())
    of_source = {
        "title": title,
        "publisher": PUBLISHER,
        "licence": LICENCE,
        "published_date": "2026-06-25",
        "url": "https://www.unhcr.org/refugee-statistics/",
        "sensitivity": Sensitivity.PUBLIC,
    }
    edition: Edition = hand_in_edition(officer, dataset, upload=upload, details=of_source)
    import_edition(officer, edition, at=at, is_worker_here=True)
    bring_in.call(edition.pk, officer.pk)
    edition.refresh_from_db()
    return edition


def _released(officer: User, conference: Conference, laid: Laid, second: User, at: datetime) -> None:
    dataset = laid.edition.dataset
    release: Release = prepare_release(officer, conference, words=laid.words, dataset=dataset)
    lay_out_release(officer, release, laid=laid, at=at)
    review_apart.call(release.pk)
    release.refresh_from_db()
    submit_release(officer, release)
    approve_release(second, release, at=at)


def _made_up(words: str) -> LazyI18nString:
    return LazyI18nString(
        {code: f"[{mark}] {words}" if code == "en" else f"[{mark}]" for code, mark in MADE_UP.items()}
    )


def _pledges(officer: User, conference: Conference, source: Source) -> None:
    """What became of the pledges of the model case is nobody's word: for the office alone, and marked in each line."""
    power, food, accords = Pledge.objects.filter(conference=conference).order_by("number")[:3]
    for pledge, kind in ((power, "destroyed infrastructure"), (food, "basic services")):
        obstacle = Obstacle.objects.filter(conference=conference, kind=kind).first()
        if obstacle is not None:
            tie_pledge(officer, pledge, to=obstacle)
    told = _told(officer, Cited(source))
    told(update_stage, power, stage="planning", said_date=date(2021, 1, 20), narrative=_made_up("Sites are chosen."))
    target = told(
        set_target,
        food,
        indicator=_made_up("Households that received a food basket"),
        unit="households",
        baseline=Decimal(0),
        value=Decimal(100_000),
        due_date=date(2021, 12, 31),
    )
    told(report_progress, target, end_date=date(2021, 6, 30), actual=Decimal(41_000))
    told(update_stage, food, stage="in progress", said_date=date(2021, 2, 1), narrative=_made_up("It has begun."))
    for kind, amount, day in (
        ("commitment", 20_000_000, date(2020, 12, 15)),
        ("disbursement", 9_500_000, date(2021, 2, 10)),
        ("expenditure", 7_250_000, date(2021, 6, 30)),
    ):
        flow = {"kind": kind, "amount": Decimal(amount), "currency": "USD", "flow_date": day}
        told(record_flow, food, **flow, description=f"[{MADE_UP['en']}]")
    shown = {"proves": _made_up("All eight are signed."), "sensitivity": Sensitivity.SECRETARIAT}
    add_evidence(officer, accords, details=shown, source=source)
    told(update_stage, accords, stage="fulfilled", said_date=date(2021, 3, 1), narrative=_made_up("All are signed."))


def _told(officer: User, cited: Cited) -> Callable[..., Any]:
    def told(deed: Callable[..., Any], thing: object, **details: object) -> Any:
        return deed(officer, thing, details={**details, "sensitivity": Sensitivity.SECRETARIAT}, cited=[cited])

    return told


def _conditions(officer: User, conference: Conference, source: Source) -> None:
    """Nobody has assessed the areas, and the pages say so; of one criterion something is made up, to see its look."""
    areas = Place.objects.filter(conference=conference, is_area_of_return=True, code__in=("SY01", "SY04")).order_by(
        "code"
    )
    damascus, homs = areas
    for criterion in Criterion.values:
        details = {"criterion": criterion, "as_of_date": date(2020, 11, 11), "sensitivity": Sensitivity.PUBLIC}
        assess_condition(officer, homs, details=details)
    details = {
        "criterion": Criterion.LIVING,
        "severity": "high",
        "as_of_date": date(2020, 11, 1),
        "valid_until_date": date(2021, 4, 30),
        "access": "UN",
        "method": "key informant",
        "narrative": _made_up("Water runs four hours a day."),
        "dissenting_view": _made_up("Six hours, says the utility."),
        "information_gap": _made_up("The suburbs were not visited."),
        "sensitivity": Sensitivity.SECRETARIAT,
    }
    assess_condition(officer, damascus, details=details, cited=[Cited(source)])
