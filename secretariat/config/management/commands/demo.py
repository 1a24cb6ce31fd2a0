"""``secretariat demo``: the model case, one account for each role, and the server."""

import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secretariat.accounts.models import Role, User
from secretariat.conference.actions import admit
from secretariat.conference.models import DESKS, Conference
from secretariat.config.followed_up import follow_up
from secretariat.config.house import hand_of_the_house
from secretariat.config.rehearsal import rehearse
from secretariat.parties.models import Party
from secretariat.programme.actions import publish

CASE = Path(__file__).resolve().parents[2] / "demo" / "damascus-2020.yaml"
CAST = (
    ("keeper", Role.SECRETARY, "Keeper of the installation and secretary"),
    ("secretary", Role.SECRETARY, "Secretary"),
    ("officer", Role.DESK_OFFICER, "Officer of all desks"),
    ("door", Role.DOOR_OFFICER, "Door officer"),
    ("press", Role.PRESS_OFFICER, "Press officer"),
    ("focal", Role.FOCAL_POINT, "Focal point of Lebanon"),
    ("rapporteur", Role.RAPPORTEUR, "Rapporteur"),
    ("reader", Role.READER, "Reader"),
)


class Command(BaseCommand):
    """Set the model case up, print the accounts, and serve it. A second run keeps the data."""

    help = "Set up the model case with one account per role, print their passwords, and serve."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address, and whether to serve."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="set up and print only")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Set up what is not there yet, then serve."""
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: the demo makes accounts with printed passwords.")
        call_command("setup", stdout=self.stdout)
        is_new = not Conference.objects.filter(slug="damascus-2020").exists()
        if is_new:
            call_command("load", str(CASE), stdout=self.stdout)
        password = _password()
        conferences = [Conference.objects.get(slug="damascus-2020"), rehearse(hand_of_the_house(), at=timezone.now())]
        for name, role, _what in CAST:
            member = _account(f"{name}@example.org", name, password)
            for conference in conferences:
                _seat(conference, member, role)
        if is_new:
            secretary = User.objects.with_mail("secretary@example.org").get()
            publish(secretary, conferences[0], seen=0, at=timezone.now())
            officer = User.objects.with_mail("officer@example.org").get()
            follow_up(officer, conferences[0], second=secretary, at=timezone.now())
        # Browsers know passkeys for names alone, not for numbers.
        name = "localhost" if options["host"] == "127.0.0.1" else options["host"]
        address = f"http://{name}:{options['port']}"
        self._say(address, password)
        if not options["no_serve"]:
            call_command("serve", host=options["host"], port=options["port"])

    def _say(self, address: str, password: str) -> None:
        write = self.stdout.write
        write("")
        write(f"  Public site   {address}/en/damascus-2020/")
        write(f"  The office    {address}/en/damascus-2020/office/")
        write(f"  The rehearsal {address}/en/rehearsal/office/ (door and timetable, with invented people)")
        write("")
        write(f"  Password of every account: {password}")
        for name, _role, what in CAST:
            write(f"  {name + '@example.org':26} {what}")
        write("")
        write("  Mail is printed here. Stop with Ctrl-C; the data stay in the folder var.")
        write("")


def _password() -> str:
    """One password for the demo's accounts, made at the first run and kept beside the data."""
    kept = settings.VAR / "demo-password"
    if not kept.exists():
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write("-".join(secrets.token_hex(3) for _ in range(3)))
    return kept.read_text()


def _account(mail: str, name: str, password: str) -> User:
    there = User.objects.with_mail(mail).first()
    return there or User.objects.create_user(mail, password, name=name.capitalize(), is_superuser=name == "keeper")


def _seat(conference: Conference, member: User, role: Role) -> None:
    if member.memberships.filter(conference=conference).exists():
        return
    desks = [key for key, _label in DESKS]
    details = {"tell": False, "desks": desks, "party": Party.objects.get(code="LB")}
    admit(hand_of_the_house(), conference, mail=member.email, role=role, details=details)
