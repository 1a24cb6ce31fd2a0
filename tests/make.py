"""Builders: a small, fixed cast, each row made in the plainest way and never through the door."""

from copy import copy
from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module
from itertools import count
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import update_last_login
from django.db import connection
from django.test import Client
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation, Fact, Source
from secretariat.audit.models import HOUSE, Record
from secretariat.conference.models import Conference, Membership, Objective
from secretariat.delegations.actions import spelling_key
from secretariat.delegations.models import Answer, Delegate, DelegateRole, Delegation, Invitation, Occasion, Standing
from secretariat.parties import queries as parties
from secretariat.parties.actions import new_organisation
from secretariat.parties.models import Party, Region

NOON = datetime(2020, 11, 1, 12, tzinfo=UTC)
TODAY = date(2020, 11, 1)
HOSTILE = "<b>\"=1+1'"
_numbers = count(1)
Coded = TypeVar("Coded", Party, Region)


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    return {row["iso2"]: row for row in parties.shipped_states()}


@cache
def _names_of_regions() -> dict[str, dict[str, str]]:
    return {row["code"]: row["names"] for row in parties.shipped_regions()}


@cache
def _sort_keys(code: str) -> dict[str, str]:
    return parties.sort_keys(_shipped()[code]["names"], code)


def _by_code(kind: type[Coded], code: str) -> Coded | None:
    """Almost every row asks for its party: a statement is put together once, and not as often as there are rows."""
    asked = f"SELECT * FROM {kind._meta.db_table} WHERE code = %s"  # noqa: S608
    return next(iter(kind._default_manager.raw(asked, [code])), None)


def house() -> Record:
    """The record of the house itself."""
    return Record.objects.get_or_create(conference_id=HOUSE)[0]


def region(code: str) -> Region:
    """A region of M49, with the name it really has."""
    return _by_code(Region, code) or Region.objects.create(
        code=code, name=LazyI18nString({**_names_of_regions()[code]})
    )


def party(code: str = "LB") -> Party:
    """A state of the register, with its real names."""
    found = _by_code(Party, code)
    if found is not None:
        return found
    row = _shipped()[code]
    return Party.objects.create(
        code=code,
        is_state=True,
        name=LazyI18nString(row["names"]),
        formal_name=LazyI18nString(row["formal"] or {}),
        iso3=row["iso3"],
        m49=row["m49"],
        unhcr_code=row["unhcr"] or "",
        is_in_united_nations=row["united_nations"],
        region=region(row["region"]) if row["region"] else None,
        subregion=region(row["subregion"]) if row["subregion"] else None,
        languages=row["languages"],
        correspondence=row["correspondence"],
        **_sort_keys(code),
    )


def organisation(code: str = "UNHCR", name: str = "Office of the High Commissioner for Refugees") -> Party:
    """An organisation."""
    found = _by_code(Party, code)
    if found is not None:
        return found
    made = new_organisation(code, LazyI18nString({"en": name}), "international organisation")
    made.save()
    return made


def conference(slug: str = "damascus-2020", **fields: Any) -> Conference:
    """A public conference in Damascus."""
    syria = party("SY")
    values: dict[str, Any] = {
        "title": LazyI18nString({"en": "Conference on the Return of Refugees", "ar": "مؤتمر عودة اللاجئين"}),
        "host": syria,
        "city": LazyI18nString({"en": "Damascus", "ar": "دمشق"}),
        "country": syria,
        "time_zone": "Asia/Damascus",
        "start_date": date(2020, 11, 11),
        "end_date": date(2020, 11, 12),
        "is_public": True,
    }
    return Conference.objects.create(slug=slug, **{**values, **fields})


def user(role: str | None = Role.SECRETARY, conference: Conference | None = None, **fields: Any) -> User:
    """A person, with a role in the conference if one is given."""
    number = next(_numbers)
    of_party, desks = fields.pop("party", None), list(fields.pop("desks", ()))
    values = {"name": f"Person {number}", **fields}
    made = User.objects.create_user(values.pop("email", f"person{number}@example.org"), **values)
    if role is not None and conference is not None:
        Membership.objects.create(conference=conference, user=made, role=role, party=of_party, desks=desks)
    return made


def client(user: User | None = None) -> Client:
    """A browser, signed in as this person if one is given."""
    browser = Client()
    if user is not None:
        # What signing in leaves behind: the framework's own way writes the session three times.
        held = import_module(settings.SESSION_ENGINE).SessionStore()
        held.update(
            {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            }
        )
        held.create()
        browser.cookies[settings.SESSION_COOKIE_NAME] = held.session_key
        update_last_login(User, user)
    return browser


_hands: dict[tuple[int, str], User] = {}


def _house_hand() -> User:
    """Whoever enters what nobody in particular enters; as each fact needs them, the row is only looked for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, password FROM accounts_user WHERE email = 'hand@example.org'")
        found = cursor.fetchone()
    if found not in _hands:
        made = User.objects.get(pk=found[0]) if found else User.objects.create_user("hand@example.org")
        _hands.clear()
        # No password is given, so what stands for it is another for each account that was ever made.
        found = (made.pk, made.password)
        _hands[found] = made
    return copy(_hands[found])


def _fact(conference: Conference, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "conference": conference,
        "entered_by": fields.pop("entered_by", None) or _house_hand(),
        "sensitivity": fields.pop("sensitivity", Sensitivity.PUBLIC),
        **fields,
    }


def source(conference: Conference, key: str | None = None, **fields: Any) -> Source:
    """A press report."""
    values = {"key": key or f"source-{next(_numbers)}", "publisher": "Agency", "published_date": "2020-11-10"}
    return Source.objects.create(**_fact(conference, {**values, **fields}))


def citation(fact: Fact, source: Source, passage: str = "") -> Citation:
    """A source cited on a fact."""
    made = citations_for(fact, [Cited(source, passage)])[0]
    made.save()
    return made


def objective(conference: Conference, text: str = "Return in dignity", **fields: Any) -> Objective:
    """An objective."""
    values = {"kind": Objective.Kind.OBJECTIVE, "text": LazyI18nString({"en": text})}
    return Objective.objects.create(**_fact(conference, {**values, **fields}))


def invitation(conference: Conference, party: Party | None = None, **fields: Any) -> Invitation:
    """A party's file with the conference."""
    values = {"party": party or globals()["party"]("LB"), **fields}
    return Invitation.objects.create(**_fact(conference, values))


def answer(invitation: Invitation, standing: str = Standing.ACCEPTED, **fields: Any) -> Answer:
    """An answer to an invitation."""
    values = {"invitation": invitation, "party": invitation.party, "standing": standing, "said_date": TODAY}
    return Answer.objects.create(**_fact(invitation.conference, {**values, **fields}))


def delegation(conference: Conference, party: Party | None = None, **fields: Any) -> Delegation:
    """A delegation to the conference."""
    values = {"party": party or globals()["party"]("LB"), "occasion": Occasion.CONFERENCE, **fields}
    return Delegation.objects.create(**_fact(conference, values))


def delegate(delegation: Delegation, name: str = "Amal Haddad", **fields: Any) -> Delegate:
    """A member of a delegation."""
    values = {"delegation": delegation, "party": delegation.party, "name": name, "role": DelegateRole.MEMBER}
    made = Delegate(**_fact(delegation.conference, {**values, **fields}))
    made.search = spelling_key(made)
    made.save()
    return made
