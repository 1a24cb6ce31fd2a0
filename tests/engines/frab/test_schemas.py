"""The constraints by which written files are judged do find what is against them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from secretariat.engines.frab import write_json, write_xml
from tests.engines.frab.schemas import json_faults, xml_faults
from tests.engines.frab.told import WHOLE


def conference(file: Any) -> Any:
    return file["schedule"]["conference"]


def first(file: Any) -> Any:
    return conference(file)["days"][0]["rooms"]["Hall «A»"][0]


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.update(other=1),
        lambda file: file["schedule"].pop("version"),
        lambda file: file["schedule"].update(base_url="example"),
        lambda file: conference(file).update(acronym="Camp2019"),
        lambda file: conference(file).update(time_zone_name="GMT"),
        lambda file: conference(file).update(end="2025-05-02T10:00:00"),
        lambda file: conference(file).pop("daysCount"),
        lambda file: conference(file)["rooms"][0].pop("guid"),
        lambda file: conference(file)["days"][0].update(day_start="2025-05-01"),
        lambda file: first(file).update(end="2025-05-01T11:30:00+02:00"),
        lambda file: first(file).update(guid="17"),
        lambda file: first(file).update(id=0),
        lambda file: first(file).update(date="2025-05-01T10:00:00"),
        lambda file: first(file).update(duration="1:00:00"),
        lambda file: first(file).update(slug="Slug"),
        lambda file: first(file).update(url=""),
        lambda file: first(file).update(do_not_record="no"),
        lambda file: first(file)["persons"][0].update(public_name="Both"),
        lambda file: first(file)["links"][0].update(type="film"),
        lambda file: first(file)["links"][0].pop("url"),
    ],
)
def test_a_json_file_that_is_against_the_schema_is_found(change: Callable[[Any], Any]) -> None:
    file = json.loads(write_json(WHOLE))
    assert json_faults(file) == []

    change(file)

    assert len(json_faults(file)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<version>3.2 final</version>", ""),
        ("<acronym>retorno<", "<acronym>Ret<"),
        ("<days>2<", "<days>two<"),
        ('index="2"', 'index="1"'),
        ('index="2"', 'index="0"'),
        (' name="Empty"', ""),
        (' id="17"', ""),
        (' id="18"', ' id="17"'),
        ("retorno-18-evening", "retorno-17-opening"),
        ("<duration>26:00<", "<duration>126:00<"),
        ("<date>2025-05-01T10:00:00+02:00<", "<date>2025-05-01T10:00:00<"),
        ("<optout>true<", "<optout>yes<"),
        ("<subtitle/>", ""),
        ("<subtitle/>", "<subtitle/><subtitle/>"),
        ("<track/>", "<track/><code/>"),
        ('<person id="3"', '<person guid="3"'),
        ("<url>https:", "<url>ftp:"),
    ],
)
def test_an_xml_file_that_is_against_the_schema_is_found(before: str, after: str) -> None:
    file = write_xml(WHOLE).decode()
    assert xml_faults(file.encode()) == []
    assert before in file

    assert xml_faults(file.replace(before, after, 1).encode())
