"""What a way out cannot carry, in sentences: a code and a number in, words out."""

from collections.abc import Callable, Mapping

from django.utils.translation import ngettext

from secretariat.ui.templatetags.ui import number as in_digits

Sentence = Callable[[int], str]


def in_words(counts: Mapping[str, int]) -> list[str]:
    """A sentence for each code that was counted, always in one order; nothing of what is none."""
    counted = [(said, counts[code]) for code, said in SENTENCES.items() if counts.get(code)]
    return [said(count) % {"number": in_digits(count)} for said, count in counted]


SENTENCES: dict[str, Sentence] = {
    # The conference file.
    "particulars": lambda n: ngettext(
        "%(number)s set of particulars (photo, document, date of birth) is not in it.",
        "%(number)s sets of particulars (photo, document, date of birth) are not in it.",
        n,
    ),
    "watched": lambda n: ngettext(
        "%(number)s name of the watch list is not in it.", "%(number)s names of the watch list are not in it.", n
    ),
    "changes": lambda n: ngettext(
        "%(number)s change that a delegation asked for still waits, and is not in it.",
        "%(number)s changes that delegations asked for still wait, and are not in it.",
        n,
    ),
    "files": lambda n: ngettext(
        "%(number)s attached file is named in it alone; the command writes it beside the conference file.",
        "%(number)s attached files are named in it alone; the command writes them beside the conference file.",
        n,
    ),
    "badges": lambda n: ngettext("%(number)s badge is not in it.", "%(number)s badges are not in it.", n),
    "scans": lambda n: ngettext(
        "%(number)s scan at the door is not in it.", "%(number)s scans at the door are not in it.", n
    ),
    "drafts": lambda n: ngettext(
        "%(number)s draft of a timetable is not in it.", "%(number)s drafts of a timetable are not in it.", n
    ),
    "feeds": lambda n: ngettext(
        "%(number)s secret address of a calendar is not in it.",
        "%(number)s secret addresses of calendars are not in it.",
        n,
    ),
    "invitations": lambda n: ngettext(
        "%(number)s invitation that went out as a calendar, and its answers, are not in it.",
        "%(number)s invitations that went out as calendars, and their answers, are not in it.",
        n,
    ),
    "messages": lambda n: ngettext(
        "%(number)s message of the outbox is not in it.", "%(number)s messages of the outbox are not in it.", n
    ),
    "webhooks": lambda n: ngettext("%(number)s webhook is not in it.", "%(number)s webhooks are not in it.", n),
    "entries": lambda n: ngettext(
        "%(number)s entry of the record is not in it: what happened is told, not who did it when.",
        "%(number)s entries of the record are not in it: what happened is told, not who did it when.",
        n,
    ),
    # Tables.
    "absent": lambda n: ngettext(
        "%(number)s delegate who was refused or withdrawn is in none unless you ask for that state.",
        "%(number)s delegates who were refused or withdrawn are in none unless you ask for that state.",
        n,
    ),
    # Visiting cards.
    "mail": lambda n: ngettext(
        "%(number)s mail address is kept from you, and is not on the card.",
        "%(number)s mail addresses are kept from you, and are not on the cards.",
        n,
    ),
    "spellings": lambda n: ngettext(
        "%(number)s delegate has further spellings of the name, which no card carries.",
        "%(number)s delegates have further spellings of their names, which no card carries.",
        n,
    ),
    "rank": lambda n: ngettext(
        "%(number)s delegate has a rank, which no card carries.",
        "%(number)s delegates have a rank, which no card carries.",
        n,
    ),
    "state": lambda n: ngettext(
        "%(number)s delegate is not accredited yet, which a card does not tell.",
        "%(number)s delegates are not accredited yet, which a card does not tell.",
        n,
    ),
    "languages of cards": lambda n: ngettext(
        "%(number)s delegate is described in further languages; a card carries the one in which you read.",
        "%(number)s delegates are described in further languages; a card carries the one in which you read.",
        n,
    ),
    # Calendars.
    "no day": lambda n: ngettext(
        "%(number)s session without a day is in no calendar.",
        "%(number)s sessions without a day are in no calendar.",
        n,
    ),
    "day alone": lambda n: ngettext(
        "%(number)s session is known to the day alone: it takes the whole day and blocks nobody.",
        "%(number)s sessions are known to the day alone: they take the whole day and block nobody.",
        n,
    ),
    "descriptions": lambda n: ngettext(
        "%(number)s session has a description, which calendars do not carry.",
        "%(number)s sessions have a description, which calendars do not carry.",
        n,
    ),
    # Schedules.
    "no room": lambda n: ngettext(
        "%(number)s session without a room is not in it.", "%(number)s sessions without a room are not in it.", n
    ),
    "no hours": lambda n: ngettext(
        "%(number)s session without hours is not in it.", "%(number)s sessions without hours are not in it.", n
    ),
    "cancelled": lambda n: ngettext(
        "%(number)s cancelled session or meeting is not in it.",
        "%(number)s cancelled sessions or meetings are not in it.",
        n,
    ),
    "bilaterals": lambda n: ngettext(
        "%(number)s bilateral meeting is not in it.", "%(number)s bilateral meetings are not in it.", n
    ),
    "languages": lambda n: ngettext(
        "%(number)s session is interpreted into several languages; a schedule names none of them then.",
        "%(number)s sessions are interpreted into several languages; a schedule names none of them then.",
        n,
    ),
    "titles": lambda n: ngettext(
        "%(number)s session has a title in further languages; there is a file for each language.",
        "%(number)s sessions have titles in further languages; there is a file for each language.",
        n,
    ),
    "capacity": lambda n: ngettext(
        "%(number)s chair has a capacity, which a schedule does not carry.",
        "%(number)s chairs have a capacity, which a schedule does not carry.",
        n,
    ),
    "delegations": lambda n: ngettext(
        "Of %(number)s session it is not told which delegations must attend.",
        "Of %(number)s sessions it is not told which delegations must attend.",
        n,
    ),
    # Texts.
    "amendments": lambda n: ngettext(
        "%(number)s amendment is not in Akoma Ntoso; the negotiating text (PDF) carries it.",
        "%(number)s amendments are not in Akoma Ntoso; the negotiating text (PDF) carries them.",
        n,
    ),
    "stances": lambda n: ngettext(
        "%(number)s stance on an amendment is not in it.", "%(number)s stances on amendments are not in it.", n
    ),
    "papers": lambda n: ngettext(
        "%(number)s document is kept as a file alone and has no text that could be written.",
        "%(number)s documents are kept as files alone and have no text that could be written.",
        n,
    ),
    # IATI.
    "no country": lambda n: ngettext(
        "%(number)s pledge names no country and is written for a region that is not specified (998).",
        "%(number)s pledges name no country and are written for a region that is not specified (998).",
        n,
    ),
    "no sector": lambda n: ngettext(
        "%(number)s pledge names no sector and is written without one (99810).",
        "%(number)s pledges name no sector and are written without one (99810).",
        n,
    ),
    "future": lambda n: ngettext(
        "%(number)s amount of a day that is still to come is no transaction yet.",
        "%(number)s amounts of days that are still to come are no transactions yet.",
        n,
    ),
    # The public site.
    "sessions not public": lambda n: ngettext(
        "%(number)s session is not for everybody.", "%(number)s sessions are not for everybody.", n
    ),
    "meetings not public": lambda n: ngettext(
        "%(number)s meeting is not for everybody.", "%(number)s meetings are not for everybody.", n
    ),
    "documents not public": lambda n: ngettext(
        "%(number)s document is not for everybody.", "%(number)s documents are not for everybody.", n
    ),
    "articles not public": lambda n: ngettext(
        "%(number)s article is not for everybody.", "%(number)s articles are not for everybody.", n
    ),
    "pledges not public": lambda n: ngettext(
        "%(number)s pledge is not for everybody.", "%(number)s pledges are not for everybody.", n
    ),
}
