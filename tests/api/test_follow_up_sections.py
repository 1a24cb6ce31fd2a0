"""Pledges and figures come in with a conference file, and go out again as they came."""

from decimal import Decimal
from pathlib import Path

import pytest
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, User
from secretariat.api.actions import load, take_up_kept
from secretariat.api.models import KeptSection
from secretariat.api.queries import conference_file_text, known_codes
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.config.management.commands.demo import CASE
from secretariat.dossier.models import AreaOfObstacle, Obstacle, Tie
from secretariat.engines.conferencefile import Unreadable, json_schema, read
from secretariat.figures.models import Condition, Observation, Place, Release
from secretariat.meetings.models import Point
from secretariat.parties.models import Party
from secretariat.pledges.models import Evidence, Match, MoneyFlow, Pledge, PledgeArea, Target
from secretariat.programme.models import Announcement
from tests import make, make_figures, make_pledges
from tests.api.conftest import forget
from tests.api.test_generated import keys_in
from tests.api.whole_follow_up import FOLLOW_UP

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3] / "shared" / "case" / "damascus-2020.yaml"
HEAD = FOLLOW_UP[: FOLLOW_UP.index("meetings:")]


def bring_in(keeper: User, text: str) -> Conference:
    file = read(text, known=known_codes())
    load(keeper, make.house(), file=file)
    return Conference.objects.get(slug=file.conference.slug)


def test_every_key_survives_the_way_out_and_in(keeper: User) -> None:
    conference = bring_in(keeper, FOLLOW_UP)
    first = conference_file_text(conference)
    forget(conference)
    assert not Pledge.objects.exists()
    assert not Place.objects.exists()

    assert conference_file_text(bring_in(keeper, first)) == first
    again, given = read(first), read(FOLLOW_UP)
    for section in ("money_flows", "exchange_rates", "places", "origins", "datasets", "figures", "thresholds"):
        assert getattr(again, section) == getattr(given, section), section
    for section in ("conditions", "movements", "intentions", "disclosure", "releases"):
        assert getattr(again, section) == getattr(given, section), section
    # A pledge without a number has the next one, and stands in the order of numbers.
    assert [each.number for each in again.pledges] == [4, 5, 6]
    assert [each.model_copy(update={"number": None}) for each in again.pledges] == [
        each.model_copy(update={"number": None}) for each in given.pledges
    ]


def test_the_file_uses_every_key_of_pledges_and_figures() -> None:
    parts = json_schema()["$defs"]
    file = read(FOLLOW_UP)
    used = {key for name in file.model_fields_set for key in keys_in(getattr(file, name))}
    modules = ("secretariat.engines.conferencefile.pledges", "secretariat.engines.conferencefile.figures")
    ours = {name for name in parts if type_of(name).__module__ in modules}

    wanted = {(part, "begins" if key == "from" else key) for part in ours for key in parts[part]["properties"]}
    assert len(ours) >= 23
    assert wanted - used == {("PledgeData", "partner"), ("PledgeData", "period"), ("FigureData", "indicator")}


def type_of(name: str) -> type:
    from secretariat.engines.conferencefile import figures, pledges  # noqa: PLC0415 - to see where each is from

    return getattr(pledges, name, None) or getattr(figures, name, None) or object


def test_loading_twice_changes_nothing(keeper: User) -> None:
    conference = bring_in(keeper, FOLLOW_UP)
    bring_in(keeper, FOLLOW_UP)
    bring_in(keeper, conference_file_text(conference))

    assert Entry.objects.filter(verb="api.load").count() == 1


def test_rows_stand_as_the_file_says(keeper: User) -> None:
    bring_in(keeper, FOLLOW_UP)

    school = Pledge.objects.get(number=4)
    assert (school.amount, school.stage, school.earmarking) == (Decimal("1500000.50"), "fulfilled", "3")
    ties = Tie.objects.filter(pledge=school)
    assert ties.count() == 4
    assert str(ties.get(point__isnull=False).point) == str(Point.objects.get(verb="pledged"))
    assert ties.get(obstacle__isnull=False).obstacle == Obstacle.objects.get(kind="basic services")
    assert {row.place.code for row in AreaOfObstacle.objects.all()} == {"SY01", "TWIN"}
    assert Announcement.objects.get().passage == "We shall build a school"
    assert Evidence.objects.get(target__isnull=False).target == Target.objects.get(unit="schools")
    assert MoneyFlow.objects.get(pledge=None).provider_name == "Somebody"
    assert Match.objects.get(state="refused").offer.number == 6
    flow = Observation.objects.get(value=41)
    assert (str(flow.period_start), str(flow.period_end), flow.year) == ("2020-01-01", "2020-12-31", 2020)
    assert Observation.objects.get(value=4).revises == Observation.objects.get(value=3)
    assert Condition.objects.get(criterion="justice").severity == "not assessed"
    lebanon = Place.objects.get(party=Party.objects.get(code="LB"))
    assert (lebanon.kind, lebanon.code) == ("country", "LBN")


@pytest.mark.parametrize("case", [CASE, SHARED], ids=["shipped", "shared"])
def test_of_the_model_case_nothing_of_pledges_and_figures_is_left_over(keeper: User, case: Path) -> None:
    if not case.exists():
        pytest.skip("the shared model case is not beside this checkout")

    conference = bring_in(keeper, case.read_text())

    assert set(conference.kept_sections.values_list("name", flat=True)) == set()
    said = [(str(row.party), row.kind, row.amount, row.currency, row.qualifier) for row in Pledge.objects.all()]
    assert said[0][1:] == ("financial", Decimal(1_000_000_000), "USD", "more than")
    food = Pledge.objects.get(number=2)
    assert (food.start_date, food.end_date) == ("2020", "2021")
    assert [(row.party.code, row.role) for row in food.parties.all()] == [("WFP", "partner")]
    assert sorted(Observation.objects.values_list("value", flat=True)) == [1e6, 2e6, 3.5e6, 5.5e6, 5.6e6]
    assert Observation.objects.get(value=2_000_000).said_by == Party.objects.get(code="LB")


def test_what_a_former_version_held_word_for_word_is_taken_up(keeper: User) -> None:
    conference = bring_in(keeper, HEAD)
    pledges = "commitments:  # as they were\n  - {party: 'NO', partner: LAKE, kind: financial, amount: 20, currency: USD, text: Food, period: 2020/2021, sources: [note]}\n"
    figures = "figures:\n  - {indicator: refugees, origin: SY, place: LB, value: 7, as_of: 2020-11, sources: [note]}\n"
    for position, text in enumerate((pledges, figures)):
        KeptSection.objects.create(conference=conference, name=text.split(":")[0], text=text, position=position)

    (taken,) = take_up_kept(keeper, make.house())

    assert (set(taken.read), taken.waiting) == ({"commitments", "figures"}, {})
    assert not conference.kept_sections.exists()
    assert (Pledge.objects.get().number, Observation.objects.get().value) == (1, 7)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("amount: '1500000.50'", "amount: '1.500.000,50'", "with nothing between its digits, not 1.500.000,50"),
        ("amount: '1500000.50'", "amount: one billion", "an amount is written 1000000 or 1000000.50"),
        ("amount: '1500000.50'", "amount: -3", "an amount is more than nothing, not -3"),
        ("currency: NOK\n", "currency: ZZZ\n", "ISO 4217 knows no currency ZZZ"),
        ("    currency: NOK\n", "", "an amount needs its currency"),
        ("percent: 30", "percent: 40", "the parts of the countries come to 102.5 per cent"),
        (", reason: The road is closed", "", "a pledge that is suspended needs a reason"),
        ("party: IT, role: partner", "party: 'NO', role: partner", "NO leads this pledge"),
        ("until: 2022-06\n", "until: 2020-06\n", "this ends on 2020-06, before it begins on 2021"),
        ("target: 1,", "target: 3,", "there is no target 3; the pledge has 2"),
        ("{obstacle: 1}", "{obstacle: 3}", "no item 3 in the list obstacles; it has 2"),
        ("{obstacle: 1}", "{obstacle: 1, initiative: 1}", "one of obstacle, initiative and meeting"),
        ("{offer: 3", "{offer: 2", "a pledge does not support itself"),
        ("{offer: 3", "{offer: 9", "no item 9 in the list pledges; it has 3"),
        ("- {source: note, proves", "- {source: nota, proves", "the source nota is not listed"),
        ("rate: 1.1827", "rate: 0", "a rate of exchange is more than nothing"),
        ("rate: 1.1827, ", "", "this key is needed"),
        ("value: 5600000", "value: -5", "this number must be at least 0"),
        ("value: 5600000", "value: 5.5", "a whole number is needed, not 5.5"),
        ("max_age: 11", "max_age: 4", "ages run from the lower to the higher"),
        ("place: zaatari\n    sex", "place: zatari\n    sex", "there is no place zatari under places"),
        ("asylum: LB\n    place", "asylum: SY01\n    place", "SY01 is no country"),
        ("- area: SY01", "- area: SY", "SY is a country, and an area is needed here"),
        ("places: [SY01, 5]", "places: [SY01, TWIN]", "several places have the code TWIN"),
        ("places: [SY01, 5]", "places: [SY01, 9]", "there is no place 9; the list has 6"),
        ("revises: 2", "revises: 5", "it can revise only an earlier one"),
        ("replaced_by: 2", "replaced_by: 1", "a threshold is not replaced by itself"),
        ("until: 2020-10-07", "until: 2020-10-06", "a movement is told for a week at least"),
        ("until: 2020-10-07", "until: 2020-09-07", "this ends on 2020-09-07, before it begins on 2020-10-01"),
        ("kind: forced}", "kind: forced, voluntariness: group}", "what was forced cannot be verified as voluntary"),
        ("valid_until: 2021-04-30", "valid_until: 2020-04-30", "before it begins on 2020-11-01"),
        (
            "sources: [note]\n    sensitivity: secretariat\n  - {area",
            "sensitivity: secretariat\n  - {area",
            "needs a source",
        ),
        ("sources: [note], kind: forced}", "kind: forced}", "needs a source"),
        ("share: 5.9", "share: 100.5", "a share lies between 0 and 100, not 100.5"),
        ("base: 2400", "base: 0", "this number must be at least 1"),
        ("protection: 4", "protection: 5", "at least the protection and two"),
        ("reason: Too old", "note: x", "this key stands twice"),
        ("    reason: Too old\n", "", "a release that was withdrawn needs the reason"),
        ("replaces: 1\n", "replaces: 3\n", "there is no release 3 that this one could replace"),
        ("""layout: '{"rows": "asylum"}'""", "layout: rows", "this is not data in JSON"),
        ("exchange_rates:\n", "commitments: []\nexchange_rates:\n", "commitments is another word for pledges"),
    ],
)
def test_what_cannot_be_is_refused_by_line(keeper: User, old: str, new: str, sentence: str) -> None:
    assert old in FOLLOW_UP
    with pytest.raises(Unreadable) as refusal:
        read(FOLLOW_UP.replace(old, new), known=known_codes())
    assert all(problem.line > 1 for problem in refusal.value.problems)
    assert sentence in str(refusal.value)


def test_fulfilled_needs_evidence() -> None:
    begin, end = FOLLOW_UP.index("    evidence:"), FOLLOW_UP.index("    addresses:")
    with pytest.raises(Unreadable, match="a pledge that is fulfilled needs evidence of it"):
        read(FOLLOW_UP[:begin] + FOLLOW_UP[end:])


def test_a_session_or_a_meeting_that_is_nowhere_is_refused(keeper: User) -> None:
    with pytest.raises(Refused, match=r"names plenari, .* did you mean plenary"):
        bring_in(keeper, FOLLOW_UP.replace("session: plenary", "session: plenari"))
    with pytest.raises(Refused, match="There is no point 3 of “A talk”; it has 2"):
        bring_in(keeper, FOLLOW_UP.replace("point: 2", "point: 3"))


def test_published_tables_are_brought_in_by_the_keeper_alone(keeper: User) -> None:
    conference = bring_in(keeper, FOLLOW_UP[: FOLLOW_UP.index("releases:")])
    secretary = make.user(Role.SECRETARY, conference)

    batch = load(secretary, make.house(), file=read(FOLLOW_UP, known=known_codes()))
    assert not Release.objects.exists()
    assert [why for _name, why in batch.skipped] == [
        "who keeps the installation alone brings in what was published"
    ] * 2

    bring_in(keeper, FOLLOW_UP)
    release = Release.objects.get(number=2)
    assert (release.replaces, release.approved_by) == (Release.objects.get(number=1), keeper)
    assert not release.prepared_by.is_active


def test_a_release_that_is_here_is_changed_by_no_file(keeper: User) -> None:
    bring_in(keeper, FOLLOW_UP)

    file = read(FOLLOW_UP.replace("1,230", "1,240"), known=known_codes())
    batch = load(keeper, make.house(), file=file)

    assert batch.skipped == (("Release 2", "it is here with another content, and stays as it is"),)
    assert "1,230" in str(Release.objects.get(number=2).content)


def test_what_is_being_prepared_and_what_was_imported_stay_out(keeper: User) -> None:
    conference = bring_in(keeper, HEAD)
    make_figures.release(conference, title=make_figures.said("A draft of secret 424242"))
    edition = make_figures.edition(make_figures.dataset(conference))
    make_figures.observation(conference, 434343, edition=edition)
    make_figures.site(conference, "Imported", pk=None)
    site = Place.objects.get(kind="site")
    make_figures.observation(conference, 444444, edition=edition, place=site)

    text = conference_file_text(conference)

    for kept_back in ("424242", "434343", "444444", "Imported"):
        assert kept_back not in text
    assert "key: unhcr-population" in text


def test_a_pledge_is_known_again_by_what_it_says(keeper: User) -> None:
    conference = bring_in(keeper, HEAD)
    make_pledges.pledge(conference, "NO", text=make_pledges.said("Food"), number=7)
    said = "pledges: [{party: 'NO', kind: financial, text: Food, amount: 20000000, currency: USD, qualifier: about}, {party: 'NO', kind: policy, text: Other}]\n"

    bring_in(keeper, HEAD + said)

    assert list(Pledge.objects.values_list("number", "qualifier")) == [(7, "about"), (8, "")]


def test_whatever_the_pledges_desk_holds_comes_out_and_goes_in_again(keeper: User) -> None:
    conference = make.conference()
    hostile = LazyI18nString({"en": f"{make.HOSTILE}\r\n\u2028 - a: b #", "ar": "ماء"})
    line = f"{make.HOSTILE} {{}} # \u202eماء\t"
    source = make.source(conference, "note")
    words = {"title": hostile, "text": hostile, "conditions": hostile, "support_needed": hostile}
    pledge = make_pledges.pledge(conference, "LB", said_date="2019", **words, iati_identifier=line, sectors=["11220"])
    twin = make_pledges.pledge(conference, "LB", title=hostile, amount=Decimal("0.01"), currency="KWD")
    PledgeArea.objects.create(conference=conference, pledge=pledge, pcode="SY02", name=line)
    for value in (3, 5):
        target = make_pledges.target(pledge, value, indicator=hostile, unit=line[:60])
        make_pledges.progress(target, value, is_verified=True, verified_by=line)
        make_pledges.progress(target, value, sensitivity="restricted")
    told = {"narrative": hostile, "hindrances": hostile, "support_needed": hostile, "reason": hostile}
    for stage in ("suspended", "cancelled", "cancelled"):
        make.citation(make_pledges.update(pledge, stage, **told, reported_by=make.party("JO")), source, "\r\nsaid")
    named = {"provider_name": "one line", "receiver_name": line, "description": "\r\n a: b"}
    for of in (pledge, pledge, None):
        make_pledges.flow(conference, pledge=of, amount=-1, **named)
    make_pledges.flow(conference, pledge=twin, external_activity=line, external_key=line)
    make_pledges.evidence(pledge, proves=hostile, source=source, target=target)
    make_pledges.match(pledge, twin, reason="two\nlines", decided_by=keeper, reasons=[{"code": "said"}])
    make_pledges.rate(conference, "EUR", "0.0000000001", source=source)

    text = conference_file_text(conference)
    forget(conference)
    bring_in(keeper, text)

    assert conference_file_text(Conference.objects.get()) == text
    assert keeper.email not in text
