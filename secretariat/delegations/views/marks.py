"""How answers and their sources are told on a page: one source has one number there, a party the conference's name."""

from django.utils.translation import gettext as _

from secretariat.archive.queries import Marks
from secretariat.delegations.models import Answer, Channel, ClaimedTotal, Rank, Standing
from secretariat.delegations.queries import BoardRow, Told
from secretariat.ui.templatetags.ui import day


class Telling:
    """Tells answers in the language in force: whose word, through which channel, its sources, what corrected it."""

    def __init__(self, marks: Marks, names: dict[int, object]) -> None:
        self.marks = marks
        self.names = names
        # Looked up once for a page: hundreds of answers share a few words.
        self.standings = {str(key): str(label) for key, label in Standing.choices}
        self.channels = {str(key): str(label) for key, label in Channel.choices}
        self.ranks = {str(key): str(label) for key, label in Rank.choices}

    def all_of(self, row: BoardRow) -> list[dict[str, object]]:
        """Everything a party answered, as the fragments show it."""
        seen = {told.answer.pk for told in row.told}
        return [self._shown(told, seen) for told in row.told]

    def sentence(self, told: Told) -> str:
        """An answer in one line of plain text."""
        answer = told.answer
        parts = [
            answer.said_date.isoformat() if answer.said_date else "",
            self.standings[answer.standing],
            str(self.word_of(answer)),
        ]
        parts += [self.channels.get(answer.through, ""), "; ".join(str(each.source) for each in told.citations)]
        said = ", ".join(part for part in parts if part)
        return _("%(answer)s (corrected)") % {"answer": said} if told.is_corrected else said

    def word_of(self, said: Answer | ClaimedTotal) -> object:
        """On whose word: the party as the conference calls it, or somebody else."""
        party = said.said_by_party
        return said.said_by if party is None else self.names.get(party.pk, party.name)

    def _shown(self, told: Told, seen: set[int]) -> dict[str, object]:
        answer = told.answer
        correction = answer.corrected_by if told.is_corrected else None
        return {
            "answer": answer,
            "day": day(answer.said_date, "medium"),
            "standing": self.standings[answer.standing],
            "word": self.word_of(answer),
            "through": self.channels.get(answer.through, ""),
            "rank": self.ranks.get(answer.rank, ""),
            "marks": self.marks.of(told.citations),
            "is_corrected": told.is_corrected,
            "correction_said": "" if correction is None else self._correction(correction, seen),
        }

    def _correction(self, answer: Answer, seen: set[int]) -> str:
        if answer.pk not in seen:
            # The right answer is kept for fewer people than the wrong one was.
            return _("Corrected")
        said = (self.standings[answer.standing], day(answer.said_date, "medium"))
        return _("Corrected: %(answer)s") % {"answer": ", ".join(part for part in said if part)}
