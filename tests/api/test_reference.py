"""The page that tells people who write programs what can be read and done."""

import re
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from secretariat.api.v1 import service
from secretariat.api.v1.reference import kind_of

pytestmark = pytest.mark.django_db


def page(language: str = "en") -> str:
    answer = Client().get(f"/{language}/api/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_row_and_every_deed_stands_on_it() -> None:
    told = page()

    missing = [each.path for each in service.resources() if f"GET /api/v1/…/{each.path}<" not in told]
    missing += [each.verb for each in service.deeds() if f'id="{each.verb.replace(".", "")}"' not in told]

    assert missing == []


def test_fields_filters_and_details_are_told_with_their_kinds() -> None:
    told = page()
    start = told.index('id="delegationsdelegates"')
    rows = told[start : told.index("</details>", start)]
    start = told.index('id="delegationshold"')
    deed = told[start : told.index("</details>", start)]

    assert re.search(r"<dt><code dir=\"ltr\">state</code></dt><dd>one of “nominated”", rows)
    assert re.search(r"<dt><code dir=\"ltr\">spellings</code></dt><dd>list of: text", rows)
    assert re.search(r"<dt><code dir=\"ltr\">reason</code></dt><dd>text <small>\(required\)", deed)


def test_a_shape_is_told_in_plain_words() -> None:
    inside = {"Point": {"type": "object", "properties": {"at": {"type": "string", "format": "date"}}}}
    shape = {"anyOf": [{"type": "array", "items": {"$ref": "#/components/schemas/Point"}}, {"type": "null"}]}

    assert kind_of(shape, inside) == "list of: { at: day }, or null"
    assert kind_of({"enum": ["a", "b"]}, {}) == "one of “a”, “b”"
    assert kind_of({"type": "object", "additionalProperties": {"type": "string"}}, {}) == "a text for each language"
    loop = {"Loop": {"type": "array", "items": {"$ref": "#/components/schemas/Loop"}}}
    assert kind_of({"$ref": "#/components/schemas/Loop"}, loop).endswith("…")


def test_it_needs_no_script_and_leads_to_the_description() -> None:
    answer = Client().get("/ar/api/")
    told = answer.content.decode()

    assert answer["Link"].startswith("</api/v1/openapi.json>")
    assert 'dir="rtl"' in told
    assert not re.search(r"(src|href)=\"(https?:)?//", told)
    assert reverse("api:reference") in {"/en/api/", "/ar/api/"}


def test_the_start_of_the_house_does_not_wait_for_it() -> None:
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'secretariat.config.settings'; django.setup();"
        "import secretariat.config.urls; print([name for name in sys.modules if name.split('.')[0] == 'ninja'"
        " or name.startswith('secretariat.api.v1')])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)  # noqa: S603

    assert told.stdout.strip() == "[]"
