"""All that protecting one release rests on, gathered anew from the database."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.engines.disclosure import Rules, Tables
from secretariat.figures import permissions
from secretariat.figures.models import DisclosureRules, Edition, Release, ReleaseState, Sex
from secretariat.figures.queries.releases.drawing import Counted, Places, drawn
from secretariat.figures.queries.releases.earlier import Drawn, Earlier, earlier_releases, those_that_overlap
from secretariat.figures.queries.releases.layouts import TOTAL, TableLayout, edition_stated, layout_from, refuse_layout
from secretariat.figures.queries.releases.linking import fingerprint_of, tables_alone, tables_of
from secretariat.figures.queries.releases.rules import rules_for, rules_of_conference
from secretariat.figures.queries.releases.tabling import Table, tabled

# As many numbers are protected and tried within the moment that a page may take.
AT_ONCE = 400


@dataclass(frozen=True)
class Asked:
    """A release as the engine sees it."""

    layout: TableLayout
    edition: Edition
    places: Places
    table: Table
    rules: Rules
    earlier: tuple[Earlier, ...]
    tables: Tables

    @property
    def is_small(self) -> bool:
        """Whether it is done at once."""
        return len(self.tables.cells) <= AT_ONCE

    @property
    def fingerprint(self) -> str:
        """What was asked, in one word."""
        return fingerprint_of(self.tables)

    @property
    def alone(self) -> Tables:
        """The same without anything that was published before."""
        drawn_now = Drawn(self.table, {}, self.edition.number)
        return tables_alone(drawn_now, self.rules)


def asked_of(release: Release, *, rules: DisclosureRules | None = None) -> Asked:
    """Gather it; raises ``Refused`` where the release cannot be laid out like this."""
    layout = layout_from(release.layout)
    if layout is None:
        raise Refused(_("Lay the release out first: what stands in its rows and columns."))
    edition = edition_stated(release.conference, release.editions)
    if edition is None:
        raise Refused(_("The edition that this release is drawn from is not imported here."))
    refuse_layout(layout)
    places = Places(release.conference)
    counted = drawn(layout, edition, places)
    table = tabled(layout, counted, places)
    if not table.cells:
        raise Refused(_("The dataset holds nothing of this. Choose other filters."), field="filters")
    kept = rules or rules_of_conference(release.conference)
    by = rules_for(kept, is_local=layout.is_local or _is_finer(counted))
    ours = Drawn(table, {row.id: row for row in counted}, edition.number)
    before = those_that_overlap(earlier_releases(release.conference, layout, release.pk, places), ours)
    return Asked(layout, edition, places, table, by, tuple(before), tables_of(ours, by, before, places))


def _is_finer(counted: list[Counted]) -> bool:
    """Whether what is drawn is finer than a country without the layout saying so: a camp, or women alone."""
    sexes, ages = {row.sex for row in counted}, {row.age for row in counted}
    is_of_one = (len(sexes) == 1 and str(Sex.ALL) not in sexes) or (len(ages) == 1 and TOTAL not in ages)
    return is_of_one or any(row.place is not None or row.accommodation for row in counted)


def releases_seen(conference: Conference, user: User) -> QuerySet[Release]:
    """The releases of a conference, the newest first, as the office shows them."""
    rows = Release.objects.in_office_of(user).filter(conference=conference)
    return rows.select_related("prepared_by", "approved_by", "replaces").defer("content").order_by("-number")


def waiting_for_a_second_person(conference: Conference, user: User) -> QuerySet[Release]:
    """Releases that this person may approve, because somebody else prepared them."""
    rows = releases_seen(conference, user).filter(state=ReleaseState.SUBMITTED).exclude(prepared_by=user)
    return rows if permissions.may_prepare_release(user, conference) else rows.none()
