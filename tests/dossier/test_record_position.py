"""Writing down what a party holds on a topic."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import record_position
from secretariat.dossier.models import Position, Stance, Topic
from tests import make, make_dossier

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/positions/record/"


def details(topic: Topic | None, **fields: Any) -> dict[str, Any]:
    values = {"party": make.party("LB"), "stance": Stance.FOR, "text": make_dossier.said("It is time"), **fields}
    return values if topic is None else {"topic": topic, **values}


def test_a_position_is_kept_with_its_source_and_recorded() -> None:
    conference = make.conference()
    topic, source = make_dossier.topic(conference), make.source(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier"])

    position = record_position(
        officer, conference, details=details(topic, said_date="2020-11"), cited=[Cited(source, "it is time")]
    )

    assert (position.topic, position.said_date, position.stance) == (topic, "2020-11", "for")
    assert position.sensitivity == Sensitivity.SECRETARIAT
    assert Citation.objects.of([position]).get().passage == "it is time"
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_type) == ("dossier.record_position", "dossier.position")


def test_a_new_word_leaves_the_earlier_one_as_it_was() -> None:
    conference = make.conference()
    earlier = make_dossier.position(make_dossier.topic(conference), said_date="2020-10-01")

    record_position(
        make.user(Role.SECRETARY, conference),
        conference,
        details=details(earlier.topic, stance=Stance.AGAINST, said_date="2020-11-01"),
    )

    assert set(Position.objects.values_list("stance", "said_date")) == {
        ("for", "2020-10-01"),
        ("against", "2020-11-01"),
    }


def test_a_new_topic_is_opened_with_its_first_position() -> None:
    conference = make.conference()

    position = record_position(
        make.user(Role.SECRETARY, conference),
        conference,
        details=details(None, new_topic=make_dossier.said("Security")),
    )

    assert str(position.topic) == "Security"
    assert set(Entry.objects.values_list("verb", flat=True)) == {"dossier.open_topic", "dossier.record_position"}


def test_a_new_topic_of_a_name_that_is_there_is_refused_and_nothing_is_kept() -> None:
    conference = make.conference()
    make_dossier.topic(conference, "Security")
    said = details(None, new_topic=make_dossier.said("security"))

    with pytest.raises(Refused, match="of this name already"):
        record_position(make.user(Role.SECRETARY, conference), conference, details=said)

    assert not Position.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"), [({"text": LazyI18nString("")}, "text"), ({"topic": None, "new_topic": ""}, "topic")]
)
def test_a_position_without_words_or_without_a_topic_is_refused(fields: dict[str, Any], field: str) -> None:
    conference = make.conference()
    said = {**details(make_dossier.topic(conference)), **fields}

    with pytest.raises(Refused) as refusal:
        record_position(make.user(Role.SECRETARY, conference), conference, details=said)

    assert refusal.value.field == field


def test_a_topic_of_another_conference_is_refused() -> None:
    conference, other = make.conference(), make_dossier.topic(make.conference("another"))

    with pytest.raises(Refused, match="another conference"):
        record_position(make.user(Role.SECRETARY, conference), conference, details=details(other))


def test_the_same_position_is_refused_twice_but_tells_of_none_that_this_person_may_not_see() -> None:
    conference = make.conference()
    topic = make_dossier.topic(conference)
    make_dossier.position(topic, sensitivity=Sensitivity.RESTRICTED)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier"])
    said = details(topic, said_date="2020-11-10")

    record_position(officer, conference, details=said)
    with pytest.raises(Refused, match="written down already"):
        record_position(officer, conference, details=said)

    assert Position.objects.count() == 2


@pytest.mark.parametrize("role", [Role.READER, Role.PRESS_OFFICER, Role.RAPPORTEUR])
def test_whoever_does_not_work_on_this_desk_may_not(role: Role) -> None:
    conference = make.conference()
    person, topic = make.user(role, conference), make_dossier.topic(conference)

    with pytest.raises(PermissionDenied):
        record_position(person, conference, details=details(topic))

    assert make.client(person).get(ADDRESS).status_code == 403


def test_a_focal_point_finds_no_page() -> None:
    conference = make.conference()
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    assert make.client(focal).get(ADDRESS).status_code == 404


def test_the_page_records_with_a_source_and_a_new_topic() -> None:
    conference = make.conference()
    source = make.source(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {
        "party": make.party("LB").pk,
        "new_topic_en": "Security",
        "said_date": "2020-11",
        "text_en": "There is none",
        "stance": "against",
        "sensitivity": "public",
        "source_1": source.pk,
        "passage_1": "لا أمن",
    }

    page = browser.post(ADDRESS, sent, follow=True).content.decode()

    assert "The position is written down." in page
    position = Position.objects.get()
    assert (str(position.topic), position.text.data) == ("Security", {"en": "There is none"})
    assert Citation.objects.get().passage == "لا أمن"


def test_the_page_wants_one_topic_and_not_two() -> None:
    conference = make.conference()
    topic = make_dossier.topic(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"party": make.party("LB").pk, "text_en": "It is time", "sensitivity": "public"}

    neither = browser.post(ADDRESS, sent)
    both = browser.post(ADDRESS, {**sent, "topic": topic.pk, "new_topic_en": "Security"})

    assert neither.context["form"].errors == {"topic": ["Choose a topic, or write a new one."]}
    assert both.context["form"].errors == {"new_topic": ["Choose a topic or write a new one, not both."]}
    assert not Position.objects.exists()


def test_the_page_does_not_offer_the_topics_of_another_conference() -> None:
    conference = make.conference()
    other = make_dossier.topic(make.conference("another"), "Elsewhere")
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"party": make.party("LB").pk, "topic": other.pk, "text_en": "It is time", "sensitivity": "public"}

    assert "Elsewhere" not in browser.get(ADDRESS).content.decode()
    assert browser.post(ADDRESS, sent).status_code == 422


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_in_both_reading_directions(language: str) -> None:
    conference = make.conference()
    topic = make_dossier.topic(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(f"{ADDRESS.replace('/en/', f'/{language}/')}?topic={topic.pk}&party=x")

    assert page.status_code == 200
    assert f'<option value="{topic.pk}" selected>' in page.content.decode()
