"""``secretariat receive-replies``: one mail on standard input, as an alias of the mail server hands it over."""

import logging
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secretariat.audit.action import Refused
from secretariat.config.house import hand_of_the_house
from secretariat.engines import calendars
from secretariat.programme.actions import take_reply
from secretariat.programme.queries.replies import convocation_of, same_reply, sender_of, why_not_read

# What mail servers understand (sysexits.h): this mail is of no use, so tell whoever sent it.
NO_USE = 65
# This mail cannot be taken in now; keep it and try again.
LATER = 75
_log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Take in an answer to an invitation; an officer confirms it."""

    help = (
        "Read one mail (RFC 5322) from standard input and keep the answer to an invitation that it holds, for an "
        "officer to confirm. For an alias of the mail server; ends with 65 where the mail holds no such answer, and "
        "with 75 where it has to be handed in again later."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether somebody else reads the mail too."""
        parser.add_argument(
            "--copy",
            action="store_true",
            help="This is a copy of a mail that somebody reads: end with 0 also where it holds no answer.",
        )

    def handle(self, *_args: Any, copy: bool = False, **_options: Any) -> None:
        """Take it in; what mail servers tell a sender names nothing of this house."""
        try:
            self.stdout.write(_taken(sys.stdin.buffer.read(calendars.MAIL_LIMIT + 1)))
        except CommandError as error:
            if not copy:
                raise
            self.stdout.write(str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the mail is kept and comes again
            # Where it was thrown is for the log: what stands on the standard streams goes to whoever sent the mail.
            _log.error("An answer could not be taken in: %s", type(error).__name__)
            raise CommandError("It cannot be taken in now. Try again later.", returncode=LATER) from None


def _taken(content: bytes) -> str:
    """Keep the answer in a mail, and say what became of it."""
    try:
        reply = calendars.read_reply(content)
    except calendars.Unreadable as error:
        raise CommandError(why_not_read(error), returncode=NO_USE) from None
    found = convocation_of(reply)
    if found is None:
        raise CommandError("Nobody was invited from here to the meeting of which it speaks.", returncode=NO_USE)
    if same_reply(found, reply) is not None:
        return "This answer came in before."
    try:
        take_reply(hand_of_the_house(), found, reply=reply, sender=sender_of(content), at=timezone.now())
    except Refused as error:
        raise CommandError(str(error), returncode=NO_USE) from None
    return f"An answer to “{found.summary}” waits to be confirmed."
