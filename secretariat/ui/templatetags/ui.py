"""Texts, dates and numbers as the reader writes them, and the small helpers of tables and forms."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.forms import BoundField, HiddenInput, MultipleChoiceField
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from babel import Locale

register = template.Library()

# Conferences write "11 November 2020", not "November 11, 2020".
CONVENTIONS = {"en": "en_GB"}
LONE_DAY = re.compile(r"\bd+\b|(?<=[年月])d+")
MONTHS = {"long": "yMMMM", "full": "yMMMM"}
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})


@dataclass(frozen=True)
class LanguageInput:
    """One language's own input within a field that is kept in several languages."""

    name: str
    code: str
    direction: str
    id: str
    html: SafeString
    is_folded: bool = False


@register.simple_tag
def text(value: object) -> str:
    """A text in the reader's language, or marked with the language in which it is shown instead."""
    kept = getattr(value, "data", None)
    if not isinstance(kept, Mapping):
        return "" if value is None else conditional_escape(str(value))
    wanted = get_language() or "en"
    said = kept.get(wanted) or _in_a_variant(kept, wanted)
    if said:
        return conditional_escape(said)
    return _in_another_language(kept)


@register.filter
def day(value: date | datetime | str | None, style: str = "long") -> str:
    """A day, a month ("2020-11") or a year ("2020") as the reader writes it."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = (localtime(value) if is_aware(value) else value).date()
    return _day(str(value), style, get_language() or "en")


@register.filter
def moment(value: datetime | None, style: str = "medium") -> str:
    """A day and the time of day as the reader writes them, in the time zone in force."""
    if not value:
        return ""
    local = localtime(value) if is_aware(value) else value
    return str(_babel().dates.format_datetime(local, style, locale=_locale(get_language() or "en")))


@register.filter
def clock(value: datetime | None) -> str:
    """The time of day as the reader writes it, without seconds, in the time zone in force."""
    if not value:
        return ""
    local = localtime(value) if is_aware(value) else value
    return str(_babel().dates.format_time(local, "short", locale=_locale(get_language() or "en")))


@register.filter
def utc_offset(value: datetime | None) -> str:
    """How far the clocks in force are from Universal Time at that moment: UTC+5:30."""
    if not value:
        return ""
    minutes = round((localtime(value).utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes >= 0 else "−"
    return f"UTC{sign}{hours}:{rest:02d}" if rest else f"UTC{sign}{hours}" if hours else "UTC"


@register.filter
def lasting(minutes: int) -> str:
    """How long something lasts, in hours and minutes."""
    from babel.units import format_unit  # noqa: PLC0415 - read when it is first needed

    hours, rest = divmod(int(minutes), 60)
    locale = _locale(get_language() or "en")
    parts = [(count, unit) for count, unit in ((hours, "hour"), (rest, "minute")) if count] or [(0, "minute")]
    return " ".join(str(format_unit(count, f"duration-{unit}", length="short", locale=locale)) for count, unit in parts)


@register.simple_tag
def days(first: date | None, last: date | None) -> str:
    """The days from the first to the last, said once: 11–12 November 2020."""
    if not first or not last or first == last:
        return day(first or last)
    return _days(first, last, get_language() or "en")


@register.filter
def number(value: float | Decimal | str | None) -> str:
    """A number with the separators the reader is used to."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    return _number(value, get_language() or "en")


@register.filter
def exactly(value: Decimal | None) -> str:
    """A number with all its decimal places, as rates of exchange are given."""
    if value is None:
        return ""
    locale = _locale(get_language() or "en")
    return str(_babel().numbers.format_decimal(value, format="#,##0.##########", locale=locale))


@register.filter
def language_own_name(code: str) -> str:
    """A language's name in that language, for those who read it."""
    return own_name(code)


@register.filter
def standing_class(standing: object) -> str:
    """The style of a standing: "no answer" becomes standing-no_answer."""
    return "standing-" + str(standing).replace(" ", "_").replace("-", "_")


@register.simple_tag(takes_context=True)
def sort_link(context: Context, key: str, label: str, kind: str = "") -> SafeString:
    """A column's head that sorts by it, and the other way round when asked again; the rest of the address is kept."""
    request = context["request"]
    present = request.GET.get("sort") or context.get("sort") or ""
    order = {key: "ascending", f"-{key}": "descending"}.get(str(present), "none")
    address = request.GET.copy()
    address.pop("page", None)
    address["sort"] = f"-{key}" if order == "ascending" else key
    return format_html(
        '<th scope="col" aria-sort="{}"{}><a href="?{}">{}</a></th>',
        order,
        format_html(' class="{}"', kind) if kind else "",
        address.urlencode(),
        label,
    )


@register.simple_tag
def hidden_initial(field: BoundField) -> str:
    """What the person was shown when the form was opened, so that a change made meanwhile is noticed."""
    if not field.field.show_hidden_initial:
        return ""
    kept = getattr(field.initial, "data", None)
    already_sent = field.html_initial_name in field.form.data
    if isinstance(kept, Mapping) and not already_sent:
        # A plain hidden input would keep one language only and call all the others changed.
        sent = json.dumps(dict(kept), ensure_ascii=False, sort_keys=True)
        return HiddenInput().render(field.html_initial_name, sent, attrs={"id": field.html_initial_id})
    if field.form.is_bound and not already_sent and isinstance(field.field, MultipleChoiceField):
        # Nothing was chosen when the form was opened, and nothing is what a browser sends of that.
        return ""
    return field.as_hidden(only_initial=True)


@register.simple_tag
def visible_widget(field: BoundField) -> str:
    """The field itself, without the hidden note of what it was."""
    return field.as_widget()


@register.simple_tag(takes_context=True)
def language_inputs(context: Context, field: BoundField) -> list[LanguageInput]:
    """The inputs of a field kept in several languages; none for any other field.

    The reader's language and the one in which the conference writes stand first; the others are folded away as long as
    nothing is in them and nothing is wrong with the field.
    """
    widget: Any = field.field.widget
    codes = getattr(widget, "locales", None)
    if not codes or not hasattr(widget, "widgets"):
        return []
    kept = field.value()
    values = kept if isinstance(kept, list) else widget.decompress(kept)
    rows = zip(codes, widget.widgets, values, strict=False)
    shown = [(code, inner, value) for code, inner, value in rows if code in widget.enabled_locales]
    first = {get_language(), getattr(context.get("conference"), "original_language", None)}
    first = {code for code, _inner, _value in shown if code in first} or {code for code, _inner, _value in shown[:1]}
    others = [value for code, _inner, value in shown if code not in first]
    is_folding = len(others) > 1 and not any(others) and not field.errors
    inputs = [
        _language_input(field, code, (inner, value), is_folded=is_folding and code not in first)
        for code, inner, value in shown
    ]
    return sorted(inputs, key=lambda each: each.is_folded)


@lru_cache(maxsize=64)
def own_name(code: str) -> str:
    """A language's name in that language."""
    return str(dict(settings.LANGUAGES).get(code) or _locale(code).get_language_name() or code)


def direction_of(code: str) -> str:
    """The side from which a language is read: rtl or ltr."""
    return "rtl" if code.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def _in_a_variant(kept: Mapping[str, str], wanted: str) -> str:
    root = wanted.partition("-")[0]
    return next((said for code, said in kept.items() if said and code.partition("-")[0] == root), "")


def _in_another_language(kept: Mapping[str, str]) -> str:
    found = next(((code, said) for code, said in kept.items() if said), None)
    if found is None:
        return ""
    code, said = found
    return format_html(
        '<span lang="{0}" dir="{1}">{2}</span><span class="language-mark" lang="{0}" title="{3}">{4}</span>',
        code,
        direction_of(code),
        said,
        _("Not translated yet"),
        own_name(code),
    )


def _language_input(field: BoundField, code: str, entered: tuple[Any, Any], *, is_folded: bool) -> LanguageInput:
    inner, value = entered
    known_as = f"{field.auto_id}_{code}"
    attrs = {"id": known_as, "lang": code, "dir": direction_of(code)}
    if field.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}_error"}
    if field.field.disabled:
        attrs["disabled"] = "disabled"
    html = inner.render(f"{field.html_name}_{code}", value, attrs=attrs, renderer=field.form.renderer)
    return LanguageInput(own_name(code), code, attrs["dir"], known_as, html, is_folded)


def listed(words: Iterable[str]) -> str:
    """Several words in one sentence, parted and joined as the language does it."""
    from babel.lists import format_list  # noqa: PLC0415 - read when it is first needed

    return str(format_list([str(each) for each in words], locale=_locale(get_language() or "en")))


@lru_cache(maxsize=1)
def _babel() -> Any:
    # Babel is heavy, and a page without a date or a number need not wait for it.
    import babel.dates  # noqa: PLC0415
    import babel.numbers  # noqa: PLC0415

    return babel


@lru_cache(maxsize=32)
def _locale(language: str) -> "Locale":
    babel = _babel()
    try:
        found: Locale = babel.Locale.parse(CONVENTIONS.get(language, language.replace("-", "_")))
    except (babel.UnknownLocaleError, ValueError):
        found = babel.Locale.parse(CONVENTIONS["en"])
    return found


@lru_cache(maxsize=4096)
def _day(value: str, style: str, language: str) -> str:
    dates, locale = _babel().dates, _locale(language)
    parts = value.split("-")
    try:
        first_day = date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except ValueError:
        return value
    if len(parts) == 1:
        return str(dates.format_skeleton("y", first_day, locale=locale))
    if len(parts) == 2:
        return str(dates.format_skeleton(MONTHS.get(style, "yMMM"), first_day, locale=locale))
    return str(dates.format_date(first_day, style, locale=locale))


@lru_cache(maxsize=256)
def _days(first: date, last: date, language: str) -> str:
    locale = _locale(language)
    if (first.year, first.month) == (last.year, last.month):
        # Babel has no range with the month in full, so the long date is written with both days where one stood.
        written = LONE_DAY.sub(f"'{first.day}–{last.day}'", locale.date_formats["long"].pattern)
        return str(_babel().dates.format_date(last, written, locale=locale))
    return str(_babel().dates.format_interval(first, last, skeleton="yMMMd", locale=locale))


@lru_cache(maxsize=4096)
def _number(value: float | Decimal, language: str) -> str:
    return str(_babel().numbers.format_decimal(value, locale=_locale(language)))
