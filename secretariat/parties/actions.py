"""What can be done to the register of parties."""

from typing import Any

from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, plain
from secretariat.audit.models import HOUSE, Record
from secretariat.parties import permissions, queries
from secretariat.parties.models import Party, Region


@action(allow=permissions.may_refresh)
def refresh(actor: User, house: Record) -> Batch:
    """Bring states, regions and organisations to what the house ships; parties added here are left alone."""
    del actor, house
    made_regions = _refresh_regions()
    regions = {region.code: region for region in Region.objects.all()}
    present = {party.code: party for party in Party.objects.all()}
    fresh, changed = [], []
    for row in [*map(_state, queries.shipped_states()), *map(_organisation, queries.shipped_organisations())]:
        values = {**row, "region": regions.get(row["region"]), "subregion": regions.get(row["subregion"])}
        party = present.get(values["code"])
        if party is None:
            fresh.append(Party(**values, **_keys(values["name"])))
        elif any(plain(getattr(party, name)) != plain(value) for name, value in values.items()):
            for name, value in {**values, **_keys(values["name"])}.items():
                setattr(party, name, value)
            changed.append(party)
    made = Party.objects.bulk_create(fresh)
    if changed:
        fields = [*_state(queries.shipped_states()[0]), *_keys(LazyI18nString({"en": "x"}))]
        Party.objects.bulk_update(changed, [name for name in fields if name != "code"])
    return Batch(
        name=_("Register of parties"),
        conference_id=HOUSE,
        counts={"regions": len(made_regions), "parties": len(made), "changed": len(changed)},
        rows={Party._meta.label_lower: [party.pk for party in [*made, *changed]]},
    )


@action(allow=permissions.may_register)
def register(actor: User, house: Record, *, code: str, name: LazyI18nString, kind: str) -> Party:
    """Add an organisation to the register."""
    del actor, house
    if Party.objects.filter(code=code).exists():
        raise Refused(_("The register has a party with this code already."), field="code")
    party = Party(code=code, is_state=False, name=name, kind=kind, **_keys(name))
    party.save()
    return party


def new_organisation(code: str, name: LazyI18nString, kind: str) -> Party:
    """An organisation ready to be kept; for the action that loads a conference file."""
    return Party(code=code, is_state=False, name=name, kind=kind, **_keys(name))


def _refresh_regions() -> list[Region]:
    present = {region.code for region in Region.objects.all()}
    shipped = [row for row in queries.shipped_regions() if row["code"] not in present]
    shipped.sort(key=lambda row: row["parent"] is not None)
    made = []
    for row in shipped:
        parent = Region.objects.filter(code=row["parent"]).first() if row["parent"] else None
        made.append(Region.objects.create(code=row["code"], name=LazyI18nString(row["names"]), parent=parent))
    return made


def _state(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["iso2"],
        "is_state": True,
        "kind": "",
        "name": LazyI18nString(row["names"]),
        "formal_name": LazyI18nString(row["formal"] or {}),
        "iso3": row["iso3"],
        "m49": row["m49"],
        "unhcr_code": row["unhcr"] or "",
        "is_in_united_nations": row["united_nations"],
        "region": row["region"],
        "subregion": row["subregion"],
        "languages": row["languages"],
        "correspondence": row["correspondence"],
    }


def _organisation(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "is_state": False,
        "kind": queries.KIND_OF_TYPE[row["type"]],
        "name": LazyI18nString(row["names"]),
        "region": None,
        "subregion": None,
    }


def _keys(name: LazyI18nString) -> dict[str, str]:
    data = name.data if isinstance(name.data, dict) else {"en": str(name.data)}
    fallback = next((text for text in data.values() if text), "")
    return queries.sort_keys({code: text for code, text in data.items() if text}, fallback)
