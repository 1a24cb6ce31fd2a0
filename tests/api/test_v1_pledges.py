"""Programs at the desk of pledges: who reads what, every deed, and every way it is refused."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.pledges.models import (
    Match,
    MoneyFlow,
    Pledge,
    PledgeCountry,
    PledgeParty,
    Progress,
    StageUpdate,
    Target,
)
from tests import make, make_api, make_deeds, make_pledges

pytestmark = pytest.mark.django_db
KEPT = "What only the secretariat knows"
ACTIVITIES = b"""<iati-activities version="2.03"><iati-activity default-currency="USD">
<iati-identifier>XM-1</iati-identifier><reporting-org ref="XM" type="10"><narrative>Ministry</narrative></reporting-org>
<transaction><transaction-type code="3"/><transaction-date iso-date="2020-10-01"/>
<value value-date="2020-10-01">5000</value></transaction></iati-activity></iati-activities>"""


@dataclass
class Setting(make_deeds.Here):
    """A conference with a row of each kind."""

    pledge: Pledge
    policy: Pledge
    target: Target
    progress: Progress
    update: StageUpdate
    flow: MoneyFlow
    match: Match

    @property
    def ids(self) -> dict[str, int]:
        """A row of each kind on which deeds are done."""
        return {
            "pledges/pledges": self.pledge.pk,
            "pledges/targets": self.target.pk,
            "pledges/progress": self.progress.pk,
            "pledges/updates": self.update.pk,
            "pledges/flows": self.flow.pk,
            "pledges/matches": self.match.pk,
        }


def setting(slug: str = "damascus-2020") -> Setting:
    conference = make.conference(slug)
    pledge, policy = make_pledges.pledge(conference), make_pledges.policy(conference)
    target = make_pledges.target(pledge)
    make.source(conference, key="paper")
    make_pledges.rate(conference)
    make_pledges.evidence(pledge)
    return Setting(
        conference=conference,
        pledge=pledge,
        policy=policy,
        target=target,
        progress=make_pledges.progress(target),
        update=make_pledges.update(pledge),
        flow=make_pledges.flow(conference, pledge=pledge),
        match=make_pledges.match(policy, pledge),
    )


def said(text: str = "New") -> dict[str, str]:
    return {"en": text}


def file_of(content: bytes, name: str = "file.txt") -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(content).decode()}


def match_is(at: Setting, state: str) -> dict[str, Any]:
    Match.objects.filter(pk=at.match.pk).update(state=state)
    return {}


def another_offer(at: Setting) -> dict[str, Any]:
    Pledge.objects.filter(pk=at.pledge.pk).update(support_needed='{"en": "Trucks"}')
    return {"offer": make_pledges.pledge(at.conference, "TR").pk}


# Of each deed a body that is right.
GOOD: dict[str, Callable[[Setting], Any]] = {
    "record_pledge": lambda _at: {
        "details": {
            "party": "JO",
            "kind": "financial",
            "text": said("Roofs"),
            "amount": "2500.50",
            "currency": "USD",
            "start_date": "2021",
            "beneficiaries": ["RET"],
            "sensitivity": "public",
        },
        "reach": {
            "parties": [{"party": "RU", "role": "partner"}],
            "countries": [{"party": "SY", "percent": "60"}],
            "areas": [{"pcode": "SY02", "name": "Aleppo"}],
        },
        "cited": [{"source": "paper", "passage": "He promised."}],
    },
    "revise_pledge": lambda _at: {"details": {"text": said("Food and roofs")}},
    "set_target": lambda _at: {"details": {"indicator": said("Homes"), "unit": "homes", "value": "20"}},
    "revise_target": lambda _at: {"details": {"value": "200"}},
    "report_progress": lambda _at: {"details": {"actual": "50", "end_date": "2021-07-01"}},
    "verify_progress": lambda _at: {"verified_by": "The mission"},
    "update_stage": lambda _at: {"details": {"stage": "planning", "said_date": "2021-04-01", "narrative": said()}},
    "verify_update": lambda _at: {"verified_by": "The mission"},
    "add_evidence": lambda _at: {
        "details": {"proves": said("They are open")},
        "source": {"title": "Report of the ministry"},
        "upload": file_of(b"The schools are open.\n"),
    },
    "record_flow": lambda _at: {
        "details": {
            "kind": "commitment",
            "amount": "700",
            "currency": "EUR",
            "flow_date": "2021-02-01",
            "country": "SY",
        }
    },
    "revise_flow": lambda _at: {"details": {"amount": "4000"}},
    "assign_flow": lambda _at: {"pledge": None},
    "enter_rate": lambda _at: {
        "details": {"currency": "JOD", "rate": "1.41", "rate_date": "2020-11-11"},
        "source": "paper",
    },
    "import_rates": lambda _at: {
        "source": "paper",
        "given": [{"currency": "GBP", "rate": "1.31", "rate_date": "2020-11-11"}],
    },
    "import_flows": lambda _at: {"source": "paper", "flows": file_of(ACTIVITIES, "activities.xml")},
    "propose_match": another_offer,
    "discuss_match": lambda _at: {},
    "agree_match": lambda _at: {},
    "end_match": lambda at: {**match_is(at, "agreed"), "reason": "It is spent."},
    "refuse_match": lambda _at: {"reason": "Other years."},
    "send_reminders": lambda _at: {},
}
# Where nothing is due, nobody is reminded and nothing is recorded.
SILENT = {"send_reminders"}


@pytest.mark.parametrize("name", sorted(GOOD))
def test_each_deed_is_done_and_recorded_and_a_reader_may_not(name: str) -> None:
    at = setting()
    for code in ("JO", "SY", "TR"):
        make.party(code)

    doer = make_deeds.deed("pledges", name)
    refused, _done = make_deeds.asked_by_reader_and_secretary(at, doer, GOOD[name](at), at.ids)

    assert refused.status_code == 403, refused.content
    assert Entry.objects.filter(verb=f"pledges.{name}").exists() is (name not in SILENT)


def test_every_deed_has_a_right_body_here() -> None:
    assert {each.deed.name for each in make_deeds.doers("pledges")} == set(GOOD)


def test_no_strange_body_makes_the_house_fall() -> None:
    at = setting()
    assert make_deeds.strange_answers(at.program(), "pledges", at.ids) == []


@pytest.mark.parametrize("kind", ["pledges", "targets", "progress", "updates", "evidence", "flows", "matches", "rates"])
def test_rows_are_for_those_whom_the_office_shows_them(kind: str) -> None:
    at, path = setting(), f"pledges/{kind}"

    told = make_deeds.rows_here_alone(at, setting("geneva-2021"), path)

    assert at.program(Role.READER).get(path).json()["data"] == told


def test_a_focal_point_reads_the_pledges_of_the_own_party_and_hands_in_one() -> None:
    at = setting()
    make_pledges.pledge(at.conference, "TR", sensitivity="secretariat")
    make_pledges.flow(at.conference)
    program = at.program(Role.FOCAL_POINT, party=make.party("RU"))

    own = program.get("pledges/pledges").json()["data"]
    made = program.post(
        "pledges/record_pledge",
        {"details": {"party": "RU", "kind": "material", "text": said("Tents"), "sensitivity": "public"}},
    )
    other = program.post(
        "pledges/record_pledge", {"details": {"party": "LB", "kind": "material", "text": said("Tents")}}
    )

    assert [row["id"] for row in own] == [at.pledge.pk]
    assert [row["id"] for row in program.get("pledges/flows").json()["data"]] == [at.flow.pk]
    assert program.get("pledges/matches").json()["data"] == []
    assert program.get("pledges/rates").json()["data"] == []
    assert made.status_code == 201, made.content
    assert Pledge.objects.get(pk=made.json()["made"]["id"]).sensitivity == "secretariat"
    assert other.status_code == 403


def test_a_stranger_reads_what_is_public_of_pledges() -> None:
    at = setting()
    make_pledges.pledge(at.conference, text=make_pledges.said(KEPT), sensitivity="delegations")
    make_pledges.flow(at.conference, description=KEPT)
    PledgeParty.objects.create(conference=at.conference, pledge=at.pledge, party=make.party("LB"), role="partner")
    PledgeCountry.objects.create(conference=at.conference, pledge=at.pledge, party=make.party("SY"), percent=40)
    stranger = make_api.Program(at.conference)

    row = next(row for row in stranger.get("pledges/pledges").json()["data"] if row["id"] == at.pledge.pk)
    told = "".join(stranger.get(f"pledges/{kind}").content.decode() for kind in ("pledges", "flows", "pledges.csv"))

    assert KEPT not in told
    assert {"earmarking", "consulted", "entered_at"}.isdisjoint(row)
    assert row["amount"] == "20000000.00"
    assert [(each["kind"], each["code"], each["percent"]) for each in row["reach"]] == [
        ("partner", "LB", None),
        ("country", "SY", "40.00"),
    ]
    assert stranger.get("pledges/matches").status_code == 401


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("pledges/{pledge}/revise_pledge", {"details": {"sectors": ["00000"]}}, "/details/sectors/0"),
        ("pledges/{pledge}/revise_pledge", {"details": {"said_date": "2020-13"}}, "/details/said_date"),
        ("pledges/{pledge}/revise_pledge", {"reach": {"areas": [{"pcode": "02"}]}}, "/reach/areas/0/pcode"),
        (
            "targets/{target}/report_progress",
            {"details": {"actual": "1", "end_date": "2190-01-01"}},
            "/details/end_date",
        ),
        ("flows/{flow}/revise_flow", {"details": {"country": "UNHCR"}}, "/details/country"),
        ("flows/{flow}/assign_flow", {"pledge": 10**6}, "/pledge"),
        ("pledges/{pledge}/add_evidence", {"details": {"proves": said()}, "source": {"key": "none"}}, "/source/key"),
    ],
)
def test_what_the_forms_refuse_is_refused_at_its_place(path: str, body: Any, pointer: str) -> None:
    at = setting()
    make.organisation()
    where = path.format(pledge=at.pledge.pk, target=at.target.pk, flow=at.flow.pk)

    answer = at.program().post(f"pledges/{where}", body)

    assert answer.status_code == 422, answer.content
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (
            "pledges/{pledge}/add_evidence",
            {"details": {"proves": said()}, "source": {"key": "treaty"}, "upload": file_of(b"Forged.\n")},
        ),
        ("pledges/{pledge}/add_evidence", {"details": {"proves": said()}, "source": {"key": "treaty"}}),
        ("pledges/{pledge}/update_stage", {"details": {"stage": "planning", "said_date": "2021-04-01"}}),
        (
            "pledges/{pledge}/set_target",
            {"details": {"indicator": said("Homes"), "unit": "homes", "value": "20"}},
        ),
        ("targets/{target}/report_progress", {"details": {"actual": "50", "end_date": "2021-07-01"}}),
        (
            "pledges/{pledge}/record_flow",
            {"details": {"kind": "commitment", "amount": "700", "currency": "EUR", "flow_date": "2021-02-01"}},
        ),
        ("record_pledge", {"details": {"party": "RU", "kind": "material", "text": said("Tents")}}),
    ],
)
def test_a_party_names_no_source_that_the_house_keeps(path: str, body: dict[str, Any]) -> None:
    at = setting()
    treaty = make.source(at.conference, key="treaty", sensitivity="public")
    program = at.program(Role.FOCAL_POINT, party=make.party("RU"))
    where = "pledges/" + path.format(pledge=at.pledge.pk, target=at.target.pk)
    cites = {} if "source" in body else {"cited": [{"source": "treaty", "passage": "Made up"}]}

    answer = program.post(where, {**body, **cites})

    treaty.refresh_from_db()
    assert (answer.status_code, treaty.file) == (409, None), answer.content
    assert answer.json()["errors"][0]["pointer"] == ("/cited" if cites else "/source")
    if cites:
        assert program.post(where, body).status_code == 201


@pytest.mark.parametrize("content", [b"", b"<html/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"\xff\xfe"])
def test_a_file_that_is_no_activity_file_is_refused(content: bytes) -> None:
    at = setting()
    answer = at.program().post("pledges/import_flows", {"source": "paper", "flows": file_of(content)})
    assert answer.status_code == 422, answer.content


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_asks_as_much_for_thirty_as_for_one(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    at = setting()
    for _number in range(count - 1):
        made = make_pledges.pledge(at.conference)
        make_pledges.progress(make_pledges.target(made))
        make_pledges.update(made)
        make_pledges.evidence(made)

    kinds = ("pledges", "targets", "progress", "updates", "evidence", "flows", "matches")
    assert make_deeds.statuses_of_lists(at.program(), "pledges", kinds, django_assert_max_num_queries) == {200}
