"""What other programs keep and this house has no place for, and what of a conference their files cannot hold."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.api.models import ImportFormat

__all__ = ["LACKING", "LEFT_OUT", "lacking", "lacking_in_words"]

# By the code of ``LeftOut``, in the order in which they are told.
LEFT_OUT: dict[str, str | Promise] = {
    "breaks": _("Breaks"),
    "unscheduled_parts": _("Parts of contributions"),
    "speakers": _("Speakers for whom the description has no room left"),
    "item_texts": _("Descriptions of contributions within a session"),
    "authors": _("Authors"),
    "biographies": _("Biographies and pictures of speakers"),
    "conveners": _("Conveners for whom the name of the chair has no room left"),
    "organisers": _("Organisers and chairs of the whole event"),
    "attendees": _("People invited"),
    "types": _("Types that are no kind of session here"),
    "tracks": _("Tracks"),
    "keywords": _("Keywords"),
    "references": _("References"),
    "materials": _("Files and links"),
    "notes": pgettext_lazy("import", "Notes and minutes"),
    "addresses_of_pages": _("Addresses of pages"),
    "recordings": _("Whether and how it may be recorded"),
    "poster": _("That a session is of posters"),
    "board_numbers": _("Numbers of boards"),
    "venues": _("Venues of single sessions"),
    "room_texts": _("Descriptions of rooms"),
    "event_texts": _("Description of the whole event"),
    "outside": _("Events on other days than those of the conference"),
    "other_components": _("Tasks, journals and other entries that are no events"),
    "withdrawn": _("Registrations that were withdrawn"),
    "rejected": _("Registrations that were rejected"),
    "answers": _("Answers to questions of the form"),
    "phones": _("Telephone numbers"),
    "addresses": _("Postal addresses and countries"),
    "check_ins": _("Who has checked in"),
    "tags": _("Tags and groups"),
    "companions": _("Further places on a registration"),
    "numbers": _("Numbers of members and participants"),
    "votes": _("Weights of votes"),
    "genders": _("Genders and pronouns"),
    "accounts": _("Names and states of accounts"),
    "comments": _("Comments"),
    "pictures": _("Pictures"),
    "other_mails": _("Further mail addresses"),
    "roles": _("Roles that are none of a delegation"),
    "no_people": _("Cards of organisations, groups and places"),
    "other_fields": _("Other fields"),
    "other_columns": _("Other columns"),
}

# What of a conference a file of another program cannot hold, by code.
LACKING: dict[str, str | Promise] = {
    "parties": _("Which party somebody belongs to: affiliations are free text, and have to be matched."),
    "invitations": _("Invitations, and what was answered to them."),
    "people": _("Delegations and their people."),
    "programme": _("The programme: rooms, sessions and agenda."),
    "roles": _("Roles within a delegation, ranks, and names in their original script."),
    "accreditation": _("Accreditation, badges and credentials: whoever comes in is nominated."),
    "languages": _("Texts in several languages side by side."),
    "interpretation": _("Into which languages a session is interpreted."),
    "agenda": _("Items of the agenda under their own numbers."),
    "rooms": _("How many people a room holds."),
    "times": _("Sessions whose hours are not known yet."),
    "chairs": _("Who chairs a session."),
    "cancelled": _("That a session was cancelled."),
    "meetings": _("Bilateral meetings, their requests and their records."),
    "documents": _("Documents, texts under negotiation and their adoption."),
    "pledges": _("Pledges and what became of them."),
    "figures": _("Figures, positions, initiatives and obstacles."),
    "sources": _("Sources of what is stated."),
    "history": _("Who changed what, and when."),
}
_OF_NONE = ("invitations", "meetings", "documents", "pledges", "figures", "sources", "history")
_OF_PEOPLE = ("parties", "roles", "accreditation", "languages", "programme", *_OF_NONE)
_OF_PROGRAMMES = ("people", "interpretation", "agenda", *_OF_NONE)
_BY_FORMAT: dict[str, tuple[str, ...]] = {
    ImportFormat.INDICO_EVENT: ("languages", "rooms", "cancelled", *_OF_PROGRAMMES),
    ImportFormat.INDICO_TIMETABLE: ("languages", "rooms", "times", "cancelled", *_OF_PROGRAMMES),
    ImportFormat.INDICO_REGISTRATIONS: _OF_PEOPLE,
    ImportFormat.INDICO_REGISTRATIONS_TABLE: _OF_PEOPLE,
    ImportFormat.SCHEDULE_JSON: ("languages", "times", "chairs", "cancelled", *_OF_PROGRAMMES),
    ImportFormat.SCHEDULE_XML: ("languages", "rooms", "times", "chairs", "cancelled", *_OF_PROGRAMMES),
    ImportFormat.CALENDAR: ("languages", "rooms", "times", "chairs", *_OF_PROGRAMMES),
    ImportFormat.CARDS: _OF_PEOPLE,
    ImportFormat.OPENSLIDES: _OF_PEOPLE,
}


def lacking(format_: str) -> tuple[str, ...]:
    """Return what of a conference no file of this format holds, as codes of ``LACKING``; of a table it is not known."""
    order = list(LACKING)
    return tuple(sorted(_BY_FORMAT.get(format_, ()), key=order.index))


def lacking_in_words(format_: str) -> list[str]:
    """What of a conference no file of this format holds, in words."""
    return [str(LACKING[code]) for code in lacking(format_)]
