"""Plans that come with the house: tasks by days before the opening or after the closing, worded in every language."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference

DATA = Path(__file__).resolve().parents[1] / "data"

# The words of the data files stand here, where those who translate the house find them.
TITLES: dict[str, str] = {
    "international-conference": gettext_noop("International conference, 180 days"),
    "short-notice": gettext_noop("Short notice, 45 days"),
    "follow-up": gettext_noop("Follow-up after closing"),
}
TASKS: dict[str, str] = {
    "mandate": gettext_noop("Agree the purpose of the conference and who convenes it"),
    "dates-and-venue": gettext_noop("Fix the dates and the venue"),
    "budget": gettext_noop("Settle the budget and who pays for what"),
    "host-agreement": gettext_noop("Sign the agreement with the host country"),
    "list-of-invited": gettext_noop("Draw up the list of those to be invited"),
    "invitations": gettext_noop("Send the invitations"),
    "security-plan": gettext_noop("Agree the security plan with the authorities"),
    "interpreters": gettext_noop("Engage interpreters and translators"),
    "preparatory-meeting": gettext_noop("Hold the preparatory meeting"),
    "first-reminder": gettext_noop("Remind those who have not answered"),
    "draft-agenda": gettext_noop("Circulate the draft agenda"),
    "rules-of-procedure": gettext_noop("Circulate the rules of procedure"),
    "draft-outcome": gettext_noop("Circulate the first draft of the outcome"),
    "hotels-and-transport": gettext_noop("Book hotels and transport"),
    "website": gettext_noop("Open the public pages of the conference"),
    "visas": gettext_noop("Have visas issued to the delegations"),
    "media-accreditation": gettext_noop("Accredit the media"),
    "consultations": gettext_noop("Consult the delegations on the draft outcome"),
    "last-reminder": gettext_noop("Remind once more those who have not answered"),
    "health-plan": gettext_noop("Arrange first aid and health measures"),
    "programme": gettext_noop("Publish the programme"),
    "credentials": gettext_noop("Collect and examine the credentials"),
    "speakers-list": gettext_noop("Close the list of speakers"),
    "translations": gettext_noop("Have the documents in all languages of the conference"),
    "badges": gettext_noop("Print the badges"),
    "rooms-ready": gettext_noop("Furnish the rooms: flags, name plates, booths, screens"),
    "rehearsal": gettext_noop("Rehearse the opening on the spot"),
    "arrivals": gettext_noop("Receive the delegations at their arrival"),
    "final-text": gettext_noop("Issue the outcome in its final wording"),
    "departures": gettext_noop("See the delegations off"),
    "outcome-published": gettext_noop("Publish the outcome in all languages of the conference"),
    "letters-of-thanks": gettext_noop("Write letters of thanks"),
    "records-agreed": gettext_noop("Have the records of the meetings agreed"),
    "pledges-confirmed": gettext_noop("Have every pledge confirmed in writing"),
    "accounts-closed": gettext_noop("Close the accounts"),
    "personal-data-deleted": gettext_noop("Delete personal data that is no longer needed"),
    "lessons": gettext_noop("Write down what should be done differently next time"),
    "first-progress-report": gettext_noop("Report on what has become of the pledges"),
}


@dataclass(frozen=True)
class PlannedTask:
    """A task of a template: its days counted from the day to which the template refers, before it below zero."""

    key: str
    due: int
    lasts: int
    needs: tuple[str, ...]

    def due_on(self, day: date) -> date:
        """The day on which it is due."""
        return day + timedelta(days=self.due)

    def begins_on(self, day: date) -> date:
        """The day on which it begins; its last day is counted."""
        return self.due_on(day) - timedelta(days=self.lasts - 1)


@dataclass(frozen=True)
class Template:
    """A plan by days from the opening or from the closing."""

    key: str
    is_from_closing: bool
    tasks: tuple[PlannedTask, ...]

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return _(TITLES[self.key])

    def day_of(self, conference: Conference) -> date:
        """The day from which it counts."""
        return conference.end_date if self.is_from_closing else conference.start_date

    def key_of(self, task: str) -> str:
        """The key under which one of its tasks stands in a plan."""
        return f"{self.key}/{task}"


@cache
def templates() -> dict[str, Template]:
    """The plans that come with the house, by key, the longest first."""
    read = [_template(tomllib.loads(path.read_text("utf-8"))) for path in sorted(DATA.glob("*.toml"))]
    order = list(TITLES)
    return {each.key: each for each in sorted(read, key=lambda each: order.index(each.key))}


def title_in(languages: list[str], task: str) -> LazyI18nString:
    """What is to be done, in each of these languages that the house has words for."""
    words = {}
    for code in languages:
        with override(code):
            said = _(TASKS[task])
        if code == "en" or said != TASKS[task]:
            words[code] = said
    return LazyI18nString(words or {"en": TASKS[task]})


def _template(data: dict[str, Any]) -> Template:
    sign = 1 if data["counted_from"] == "closing" else -1
    tasks = (
        PlannedTask(key=row["key"], due=sign * row["due"], lasts=row["lasts"], needs=tuple(row.get("needs", ())))
        for row in data["task"]
    )
    return Template(key=data["key"], is_from_closing=sign > 0, tasks=tuple(tasks))
