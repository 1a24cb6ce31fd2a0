"""The API put together: operations of all desks, their description, and the way of a request to one of them."""

import gc
import inspect
import logging
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from threading import Lock
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import NinjaAPI, Query, Router
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import create_model

from secretariat.api.queries import DESKS
from secretariat.api.v1.asking import asking_of, refused
from secretariat.api.v1.bodies import invalid
from secretariat.api.v1.deeds import Deed
from secretariat.api.v1.described_shapes import Outcome, narrow_shape, query_shape, row_shape, title_of
from secretariat.api.v1.describing import described
from secretariat.api.v1.doing import Doer
from secretariat.api.v1.listing import Teller, as_json, csv_answer, list_answer, one_answer, tag_of, tags_in
from secretariat.api.v1.records import Records, RecordTeller
from secretariat.api.v1.refusals import Trouble, as_answer, not_here, wrong
from secretariat.api.v1.resources import Resource

DESCRIPTION = "openapi.json"
logger = logging.getLogger(__name__)
_making = Lock()
Answering = Callable[..., HttpResponse]


def resources() -> tuple[Resource, ...]:
    """What all desks let a program read."""
    return tuple(each for desk in DESKS for each in _desk(desk).RESOURCES)


def deeds() -> tuple[Deed, ...]:
    """What all desks let a program do."""
    return tuple(each for desk in DESKS for each in _desk(desk).DEEDS)


def _desk(name: str) -> Any:
    return import_module(f"secretariat.api.v1.desks.{name}")


# ---- the way of a request -------------------------------------------------------------------------------------------


def dispatch(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer a request to an address under ``/api/v1/``; never anything but JSON or a table."""
    if not rest:
        return as_answer(not_here(), request.path)
    if rest == DESCRIPTION:
        return _described(request) if request.method in {"GET", "HEAD"} else _not_possible(request, "GET, HEAD")
    try:
        match = resolver().resolve(rest)
    except Resolver404:
        return as_answer(not_here(), request.path)
    method = request.method
    request.method = "GET" if method == "HEAD" else method
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    # What sends the answer leaves the body out, and has to see that it was asked for none.
    request.method = method
    return _not_possible(request, answer["Allow"]) if answer.status_code == 405 else answer


def _not_possible(request: HttpRequest, methods: str) -> HttpResponse:
    sentence = _("Only %(methods)s is possible at this address.") % {"methods": methods}
    return as_answer(Trouble(405, sentence, headers={"Allow": methods}), request.path)


def _described(request: HttpRequest) -> HttpResponse:
    body = as_json(description())
    tag = tag_of(body)
    known = tags_in(request.headers.get("If-None-Match", ""))
    is_known = tag in known or "*" in known
    answer = HttpResponse(b"" if is_known else body, status=304 if is_known else 200, content_type="application/json")
    answer["ETag"] = tag
    return answer


def resolver() -> URLResolver:
    """The addresses of all operations; who asks first makes them, a second or two, and who asks meanwhile waits."""
    with _making:
        return _resolver()


@cache
def _resolver() -> URLResolver:
    patterns, _app, _namespace = api().urls
    made = URLResolver(RoutePattern(""), patterns)
    # All this stays as long as the process: to search it for garbage kept others waiting for a tenth of a second.
    gc.collect()
    gc.freeze()
    return made


class Token(HttpBearer):
    """Only for the description: who asks is judged with the conference, in ``asking_of``."""

    def __call__(self, request: HttpRequest) -> Any:
        """Let the operation judge."""
        return request is not None

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Never called."""
        raise NotImplementedError


# ---- putting it together --------------------------------------------------------------------------------------------


@cache
def api() -> NinjaAPI:
    """The whole of it, made at the first request."""
    made = NinjaAPI(title="Secretariat", version="1", openapi_url=None, docs_url=None, urls_namespace="v1")
    made.exception_handler(Trouble)(refused)
    made.exception_handler(ValidationError)(lambda request, error: refused(request, invalid(error.errors)))
    made.exception_handler(HttpError)(_refused)
    made.exception_handler(OperationalError)(_busy)
    made.exception_handler(Exception)(_failed)
    router = Router(auth=Token())
    # Names of fields come with it: one description for all, in whatever language it is asked for first.
    with override("en"):
        for teller in tellers().values():
            _add_reading(router, teller)
        for doer in doers():
            _add_deed(router, doer)
    made.add_router("", router)
    return made


@cache
def tellers() -> dict[str, Teller]:
    """The rows of every resource, made ready, by path."""
    return {each.path: RecordTeller(each) if isinstance(each, Records) else Teller(each) for each in resources()}


@cache
def doers() -> tuple[Doer, ...]:
    """Every deed, made ready."""
    return tuple(Doer(each, tellers()) for each in deeds())


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document (3.1)."""
    with override("en"):
        return described(api(), doers(), resources())


def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return refused(request, Trouble(error.status_code, str(error)))


def _busy(request: HttpRequest, error: OperationalError) -> HttpResponse:
    logger.warning("The database did not take a request in time: %s", error)
    sentence = _("The database is busy; ask again in a moment.")
    return refused(request, Trouble(503, sentence, headers={"Retry-After": "2"}))


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("A program's request to %s failed.", request.path, exc_info=error)
    return refused(request, Trouble(500, _("The fault is ours and is in the log. Nothing was written.")))


def _add_reading(router: Router, teller: Teller) -> None:
    resource = teller.resource
    query: Any = query_shape(teller)
    narrow: Any = narrow_shape(f"{title_of(resource.path)}One")
    row = row_shape(teller)
    name = resource.path.replace("/", "_")
    page = create_model(f"{title_of(resource.path)}Page", data=(list[row], ...), next=(str | None, ...))  # type: ignore[valid-type]
    one = create_model(f"{title_of(resource.path)}Row", data=(row, ...))
    scope = f"{resource.desk}:read"

    def listed(request: HttpRequest, slug: str, query: Any) -> HttpResponse:
        _only(request, names)
        asking = asking_of(request, slug, scope=scope, is_public=resource.is_public)
        return list_answer(teller, asking, teller.wanted(query.model_dump()), request.get_full_path())

    def fetched(request: HttpRequest, slug: str, pk: int, query: Any) -> HttpResponse:
        _only(request, {"fields", "languages"})
        asking = asking_of(request, slug, scope=scope, is_public=resource.is_public)
        return one_answer(teller, asking, pk, teller.wanted(query.model_dump()))

    def table(request: HttpRequest, slug: str, query: Any) -> HttpResponse:
        _only(request, names - {"limit"})
        asking = asking_of(request, slug, scope=scope, is_public=resource.is_public)
        file = (f"{slug}-{name}", request.get_full_path())
        return csv_answer(teller, asking, teller.wanted(query.model_dump()), file)

    names = set(query.model_fields)
    add = router.add_api_operation
    about: dict[str, Any] = {"tags": [resource.desk], "description": resource.what}
    signed = _signed(listed, slug=str, query=Query[query])  # type: ignore[misc]
    path = f"/{{slug:slug}}/{resource.path}"
    add(path, ["GET"], signed, response=page, operation_id=f"list_{name}", **about)
    signed = _signed(fetched, slug=str, pk=int, query=Query[narrow])  # type: ignore[misc]
    add(
        f"/{{slug:slug}}/{resource.path}/{{int:pk}}", ["GET"], signed, response=one, operation_id=f"get_{name}", **about
    )
    if resource.has_csv:
        signed = _signed(table, slug=str, query=Query[query])  # type: ignore[misc]
        add(f"{path}.csv", ["GET"], signed, operation_id=f"table_{name}", **about)


def _add_deed(router: Router, doer: Doer) -> None:
    deed = doer.deed
    scope = f"{deed.desk}:write"
    path = f"/{{slug:slug}}/{deed.on}/{{int:pk}}/{deed.name}" if deed.on else f"/{{slug:slug}}/{deed.desk}/{deed.name}"

    def done(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
        _only(request, set())
        return doer.answer(request, asking_of(request, slug, scope=scope), pk)

    kinds: dict[str, Any] = {"slug": str, **({"pk": int} if deed.on else {})}
    router.add_api_operation(
        path,
        ["POST"],
        _signed(done, **kinds),
        response=Outcome,
        operation_id=f"{deed.desk}_{deed.name}",
        tags=[deed.desk],
        description=(inspect.getdoc(deed.action) or "").strip(),
    )


def _signed(call: Answering, **kinds: Any) -> Answering:
    """A function whose details have these types, for the library to read them."""

    def signed(request: HttpRequest, **details: Any) -> HttpResponse:
        return call(request, **details)

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [
        inspect.Parameter("request", kind),
        *(inspect.Parameter(name, kind, annotation=each) for name, each in kinds.items()),
    ]
    signed.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    signed.__name__ = call.__name__
    return signed


def _only(request: HttpRequest, names: Iterable[str]) -> None:
    """Refuse parameters that nobody reads: a filter misspelt would widen the list unseen, one said twice narrow it."""
    unknown = sorted(set(request.GET) - set(names))
    if unknown:
        raise wrong(_("There is no parameter %(name)s here.") % {"name": unknown[0][:100]}, parameter=unknown[0][:100])
    twice = next((name for name, said in request.GET.lists() if len(said) > 1), "")
    if twice:
        raise wrong(_("%(name)s is said twice; say it once.") % {"name": twice}, parameter=twice)


__all__ = ["api", "deeds", "description", "dispatch", "resources"]
