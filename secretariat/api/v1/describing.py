"""The description of the API (OpenAPI 3.1): what the library makes of the operations, with what it does not know."""

from collections.abc import Iterable
from typing import Any

from ninja import NinjaAPI
from pydantic import BaseModel

from secretariat.api.v1.doing import Doer
from secretariat.api.v1.links import link
from secretariat.api.v1.refusals import KIND, TITLES
from secretariat.api.v1.resources import Resource

PREFIX = "api/v1"
REFERENCE = "#/components/schemas/{model}"
ERROR = {
    "type": "object",
    "required": ["detail"],
    "properties": {
        "detail": {"type": "string"},
        "pointer": {"type": "string", "description": "Where in the body (RFC 6901)."},
        "parameter": {"type": "string"},
    },
}
PROBLEM = {
    "type": "object",
    "description": "What is wrong, in the words of RFC 9457 and with a sentence for a person.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemError"}},
    },
}
PRINTABLE = {"type": "string", "maxLength": 255, "pattern": "^[ -~]*$"}
A_KEY = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]*[!-~][ -~]*$"}
READING = (304, 401, 403, 404, 422, 429, 503)
WRITING = (400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503)
TAG_SAYS = "The tag of the row that the change is made for; refused with 412 if it is another by now."
KEY_SAYS = (
    "Asked again with the same key within 24 hours, the same is answered and nothing is done. "
    "An empty key is refused with 400; leave the header out where nothing is to be done once."
)
HEADERS = (("If-Match", TAG_SAYS, PRINTABLE), ("Idempotency-Key", KEY_SAYS, A_KEY))


def described(api: NinjaAPI, doers: Iterable[Doer], resources: Iterable[Resource]) -> dict[str, Any]:
    """The whole document."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    components = made.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas["Problem"], schemas["ProblemError"] = PROBLEM, ERROR
    components["responses"] = {
        f"Problem{status}": _problem(status) for status in sorted({*READING, *WRITING}) if status != 304
    }
    doers, resources = list(doers), list(resources)
    making = {f"{each.deed.desk}_{each.deed.name}": each for each in doers}
    tables = {f"table_{each.path.replace('/', '_')}" for each in resources if each.has_csv}
    shown = [each.path.replace("/", "_") for each in resources if each.is_public]
    public = {f"{kind}_{name}" for name in shown for kind in ("list", "get", "table")}
    for methods in made["paths"].values():
        for operation in methods.values():
            if operation["operationId"] in public:
                # What is public is told to whoever asks, and more to whom it is for.
                operation["security"] = [*operation.get("security", ()), {}]
            doer = making.get(operation["operationId"])
            _finish(operation, doer, is_table=operation["operationId"] in tables)
            if doer is not None and doer.body is not None:
                operation["requestBody"] = _body(doer.body, schemas)
    _forget_defaults(schemas)
    operations = (operation for methods in made["paths"].values() for operation in methods.values())
    link({each["operationId"]: each for each in operations}, doers, resources)
    return made


def _forget_defaults(schema: Any) -> None:
    """What may be left out has no default of nothing: nothing may be no value of it."""
    if isinstance(schema, dict):
        if "default" in schema and schema["default"] is None:
            del schema["default"]
        for each in schema.values():
            _forget_defaults(each)
    elif isinstance(schema, list):
        for each in schema:
            _forget_defaults(each)


def _finish(operation: dict[str, Any], doer: Doer | None, *, is_table: bool) -> None:
    # The library writes numbers of answers as numbers; as JSON they are names.
    answers = operation["responses"] = {str(status): answer for status, answer in operation["responses"].items()}
    if doer is not None:
        answers["201"] = {**answers["200"], "description": "Created"}
        operation.setdefault("parameters", []).extend(
            {
                "in": "header",
                "name": name,
                "required": False,
                "description": said,
                "schema": schema,
            }
            for name, said, schema in HEADERS
            # Where a deed changes no row there is, no tag is asked for.
            if name != "If-Match" or doer.deed.on or doer.deed.current or doer.deed.thing
        )
    if is_table:
        answers["200"] = {"description": "OK", "content": {"text/csv": {"schema": {"type": "string"}}}}
    for status in WRITING if doer is not None else READING:
        answers[str(status)] = (
            {"description": "Not Modified"} if status == 304 else {"$ref": f"#/components/responses/Problem{status}"}
        )


def _body(shape: type[BaseModel], schemas: dict[str, Any]) -> dict[str, Any]:
    schema = shape.model_json_schema(ref_template=REFERENCE)
    schemas.update(schema.pop("$defs", {}))
    schemas[shape.__name__] = schema
    is_needed = any(field.is_required() for field in shape.model_fields.values())
    content = {"application/json": {"schema": {"$ref": REFERENCE.format(model=shape.__name__)}}}
    return {"required": is_needed, "content": content}


def _problem(status: int) -> dict[str, Any]:
    return {"description": str(TITLES[status]), "content": {KIND: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
