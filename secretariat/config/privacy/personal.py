"""The personal fields of every model: what each is for, who reads it, and when it is gone."""

from dataclasses import dataclass

from secretariat.config.privacy.ends import Ends

SELF = "the person; the keeper of the machine"
OFFICE = "the office by role and sensitivity; the focal point of the party"
DELEGATIONS = "officers of the delegations desk; the focal point of the party"
DESK = "officers of the desk"
DOOR = "officers of the door; for a moment, whoever holds a gate"
PROGRAMME = "officers of the programme desk"
PRESS = "officers of the newsroom desk"
RECORD = "who reads the record"
PUBLIC = "everybody, where the fact is public"
NOBODY = "nobody: only its digest or seal is kept"
KEEPER = "the keeper of the machine"


@dataclass(frozen=True)
class Personal:
    """Some fields of one model that say something of a person."""

    model: str
    fields: str
    purpose: str
    readers: str
    end: Ends
    leaves: str = ""


FILE = "the conference file"
LISTS = "the conference file; lists as tables; the participants list"

PERSONAL = (
    # accounts, and what the framework keeps beside them
    Personal(
        "accounts.user", "email name", "to sign in, and to say who did what", SELF + "; secretaries", Ends.ACCOUNT
    ),
    Personal("accounts.user", "password", "to sign in", NOBODY, Ends.ACCOUNT),
    Personal("accounts.user", "last_login joined_at language", "to sign in, and to be spoken to", SELF, Ends.ACCOUNT),
    Personal("account.emailaddress", "email", "to sign in", SELF, Ends.ACCOUNT),
    Personal("account.emailconfirmation", "key created sent", "to confirm a mail address", SELF, Ends.ACCOUNT),
    Personal("mfa.authenticator", "data created_at last_used_at", "the second factor", NOBODY, Ends.ACCOUNT),
    Personal("sessions.session", "session_key session_data", "to stay signed in", KEEPER, Ends.SESSIONS),
    Personal("usersessions.usersession", "session_key", "to end a session", KEEPER, Ends.SESSIONS),
    Personal(
        "usersessions.usersession",
        "ip user_agent created_at last_seen_at",
        "to see where one is signed in",
        SELF,
        Ends.SESSIONS,
    ),
    Personal(
        "api.token", "name last_used_at", "programs that act in somebody's name", SELF + "; secretaries", Ends.ACCOUNT
    ),
    Personal("api.token", "beginning fingerprint", "to know the program again", NOBODY, Ends.ACCOUNT),
    Personal("api.allowance", "whose", "so that one caller does not hold up the others", KEEPER, Ends.ANSWERS),
    Personal(
        "api.answered",
        "body location",
        "that the same is answered to the same key",
        "the program that asked",
        Ends.ANSWERS,
    ),
    # the record
    Personal(
        "audit.entry",
        "thing_label changes batch",
        "who did what, and what became other",
        RECORD,
        Ends.PERSON,
        "the record in a file; backups",
    ),
    # the outbox
    Personal("conference.message", "to", "to send a letter", OFFICE, Ends.PARTICULARS),
    Personal(
        "conference.message",
        "subject body attachment reason",
        "the letter and what became of it",
        OFFICE,
        Ends.CONFERENCE,
    ),
    # archive: what others published
    Personal("archive.source", "byline title", "who wrote what is cited", PUBLIC, Ends.CONFERENCE, FILE),
    Personal("archive.citation", "passage", "what was said, word for word", PUBLIC, Ends.CONFERENCE, FILE),
    Personal("archive.file", "name content", "papers that are cited", OFFICE, Ends.CONFERENCE),
    # delegations
    Personal(
        "delegations.invitation",
        "contact_name contact_mail",
        "to whom the invitation goes",
        DELEGATIONS,
        Ends.CONFERENCE,
        FILE,
    ),
    Personal(
        "delegations.answer", "said_by reason", "who answered for the party, and why", OFFICE, Ends.CONFERENCE, FILE
    ),
    Personal("delegations.claimedtotal", "said_by", "who gave the number", PUBLIC, Ends.CONFERENCE, FILE),
    Personal(
        "delegations.delegate",
        "name original_name spellings honorific capacity body rank search role languages",
        "to admit and address whom a party sends",
        OFFICE,
        Ends.PERSON,
        LISTS,
    ),
    Personal("delegations.delegate", "mail", "to write to the person", DELEGATIONS, Ends.PERSON, FILE),
    Personal(
        "delegations.delegate",
        "state state_since reason",
        "whether the person is accredited, and why not",
        DELEGATIONS,
        Ends.PERSON,
        LISTS,
    ),
    Personal(
        "delegations.particulars",
        "birth_date document_kind document_number photo photo_sha256",
        "to show who somebody is",
        DELEGATIONS,
        Ends.PARTICULARS,
        "badges, while they are printed",
    ),
    Personal("delegations.change", "wanted was", "what somebody wants changed of a delegate", DELEGATIONS, Ends.PERSON),
    Personal("delegations.change", "photo", "another portrait", DELEGATIONS, Ends.PARTICULARS),
    Personal("delegations.change", "reason", "why it was refused", DELEGATIONS, Ends.PERSON),
    Personal("delegations.credentials", "signed_by remark", "who signed for the delegation", OFFICE, Ends.CONFERENCE),
    Personal(
        "delegations.watchedname",
        "name spellings reason",
        "that nobody is admitted whom the host must not",
        "secretaries; officers of the delegations desk",
        Ends.CONFERENCE,
    ),
    Personal(
        "delegations.watchedname",
        "birth_date",
        "to tell two of one name apart",
        "secretaries; officers of the delegations desk",
        Ends.PARTICULARS,
    ),
    Personal(
        "delegations.watchhit",
        "likeness because state reason",
        "how like a name is to a watched one",
        "secretaries; officers of the delegations desk",
        Ends.PERSON,
    ),
    Personal(
        "delegations.settledpair", "is_same reason", "that two rows are one person, or not", DELEGATIONS, Ends.PERSON
    ),
    # door
    Personal("door.badge", "name text number reason", "to be let in", DOOR, Ends.PERSON, "badges"),
    Personal("door.badge", "state ended_at printed_at issued_at", "whether the badge is in use", DOOR, Ends.PERSON),
    Personal("door.printjob", "file wanted", "badges on paper", DOOR, Ends.PRINTS, "badges"),
    Personal(
        "door.scan",
        "number at device_at received_at zone direction door_verdict server_verdict is_admitted",
        "who is in the house, and what the door decided",
        DOOR,
        Ends.CONFERENCE,
        "lists as tables",
    ),
    Personal("door.device", "name seen_at", "which device stands at a gate", DOOR, Ends.CONFERENCE),
    Personal("door.device", "token_sha256", "to know the device again", NOBODY, Ends.CONFERENCE),
    # meetings, programme
    Personal(
        "meetings.meeting", "host_person host_capacity", "who received the visitors", PUBLIC, Ends.CONFERENCE, FILE
    ),
    Personal("meetings.visitor", "head head_capacity", "who led the visitors", PUBLIC, Ends.CONFERENCE, FILE),
    Personal("meetings.mission", "head head_capacity", "who led the mission", PUBLIC, Ends.CONFERENCE, FILE),
    Personal("meetings.stop", "met result", "whom the mission met", PUBLIC, Ends.CONFERENCE, FILE),
    Personal("meetings.point", "text", "what was said", PUBLIC, Ends.CONFERENCE, FILE),
    Personal("meetings.minutes", "text", "what was said", OFFICE, Ends.CONFERENCE),
    Personal(
        "programme.session",
        "chair_name chair_capacity",
        "who is in the chair",
        PUBLIC,
        Ends.CONFERENCE,
        "the conference file; calendars",
    ),
    Personal("programme.invitee", "mail", "to whom an invitation by calendar goes", PROGRAMME, Ends.PARTICULARS),
    Personal("programme.invitee", "name", "who was invited", PROGRAMME, Ends.PERSON),
    Personal(
        "programme.invitee",
        "answer answered_at comment stands_in",
        "whether the person comes",
        PROGRAMME,
        Ends.PARTICULARS,
    ),
    Personal(
        "programme.receivedreply",
        "claimed_mail claimed_name sender comment stands_in answer",
        "an answer that came by mail",
        PROGRAMME,
        Ends.PARTICULARS,
    ),
    Personal("programme.feed", "name last_read_at", "the calendar of a person", SELF, Ends.PERSON),
    Personal("programme.feed", "secret_hash", "to open the calendar", NOBODY, Ends.PERSON),
    Personal(
        "programme.publication",
        "entries changes",
        "the timetable as it was published",
        PUBLIC,
        Ends.CONFERENCE,
        "calendars",
    ),
    # dossier
    Personal("dossier.position", "said_by", "who spoke for the party", PUBLIC, Ends.CONFERENCE, FILE),
    Personal("dossier.report", "name text found", "a report that is read", DESK, Ends.CONFERENCE),
    Personal("dossier.draft", "data", "what was found in a report", DESK, Ends.CONFERENCE),
    # newsroom
    Personal("newsroom.article", "byline", "who wrote it", PUBLIC, Ends.CONFERENCE),
    Personal(
        "newsroom.picture", "credit alternative", "who took the picture, and who is in it", PUBLIC, Ends.CONFERENCE
    ),
    Personal("newsroom.pressitem", "credit", "who took the picture", PUBLIC, Ends.CONFERENCE),
    Personal("newsroom.reply", "name text", "what a reader said", "everybody, once it is published", Ends.REPLY),
    Personal("newsroom.reply", "mail sender", "to ask back, and to know a flood", PRESS, Ends.READERS),
    Personal(
        "newsroom.reply",
        "fingerprint reasons refusal",
        "that one reply is kept once, and why it is not shown",
        PRESS,
        Ends.REPLY,
    ),
    Personal("newsroom.replyreport", "reason", "why a reader reports a reply", PRESS, Ends.REPLY),
    Personal("newsroom.replyreport", "sender", "to know a flood", PRESS, Ends.READERS),
    Personal("newsroom.mediarequest", "contact_mail sender", "to answer", PRESS, Ends.READERS),
    Personal("newsroom.mediarequest", "contact_name", "who asks for journalists", PRESS, Ends.CONTACT),
    Personal("newsroom.mediarequest", "refusal", "why journalists do not come", PRESS, Ends.CONFERENCE),
    Personal("newsroom.mediaperson", "mail", "to write to the journalist", PRESS, Ends.READERS),
    Personal("newsroom.mediaperson", "name task", "which journalists ask to come", PRESS, Ends.JOURNALIST),
    # what is brought in, searched, and waited for
    Personal("api.import", "name content left_out", "a file that is brought in", DESK, Ends.IMPORTS),
    Personal(
        "api.importrow",
        "said cells corrected findings old before after source_id",
        "its rows, and what they wrote over",
        DESK,
        Ends.IMPORTS,
    ),
    Personal(
        "api.sourceid", "source_id written", "to know a row again when its list comes anew", DESK, Ends.CONFERENCE
    ),
    Personal("api.keptsection", "text", "what a conference file holds besides", DESK, Ends.CONFERENCE, FILE),
    Personal(
        "public.searchedtext",
        "title names text title_terms name_terms text_terms forms vector",
        "to find what is public; made anew from the rows",
        PUBLIC,
        Ends.CONFERENCE,
    ),
    Personal(
        "django_tasks_database.dbtaskresult",
        "args_kwargs return_value traceback",
        "work that waits: numbers of rows, and an address that asks for a password until it was written to",
        KEEPER,
        Ends.WORK,
    ),
    Personal("overview.look", "revision at", "what somebody has seen of the record", SELF, Ends.ACCOUNT),
    Personal("preparation.task", "owner_unit", "whose task it is", OFFICE, Ends.CONFERENCE, FILE),
    Personal("preparation.assessment", "owner_unit", "who looks after a challenge", OFFICE, Ends.CONFERENCE, FILE),
    Personal("meetings.followup", "owner_unit", "who follows up", OFFICE, Ends.CONFERENCE, FILE),
    Personal(
        "pledges.moneyflow",
        "provider_name receiver_name",
        "who gives and who receives",
        PUBLIC,
        Ends.CONFERENCE,
        "IATI",
    ),
    Personal("pledges.stageupdate", "verified_by", "who verified it", PUBLIC, Ends.CONFERENCE),
    Personal("pledges.progress", "verified_by", "who verified it", PUBLIC, Ends.CONFERENCE),
)
