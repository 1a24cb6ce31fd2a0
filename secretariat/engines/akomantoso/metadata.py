"""What an Akoma Ntoso file says about the text: work, expression and manifestation, its life, and who is named."""

from collections.abc import Callable
from typing import Any

from secretariat.engines.akomantoso.models import Text
from secretariat.engines.akomantoso.naming import language_of, uri_of

__all__ = ["add_metadata"]

Add = Callable[..., Any]
_BY = "#secretariat"


def add_metadata(main: Any, text: Text, add: Add) -> None:
    """Add the ``meta`` of a text; ``add`` puts an element of the standard under another."""
    meta = add(main, "meta")
    uri = uri_of(text)
    identification = add(meta, "identification", source=_BY)
    _add_work(add(identification, "FRBRWork"), text, uri, add)
    _add_expression(add(identification, "FRBRExpression"), text, uri, add)
    manifestation = add(identification, "FRBRManifestation")
    _name(manifestation, (uri.manifestation_uri(), uri.manifestation_uri(work_component=False)), add)
    add(manifestation, "FRBRdate", date=text.expression_date, name="generation")
    add(manifestation, "FRBRauthor", href=_BY)
    add(manifestation, "FRBRformat", value="application/akn+xml")
    if text.adopted_date:
        lifecycle = add(meta, "lifecycle", source=_BY)
        about = {"date": text.adopted_date, "type": "generation", "source": "#text", "refersTo": "#adoption"}
        add(lifecycle, "eventRef", eId="adopted", **about)
    _add_references(add(meta, "references", source=_BY), text, add)


def _add_work(work: Any, text: Text, uri: Any, add: Add) -> None:
    _name(work, (uri.work_uri(), uri.work_uri(work_component=False)), add)
    add(work, "FRBRalias", value=text.title or text.symbol or text.key, name="title")
    if text.symbol:
        add(work, "FRBRalias", value=text.symbol, name="symbol")
    add(work, "FRBRdate", date=text.work_date, name="adoption" if text.adopted_date else "issue")
    authors = [each for each in text.organisations if each.role == "author"]
    for each in authors:
        add(work, "FRBRauthor", href=f"#party-{each.code}", **{"as": "#author"})
    if not authors:
        add(work, "FRBRauthor", href="#conference", **{"as": "#author"})
    add(work, "FRBRcountry", value=uri.country)
    add(work, "FRBRsubtype", value="conference")
    add(work, "FRBRnumber", value=uri.number)
    if text.symbol:
        add(work, "FRBRname", value=text.symbol)


def _add_expression(expression: Any, text: Text, uri: Any, add: Add) -> None:
    _name(expression, (uri.expression_uri(), uri.expression_uri(work_component=False)), add)
    add(expression, "FRBRdate", date=text.expression_date, name="expression")
    add(expression, "FRBRauthor", href=_BY, **{"as": "#editor"})
    if text.version:
        add(expression, "FRBRversionNumber", value=text.version)
    add(expression, "FRBRauthoritative", value="true" if text.is_original else "false")
    add(expression, "FRBRlanguage", language=language_of(text.language))


def _name(holder: Any, names: tuple[str, str], add: Add) -> None:
    add(holder, "FRBRthis", value=names[0])
    add(holder, "FRBRuri", value=names[1])


def _add_references(references: Any, text: Text, add: Add) -> None:
    add(references, "original", eId="text", href=uri_of(text).work_uri(work_component=False), showAs=text.title or "–")
    held = text.conference or text.collection
    about = {"href": f"/akn/ontology/organization/{text.collection}", "showAs": held}
    add(references, "TLCOrganization", eId="conference", **about)
    secretariat = {"href": f"/akn/ontology/organization/{text.collection}/secretariat", "showAs": "Secretariat"}
    add(references, "TLCOrganization", eId="secretariat", **secretariat)
    for each in text.organisations:
        about = {"href": f"/akn/ontology/organization/{each.code.lower()}", "showAs": each.name or each.code}
        add(references, "TLCOrganization", eId=f"party-{each.code}", **about)
    if text.adopted_date:
        add(references, "TLCEvent", eId="adoption", href="/akn/ontology/event/adoption", showAs="Adoption")
    for role in ("author", "editor"):
        add(references, "TLCRole", eId=role, href=f"/akn/ontology/role/{role}", showAs=role.capitalize())
