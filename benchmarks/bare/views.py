"""The least a view can do: answer 1 kB, or render rows from one query, or tell them as JSON."""

import json
from functools import cache

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, Template

BODY = b"x" * 1000

# The first columns are texts, with one day among those of the board, as in the house's own lists.
# fmt: off
DELEGATE = [
    "name", "original_name", "party__code", "role", "rank", "honorific", "mail", "sensitivity", "party__iso3",
    "delegation__occasion", "party__m49", "party__correspondence",
]
INVITATION = [
    "party__code", "party__iso3", "capacity", "rank", "sent_date", "sent_through", "language", "contact_name",
    "contact_mail", "sensitivity", "party__m49", "party__correspondence",
]
# fmt: on

# What the API tells of a delegate, as far as columns hold it.
TOLD = [
    "pk",
    "delegation_id",
    "party__code",
    "name",
    "original_name",
    "spellings",
    "honorific",
    "role",
    "capacity",
    "body",
    "rank",
    "mail",
    "languages",
    "state",
    "state_since",
    "reason",
    "is_overflow",
    "is_media",
    "substitutes_id",
    "sensitivity",
    "entered_at",
    "version",
]


def constant(_request: HttpRequest) -> HttpResponse:
    """One kilobyte, always the same."""
    return HttpResponse(BODY, headers={"Content-Length": str(len(BODY))})


def board(_request: HttpRequest, rows: int, cells: int) -> HttpResponse:
    """As many invitations with as many cells as asked for."""
    return _table("delegations.Invitation", INVITATION[:cells], rows)


def delegates(_request: HttpRequest, rows: int, cells: int) -> HttpResponse:
    """As many delegates with as many cells as asked for."""
    return _table("delegations.Delegate", DELEGATE[:cells], rows)


def rows(_request: HttpRequest, conference: int, rows: int) -> HttpResponse:
    """As many delegates as asked for as JSON, by one query."""
    found = apps.get_model("delegations.Delegate")._default_manager.filter(conference_id=conference).order_by("pk")
    told = json.dumps({"data": list(found.values(*TOLD)[:rows])}, default=str, ensure_ascii=False)
    return HttpResponse(told, content_type="application/json", headers={"Content-Length": str(len(told.encode()))})


def _table(model: str, columns: list[str], rows: int) -> HttpResponse:
    # Plain dictionaries of just these columns: the cheapest rows that the ORM gives and the template engine reads.
    things = apps.get_model(model)._default_manager.order_by("id").values(*columns)
    return HttpResponse(_template(tuple(columns)).render(Context({"rows": things[:rows]})))


@cache
def _template(columns: tuple[str, ...]) -> Template:
    cells = "".join(f"<td>{{{{ row.{column} }}}}</td>" for column in columns)
    return Engine.get_default().from_string(
        "<!doctype html><title>Rows</title><table><tbody>"
        f"{{% for row in rows %}}<tr>{cells}</tr>{{% endfor %}}</tbody></table>"
    )
