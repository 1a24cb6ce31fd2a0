"""What reports say of numbers, and of where and when the conference is held."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action
from secretariat.conference.models import Conference
from secretariat.dossier import permissions
from secretariat.dossier.models import Notice, ReportedFigure

FIGURE_FIELDS = ("value", "unit", "qualifier", "counts", "place", "as_of", "said_by_party", "sensitivity")
NOTICE_FIELDS = ("city", "country", "held_date", "words", "sensitivity")
# As the table holds it: twenty digits, two of them behind the point.
_MOST = Decimal(10) ** 18


@action(allow=permissions.may_record_figure)
def record_figure(
    actor: User, conference: Conference, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> ReportedFigure:
    """Write down a number as a report gives it; figures of other reports stay beside it."""
    figure = ReportedFigure(conference=conference, entered_by=actor)
    for name in FIGURE_FIELDS:
        if name in details:
            setattr(figure, name, details[name])
    if abs(figure.value) >= _MOST:
        raise Refused(_("This number is larger than can be kept."), field="value")
    if not str(figure.counts):
        raise Refused(_("Say what the number counts."), field="counts")
    figure.save()
    Citation.objects.bulk_create(citations_for(figure, cited))
    return figure


@action(allow=permissions.may_record_notice)
def record_notice(
    actor: User, conference: Conference, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Notice:
    """Write down where and when a report says that the conference is held."""
    notice = Notice(conference=conference, entered_by=actor)
    for name in NOTICE_FIELDS:
        if name in details:
            setattr(notice, name, details[name])
    if not (notice.city or notice.country_id or notice.held_date or notice.words):
        raise Refused(_("Give at least a place or a date."), field="city")
    notice.save()
    Citation.objects.bulk_create(citations_for(notice, cited))
    return notice
