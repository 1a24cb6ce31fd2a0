"""Every way out of a conference: for whom each is, what it carries, and what it cannot carry, counted before."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from secretariat.accounts.models import ROLES_THAT_SEE, Sensitivity, User
from secretariat.api.models import Webhook
from secretariat.api.permissions import may_add_webhook, may_export
from secretariat.api.queries.exports_words import in_words
from secretariat.archive.models import File
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Message
from secretariat.delegations.models import Change, ChangeState, Particulars, WatchedName
from secretariat.delegations.permissions import may_see_queue
from secretariat.delegations.queries import delegates_of
from secretariat.delegations.queries.cards import lost_in_cards
from secretariat.documents.models import Amendment, Document, Paragraph, Support
from secretariat.door.models import Badge, Scan
from secretariat.door.permissions import may_print_badges
from secretariat.meetings.models import Meeting
from secretariat.meetings.permissions import may_see_bilaterals
from secretariat.newsroom.models import Article
from secretariat.pledges.models import MoneyFlow, Pledge
from secretariat.programme.models import Convocation, Draft, Feed, Publication, Session, SessionState
from secretariat.programme.permissions import may_see_timetable
from secretariat.programme.queries.schedule import entries_in_office, lost_in_schedule


@dataclass(frozen=True)
class Link:
    """Where a file is to be had."""

    label: str
    url: str


@dataclass(frozen=True)
class Way:
    """One way out: for whom, what it carries, where it is, and what it cannot carry of this conference."""

    key: str
    title: str
    for_whom: str
    carries: str
    links: list[Link] = field(default_factory=list)
    command: str = ""
    # What no such file carries of whatever conference, and what it does not carry of this one, in sentences.
    never: str = ""
    lost: list[str] = field(default_factory=list)


def ways_out(conference: Conference, user: User, today: date) -> list[Way]:
    """The ways out that this person may take; what they may not see is neither in a file nor counted here."""
    made: list[Callable[[Conference, User, date], Way | None]] = [
        _conference_file,
        _tables,
        _cards,
        _calendars,
        _schedule,
        _texts,
        _papers,
        _iati,
        _badges,
        _site,
        _feeds,
        _linked,
        _programs,
    ]
    found = [make(conference, user, today) for make in made]
    return [way for way in found if way is not None]


def _conference_file(conference: Conference, user: User, _today: date) -> Way | None:
    if not may_export(user, conference):
        return None
    held = {"conference": conference}
    counts = {
        "particulars": Particulars.objects.filter(**held).count(),
        "watched": WatchedName.objects.filter(**held).count(),
        "changes": Change.objects.filter(state=ChangeState.WAITING, **held).count(),
        "files": File.objects.filter(**held).count(),
        "badges": Badge.objects.filter(**held).count(),
        "scans": Scan.objects.filter(**held).count(),
        "drafts": Draft.objects.filter(**held).count(),
        "feeds": Feed.objects.filter(revoked_at=None, **held).count(),
        "invitations": Convocation.objects.filter(**held).count(),
        "messages": Message.objects.filter(**held).count(),
        "webhooks": Webhook.objects.filter(**held).count(),
        "entries": Entry.objects.filter(conference_id=conference.pk).count(),
    }
    return Way(
        "conference-file",
        _("Conference file (YAML)"),
        _("For another installation of this software, for a copy to be kept, and for whoever wants to read it all."),
        _("The conference whole, in every language, with the sources of every fact. It can be loaded again."),
        [Link(_("Download the conference file"), _address("api:export", conference))],
        f"secretariat export {conference.slug} --to {conference.slug}.yaml",
        _("What shows who a person is stays out, and so does what opens a door."),
        in_words(counts),
    )


def _tables(conference: Conference, user: User, _today: date) -> Way | None:
    links = [
        Link(_("Delegates (CSV)"), f"{_address('delegations:delegates', conference)}?format=csv"),
        Link(_("Delegates (XLSX)"), f"{_address('delegations:delegates', conference)}?format=xlsx"),
        Link(_("List of participants (XLSX)"), f"{_address('delegations:participants', conference)}?format=xlsx"),
        Link(_("Heads of delegations (XLSX)"), f"{_address('delegations:heads', conference)}?format=xlsx"),
        Link(_("Documents (XLSX)"), f"{_address('documents:documents', conference)}?format=xlsx"),
        Link(_("Pledges (XLSX)"), f"{_address('pledges:pledges', conference)}?format=xlsx"),
    ]
    if may_see_bilaterals(user, conference):
        links.append(Link(_("Bilateral meetings (CSV)"), f"{_address('meetings:bilaterals', conference)}?format=csv"))
        links.append(Link(_("Bilateral meetings (XLSX)"), f"{_address('meetings:bilaterals', conference)}?format=xlsx"))
    people = delegates_of(conference, user)
    # How far somebody's accreditation is, and that it was refused, is for whoever reads the record.
    is_told = may_see_queue(user, conference)
    counts = Counter({"absent": people.count() - people.with_a_place().count()} if is_told else {})
    return Way(
        "tables",
        _("Tables (CSV, XLSX)"),
        _("For a spreadsheet, for a printer, for whoever keeps lists."),
        _(
            "What the lists show, in the language in which you read, with the columns that you chose there; below "
            "every list of the office."
        ),
        links,
        never=_("A table carries one language, and neither sources nor history."),
        lost=in_words(counts),
    )


def _cards(conference: Conference, user: User, _today: date) -> Way | None:
    people = delegates_of(conference, user).with_a_place()
    counts = lost_in_cards(people.iterator(chunk_size=2_000), user)
    if not may_see_queue(user, conference):
        del counts["state"]
    return Way(
        "cards",
        _("Visiting cards (vCard 4)"),
        _("For an address book or a telephone."),
        _("Name, party, body, capacity, role and languages of each delegate; the mail address where you may see it."),
        [Link(_("Download the cards of everybody who comes"), _address("delegations:cards", conference))],
        never=_("A card carries neither a photo nor particulars, and no sources."),
        lost=in_words(counts),
    )


def _calendars(conference: Conference, user: User, _today: date) -> Way | None:
    seen = Session.objects.in_office_of(user).filter(conference=conference, state=SessionState.PLANNED)
    counts = {
        "no day": seen.filter(day=None, starts_at=None).count(),
        "day alone": seen.filter(starts_at=None).exclude(day=None).count(),
        "descriptions": seen.exclude(text="").exclude(text=None).count(),
    }
    links = [Link(_("Calendars to follow at a secret address"), _address("programme:calendars", conference))]
    if _has_public_programme(conference):
        links.append(Link(_("Calendar of the public programme"), _address("public:programme_calendar", conference)))
    if may_see_timetable(user, conference):
        links.append(Link(_("Calendars of delegations"), _address("programme:day", conference)))
        links.append(Link(_("Invitations by mail"), _address("programme:convocations", conference)))
    return Way(
        "calendars",
        _("Calendars (iCalendar)"),
        _("For telephones and mail programs; one that follows an address learns of every change by itself."),
        _(
            "What is published: sessions and bilateral meetings with time, room, chair and languages. Whoever has a "
            "secret address reads it without signing in."
        ),
        links,
        never=_("Papers, sources and who must attend are not in it."),
        lost=in_words(counts),
    )


def _schedule(conference: Conference, user: User, _today: date) -> Way | None:
    counts = lost_in_schedule(entries_in_office(conference, user))
    seen = Session.objects.in_office_of(user).filter(conference=conference, state=SessionState.PLANNED)
    counts["no hours"] += seen.filter(day=None, starts_at=None).count()
    links = [
        Link(_("Working timetable (JSON)"), _address("programme:schedule", conference, "json")),
        Link(_("Working timetable (XML)"), _address("programme:schedule", conference, "xml")),
    ]
    if _has_public_programme(conference):
        links.append(Link(_("Public programme (JSON)"), _address("public:schedule_json", conference)))
        links.append(Link(_("Public programme (XML)"), _address("public:schedule_xml", conference)))
    return Way(
        "schedule",
        _("Schedule (JSON and XML)"),
        _("For the programs of other conferences: pretalx, frab, apps on telephones, screens in halls."),
        _("Sessions by day and room with time, chair, agenda items and language; the public one what everybody sees."),
        links,
        never=_("Delegates, papers and sources are not in it."),
        lost=in_words(counts),
    )


def _texts(conference: Conference, user: User, _today: date) -> Way | None:
    seen = Document.objects.in_office_of(user).filter(conference=conference)
    with_texts = seen.filter(pk__in=Paragraph.objects.filter(document__in=seen).values("document"))
    counts = {
        "amendments": Amendment.objects.in_office_of(user).filter(document__in=seen).count(),
        "stances": Support.objects.filter(amendment__document__in=seen).count(),
        "papers": seen.exclude(pk__in=with_texts).count(),
    }
    return Way(
        "texts",
        _("Texts (Akoma Ntoso, Word, PDF)"),
        _("For archives of law, for editors, for a printer."),
        _("Each text with its masthead, its paragraphs under their numbers, and its language versions."),
        [Link(_("Choose a document"), _address("documents:documents", conference))],
        never=_("Akoma Ntoso carries the words of a text, not the negotiation about them."),
        lost=in_words(counts),
    )


def _papers(conference: Conference, _user: User, _today: date) -> Way | None:
    return Way(
        "papers",
        _("Archive of papers (ZIP)"),
        _("For delegations without a network, and for the archive."),
        _("Every paper that you may read in every language, with an index that opens without a server."),
        [Link(_("Download the archive of papers"), _address("documents:documents_archive", conference))],
        never=_("Papers that you may not read are not in it."),
    )


def _iati(conference: Conference, user: User, today: date) -> Way | None:
    if not user.roles_in(conference.pk) & ROLES_THAT_SEE[Sensitivity.SECRETARIAT]:
        return None
    seen = Pledge.objects.in_office_of(user).filter(conference=conference)
    counts = {
        "no country": seen.filter(countries=None).count(),
        "no sector": sum(not each for each in seen.values_list("sectors", flat=True)),
        "future": MoneyFlow.objects.in_office_of(user).filter(pledge__in=seen, flow_date__gt=today).count(),
    }
    return Way(
        "iati",
        _("Pledges by the IATI Standard (XML)"),
        _("For donors, organisations and whoever collects what was given."),
        _("Each pledge as an activity with those who take part, money, targets and progress."),
        [
            Link(_("Pledges that you may see"), _address("pledges:iati", conference)),
            *_public(conference, Link(_("Public pledges"), _address("public:pledges_iati", conference))),
        ],
        never=_(
            "The standard does not know in which session a pledge was announced. Of a file that comes back the money "
            "alone is taken; pledges come back with the conference file."
        ),
        lost=in_words(counts),
    )


def _badges(conference: Conference, user: User, _today: date) -> Way | None:
    if not may_print_badges(user, conference):
        return None
    return Way(
        "badges",
        _("Badges, name plates, table cards, certificates (PDF)"),
        _("For the printers at the desk."),
        _("What was laid out by your templates, for whom you choose."),
        [Link(_("Printing"), _address("door:printing", conference))],
        never=_("A key never leaves its server: a badge is good where it was signed."),
    )


def _site(conference: Conference, user: User, _today: date) -> Way | None:
    counts = {
        "sessions not public": _kept_back(Session, conference, user),
        "meetings not public": _kept_back(Meeting, conference, user),
        "documents not public": _kept_back(Document, conference, user),
        "articles not public": _kept_back(Article, conference, user),
        "pledges not public": _kept_back(Pledge, conference, user),
    }
    return Way(
        "site",
        _("The public site on a disk"),
        _("For the archive, for a place without a network, for after the conference."),
        _("Every public page in every language with its documents, pictures, calendars and tables."),
        _public(conference, Link(_("See the public site"), _address("public:conference", conference))),
        f"secretariat site {conference.slug} --to {conference.slug}.zip" if conference.is_public else "",
        _("The search and the forms need a server; they lead to the site itself."),
        [*_unless_public(conference), *in_words(counts)],
    )


def _feeds(conference: Conference, _user: User, _today: date) -> Way | None:
    sections = (
        ("news", pgettext("section of the public site", "News")),
        ("programme", _("Programme")),
        ("documents", _("Documents")),
        ("pledges", _("Pledges")),
        ("figures", _("Figures")),
    )
    return Way(
        "feeds",
        _("What is new (Atom, JSON Feed)"),
        _("For news readers and other sites."),
        _("The newest of each section of the public site."),
        _public(
            conference,
            *(
                Link(f"{label} ({kind})", _address(f"public:{name}", conference, section))
                for section, label in sections
                for name, kind in (("feed_atom", "Atom"), ("feed_json", "JSON"))
            ),
        ),
        never=_("A feed carries what is newest alone, and only what is public."),
        lost=_unless_public(conference),
    )


def _linked(conference: Conference, _user: User, _today: date) -> Way | None:
    return Way(
        "linked",
        _("Linked data (JSON-LD)"),
        _("For search engines, and for whoever gathers events, news and data sets."),
        _("Within the public pages: the conference as an event, each article, each release of figures as a data set."),
        _public(
            conference,
            Link(_("The conference"), _address("public:conference", conference)),
            Link(pgettext("section of the public site", "News"), _address("public:news", conference)),
            Link(_("Figures"), _address("public:figures", conference)),
        ),
        never=_("Participants, papers, meetings and pledges are not told in it; they stand on the pages alone."),
        lost=_unless_public(conference),
    )


def _programs(conference: Conference, user: User, _today: date) -> Way | None:
    links = [
        Link(_("How programs ask"), reverse("api:reference")),
        Link(_("Tokens"), _address("api:tokens", conference)),
    ]
    if may_add_webhook(user, conference):
        links.append(Link(_("Webhooks"), _address("api:webhooks", conference)))
    return Way(
        "programs",
        _("For programs (JSON)"),
        _("For your own programs, which ask for what they need or are told of every deed."),
        _("What the person of a token may see, within the scopes of the token."),
        links,
        never=_("A program sees no more than the person in whose name it asks."),
    )


def _public(conference: Conference, *links: Link) -> list[Link]:
    """Links to what everybody finds, once they do."""
    return list(links) if conference.is_public else []


def _unless_public(conference: Conference) -> list[str]:
    return [] if conference.is_public else [_("The public site is not shown yet, and there is nothing of it to take.")]


def _has_public_programme(conference: Conference) -> bool:
    return conference.is_public and Publication.objects.filter(conference=conference).exists()


def _kept_back(model: type, conference: Conference, user: User) -> int:
    """How many rows that this person sees are not for everybody."""
    rows = model.objects.in_office_of(user).filter(conference=conference)  # type: ignore[attr-defined]
    count: int = rows.exclude(sensitivity=Sensitivity.PUBLIC).count()
    return count


def _address(name: str, conference: Conference, *args: str) -> str:
    return reverse(name, args=[conference.slug, *args])
