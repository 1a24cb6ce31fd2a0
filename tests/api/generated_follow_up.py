"""Pledges and figures of a conference file made up at random."""

from random import Random
from typing import Any

from secretariat.engines.conferencefile import figures, pledges

CODES = ("CH", "NO", "FR", "IT", "LAKE")
COUNTRIES = CODES[:4]
CURRENCIES = ("USD", "EUR", "NOK", "SYP")


class FollowUp:
    """Pledges and figures, with the words of whoever makes the rest of the file."""

    def __init__(self, made: Any, file: dict[str, Any]) -> None:
        self.made, self.chance = made, Random(made.chance.random())  # noqa: S311 - the same file in every run
        self.file = file
        self.areas = [f"SY{number:02}" for number in range(1, self.chance.randint(2, 4))]

    def sections(self) -> dict[str, Any]:
        """All sections of pledges and figures."""
        many = self.chance.randint(2, 5)
        thresholds = [self.threshold(number) for number in range(2)]
        return {
            "pledges": [self.pledge(place, many) for place in range(1, many + 1)],
            "money_flows": self.made.some(self.flow),
            "exchange_rates": [
                {"currency": code, "into": "CHF", "rate": "1.0000000001", "date": self.made.day(), "source": "note"}
                for code in CURRENCIES
            ],
            "places": self.places(),
            "origins": self.chance.sample(["SY", *COUNTRIES], 2),
            "datasets": [self.dataset(f"set-{number}") for number in range(2)],
            "figures": self.figures(),
            "thresholds": thresholds,
            "conditions": self.made.some(self.condition),
            "movements": self.made.some(self.movement),
            "intentions": self.made.some(self.intention),
            "disclosure": {"national_threshold": self.chance.randint(5, 9), "local_threshold": 10},
        }

    def area(self) -> str:
        """One of the areas of return."""
        return self.chance.choice(self.areas)

    def country(self) -> str:
        """A country, listed or by its letters alone."""
        return str(self.chance.choice(("SY", "XKX", "abroad", *COUNTRIES)))

    def amount(self) -> Any:
        """An amount, with or without cents."""
        return self.chance.choice((5, 1_000_000, "2.5", "1234567890123.25"))

    def places(self) -> list[dict[str, Any]]:
        """A country that no register has, areas, and a site."""
        areas = [
            {
                "kind": "admin 1",
                "code": code,
                "name": self.made.text(),
                "country": "SY",
                "area_of_return": self.made.yes(),
            }
            for code in self.areas
        ]
        site = {"kind": "site", "code": "camp", "name": self.made.text(), "country": "CH", "parent": self.area()}
        return [{"kind": "country", "code": "XKX", "name": self.made.text()}, *areas, site]

    def pledge(self, place: int, many: int) -> dict[str, Any]:
        """A pledge that others share in, with what became of it."""
        party, *others = self.chance.sample(CODES, 3)
        money = {"amount_": self.amount(), "currency_": self.chance.choice(CURRENCIES)} if self.made.yes() else {}
        targets = self.made.some(self.target, least=0)
        evidence = [self.evidence(len(targets)) for _ in range(self.chance.randint(0, 2))]
        offer = self.chance.randint(1, many)
        return dict(
            self.made.fact(
                party_=party,
                kind_=self.made.one_of(pledges.PledgeKind),
                text_=self.made.text(),
                title=self.made.text(),
                said=self.made.date(),
                **money,
                until=self.chance.choice(("2021", "2021-06", "2021-06-30")),
                parties=[{"party": code, "role": self.made.one_of(pledges.PledgeRole)} for code in others],
                countries=[{"country": code, "percent": "12.5"} for code in self.chance.sample(COUNTRIES, 2)],
                areas=[{"code": code} for code in self.areas],
                beneficiaries=["RET", "REF"],
                sectors=["11220"],
                objective=self.chance.randint(1, 4),
                earmarking=self.chance.randint(1, 4),
                conditions=self.made.text(),
                support_needed=self.made.text(),
                targets_=targets,
                updates=[self.update(bool(evidence)) for _ in range(2)],
                flows=self.made.some(self.flow),
                evidence_=evidence,
                matches_=[{"offer": offer, "state": self.made.one_of(pledges.MatchState)}] if offer != place else [],
                addresses=self.ties(),
                announced=[{"session": self.file["programme"][0]["key"], "passage": self.made.words()}],
            )
        )

    def ties(self) -> list[dict[str, Any]]:
        """An obstacle, an initiative, a meeting."""
        return [
            {"obstacle": self.chance.randint(1, len(self.file["obstacles"]))},
            {"initiative": self.chance.randint(1, len(self.file["initiatives"]))},
            {"meeting": self.file["meetings"][0]["key"]},
        ]

    def target(self) -> dict[str, Any]:
        """A target with what was reached of it."""
        reached = [self.made.fact(until_=self.made.day(), actual_="3.0625", verified_by=self.made.line())]
        rest = {"baseline": 3, "due": self.made.day()}
        return dict(
            self.made.fact(indicator_=self.made.text(), unit_="schools", value_="12.5", progress_=reached, **rest)
        )

    def update(self, has_evidence: bool) -> dict[str, Any]:
        """What was reported on a day."""
        stages = ("planning", "in progress", "suspended", "cancelled", *(("fulfilled",) if has_evidence else ()))
        texts = {"narrative": self.made.text(), "hindrances": self.made.text(), "by": self.chance.choice(CODES)}
        stage = self.chance.choice(stages)
        return dict(self.made.fact(stage_=stage, said_=self.made.day(), reason_=self.made.text(), **texts))

    def evidence(self, targets: int) -> dict[str, Any]:
        """What shows it."""
        of = {"target": self.chance.randint(1, targets)} if targets else {}
        return dict(self.made.fact(source_="note", proves_=self.made.text(), **of))

    def flow(self) -> dict[str, Any]:
        """Money."""
        by_whom = {"provider": self.chance.choice(CODES), "receiver_name": self.made.line(), "country": "CH"}
        kind, day = self.made.one_of(pledges.FlowKind), self.made.day()
        currency = self.chance.choice(CURRENCIES)
        rest = {"description": self.made.words(), **by_whom}
        return dict(self.made.fact(kind_=kind, amount_=self.amount(), currency_=currency, date_=day, **rest))

    def dataset(self, key: str) -> dict[str, Any]:
        """A dataset."""
        rest = {"publisher": self.made.line(), "coverage": self.made.text(), "definition": self.made.text()}
        return dict(self.made.fact(key_=key, name_=self.made.line(), layout_=self.made.one_of(figures.Layout), **rest))

    def figures(self) -> list[dict[str, Any]]:
        """Numbers given by hand; some revise those before them."""
        found: list[dict[str, Any]] = self.made.some(self.figure, least=3)
        for place, figure in enumerate(found):
            if place and self.made.yes():
                figure["revises"] = self.chance.randint(1, place)
        return found

    def figure(self) -> dict[str, Any]:
        """A stock as of some time, or a flow in a period."""
        flow = {"measure_": "flow", "from_": "2020-01-01", "until_": "2020-06-30"}
        stock = {"as_of_": self.chance.choice(("2020", "2020-11", "2020-11-30", "2020-02"))}
        rest = {"asylum": self.country(), "place": self.chance.choice((*self.areas, "camp")), "sex": "f", "min_age": 5}
        return dict(
            self.made.fact(
                group_=self.made.one_of(figures.Group),
                value_=self.chance.choice((0, 7, 5_600_000)),
                origin_=self.country(),
                said_by_=self.chance.choice(CODES),
                qualifier=self.made.one_of(figures.Qualifier),
                status=self.made.one_of(figures.ValueStatus),
                **rest,
                **self.chance.choice((flow, stock)),
            )
        )

    def threshold(self, number: int) -> dict[str, Any]:
        """A threshold; the first is replaced by the second."""
        version = {"scheme_version_": f"20{number:02}", **({"replaced_by": 2} if number == 0 else {})}
        criterion = self.made.one_of(figures.Criterion)
        return dict(self.made.fact(criterion_=criterion, scheme_="Ours", code_="1", text_=self.made.text(), **version))

    def condition(self) -> dict[str, Any]:
        """What an area is like."""
        texts = {name: self.made.text() for name in ("indicator", "narrative", "dissenting_view", "information_gap")}
        row = self.made.fact(
            area_=self.area(),
            criterion_=self.made.one_of(figures.Criterion),
            severity_=self.made.one_of(figures.Severity),
            as_of_=self.made.day(),
            valid_until="2021-01-31",
            threshold=self.chance.randint(1, 2),
            value="0.0625",
            **texts,
        )
        return {**row, "sources": row["sources"] or ["note"]}

    def movement(self) -> dict[str, Any]:
        """People who moved."""
        row = self.made.fact(
            kind_=self.made.one_of(figures.MovementType),
            from_="2020-10-01",
            until_=self.chance.choice(("2020-10-07", "2020-12-31")),
            persons_=self.chance.randint(0, 9_000),
            households=self.chance.randint(0, 900),
            from_country=self.country(),
            to_area=self.area(),
            voluntariness=self.chance.choice(("not verified", "unknown")),
        )
        return {**row, "sources": row["sources"] or ["report"]}

    def intention(self) -> dict[str, Any]:
        """What a survey was told."""
        texts = {f"{name}_": self.made.text() for name in ("population", "question", "answer")}
        row = self.made.fact(
            origin_="SY",
            hosts=["CH", "XKX"],
            share_="5.25",
            base_=2400,
            horizon_="one day",
            until_=self.made.date(),
            **texts,
        )
        return {**row, "sources": row["sources"] or ["call"]}
