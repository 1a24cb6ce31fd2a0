"""Which layout a file has, judged by its header, and the matching of its columns that follows from it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from secretariat.engines.statistics.hashtags import matching_of
from secretariat.engines.statistics.models import OTHERS, Fault, Looked, Matching, Unreadable, ValueColumn
from secretariat.engines.statistics.text import Opened, opened

__all__ = ["faults_of", "look", "looked", "matching_for"]

SAMPLE = 40
_TO_CODES = {"origin": "coo_iso", "asylum": "coa_iso"}
# Names that UNHCR's own site, HDX and others give to the same columns.
_ALIASES = {
    "country of origin (iso)": "coo_iso",
    "country of asylum (iso)": "coa_iso",
    "country of origin code": "coo_iso",
    "country of asylum code": "coa_iso",
    "origin_location_code": "coo_iso",
    "asylum_location_code": "coa_iso",
    "refugees under unhcr's mandate": "refugees",
    "asylum-seekers": "asylum_seekers",
    "asylum seekers": "asylum_seekers",
    "idps of concern to unhcr": "idps",
    "other people in need of international protection": "oip",
    "returned refugees": "returned_refugees",
    "returned idps": "returned_idps",
    "stateless persons": "stateless",
    "others of concern": "ooc",
    "host community": "hst",
    "resettlement arrivals": "resettlement",
    "naturalized refugees": "naturalisation",
}
_POPULATION = {
    "refugees": "REF",
    "asylum_seekers": "ASY",
    "oip": "OIP",
    "returned_refugees": "RET",
    "idps": "IDP",
    "returned_idps": "RDP",
    "stateless": "STA",
    "ooc": "OOC",
    "hst": "HST",
}
_SOLUTIONS = {"returned_refugees": "RET", "resettlement": "RST", "naturalisation": "NAT", "returned_idps": "RDP"}
_ARRIVALS = {"refugees": "REF", "asylum_seekers": "ASY", "refugee_like": "ROC", "oip": "OIP"}
_AGES = {"0_4": (0, 4), "5_11": (5, 11), "12_17": (12, 17), "18_59": (18, 59), "60": (60, None)}
# Roles of a table in long form, by the names that HDX HAPI and others use.
_LONG = {
    "year": ("year", "date_year"),
    "start": ("reference_period_start", "period_start", "start_date", "start"),
    "end": ("reference_period_end", "period_end", "end_date", "end"),
    "date": ("date", "as_of", "as of", "reference_date"),
    "origin": ("coo_iso", "origin_code", "origin_iso3", "country_of_origin"),
    "asylum": ("coa_iso", "asylum_code", "location_code", "country_code", "iso3", "country_iso3", "asylum_iso3"),
    "area": ("admin2_code", "admin1_code", "adm2_pcode", "adm1_pcode", "p-code", "pcode", "provider_admin1_code"),
    "group": ("population_group", "pop_type", "group"),
    "sex": ("gender", "sex"),
    "age": ("age_range", "age", "age_group"),
    "min_age": ("min_age",),
    "max_age": ("max_age",),
    "place": ("site", "camp", "location", "settlement"),
    "level": ("location_level",),
    "accommodation": ("acc_type", "accommodation_type"),
    "setting": ("loc_type", "settlement_type"),
    "unit": ("unit",),
    "measure": ("measure",),
}
_COUNTED = ("population", "value", "persons", "people", "individuals", "number", "count", "total", "refugees")


def look(file: BinaryIO, *, limit: int) -> Looked:
    """Say what a file is: its columns, its first rows, and the matching it seems to ask for; raise ``Unreadable``."""
    return looked(opened(file, limit=limit))


def looked(table: Opened) -> Looked:
    """The same of a file that is open."""
    sample = []
    for line, cells in table.rows():
        sample.append((line, tuple(cells)))
        if len(sample) == SAMPLE:
            break
    if not sample:
        raise Unreadable("no rows")
    matching = matching_for(table.header, table.tags)
    if matching.layout == "totals":
        matching = matching.with_fixed(**_whose_totals(table.header, sample))
    codes_only = any(role in matching.roles for role in ("origin_unhcr", "asylum_unhcr")) and not (
        {"origin", "asylum"} & set(matching.roles)
    )
    encoding = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252", "workbook": ""}
    return Looked(
        table.header,
        table.tags,
        matching,
        tuple(sample),
        encoding.get(table.encoding, "UTF-16"),
        table.separator,
        table.size,
        codes_only,
    )


def matching_for(header: tuple[str, ...], tags: tuple[str, ...] = ()) -> Matching:
    """Return the matching that a header asks for; of a table that nobody knows, what can be told by its names."""
    if any(tags):
        return matching_of(header, tags)
    names = {_ALIASES.get(name.casefold(), name.casefold()): name for name in header}
    if {"p-code", "admin level", "parent p-code"} <= set(names):
        keys = ("location", "admin level", "p-code", "name", "parent p-code", "valid from date")
        return Matching("p-codes", {key: names[key] for key in keys if key in names})
    if ("coo_iso" in names and "coa_iso" in names) or ("coo" in names and "coa" in names) or "coa_iso" in names:
        found = _unhcr(names)
        if found is not None:
            return found
    return _long(names)


def faults_of(matching: Matching, header: Iterable[str]) -> list[Fault]:
    """Say why a matching cannot be used on a table with these columns."""
    present = set(header)
    used = [*matching.roles.values(), *(each.column for each in matching.values)]
    found = [Fault("column missing", name) for name in dict.fromkeys(used) if name not in present]
    found += [Fault("matched twice", name) for name, times in Counter(used).items() if times > 1]
    if matching.layout == "p-codes":
        return found + [Fault("column missing", name) for name in ("p-code", "name") if name not in matching.roles]
    said = set(matching.roles) | {key for key, value in matching.fixed.items() if value}
    if not matching.values:
        found.append(Fault("no value"))
    if not said & {"year", "date", "end"}:
        found.append(Fault("no time"))
    found += [Fault("no group", each.column) for each in matching.values if not each.group and "group" not in said]
    if not said & {"origin", "asylum", "area", "origin_unhcr", "asylum_unhcr"}:
        found.append(Fault("no place"))
    return found


def _unhcr(names: Mapping[str, str]) -> Matching | None:
    if {"pop_type", "total"} <= set(names) and ("location" in names or "site" in names):
        return _locations(names)
    roles = _roles_of_unhcr(names)
    if "year" not in names:
        return None
    found = None
    if {"resettlement", "naturalisation"} & set(names):
        found = Matching("unhcr solutions", roles, _columns(names, _SOLUTIONS, "flow"))
    elif "refugee_like" in names or ({"refugees", "asylum_seekers"} <= set(names) and "idps" not in names):
        found = Matching("unhcr flows", roles, _columns(names, _ARRIVALS, "flow"))
    elif "refugees" in names and {"idps", "stateless"} & set(names):
        found = Matching("unhcr population", roles, _columns(names, _POPULATION, ""), zeros_fill=True)
    elif "total" in names and "pop_type" not in names:
        found = Matching("totals", roles, (ValueColumn(names["total"], "", "stock"),))
    return found


def _roles_of_unhcr(names: Mapping[str, str]) -> dict[str, str]:
    roles = {"year": names["year"]} if "year" in names else {}
    for role, iso in _TO_CODES.items():
        if iso in names:
            roles[role] = names[iso]
        elif iso.removesuffix("_iso") in names:
            # UNHCR's own codes: three letters like ISO's, and not the same.
            roles[f"{role}_unhcr"] = names[iso.removesuffix("_iso")]
    return roles


def _columns(names: Mapping[str, str], groups: Mapping[str, str], measure: str) -> tuple[ValueColumn, ...]:
    return tuple(
        ValueColumn(names[key], group, measure or ("flow" if group in {"RET", "RDP"} else "stock"))
        for key, group in groups.items()
        if key in names
    )


def _locations(names: Mapping[str, str]) -> Matching:
    roles = _roles_of_unhcr(names)
    for role, keys in (
        ("group", "pop_type"),
        ("setting", "loc_type"),
        ("accommodation", "acc_type"),
        ("level", "location_level"),
    ):
        if keys in names:
            roles[role] = names[keys]
    roles["place"] = names["site"] if "site" in names else names["location"]
    values = [ValueColumn(names["total"])]
    for sex in ("f", "m"):
        if f"{sex}_total" in names:
            values.append(ValueColumn(names[f"{sex}_total"], sex=sex))
        for key, (first, last) in _AGES.items():
            if f"{sex}_{key}" in names:
                values.append(ValueColumn(names[f"{sex}_{key}"], sex=sex, min_age=first, max_age=last))
        if f"{sex}_other" in names:
            values.append(ValueColumn(names[f"{sex}_other"], sex=sex, is_remainder=True))
    return Matching("unhcr sites" if "site" in names else "unhcr locations", roles, tuple(values))


def _whose_totals(header: tuple[str, ...], sample: Iterable[tuple[int, tuple[str, ...]]]) -> dict[str, str]:
    """Totals of UNRWA count refugees from one country elsewhere, those of IDMC displaced people at home."""
    at = {name.casefold(): number for number, name in enumerate(header)}
    pairs = [(row[at["coo_iso"]], row[at["coa_iso"]]) for _line, row in sample if len(row) == len(header)]
    known = [(one, other) for one, other in pairs if one.upper() not in OTHERS]
    is_at_home = bool(pairs) and all(one == other for one, other in pairs)
    return {"group": "IDP" if is_at_home else "REF"} if known or is_at_home else {}


def _long(names: Mapping[str, str]) -> Matching:
    roles = {}
    for role, keys in _LONG.items():
        found = next((key for key in keys if key in names), "")
        if found:
            roles[role] = names[found]
    if "start" in roles and "end" in roles:
        roles.pop("date", None)
    if {"min_age", "max_age"} <= set(roles):
        roles.pop("age", None)
    value = next((names[key] for key in _COUNTED if key in names and names[key] not in roles.values()), "")
    return Matching("matched", roles, (ValueColumn(value),) if value else ())
