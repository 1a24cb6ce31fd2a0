"""Releases: preparing, laying out, the review, and the way by a second person to the public."""

from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString
from pydantic import Field

from secretariat.accounts.models import User
from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, Given, row_of
from secretariat.api.v1.desks.figures.datasets import editions
from secretariat.api.v1.given import text
from secretariat.api.v1.judging import judged_texts
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.resources import Part, Person, Resource, Told
from secretariat.api.v1.shapes import LONGEST_LINE, Id, Shape, teller, texts, words
from secretariat.conference.models import Conference
from secretariat.figures.actions import DISCLOSURE_FIELDS, Laid, Words
from secretariat.figures.models import (
    DisclosureRules,
    Edition,
    EditionState,
    Measure,
    Release,
    ReleaseState,
    Review,
    Unit,
)
from secretariat.figures.permissions import may_see_releases
from secretariat.figures.permissions.releases import DESK
from secretariat.figures.queries.releases.choices import choices_of_filters, what_can_be_chosen
from secretariat.figures.queries.releases.layouts import Dimension, TableLayout
from secretariat.figures.queries.releases.rules import rules_of_conference

RELEASES, LONGEST_REASON, MOST_CODES = "figures/releases", 1000, 3000


def _reads(user: Person, conference: Conference) -> bool:
    return isinstance(user, User) and may_see_releases(user, conference)


def to_readers(*names: str) -> dict[str, Told]:
    """Fields that the public pages do not show."""
    return dict.fromkeys(names, _reads)


def releases(user: Person, conference: Conference) -> "QuerySet[Release]":
    """Releases as the office shows them to those who read figures; to all others those that were published."""
    return Release.objects.visible_to(user).filter(conference=conference)


def _notes(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, dict[str, str]]]:
    """What readers are told of a release; of one that was withdrawn, those alone who read figures in the office."""
    column: Any = Release._meta.get_field("note")
    reads, as_told = _reads(user, conference), teller(column)
    assert as_told is not None  # noqa: S101 - a text per language
    for pk, note, state in Release.objects.filter(pk__in=ids).values_list("pk", "note", "state"):
        yield pk, as_told(note) if reads or state != ReleaseState.WITHDRAWN else {}


def reviews(user: Person, conference: Conference) -> "QuerySet[Review]":
    """How far reviews have come, for officers of the desk."""
    is_officer = isinstance(user, User) and user.works_on(DESK, conference.pk)
    return Review.objects.filter(conference=conference) if is_officer else Review.objects.none()


def rules(user: Person, conference: Conference) -> "QuerySet[DisclosureRules]":
    """The rules of disclosure, where somebody changed those of the house."""
    found = DisclosureRules.objects.filter(conference=conference)
    return found if _reads(user, conference) else found.none()


RESOURCES: tuple[Resource, ...] = (
    Resource(
        RELEASES,
        Release,
        releases,
        (
            "number",
            "title",
            "state",
            "reason",
            "replaces",
            "published_at",
            "layout",
            "editions",
            "prepared_by",
            "prepared_at",
            "approved_by",
            "version",
        ),
        "Tables for the public; their numbers are under ``figures/released``.",
        filters=("number", "state", "replaces", "published_at_from", "published_at_until"),
        parts=(Part("note", dict[str, str], _notes, is_one=True),),
        is_public=True,
        told_to=to_readers("layout", "editions", "prepared_by", "prepared_at", "approved_by"),
    ),
    Resource(
        "figures/reviews",
        Review,
        reviews,
        ("release", "state", "reason", "asked_at", "heard_at"),
        "Whether releases can be published; what is hidden in them is shown on their pages alone.",
        filters=("release", "state"),
    ),
    Resource(
        "figures/disclosure_rules",
        DisclosureRules,
        rules,
        (*DISCLOSURE_FIELDS, "version"),
        "By which rules numbers are hidden and rounded; none where the rules of the house hold.",
    ),
)


# ---- deeds ----------------------------------------------------------------------------------------------------------


class WordsShape(Shape):
    """What a release is called, and what its readers are told. It is published as it stands."""

    title: texts(LONGEST_LINE, is_needed=True, is_line=True)  # type: ignore[valid-type]
    note: texts() = Field(default_factory=dict)  # type: ignore[valid-type]


GROUPS: Any = Annotated[list[words(3)], Field(min_length=1, max_length=20)]  # type: ignore[misc]
CODES: Any = Annotated[list[words(80)], Field(max_length=MOST_CODES)]  # type: ignore[misc]


class LaidShape(WordsShape):
    """Whom the table counts, what stands in its rows and columns, and what is filtered, over one edition."""

    edition: Id
    groups: GROUPS
    measure: Measure
    unit: Unit = Unit.PERSONS
    rows: Dimension
    columns: Dimension
    filters: dict[Dimension, CODES] = Field(default_factory=dict)
    has_margins: bool = True


def _words(value: WordsShape, asking: Asking, pointer: str) -> Words:
    for name in ("title", "note"):
        column: Any = Release._meta.get_field(name)
        judged_texts(column, getattr(value, name), asking, f"{pointer}/{name}")
    return Words(LazyI18nString(value.title), LazyI18nString(value.note) if any(value.note.values()) else "")


def _imported(asking: Asking) -> Any:
    return editions(asking.person, asking.conference).filter(state=EditionState.IMPORTED)


EDITION = row_of(_imported)


def _known(chosen: Iterable[str], offered: Collection[Any], pointer: str) -> tuple[str, ...]:
    codes = {str(code) for code, _label in offered}
    found = tuple(dict.fromkeys(str(each) for each in chosen))
    for place, code in enumerate(found):
        if code not in codes:
            sentence = _("The edition holds nothing of “%(word)s”.") % {"word": code}
            raise wrong(sentence, pointer=f"{pointer}/{place}")
    return found


def _filters(value: LaidShape, edition: Edition, pointer: str) -> Mapping[str, tuple[str, ...]]:
    offered = choices_of_filters(edition)
    return {
        str(name): _known(codes, offered.get(name, ()), f"{pointer}/filters/{name}")
        for name, codes in value.filters.items()
        if codes
    }


def laid_out(value: LaidShape, asking: Asking, pointer: str) -> Laid:
    """The release as it is laid out, of what its edition holds."""
    edition: Edition = EDITION.made(value.edition, asking, f"{pointer}/edition")
    holds = what_can_be_chosen(edition)
    layout = TableLayout(
        dataset=edition.dataset.key,
        groups=_known(value.groups, holds["groups"], f"{pointer}/groups"),
        measure=_known([value.measure], holds["measure"], f"{pointer}/measure")[0],
        unit=_known([value.unit], holds["unit"], f"{pointer}/unit")[0],
        rows=str(value.rows),
        columns=str(value.columns),
        filters=_filters(value, edition, pointer),
        has_margins=value.has_margins,
    )
    return Laid(_words(value, asking, pointer), layout, edition)


REASON = {"reason": text(LONGEST_REASON)}
DEEDS: tuple[Deed, ...] = (
    Deed("figures.prepare_release", given={"words": Given(WordsShape, _words)}),
    Deed("figures.lay_out_release", RELEASES, given={"laid": Given(LaidShape, laid_out)}),
    Deed("figures.review_release", RELEASES),
    Deed("figures.submit_release", RELEASES),
    Deed("figures.approve_release", RELEASES),
    Deed("figures.return_release", RELEASES, given=REASON),
    Deed("figures.withdraw_release", RELEASES, given=REASON),
    Deed("figures.replace_release", RELEASES),
    Deed(
        "figures.revise_disclosure_rules",
        details=DISCLOSURE_FIELDS,
        of=DisclosureRules,
        current=rules_of_conference,
    ),
)
