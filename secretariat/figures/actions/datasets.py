"""Datasets and their editions: naming one, handing a file in, and matching its columns."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import hold_table, keep_source
from secretariat.archive.models import Source
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.models import Conference
from secretariat.engines.statistics import Looked, Matching, Unreadable, faults_of, matching_from
from secretariat.figures import permissions
from secretariat.figures.actions.working import look_through
from secretariat.figures.models import Dataset, Edition, EditionState, Layout, OriginCountry
from secretariat.figures.queries.editions import UNDER_WAY
from secretariat.figures.queries.files import look_into
from secretariat.figures.queries.problem_words import fault_in_words

DATASET_FIELDS = ("name", "publisher", "licence", "method", "coverage", "definition", "sensitivity")


@action(allow=permissions.may_add_dataset)
def add_dataset(actor: User, conference: Conference, *, details: Mapping[str, Any], key: str = "") -> Dataset:
    """Name what a publisher brings out again and again; how its files are laid out is seen from the first."""
    dataset = Dataset(conference=conference, entered_by=actor, layout=Layout.MATCHED)
    for name in DATASET_FIELDS:
        if name in details:
            setattr(dataset, name, details[name])
    dataset.key = key or slugify(f"{dataset.publisher}-{dataset.name}")[:80].strip("-") or "dataset"
    kept = Dataset.objects.filter(conference=conference)
    if kept.filter(key=dataset.key).exists():
        raise Refused(_("There is a dataset of this name already; hand the file in there."), field="name")
    dataset.save()
    return dataset


@action(allow=permissions.may_hand_in_edition)
def hand_in_edition(
    actor: User,
    dataset: Dataset,
    *,
    upload: "UploadedFile[Any]",
    source: Source | None = None,
    details: Mapping[str, Any] | None = None,
) -> Edition:
    """Hand a file in, with the source that it is; nothing of it is a figure before it is imported.

    ``source`` is one that is kept already; else ``details`` say what it is. Publisher and licence are those of the
    dataset where nothing else is said.
    """
    if source is not None and source.conference_id != dataset.conference_id:
        raise Refused(_("This source belongs to another conference."), field="source")
    if source is None and not details:
        raise Refused(_("Name the source that this file is, or say what it is."), field="source")
    if source is not None and details:
        raise Refused(_("This source is kept already; nothing is said of it here."), field="source")
    # One after the other: editions are numbered.
    last = dataset.editions.aggregate(last=Max("number"))["last"] or 0
    file = hold_table(actor, dataset.conference_id, upload)
    if source is None:
        said = {"kind": "data set", "publisher": dataset.publisher, "licence": dataset.licence, **(details or {})}
        source = keep_source(actor, dataset.conference_id, said, file=file)
    edition = Edition(
        conference_id=dataset.conference_id,
        dataset=dataset,
        number=last + 1,
        source=source,
        file=file,
        sensitivity=dataset.sensitivity,
        entered_by=actor,
    )
    edition.matching = _matching_for(dataset, _looked_into(edition)).as_data()
    dataset.layout = edition.matching["layout"]
    dataset.save(update_fields=["layout"])
    edition.save()
    look_through.enqueue(edition.pk)
    return edition


@action(allow=permissions.may_match_columns)
def match_columns(
    actor: User,
    edition: Edition,
    *,
    matching: Mapping[str, Any],
    leaves_out_refused: bool = False,
    version: int | None = None,
) -> Edition:
    """Say which column says what, and what becomes of cells that cannot be read; the dataset remembers it."""
    del actor
    unless_stale(edition, version)
    if edition.state in UNDER_WAY or edition.state == EditionState.IMPORTED:
        raise Refused(_("Its import has begun; the matching stands."))
    # How a file is laid out was seen from it.
    laid_out = {name: edition.matching[name] for name in ("layout", "is_tagged") if name in edition.matching}
    given = matching_from({**laid_out, **matching})
    faults = faults_of(given, _looked_into(edition).header)
    if faults:
        raise Refused(fault_in_words(faults[0].code, faults[0].name))
    edition.matching, edition.leaves_out_refused = given.as_data(), leaves_out_refused
    edition.state, edition.counts, edition.problems, edition.reason = EditionState.HANDED_IN, {}, [], ""
    edition.rows_read, edition.is_to_stop = 0, False
    edition.save()
    edition.dataset.matching = edition.matching
    edition.dataset.save(update_fields=["matching"])
    look_through.enqueue(edition.pk)
    return edition


def _looked_into(edition: Edition) -> Looked:
    try:
        return look_into(edition)
    except Unreadable as error:
        raise Refused(fault_in_words(error.code, error.name), field="upload") from None


def _matching_for(dataset: Dataset, looked: Looked) -> Matching:
    """The matching that a person made for the edition before, if it fits; else the one that the file asks for."""
    known = matching_from(dataset.matching) if dataset.matching else None
    if known is not None and not faults_of(known, looked.header):
        return known
    is_first = not dataset.editions.exists()
    if not is_first and looked.matching.layout != dataset.layout:
        raise Refused(
            _("The files of this dataset are laid out otherwise: %(layout)s. Name a dataset of its own for this one.")
            % {"layout": dataset.get_layout_display()},
            field="upload",
        )
    if looked.matching.layout == Layout.P_CODES:
        origins = OriginCountry.objects.filter(conference_id=dataset.conference_id)
        return looked.matching.with_fixed(countries=" ".join(origins.values_list("place__code", flat=True)))
    return looked.matching
