"""The rail of the office and the sections of the public site, in the order of the arc of a conference."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import OFFICE_ROLES, RECORD_READERS, ROLES_THAT_SEE, Role, Sensitivity
from secretariat.door.models.places import DOOR_ROLES
from secretariat.newsroom.models import READ_DRAFTS

EVERYONE = frozenset(Role.values)
MAIL_READERS = OFFICE_ROLES - {Role.DOOR_OFFICER}
FIGURE_READERS = ROLES_THAT_SEE[Sensitivity.SECRETARIAT]
NEWS_READERS = READ_DRAFTS
MODERATORS = frozenset({Role.SECRETARY, Role.DESK_OFFICER, Role.PRESS_OFFICER})
BILATERALS = RECORD_READERS | {Role.FOCAL_POINT}


@dataclass(frozen=True)
class Stop:
    """One line of the rail: a page, the roles it is for, and the desks whose officers alone may open it, if they do."""

    label: str | Promise
    url_name: str
    roles: frozenset[str] = OFFICE_ROLES
    desk: str = ""


RAIL: tuple[tuple[str | Promise, tuple[Stop, ...]], ...] = (
    (
        _("Prepare"),
        (
            Stop(_("Morning page"), "overview:morning"),
            Stop(_("Conference"), "conference:conference"),
            Stop(_("Members"), "conference:members", frozenset({Role.SECRETARY})),
            Stop(
                _("Imports"),
                "api:imports",
                frozenset({Role.SECRETARY, Role.DESK_OFFICER}),
                desk="programme delegations",
            ),
            Stop(_("Exports"), "api:exports"),
            Stop(_("Preparation plan"), "preparation:plan"),
            Stop(_("Challenges"), "preparation:challenges"),
        ),
    ),
    (
        _("Invite"),
        (
            Stop(_("Participation"), "delegations:board"),
            Stop(_("Register of parties"), "parties:parties"),
            Stop(_("Outbox"), "conference:outbox", MAIL_READERS),
            Stop(_("Webhooks"), "api:webhooks", frozenset({Role.SECRETARY})),
            Stop(_("Tokens"), "api:tokens", EVERYONE),
        ),
    ),
    (
        _("Receive"),
        (
            Stop(_("Delegations"), "delegations:delegations", EVERYONE),
            Stop(_("Delegates"), "delegations:delegates", EVERYONE),
            Stop(_("Accreditation"), "delegations:queue", RECORD_READERS),
            Stop(_("Watch list"), "delegations:watch_list", frozenset({Role.SECRETARY})),
            Stop(_("Badges"), "door:badges", DOOR_ROLES),
            Stop(_("Printing"), "door:printing", frozenset({Role.SECRETARY, Role.DESK_OFFICER}), desk="door"),
            Stop(_("Layout of the door"), "door:setup", DOOR_ROLES),
            Stop(_("Devices"), "door:devices", DOOR_ROLES),
            Stop(_("Who is in"), "door:presence", DOOR_ROLES),
        ),
    ),
    (
        _("Meet"),
        (
            Stop(_("Meetings"), "meetings:meetings"),
            Stop(_("Bilaterals"), "meetings:bilaterals", BILATERALS),
            Stop(_("Missions"), "meetings:missions"),
            Stop(_("Follow-ups"), "meetings:follow_ups"),
        ),
    ),
    (
        _("Hold"),
        (
            Stop(_("Programme"), "programme:grid"),
            Stop(_("Speakers’ lists"), "programme:speakers", EVERYONE),
            Stop(_("Timetable"), "programme:drafts", RECORD_READERS),
            Stop(_("A delegation's day"), "programme:day", BILATERALS),
        ),
    ),
    (
        _("Conclude"),
        (
            Stop(_("Documents"), "documents:documents", EVERYONE),
            Stop(_("Daily list"), "documents:daily_list", EVERYONE),
            Stop(_("Translations"), "documents:translations", RECORD_READERS),
        ),
    ),
    (
        _("Tell"),
        (
            Stop(_("Articles"), "newsroom:articles", NEWS_READERS),
            Stop(_("Pictures"), "newsroom:pictures", NEWS_READERS),
            Stop(_("Press kit"), "newsroom:press_kit", NEWS_READERS),
            Stop(_("Replies"), "newsroom:replies", MODERATORS, desk="newsroom"),
            Stop(_("Media requests"), "newsroom:media_requests", MODERATORS, desk="newsroom"),
        ),
    ),
    (
        _("Follow"),
        (
            Stop(_("Figures"), "figures:figures", FIGURE_READERS),
            Stop(_("Camps and sites"), "figures:camps", FIGURE_READERS),
            Stop(_("Datasets"), "figures:datasets"),
            Stop(_("Releases"), "figures:releases", FIGURE_READERS),
            Stop(_("Areas of return"), "figures:areas"),
            Stop(_("Movements"), "figures:movements", FIGURE_READERS),
            Stop(_("Intentions"), "figures:intentions"),
            Stop(_("Pledges"), "pledges:pledges", EVERYONE),
            Stop(_("Pledges due"), "pledges:due"),
            Stop(_("Pledges in numbers"), "pledges:dashboard"),
            Stop(_("Matching"), "pledges:matching"),
            Stop(_("As reported"), "dossier:as_reported"),
            Stop(_("Timeline"), "dossier:timeline"),
            Stop(_("Positions"), "dossier:positions"),
            Stop(_("Initiatives"), "dossier:initiatives"),
            Stop(_("Obstacles"), "dossier:obstacles"),
            Stop(_("Reports read"), "dossier:reports"),
            Stop(_("Sources"), "archive:sources"),
            Stop(_("Record"), "overview:record", RECORD_READERS),
        ),
    ),
)

SECTIONS: tuple[tuple[str | Promise, str], ...] = (
    (_("Overview"), "public:conference"),
    (_("Programme"), "public:programme"),
    (_("Participants"), "public:participants"),
    (_("Documents"), "public:documents"),
    (_("Timeline"), "public:timeline"),
    (_("Meetings"), "public:meetings"),
    (_("Positions"), "public:positions"),
    (_("Pledges"), "public:pledges"),
    (_("Figures"), "public:figures"),
    (_("News"), "public:news"),
    (_("Sources"), "public:sources"),
)
# Sections of which a feed tells what is new.
FEEDS = {
    "public:programme": "programme",
    "public:documents": "documents",
    "public:pledges": "pledges",
    "public:figures": "figures",
}
