"""Erase from files that were brought in who somebody is, and the tokens of an account."""

from collections.abc import Mapping
from datetime import datetime

from secretariat.accounts.models import User
from secretariat.api.models import ImportRow, SourceId, Token
from secretariat.audit.action import label_of
from secretariat.audit.actions import erase_values
from secretariat.audit.queries import entries_that_tell_of
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


def erase_tokens_of(account: User, at: datetime) -> Mapping[str, int]:
    """Delete the tokens by which programs act in the name of an account, with what was answered to them."""
    del at
    tokens = list(Token.objects.filter(user=account))
    for token in tokens:
        # A token is called after the program or machine of its person.
        erase_values(list(entries_that_tell_of(label_of(token), token.pk).filter(runs=None)))
        token.delete()
    return {"api.token": len(tokens)}
