"""What a relevant report comes to: meetings, statements, missions, challenges, initiatives, figures and conference."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from secretariat.engines.reading.conferences import find_conferences
from secretariat.engines.reading.figures import find_figures
from secretariat.engines.reading.gatherings import meetings_told, title_told
from secretariat.engines.reading.hosting import Told
from secretariat.engines.reading.meetings import find_meetings
from secretariat.engines.reading.models import Reading, Span
from secretariat.engines.reading.outcomes import find_bodies, find_challenges, find_initiatives, find_missions
from secretariat.engines.reading.scenes import Scene
from secretariat.engines.reading.statements import find_statements

__all__ = ["drafted"]


def drafted(reading: Reading, scene: Callable[[], Scene], start: int) -> Reading:
    """Return the reading with all that a person may make a fact of.

    ``scene`` gives a fresh scene of the report, ``start`` is where its first sentence begins behind title and dateline.
    """

    sentences = [Span(max(one.start, start), one.end) for one in reading.sentences if one.end > start]
    title = reading.text.find("\n") if start else 0
    told = meetings_told(scene(), sentences, reading.text)
    told = [*title_told(scene(), Span(0, max(title, 0)), reading.text, told), *told]
    statements = find_statements(scene(), reading.text, sentences, _gathered(told))
    meetings = find_meetings(scene(), told, reading.text, statements, reading.dates, reading.places)
    mentions = tuple(mention for _, mention in scene().parties.values())
    whole = (Span(0, title), *sentences) if title > 0 else tuple(sentences)
    conferences = find_conferences(
        reading.text, whole, reading.places, reading.dates, (mentions, scene().home), reading.head.published
    )
    is_open = any(one.when_words and not one.when for one in conferences)
    return replace(
        reading,
        statements=statements,
        meetings=meetings,
        missions=find_missions(
            reading.text, sentences, mentions, reading.places, (statements, meetings, reading.persons)
        ),
        challenges=find_challenges(statements),
        initiatives=find_initiatives(statements, mentions, sentences, reading.text),
        figures=find_figures(reading.text, tuple(sentences), mentions, reading.dates),
        bodies=find_bodies(reading.text, mentions),
        conferences=conferences,
        is_relevant=True,
        notes=(*reading.notes, *(("date_open",) if is_open else ())),
    )


def _gathered(told: Sequence[Told]) -> Callable[[int], tuple[str, ...]]:
    """Return who met as far as the text has told up to an offset, else the first of whom it tells."""

    def at(offset: int) -> tuple[str, ...]:
        before = [one for one in told if one.sentence.start <= offset]
        return (before or told)[-1 if before else 0].parties if told else ()

    return at
