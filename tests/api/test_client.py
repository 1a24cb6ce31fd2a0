"""The client for Python, before the house itself and before servers that are slow, busy or hang up."""

import importlib.util
import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.api.actions import allowing
from secretariat.api.v1 import listing
from secretariat.audit.models import Entry
from secretariat.delegations.models import Delegate, DelegateState, Delegation
from tests import make, make_api

FILE = Path(__file__).parents[2] / "clients" / "python" / "secretariat_client.py"


def _loaded() -> Any:
    told = importlib.util.spec_from_file_location("secretariat_client", FILE)
    assert told is not None
    assert told.loader is not None
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    return module


program = _loaded()


@pytest.fixture
def house(transactional_db: None, live_server: Any) -> Any:
    """A client of a conference with five delegates, on the house's own server."""
    allowing.forget()
    conference = make.conference()
    delegation = make.delegation(conference, make.party("LB"))
    for name in ("Amal", "Basim", "Carla", "Dunya", "=Essa, “المندوب”"):
        make.delegate(delegation, name, state=DelegateState.CONFIRMED)
    _token, text = make_api.token(conference, make.user(Role.SECRETARY, conference))
    return program.Client(live_server.url, conference.slug, text)


def test_rows_come_page_by_page_as_if_they_were_one_list(house: Any) -> None:
    rows = list(house.rows("delegations/delegates", limit=2, fields=["name", "party"], party="LB"))

    assert [row["name"] for row in rows] == ["Amal", "Basim", "Carla", "Dunya", "=Essa, “المندوب”"]
    assert {frozenset(row) for row in rows} == {frozenset({"id", "name", "party"})}


def test_a_row_is_found_by_its_number_and_by_its_address(house: Any) -> None:
    pk = Delegate.objects.get(name="Amal").pk

    row = house.row("delegations/delegates", pk, fields="name")

    assert row == {"id": pk, "name": "Amal"}
    assert house.row(f"/api/v1/damascus-2020/delegations/delegates/{pk}")["name"] == "Amal"


def test_a_deed_is_done_once_whatever_its_key(house: Any) -> None:
    pk = Delegate.objects.get(name="Amal").pk

    first = house.do(f"delegations/delegates/{pk}/hold", {"reason": "رسالة ناقصة"}, key="one")
    second = house.do(f"delegations/delegates/{pk}/hold", {"reason": "رسالة ناقصة"}, key="one")

    assert (first.verb, first.was_done_before, second.was_done_before) == ("delegations.hold", False, True)
    assert first.thing == second.thing
    assert house.row(first.thing["address"])["reason"] == "رسالة ناقصة"
    assert Entry.objects.filter(verb="delegations.hold").count() == 1


def test_a_verb_of_the_whole_conference_is_written_as_the_record_writes_it(house: Any) -> None:
    outcome = house.do("delegations.accredit_many", {"delegates": [Delegate.objects.get(name="Amal").pk]})

    assert outcome.verb == "delegations.accredit_many"
    assert Entry.objects.filter(verb="delegations.accredit_many").count() + len(outcome.skipped) == 1


def test_nothing_is_done_to_a_row_that_has_changed(house: Any) -> None:
    pk = Delegate.objects.get(name="Amal").pk
    _row, tag = house.tagged("delegations/delegates", pk)
    house.do(f"delegations/delegates/{pk}/hold", {"reason": "A letter is missing."})

    with pytest.raises(program.Problem, match="412") as refusal:
        house.do(f"delegations/delegates/{pk}/release_hold", if_match=tag)

    assert refusal.value.status == 412


def test_what_is_refused_is_told_with_its_sentence_and_its_place(house: Any) -> None:
    pk = Delegate.objects.get(name="Amal").pk

    with pytest.raises(program.Problem, match="422") as refusal:
        house.do(f"delegations/delegates/{pk}/hold", {"reason": 7})
    assert refusal.value.errors[0]["pointer"] == "/reason"
    with pytest.raises(program.Problem, match=r"409: .+"):
        house.do(f"delegations/delegates/{pk}/release_hold")
    with pytest.raises(program.Problem, match="404"):
        house.row("delegations/delegates", 10**9)
    with pytest.raises(program.Problem, match="422"):
        list(house.rows("delegations/delegates", colour="red"))


def test_a_table_is_read_as_rows_of_text(house: Any) -> None:
    rows = house.table("parties/parties", fields=["code", "name"], languages=["ar"])

    assert {row["code"] for row in rows} == {row["code"] for row in house.rows("parties/parties", fields="code")}
    (lebanon,) = (row for row in rows if row["code"] == "LB")
    assert json.loads(lebanon["name"]) == {"ar": "لبنان"}


def test_a_table_is_read_as_it_was_written(house: Any) -> None:
    delegation = Delegation.objects.get()
    names = {"'=quoted", "''+1", "-5", "'-5", "-1+1", "@cmd", "'Amal'", "'", "-Amal", "\uff1d1", "'\uff201"}
    for name in names:
        make.delegate(delegation, name)

    read = {row["name"] for row in house.table("delegations/delegates", fields="name")}

    assert read == {row["name"] for row in house.rows("delegations/delegates", fields="name")}
    assert names | {"=Essa, “المندوب”"} <= read


def test_a_list_that_is_longer_than_a_table_may_be_is_read_to_its_end(house: Any, monkeypatch: Any) -> None:
    whole = house.table("parties/parties", fields="code")
    monkeypatch.setattr(listing, "MOST_IN_CSV", 1)

    assert house.table("parties/parties", fields="code") == whole
    assert len(whole) == 2


def test_no_address_leads_the_token_elsewhere(house: Any) -> None:
    for address in ("https://example.org/api/v1/damascus-2020/x", "/en/", "/api/v1/geneva-2021/delegations/delegates"):
        with pytest.raises(ValueError, match="not one of the conference"):
            house.row(address)
    with pytest.raises(ValueError, match="begins with https"):
        program.Client("ftp://example.org", "damascus-2020", "sct_x")


# ---- before servers that are not well -------------------------------------------------------------------------------

Answered = Callable[[BaseHTTPRequestHandler, int], None]
OUTCOME: dict[str, Any] = {
    "verb": "a.b",
    "thing": {"kind": "a.c", "id": 1, "address": None},
    "made": None,
    "counts": {},
    "skipped": [],
}


@contextmanager
def server(answered: Answered) -> Iterator[tuple[Any, list[dict[str, str]]]]:
    """A client of a server that answers as it is told, with the headers of every request."""
    seen: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            seen.append({**dict(self.headers.items()), "method": self.command, "path": self.path})
            answered(self, len(seen))

        do_GET = do_POST = _do  # noqa: N815 - so the library names them

        def log_message(self, *_args: Any) -> None:
            return

    here = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=here.serve_forever, daemon=True).start()
    try:
        yield program.Client(f"http://127.0.0.1:{here.server_port}", "damascus-2020", "sct_x", timeout=5, tries=3), seen
    finally:
        here.shutdown()
        here.server_close()


def told(handler: BaseHTTPRequestHandler, status: int, body: object, **headers: str) -> None:
    sent = json.dumps(body).encode()
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(sent)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(sent)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client would have waited; no test waits so long."""
    found: list[float] = []
    monkeypatch.setattr(program.time, "sleep", found.append)
    return found


@pytest.mark.parametrize("status", [429, 503])
def test_where_there_is_too_much_to_do_it_waits_as_long_as_it_is_told(status: int, waits: list[float]) -> None:
    def answered(handler: BaseHTTPRequestHandler, number: int) -> None:
        if number == 1:
            told(handler, status, {"detail": "Later."}, Retry_After="7")
        else:
            told(handler, 200, {"data": {"id": 1}})

    with server(answered) as (client, seen):
        assert client.row("a/b", 1) == {"id": 1}

    assert (waits, len(seen)) == ([7.0], 2)


def test_a_deed_whose_line_breaks_is_asked_for_again_with_the_same_key(waits: list[float]) -> None:
    def answered(handler: BaseHTTPRequestHandler, number: int) -> None:
        if number == 1:
            # It hangs up in the middle of its answer.
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
            handler.connection.close()
        else:
            told(handler, 200, OUTCOME, Idempotent_Replayed="true")

    with server(answered) as (client, seen):
        outcome = client.do("a/c/1/b", {"x": 1})

    assert outcome.was_done_before
    assert len({each["Idempotency-Key"] for each in seen}) == 1
    assert len(seen) == 2
    assert len(waits) == 1


def test_in_the_end_it_says_that_no_answer_came_and_under_which_key(waits: list[float]) -> None:
    with (
        server(lambda handler, _number: handler.connection.close()) as (client, seen),
        pytest.raises(program.LineBroken, match="No answer came") as broken,
    ):
        client.do("a/c/1/b", key="mine")

    assert broken.value.key == "mine"
    assert len(seen) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 422, 500])
def test_a_no_is_not_asked_again(status: int, waits: list[float]) -> None:
    with (
        server(lambda handler, _number: told(handler, status, {"detail": "No."})) as (client, seen),
        pytest.raises(program.Problem, match="No"),
    ):
        client.do("a/c/1/b")

    assert (len(seen), waits) == (1, [])


def test_it_goes_nowhere_else_with_its_token(waits: list[float]) -> None:
    def answered(handler: BaseHTTPRequestHandler, _number: int) -> None:
        told(handler, 302, {}, Location="http://127.0.0.1:1/elsewhere")

    with server(answered) as (client, seen), pytest.raises(program.Problem, match="302"):
        client.row("a/b", 1)

    assert len(seen) == 1


def test_what_is_no_json_is_told_by_its_status(waits: list[float]) -> None:
    def answered(handler: BaseHTTPRequestHandler, _number: int) -> None:
        handler.send_response(404)
        handler.end_headers()
        handler.wfile.write(io.BytesIO(b"<html>").read())

    with server(answered) as (client, _seen), pytest.raises(program.Problem, match="The answer was 404"):
        client.row("a/b", 1)


def test_filters_are_said_as_the_house_reads_them(waits: list[float]) -> None:
    with server(lambda handler, _number: told(handler, 200, {"data": [], "next": None})) as (client, seen):
        rows = list(client.rows("a/b", is_media=True, day=make.TODAY, fields=("a", "b"), party=None))

    assert rows == []
    assert seen[0]["path"].endswith("/a/b?is_media=true&day=2020-11-01&fields=a%2Cb")
    assert seen[0]["Authorization"] == "Bearer sct_x"
