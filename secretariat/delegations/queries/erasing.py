"""Who was erased, and by which words the record knows somebody."""

from secretariat.accounts.models import name_of_nobody
from secretariat.delegations.models import Change, Delegate, Particulars

# A word so short stands in half of all entries; who is called so is found by the other words.
_SHORTEST = 3
_TELLING = ("name", "original_name", "mail", "document_number")


def is_erased(delegate: Delegate) -> bool:
    """Whether who this was is erased already."""
    return delegate.name == name_of_nobody(delegate)


def words_of(delegate: Delegate) -> list[str]:
    """The words by which somebody is found in a text: names in every spelling, mail, the number of the document."""
    found = [delegate.name, delegate.original_name, *delegate.spellings, delegate.mail]
    found += Particulars.objects.filter(delegate=delegate).values_list("document_number", flat=True)
    for wanted in Change.objects.filter(delegate=delegate).values_list("wanted", flat=True):
        found += [str(wanted[name]) for name in _TELLING if wanted.get(name)]
    return sorted({word.strip() for word in map(str, found) if len(word.strip()) >= _SHORTEST})
