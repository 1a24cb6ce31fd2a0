"""What visitors of the public site hand in."""

from django import forms

from secretariat.engines.searching.asking import MOST_CHARACTERS
from secretariat.public.queries.searchable import GROUPS

MOST_PAGES = 1000


class SearchForm(forms.Form):
    """Words to look for, and the kind of thing and the page on which to look; what is odd in them is left out."""

    q = forms.CharField(required=False)
    kind = forms.CharField(required=False)
    page = forms.CharField(required=False)

    def asked(self) -> tuple[str, str, int]:
        """The words, the kind and the page; every question is taken for one, however odd."""
        words = str(self.data.get("q", ""))[:MOST_CHARACTERS].replace("\x00", "")
        kind, page = str(self.data.get("kind", "")), str(self.data.get("page", ""))
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
        return words, kind if kind in GROUPS else "", min(max(number, 1), MOST_PAGES)
