"""The JSON Schema of a conference file, for editors and other programs."""

from typing import Any, get_args

from secretariat.engines.conferencefile.figures import GROUPS_IN_OTHER_WORDS
from secretariat.engines.conferencefile.models import ConferenceFile
from secretariat.engines.conferencefile.record import OBSTACLES_IN_OTHER_WORDS
from secretariat.engines.conferencefile.values import KeptSection
from secretariat.engines.conferencefile.writing import FORMAT

# Lists whose only item may stand without the list.
MAY_STAND_ALONE = (("MeetingData", "visitors"), ("MissionData", "reported_back"))
# Other words for a key of a part, and the key.
_OTHER_WORDS = (
    ("InvitationData", "level", "capacity"),
    ("MissionData", "month", "from"),
    ("PledgeData", "partner", "party"),
)
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
    for part, word, key in _OTHER_WORDS:
        definitions[part]["properties"][word] = {
            **definitions[part]["properties"][key],
            "description": f"Another word for {key}, understood in reading.",
            "deprecated": True,
        }
    _allow_other_words(definitions)
    properties["commitments"] = {
        **properties["pledges"],
        "description": "Another word for pledges.",
        "deprecated": True,
    }
    _allow_adopted(definitions["DocumentData"]["properties"])
    definitions["ObstacleData"]["properties"]["kind"]["enum"] += OBSTACLES_IN_OTHER_WORDS
    form = {"const": FORMAT, "description": "The format and its version."}
    for part in (described, *definitions.values()):
        _allow_nothing_for_a_list(part)
    for part, key in MAY_STAND_ALONE:
        _allow_one_for_a_list(definitions[part]["properties"], key)
    return {
        "$schema": DIALECT,
        **described,
        "title": "Conference file",
        "properties": {"format": form, **properties, **kept},
    }


def _allow_other_words(definitions: dict[str, Any]) -> None:
    """Years may stand for the period of a pledge, and words for the group of a figure."""
    years = {"type": ["string", "integer"], "pattern": "^[0-9]{4}(/[0-9]{4})?$", "deprecated": True}
    pledge, figure = definitions["PledgeData"]["properties"], definitions["FigureData"]
    pledge["partner"]["description"] = "A party of parties that is a partner, understood in reading."
    pledge["period"] = {**years, "description": "A year, or a first and a last one, understood in reading."}
    words = {"type": "string", "enum": list(GROUPS_IN_OTHER_WORDS), "deprecated": True}
    figure["properties"]["indicator"] = {**words, "description": "Another word for group, understood in reading."}
    figure["required"].remove("group")


def _allow_adopted(document: dict[str, Any]) -> None:
    """The day alone may stand for the adoption of a document."""
    day = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$", "deprecated": True}
    document["adopted"] = {**day, "description": "The date of an adoption of which no more is known."}


def _allow_nothing_for_a_list(part: dict[str, Any]) -> None:
    """A key for a list may stand in a file with nothing after it."""
    for described in part.get("properties", {}).values():
        if described.get("type") == "array":
            described["type"] = ["array", "null"]


def _allow_one_for_a_list(properties: dict[str, Any], key: str) -> None:
    described = properties[key]
    about = {name: described.pop(name) for name in ("default", "description") if name in described}
    properties[key] = {**about, "anyOf": [described, described["items"]]}
