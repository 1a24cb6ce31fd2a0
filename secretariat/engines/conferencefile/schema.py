"""The JSON Schema of a conference file, for editors and other programs."""

from typing import Any, get_args

from secretariat.engines.conferencefile.models import ConferenceFile, KeptSection
from secretariat.engines.conferencefile.writing import FORMAT

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Describe a conference file in JSON Schema (2020-12), generated from the models that read it.

    A file that the schema accepts can still be refused: that a source is listed or a date exists is no matter of form.
    """
    described = ConferenceFile.model_json_schema()
    definitions = described["$defs"]
    properties = described["properties"]
    del properties["kept"]
    kept = {name: {"description": "Kept word for word."} for name in get_args(KeptSection)}
    definitions["InvitationData"]["properties"]["level"] = {
        **definitions["InvitationData"]["properties"]["capacity"],
        "description": "Another word for capacity, understood in reading.",
        "deprecated": True,
    }
    form = {"const": FORMAT, "description": "The format and its version."}
    for part in (described, *definitions.values()):
        _allow_nothing_for_a_list(part)
    return {
        "$schema": DIALECT,
        **described,
        "title": "Conference file",
        "properties": {"format": form, **properties, **kept},
    }


def _allow_nothing_for_a_list(part: dict[str, Any]) -> None:
    """A key for a list may stand in a file with nothing after it."""
    for described in part.get("properties", {}).values():
        if described.get("type") == "array":
            described["type"] = ["array", "null"]
