"""Why a file is not read, and what is said of its cells and of the whole, in sentences."""

from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from secretariat.api.queries.reading.opened import MOST_ROWS
from secretariat.delegations.queries.table_words import UNREADABLE as TABLE
from secretariat.engines import tables

__all__ = ["FINDINGS", "UNREADABLE", "finding_in_words", "unreadable_in_words"]

_TOO_MUCH = _("It holds more than is read in one file. Take it out of the other program in parts.")
_NO_JSON = _("This is not JSON as programs write it: line %(line)s, column %(column)s.")
_EMPTY = _("There is nothing in it.")
_TOO_LARGE = _("The file is too large. Take it out of the other program in parts.")
_NOT_INDICO = _("This is no file that Indico writes of this kind. Choose another format.")
_NOT_SCHEDULE = _("This is no schedule as pretalx or frab writes it. Choose another format.")
_AN_ANSWER = _("This is an answer to an invitation, and no calendar.")

# By the engine that refuses, and its code.
UNREADABLE: dict[str, str | Promise] = {
    **{f"table {code}": sentence for code, sentence in TABLE.items()},
    "json empty": _EMPTY,
    "json too large": _TOO_LARGE,
    "json byte order mark": _NO_JSON,
    "json utf-16": _("The text is written in UTF-16. Save it as UTF-8."),
    "json not utf-8": _("The text is not written in UTF-8: line %(line)s, column %(column)s. Save it as UTF-8."),
    "json unfinished": _("The file ends in the middle, at line %(line)s, column %(column)s. Take it out once more."),
    "json unexpected": _NO_JSON,
    "json trailing text": _("Something follows after the end: line %(line)s, column %(column)s."),
    "json too deep": _("It is nested more deeply than any such file: line %(line)s, column %(column)s."),
    "json too many values": _TOO_MUCH,
    "json name twice": _(
        "A name stands twice in one place: line %(line)s, column %(column)s. Which counts is unclear."
    ),
    "json string too long": _("A text has no end that is near: line %(line)s, column %(column)s."),
    "json control character": _NO_JSON,
    "json bad escape": _NO_JSON,
    "json lone surrogate": _("Half a character stands at line %(line)s, column %(column)s."),
    "json noncharacter": _("A sign that is no character stands at line %(line)s, column %(column)s."),
    "json null character": _("A sign that is no character stands at line %(line)s, column %(column)s."),
    "json bad number": _("A number is written as no program writes it: line %(line)s, column %(column)s."),
    "json not a number": _("“Not a number” stands where a number must be: line %(line)s, column %(column)s."),
    "json number too long": _("A number is too long: line %(line)s, column %(column)s."),
    "json number out of range": _("A number is too large or too small: line %(line)s, column %(column)s."),
    "indico not indico": _NOT_INDICO,
    "indico error answer": _(
        "This is what the server answered when it refused. Take the file out again with a key that may see it."
    ),
    "indico no event": _("There is no event in it. The key by which it was taken out may not see the event."),
    "indico several events": _("There are several events in it. Take them out one by one."),
    "indico too many contributions": _TOO_MUCH,
    "indico too many sessions": _TOO_MUCH,
    "indico too many entries": _TOO_MUCH,
    "indico too many days": _TOO_MUCH,
    "indico too many registrations": _TOO_MUCH,
    "indico no header": _(
        "No line says which column holds what. Take the list out again with its header, or choose “Table”."
    ),
    "schedule empty": _EMPTY,
    "schedule too large": _TOO_LARGE,
    "schedule encoding": _("The file says that it is written in letters that are not read here. Save it as UTF-8."),
    "schedule declarations": _("The file holds declarations that no schedule has (line %(line)s). It was not opened."),
    "schedule not xml": _("This is not XML: line %(line)s."),
    "schedule too deep": _("It is nested more deeply than any schedule: line %(line)s."),
    "schedule too much": _TOO_MUCH,
    "schedule not a schedule": _NOT_SCHEDULE,
    "schedule too many days": _TOO_MUCH,
    "schedule too many rooms": _TOO_MUCH,
    "schedule too many events": _TOO_MUCH,
    "calendar empty": _EMPTY,
    "calendar too large": _TOO_LARGE,
    "calendar too many lines": _TOO_MUCH,
    "calendar too deep": _("It is nested more deeply than any calendar."),
    "calendar utf-16": _("The text is written in UTF-16. Save it as UTF-8."),
    "calendar no calendar": _("This is no calendar (iCalendar, .ics). Choose another format."),
    "calendar too many events": _TOO_MUCH,
    "calendar too many occurrences": _("Its events repeat more often than is followed in one file."),
    "calendar too much work": _("To follow how its events repeat would take too long."),
    "calendar reply": _AN_ANSWER,
    "calendar counter": _AN_ANSWER,
    "calendar refresh": _AN_ANSWER,
    "calendar declinecounter": _AN_ANSWER,
    "calendar no days": _("The conference has no days within which a calendar could be read."),
    "cards empty": _EMPTY,
    "cards too large": _TOO_LARGE,
    "cards too many lines": _TOO_MUCH,
    "cards too many cards": _TOO_MUCH,
    "cards not vcard": _("These are no contacts (vCard, .vcf). Choose another format."),
    "openslides empty": _EMPTY,
    "openslides no header": _("The first line names no column of OpenSlides. Choose another format."),
    "openslides too many columns": _TOO_MUCH,
    "openslides too many rows": _TOO_MUCH,
}

FINDINGS: dict[str, str | Promise] = {
    # Of cells.
    "missing": _("The file says nothing here."),
    "shape": _("Another kind of value than the format has stood here, and was left out."),
    "time": _("“%(said)s” is no time that can be read."),
    "zone": _("“%(said)s” is no time zone that is known; the time was left out."),
    "time_twice": _("The clocks are put back in this hour. The earlier of the two times was taken."),
    "time_impossible": _("The clocks are put forward over this hour. It was counted on from before."),
    "ends_first": _("Its end lies before its beginning, and was left out."),
    "no_end": _("When it ends is not known: only the day is kept."),
    "unscheduled": _("It has no time yet."),
    "whole_day": _("No hours are known: only the day is kept."),
    "several_days": _("It lasts several days: only the first is kept. Its last day is %(last)s."),
    "other_days": _("It is not on a day of the conference (%(first)s to %(last)s)."),
    "tentative": _("The calendar says that it is not certain."),
    "private": _("The calendar marks it as not for everybody."),
    "mail": _("“%(said)s” is no mail address, and was left out."),
    "number": _("“%(said)s” is no number that can be kept, and was left out."),
    "cut": _("The text is longer than is read: its end is missing."),
    "too_many": _("There are more than are read: the first were taken."),
    "characters": _("Signs that no text may hold were taken out."),
    "other_texts": _("It stands there in other languages as well, which were left out: %(said)s."),
    "left_out": _("Left out: %(said)s."),
    "several": _("There are several. One was taken, and this was not: “%(said)s”."),
    "twice": _("It stands in the file twice. The first was taken."),
    "twice_here": _("%(said)s stands in the file before."),
    "differs": _("It stands in the file in several places, and not the same. The first was taken."),
    "no_id": _("The other program gives it no number: another import may not know it again."),
    "start_differs": _("The hour beside the date is another. The date was taken."),
    "end_differs": _("The end beside the length is another. The length was taken."),
    "offset_differs": _("The difference from UTC is not that of the zone. The time was taken as it is written."),
    "room_differs": _("It names another room, “%(said)s”. The one it stands under was taken."),
    "day_differs": _("It stands under another day. Its own date was taken."),
    "rule": _("How it repeats cannot be followed (%(said)s): only the first time was taken."),
    "too_often": _("It repeats more often than is followed."),
    "this_and_future": _("All later times were moved as well, which cannot be followed: only this one was."),
    "letters": _("In which letters it is written was guessed."),
    "latin": _("The name is not in Latin script. Write it in Latin script as well."),
    "unclosed": _("The card has no end."),
    "nested": _("A card within this one was passed over."),
    "line": _("A line of the card cannot be read: “%(said)s”."),
    "formula": _("%(place)s holds a formula, which was left out."),
    "merged": _("%(place)s is merged with other cells."),
    "error value": _("%(place)s holds an error of the spreadsheet."),
    "too_many_cells": _("The line has more cells than there are columns."),
    "not_read": _("It cannot be read: “%(said)s”."),
    # Of the whole.
    "more": _("There is more that is wrong than is listed here."),
    "incomplete": _("The server says that it left things out: the file is not complete."),
    "unpublished": _("The timetable is not published: there is nothing in it."),
    "nothing": _("There is nothing in it that could be brought in."),
    "label": _("The organisers put on the event: “%(said)s”."),
    "no_zone": _("The file names no time zone: times are taken as those of %(zone)s."),
    "other_zone": _("Times of the file are told by %(theirs)s. Here they are told by %(ours)s."),
    "language_elsewhere": _("The file is in a language that is not kept here (%(said)s)."),
    "encoding": _("The text was read as %(name)s. If letters are wrong, save it as UTF-8 and hand it in again."),
    "sheets": _("The sheet “%(name)s” was read; the workbook has %(others)s more."),
    "password": _("A column of passwords was not read."),
    "column_twice": _("The column “%(said)s” stands there twice. The first was taken."),
    "no_column": _("The list has no column of mail addresses: people are known again by their names alone."),
    "file_not_ended": _("The file ends in the middle. Take it out once more."),
}


def unreadable_in_words(code: str, values: Mapping[str, Any]) -> str:
    """Why a file was not read, as far as the code is one of those of the readers; else nothing."""
    sentence = UNREADABLE.get(code)
    return _filled(str(sentence), {**_limits(), **values}) if sentence is not None else ""


def finding_in_words(code: str, values: Mapping[str, Any]) -> str:
    """What there is to say of a cell or of the whole, with its place where one is known; "" for another's code."""
    sentence = FINDINGS.get(code)
    if sentence is None:
        return ""
    said = _filled(str(sentence), values)
    where = str(values.get("where", ""))
    if where.isdecimal():
        where = _now("Line %(line)s") % {"line": where}
    return _now("%(where)s: %(what)s") % {"where": where, "what": said} if where else said


def _filled(sentence: str, values: Mapping[str, Any]) -> str:
    """A sentence with what it names; what is not known shows as a gap and not as an error."""
    return sentence % _Known(values)


def _limits() -> dict[str, str]:
    """How much of a table is read."""
    return {
        "rows": number_format(MOST_ROWS - 1, force_grouping=True),
        "columns": str(tables.MOST_COLUMNS),
        "size": filesizeformat(tables.FILE_LIMIT),
        "unpacked": filesizeformat(tables.UNPACKED_LIMIT),
    }


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
