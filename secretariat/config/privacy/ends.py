"""When what is known of people is gone, and by which deed."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class End:
    """How long something is kept, in words, and the verb or the task of the night that deletes it."""

    words: str
    deeds: tuple[str, ...] = ()
    nightly: tuple[str, ...] = ()


class Ends(Enum):
    """The ends that there are."""

    PARTICULARS = End(
        "until so many days after the last day as the terms of the conference say, then deleted by the night",
        deeds=("delegations.purge_particulars",),
    )
    READERS = End(
        "until so many days after the decision as the rules of the newsroom say, then deleted by the night",
        deeds=("newsroom.forget_reply_mails",),
    )
    IMPORTS = End("30 days, then deleted by the night", deeds=("api.forget_imports",))
    UNCLAIMED = End("until no row names it, then deleted by the night", nightly=("forget_unclaimed_photos",))
    ANSWERS = End("days, then deleted by the night", nightly=("forget_answers", "forget_deliveries"))
    WORK = End("30 days after the worker did it, then deleted by the night", nightly=("forget_tasks",))
    PRINTS = End(
        "hours after it was printed, and with the particulars at the latest", deeds=("delegations.purge_particulars",)
    )
    SESSIONS = End("until it expires or the person signs out, then deleted by the night", nightly=("forget_sessions",))
    PERSON = End(
        "as part of the record of the conference, until the person is erased", deeds=("delegations.erase_person",)
    )
    REPLY = End("until the reply is erased", deeds=("newsroom.erase_reply",))
    JOURNALIST = End("until the journalist is erased", deeds=("newsroom.erase_journalist", "delegations.erase_person"))
    CONTACT = End("until whoever asked is erased", deeds=("newsroom.erase_media_contact", "newsroom.erase_journalist"))
    CONFERENCE = End("as long as the conference is kept: it is part of what was said and done")
    ACCOUNT = End("until the account is erased", deeds=("conference.erase_account",))
