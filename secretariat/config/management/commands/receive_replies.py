"""``secretariat receive-replies``: one mail on standard input, as an alias of the mail server hands it over."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secretariat.audit.action import Refused
from secretariat.config.house import hand_of_the_house
from secretariat.engines import calendars
from secretariat.programme.actions import take_reply
from secretariat.programme.queries.replies import convocation_of, sender_of, why_not_read

# What mail servers understand (sysexits.h): this mail is of no use, so tell whoever sent it.
NO_USE = 65


class Command(BaseCommand):
    """Take in an answer to an invitation; an officer confirms it."""

    help = (
        "Read one mail (RFC 5322) from standard input and keep the answer to an invitation that it holds, for an "
        "officer to confirm. For an alias of the mail server; ends with 65 where the mail holds no such answer."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take nothing: all there is to say stands in the mail."""

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Take it in."""
        content = sys.stdin.buffer.read(calendars.MAIL_LIMIT + 1)
        try:
            reply = calendars.read_reply(content)
        except calendars.Unreadable as error:
            raise CommandError(why_not_read(error), returncode=NO_USE) from None
        found = convocation_of(reply)
        if found is None:
            raise CommandError("Nobody was invited from here to the meeting of which it speaks.", returncode=NO_USE)
        try:
            take_reply(hand_of_the_house(), found, reply=reply, sender=sender_of(content), at=timezone.now())
        except Refused as error:
            raise CommandError(str(error), returncode=NO_USE) from None
        self.stdout.write(f"An answer to “{found.summary}” waits to be confirmed.")
