"""The part of the walk over every address that leads through releases, in the office and for the public."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make_releases

POSTED = "posted"
ALL: set[str] = {*Role.values, "stranger", "keeper", "secretary elsewhere"}
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
EVERYBODY: tuple[set[str], set[str]] = (ALL, set())
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())
WHO_SEES_ALL: tuple[set[str], set[str]] = (SEES, OFFICE - SEES)
WHO_ADDS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_CHANGES: tuple[set[str], set[str]] = (DESK, SEES - DESK)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "public:figures": EVERYBODY,
    "public:release": EVERYBODY,
    "public:release_csv": EVERYBODY,
    "public:release_xlsx": EVERYBODY,
    "public:release_json": EVERYBODY,
    "public:release_png": EVERYBODY,
    "figures:releases": WHO_SEES_ALL,
    "figures:release": WHO_SEES,
    "figures:review": WHO_CHANGES,
    "figures:prepare_release": WHO_ADDS,
    "figures:lay_out_release": WHO_CHANGES,
    "figures:review_release": BY_POST,
    "figures:submit_release": BY_POST,
    "figures:approve_release": BY_POST,
    "figures:return_release": WHO_CHANGES,
    "figures:withdraw_release": WHO_CHANGES,
    "figures:replace_release": BY_POST,
    "figures:revise_disclosure_rules": ({Role.SECRETARY}, OFFICE - {Role.SECRETARY}),
}


def rows_of_releases(conference: Conference) -> dict[str, Any]:
    """A release at each address that shows one."""
    release = make_releases.published(make_releases.returns(conference))
    number = str(release.number)
    public = {name: number for name in EXPECTED if name.startswith("public:release")}
    of_one = {"release", "review", "lay_out_release", "review_release", "submit_release", "approve_release"}
    of_one |= {"return_release", "withdraw_release", "replace_release"}
    return {**public, **{f"figures:{name}": release for name in of_one}}
