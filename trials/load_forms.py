"""Forms as a browser reads and sends them: every field with what stands in it."""

from html.parser import HTMLParser

_SENDS = frozenset({"button", "file", "image", "reset", "submit"})


class _Reader(HTMLParser):
    """Collects the fields of each form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self._select, self._area = "", ""
        self._options: list[tuple[str, bool]] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field, or begin one that has more within it."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append([])
        elif tag == "input" and given.get("name") and given.get("type", "text") not in _SENDS:
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                self._note(given["name"], given.get("value", ""))
        elif tag == "select":
            self._select, self._options = given.get("name", ""), []
        elif tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self._area, self._text = given.get("name", ""), []

    def handle_endtag(self, tag: str) -> None:
        """End a field: of a list, what is chosen or stands first is sent."""
        if tag == "select" and self._select and self._options:
            chosen = [value for value, is_chosen in self._options if is_chosen] or [self._options[0][0]]
            self._note(self._select, chosen[0])
            self._select = ""
        elif tag == "textarea" and self._area:
            self._note(self._area, "".join(self._text).removeprefix("\n"))
            self._area = ""

    def handle_data(self, data: str) -> None:
        """Words within a field."""
        if self._area:
            self._text.append(data)

    def _note(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1].append((name, value))


def form_with(field: str, page: str) -> list[tuple[str, str]]:
    """The fields of the form of this page that asks for this one; nothing if no form does."""
    reader = _Reader()
    reader.feed(page)
    return next((form for form in reader.forms if any(name == field for name, _value in form)), [])


def filled(form: list[tuple[str, str]], **entered: str) -> list[tuple[str, str]]:
    """The form with something else entered here and there."""
    return [(name, entered.get(name, value)) for name, value in form]
