"""Erase from files that were brought in who somebody is."""

from collections.abc import Mapping
from datetime import datetime

from secretariat.api.models import ImportRow, SourceId
from secretariat.audit.action import label_of
from secretariat.delegations.models import Delegate


def erase_from_imports(delegate: Delegate, at: datetime) -> Mapping[str, int]:
    """Blank the rows of imports that became this person, and forget by what number another program knows them.

    The file itself is deleted by the night; a list that comes again brings a new person, who is seen to be new.
    """
    del at
    kind = label_of(delegate)
    known = SourceId.objects.filter(conference=delegate.conference, thing_type=kind, thing_id=delegate.pk)
    rows = ImportRow.objects.filter(
        conference=delegate.conference, kind=delegate._meta.model_name, thing_id=delegate.pk
    )
    blank: dict[str, dict[str, str]] = {
        name: {} for name in ("cells", "corrected", "findings", "old", "before", "after")
    }
    done = rows.update(said=[], source_id="", **blank)
    known.delete()
    return {"api.importrow": done}
