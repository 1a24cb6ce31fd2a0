"""Files as Indico writes them, made by hand after its lists of fields, to be changed a little by the tests."""

from typing import Any

EVENT = "137346"
SECRET = "5b0d3c1e-7f7a-4b56-9f5e-0c9d3a1f2b4c"
HASH = "9e26471d35a78862c17e467d87cddedf"


def at(day: str, time: str = "09:00:00", tz: str = "Europe/Zurich") -> dict[str, str]:
    """A moment as exports write it."""
    return {"date": day, "time": time, "tz": tz}


def person(first: str = "Amal", last: str = "Haddad", **fields: Any) -> dict[str, Any]:
    """A person of an event's file, taken out by somebody who manages nothing."""
    values: dict[str, Any] = {
        "_type": "ContributionParticipation",
        "_fossil": "contributionParticipationMetadata",
        "first_name": first,
        "last_name": last,
        "fullName": f"{first} {last}",
        "id": "77",
        "db_id": 77,
        "person_id": 7,
        "affiliation": "Ministry of Education of Jordan",
        "emailHash": HASH,
    }
    return {**values, **fields}


def convener(**fields: Any) -> dict[str, Any]:
    """A convener: names in both spellings, telephone and postal address for who manages."""
    values = {
        "_type": "SlotChair",
        "_fossil": "conferenceParticipation",
        "name": "Dr Lina Sayegh",
        "firstName": "Lina",
        "familyName": "Sayegh",
        "title": "Dr",
        "phone": ["+41 22 000 00 00"],
        "address": [""],
        "fax": "",
        "email": ["Lina.Sayegh@example.org"],
    }
    return person("Lina", "Sayegh", fullName="Lina Sayegh", person_id=8, **{**values, **fields})


def contribution(number: int = 12, **fields: Any) -> dict[str, Any]:
    """A contribution of half an hour that people see under another number than its own."""
    values: dict[str, Any] = {
        "_type": "Contribution",
        "_fossil": "contributionMetadataWithSubContribs",
        "id": str(number - 10),
        "db_id": number,
        "friendly_id": number - 10,
        "title": "Schools in Aleppo",
        "startDate": at("2026-03-02", "09:30:00"),
        "endDate": at("2026-03-02", "10:00:00"),
        "duration": 30,
        "room": "XX",
        "roomFullname": "XX - Human Rights Room",
        "location": "Palais des Nations",
        "type": "Keynote",
        "session": "Returns",
        "track": "Education",
        "description": "<p>What was <b>rebuilt</b>.</p><ul><li>12 schools</li><li>3 bridges &amp; a road</li></ul>",
        "speakers": [person()],
        "primaryauthors": [],
        "coauthors": [person("Omar", "Nasser", person_id=9)],
        "keywords": ["schools", "Aleppo", "schools"],
        "references": [{"type": "DOI", "value": "10.1/x", "url": "https://doi.org/10.1/x", "urn": "doi:10.1/x"}],
        "folders": [folder()],
        "material": [{"_type": "Slides", "title": "Slides", "resources": [{"name": "Slides", "url": FILE}]}],
        "note": {"html": "<p>Agreed.</p>", "url": "https://indico.example.org/note", "user": 1},
        "code": "A-1",
        "board_number": "",
        "url": f"https://indico.example.org/event/{EVENT}/contributions/{number}/",
        "allowed": {"users": ["somebody@example.org"], "groups": []},
        "subContributions": [sub_contribution()],
    }
    return {**values, **fields}


FILE = f"https://indico.example.org/event/{EVENT}/attachments/1/2/slides.pdf"


def folder(**fields: Any) -> dict[str, Any]:
    """A folder with a file and a link; a link has the address of the server and the one it leads to."""
    kept = {"_type": "attachment", "description": "", "is_protected": False}
    file = {"id": 2, "title": "Slides", "type": "file", "filename": "slides.pdf", "download_url": FILE}
    link = {"id": 3, "title": "Film", "type": "link", "download_url": f"{FILE}/go", "link_url": "https://film.example"}
    attachments = [{**kept, **file}, {**kept, **link}]
    return {"_type": "folder", "id": 1, "title": "Papers", "attachments": attachments, **fields}


def sub_contribution(**fields: Any) -> dict[str, Any]:
    """A part of a contribution."""
    values: dict[str, Any] = {
        "_type": "SubContribution",
        "id": "1",
        "db_id": 501,
        "friendly_id": 1,
        "title": "The north",
        "duration": 10,
        "speakers": [],
        "references": [],
        "material": [],
        "folders": [],
        "note": {},
    }
    return {**values, **fields}


def session(**fields: Any) -> dict[str, Any]:
    """A session, as it stands in each of its blocks."""
    values: dict[str, Any] = {
        "_type": "Session",
        "id": "4",
        "db_id": 40,
        "friendly_id": 4,
        "title": "Returns",
        "description": "Who *comes* home\n\nand to what",
        "isPoster": False,
        "type": "Plenary",
        "sessionConveners": [convener()],
        "folders": [],
        "material": [],
        "numSlots": 2,
    }
    return {**values, **fields}


def block(number: int = 3, **fields: Any) -> dict[str, Any]:
    """A block of a session in the morning, with one contribution."""
    values: dict[str, Any] = {
        "_type": "SessionSlot",
        "_fossil": "sessionMetadata",
        "id": number,
        "conference": {"_type": "Conference", "id": EVENT, "supportInfo": {"email": "desk@example.org"}},
        "startDate": at("2026-03-02"),
        "endDate": at("2026-03-02", "12:00:00"),
        "description": "",
        "title": "Returns: morning",
        "slotTitle": "morning",
        "session": session(),
        "conveners": [convener()],
        "room": "XX",
        "roomFullname": "XX - Human Rights Room",
        "location": "Palais des Nations",
        "inheritLoc": True,
        "note": {},
        "contributions": [contribution(11)],
    }
    return {**values, **fields}


def event(**fields: Any) -> dict[str, Any]:
    """A conference of two days in Geneva with one block and one contribution beside it."""
    values: dict[str, Any] = {
        "_type": "Conference",
        "_fossil": "conferenceMetadataWithSessions",
        "id": EVENT,
        "title": "Conference on Return",
        "description": "<h1>Welcome</h1><p>Two days.</p>",
        "type": "conference",
        "startDate": at("2026-03-02", "08:00:00"),
        "endDate": at("2026-03-03", "18:00:00"),
        "timezone": "Europe/Zurich",
        "location": "Palais des Nations",
        "room": "XX",
        "roomFullname": "XX - Human Rights Room",
        "address": "Avenue de la Paix 14\n1211 Genève",
        "url": f"https://indico.example.org/event/{EVENT}/",
        "category": "Conferences",
        "categoryId": 12,
        "language": "en_GB",
        "label": {"title": "Postponed", "color": "red", "is_event_not_happening": True, "message": ""},
        "organizer": "UNHCR",
        "creator": person("Nour", "Aziz", _type="Avatar", person_id=None),
        "chairs": [person("Samir", "Khoury", person_id=10, email="Samir@Example.org")],
        "keywords": ["return"],
        "references": [],
        "folders": [],
        "material": [],
        "note": {},
        "contributions": [contribution(session=None)],
        "sessions": [block()],
        "allowed": {"users": ["somebody@example.org"], "groups": []},
    }
    return {**values, **fields}


def exported(*results: Any, **fields: Any) -> dict[str, Any]:
    """The envelope of an export; the address by which it was fetched holds a key."""
    values: dict[str, Any] = {
        "count": len(results),
        "_type": "HTTPAPIResult",
        "complete": True,
        "url": f"https://indico.example.org/export/event/{EVENT}.json?apikey={SECRET}",
        "ts": 1772400000,
        "results": list(results),
    }
    return {**values, **fields}


def presenter(**fields: Any) -> dict[str, Any]:
    """A person of a timetable."""
    values = {
        "firstName": "Amal",
        "familyName": "Haddad",
        "name": "Ms Amal Haddad",
        "affiliation": "Ministry of Education of Jordan",
        "emailHash": HASH,
        "displayOrderKey": [0, "haddad"],
    }
    return {**values, **fields}


def slot(number: int = 98, named: int = 12, **fields: Any) -> dict[str, Any]:
    """A contribution in a timetable: its key is the number of the entry, and not that of the contribution."""
    values: dict[str, Any] = {
        "_type": "ContribSchEntry",
        "id": f"c{number}",
        "uniqueId": f"c{number}",
        "conferenceId": int(EVENT),
        "entryType": "Contribution",
        "contributionId": named,
        "friendlyId": 2,
        "title": "Schools in Aleppo",
        "description": "<p>What was rebuilt.</p>",
        "startDate": at("2026-03-02", "09:30:00"),
        "endDate": at("2026-03-02", "10:00:00"),
        "duration": 30.0,
        "room": "XX",
        "location": "Palais des Nations",
        "presenters": [presenter()],
        "authors": [],
        "references": [],
        "attachments": {"files": None, "folders": []},
        "url": f"/event/{EVENT}/contributions/{named}/",
        "code": "A-1",
        "board_number": "",
    }
    return {**values, **fields}


def sitting(number: int = 90, named: int = 3, **fields: Any) -> dict[str, Any]:
    """A block in a timetable."""
    values: dict[str, Any] = {
        "id": f"s{number}",
        "entryType": "Session",
        "sessionSlotId": named,
        "sessionId": 40,
        "sessionCode": "R",
        "title": "Returns",
        "slotTitle": "morning",
        "startDate": at("2026-03-02"),
        "endDate": at("2026-03-02", "12:00:00"),
        "duration": 180.0,
        "isPoster": False,
        "room": "XX",
        "location": "Palais des Nations",
        "conveners": [presenter(firstName="Lina", familyName="Sayegh", name="Lina Sayegh")],
        "attachments": {
            "files": [{"title": "Agenda", "download_url": "/event/1/attachments/agenda.pdf"}],
            "folders": [],
        },
        "entries": {"c98": slot()},
    }
    return {**values, **fields}


def pause(number: int = 91, **fields: Any) -> dict[str, Any]:
    """A break in a timetable."""
    values: dict[str, Any] = {
        "id": f"b{number}",
        "entryType": "Break",
        "title": "Coffee",
        "startDate": at("2026-03-02", "12:00:00"),
        "endDate": at("2026-03-02", "12:30:00"),
        "duration": 30.0,
        "room": "",
        "location": "",
    }
    return {**values, **fields}


def timetable(days: Any, **fields: Any) -> dict[str, Any]:
    """The export of a timetable with these days."""
    return exported(**{"results": {EVENT: days}, "count": 1, **fields})


def registration(number: int = 45, **fields: Any) -> dict[str, Any]:
    """A registration as it stands in a list."""
    values: dict[str, Any] = {
        "id": number,
        "regform_id": 5,
        "event_id": int(EVENT),
        "full_name": "Amal Haddad",
        "email": "Amal.Haddad@example.org",
        "state": "complete",
        "checked_in": True,
        "checked_in_dt": "2026-03-02T07:45:10.123456+00:00",
        "checkin_secret": SECRET,
        "is_paid": False,
        "price": 0,
        "currency": "CHF",
        "formatted_price": "",
        "payment_date": None,
        "tags": [{"id": 1, "title": "VIP", "color": "red"}, {"id": 2, "title": "Press", "color": "blue"}],
        "occupied_slots": 2,
        "registration_date": "2026-01-15T10:00:00+00:00",
        "personal_data_picture": "/event/1/picture",
    }
    return {**values, **fields}


def question(title: Any, data: Any, input_type: str = "text", **fields: Any) -> dict[str, Any]:
    """A question of a form with what was answered."""
    values = {"id": 1, "position": 1, "description": "", "default_value": ""}
    return {**values, "title": title, "input_type": input_type, "data": data, **fields}


def detailed(*questions: Any, number: int = 45, **fields: Any) -> dict[str, Any]:
    """A registration with its answers in one section."""
    section = {"id": 1, "position": 1, "title": "Personal Data", "description": "", "fields": list(questions)}
    return registration(number, registration_data=[section], **fields)


def everything(value: Any) -> str:
    """All that was read, as one text."""
    return repr(value)
