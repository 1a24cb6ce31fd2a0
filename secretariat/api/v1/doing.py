"""A deed asked for by a program: its body read, the action done, once even if it is asked for twice, and told."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError, models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field, create_model

from secretariat.api.actions import Answer, answer_once
from secretariat.api.actions.answering import AnotherRequest
from secretariat.api.v1.asking import Asking, with_allowance
from secretariat.api.v1.bodies import body_of
from secretariat.api.v1.deeds import LEVEL, Deed, Given, is_known_here, known, known_here, level, party
from secretariat.api.v1.judging import judged, with_others
from secretariat.api.v1.listing import Teller, as_json, column_at, seen_version, tag_of
from secretariat.api.v1.records import RecordTeller
from secretariat.api.v1.refusals import Trouble, not_here, wrong
from secretariat.api.v1.shapes import LARGEST_ID, Shape, as_kept, taken_type
from secretariat.audit.action import Batch, Refused, Stale, hold, label_of, unless_allowed
from secretariat.parties.models import Party

KEY, LONGEST_KEY = "Idempotency-Key", 255
DETAILS, SENSITIVITY = "details", "sensitivity"


class Doer:
    """One verb, made ready once: the shape of its body, and how the action is told."""

    def __init__(self, deed: Deed, tellers: Mapping[str, Teller]) -> None:
        self.deed = deed
        self.tellers = tellers
        # Records have ids of their own: no row of a table is found by one.
        kept = [each for each in tellers.values() if not isinstance(each, RecordTeller)]
        self.by_model = {teller.resource.model: teller for teller in reversed(kept)}
        self.given = self._given()
        self.columns = self._columns()
        self.body = self._body()

    # ---- ready ----

    def _given(self) -> dict[str, Given]:
        """How each detail is asked for; raises ``TypeError`` for one that has to be said and is not."""
        found: dict[str, Given] = {}
        for name, parameter in self.deed.asked.items():
            if name == "version" or (name == DETAILS and self.deed.has_details) or name in self.deed.given:
                continue
            if is_known_here(name, parameter.annotation):
                continue
            given = LEVEL if name == SENSITIVITY else known(parameter.annotation, self._rows_of)
            if given is None:
                raise TypeError(f"{self.deed.verb}: how is {name} asked for?")
            is_needed = given.is_needed and parameter.default is parameter.empty
            found[name] = Given(given.shape, given.made, is_needed=is_needed)
        for name, given in self.deed.given.items():
            wanted = self.deed.asked.get(name)
            if wanted is not None and not given.is_needed and wanted.default is wanted.empty:
                raise TypeError(f"{self.deed.verb}: {name} may not be left out")
        return {**found, **self.deed.given}

    def _rows_of(self, model: type[models.Model]) -> Callable[[Asking], Any] | None:
        teller = self.by_model.get(model)
        return None if teller is None else (lambda asking: teller.resource.rows(asking.person, asking.conference))

    def _columns(self) -> dict[str, "models.Field[Any, Any]"]:
        model = self.deed.of or (self.tellers[self.deed.on].resource.model if self.deed.on else None)
        if model is None:
            return {}
        inside = {name.partition(".")[2] for name in self.deed.given}
        return {name: column_at(model, name) for name in self.deed.details if name not in inside}

    def _body(self) -> type[BaseModel] | None:
        name = "".join(part.title() for part in self.deed.verb.replace(".", "_").split("_"))
        fields: dict[str, Any] = {"thing": (self.deed.named, ...)} if self.deed.named else {}
        inside: dict[str, Any] = {}
        for path, given in self.given.items():
            place, key = (inside, path.partition(".")[2]) if path.startswith(f"{DETAILS}.") else (fields, path)
            place[key] = (given.shape, ... if given.is_needed else None)
        for key, column in self.columns.items():
            inside[key] = self._column(column)
        if inside:
            shape = create_model(f"{name}Details", __base__=Shape, **inside)
            has_needed = any(default is ... for _kind, default in inside.values())
            fields[DETAILS] = (shape, ... if has_needed else Field(default_factory=shape))
        return create_model(f"{name}Body", __base__=Shape, **fields) if fields else None

    def _column(self, column: "models.Field[Any, Any]") -> tuple[Any, Any]:
        is_needed = self.deed.makes and not (column.blank or column.null or column.has_default())
        return taken_type(column), ... if is_needed else None

    # ---- done ----

    def answer(self, request: HttpRequest, asking: Asking, pk: int | None) -> HttpResponse:
        """Do it, once if a key is given, and say what was done; raises ``Trouble``."""
        body = body_of(request, self.body, has_file=self.deed.has_file)

        def deed() -> Answer:
            return self._done(asking, pk, body.said)

        key = _key_of(asking)
        if key or _names_a_tag(asking):
            # In one transaction: what was seen is compared with the row that is held, and done on that row.
            told = self._judged(asking, lambda: self._once(request, asking, key, (body.raw, deed)))
        else:
            told = self._judged(asking, deed)
        answer = HttpResponse(told.body, status=told.status, content_type="application/json")
        if told.location:
            answer["Location"] = told.location
        if told.is_kept:
            answer["Idempotent-Replayed"] = "true"
        answer["Cache-Control"] = "no-store"
        return with_allowance(answer, asking)

    def _once(self, request: HttpRequest, asking: Asking, key: str, once: tuple[bytes, Callable[[], Answer]]) -> Answer:
        raw, deed = once
        user, token = asking.user, asking.token
        assert token is not None  # noqa: S101 - nobody does a deed without one
        seen = "\n".join((request.method or "", request.path, asking.headers.get("If-Match", "")))
        fingerprint = hashlib.sha256(seen.encode() + b"\n" + raw).hexdigest()
        return answer_once(user, token, key=key, fingerprint=fingerprint, at=asking.at, deed=deed)

    def _judged(self, asking: Asking, deed: Callable[[], Answer]) -> Answer:
        """Every "no" of the house as one of the API."""
        try:
            return deed()
        except AnotherRequest as error:
            raise wrong(str(error), parameter=KEY) from error
        except Stale as error:
            raise Trouble(412 if asking.headers.get("If-Match") else 409, str(error)) from error
        except Refused as error:
            errors = [{"detail": str(error), "pointer": self._pointer(error.field)}] if error.field else []
            raise Trouble(409, str(error), errors=errors) from error
        except PermissionDenied as error:
            raise Trouble(403, _("Your role here does not allow this.")) from error
        except (IntegrityError, DataError) as error:
            raise Trouble(409, _("The database holds a rule that this breaks. Nothing was written.")) from error

    def _pointer(self, field: str) -> str:
        return f"/{DETAILS}/{field}" if field in self.columns or f"{DETAILS}.{field}" in self.given else f"/{field}"

    def _done(self, asking: Asking, pk: int | None, body: BaseModel | None) -> Answer:
        thing = self._thing(asking, pk, body)
        # Nobody has files opened and rows sought for a deed that is not theirs.
        unless_allowed(self.deed.verb, asking.user, thing)
        if pk is None:
            version = self._seen_of_conference(asking, thing)
        else:
            version = self._seen(asking, self.tellers[self.deed.on], thing)
            # The tag is that of the thing, and says nothing of a row beside it.
            version = None if self.deed.current else version
        thing_id, asking.thing = thing.pk, thing
        details = self._told(asking, thing, body, version)
        if self.deed.spreads_details:
            details |= details.pop(DETAILS)
        result = self.deed.action(asking.user, thing, **details)
        return self._outcome(asking, thing, thing_id, result)

    def _thing(self, asking: Asking, pk: int | None, body: BaseModel | None) -> models.Model:
        if pk is None:
            return self.deed.thing(getattr(body, "thing", None), asking) if self.deed.thing else asking.conference
        rows = self.tellers[self.deed.on].resource.rows(asking.person, asking.conference)
        found: models.Model | None = rows.filter(pk=pk).first() if 0 < pk <= LARGEST_ID else None
        if found is None:
            raise not_here()
        return found

    def _seen_of_conference(self, asking: Asking, thing: models.Model) -> int | None:
        """The same of a deed on the conference: the tag is that of the row that is changed, and there has to be one."""
        if not _names_a_tag(asking):
            return None
        row = thing if self.deed.thing else self.deed.current(thing) if self.deed.current else None
        teller = self.by_model.get(type(row)) if row is not None and row.pk is not None else None
        if row is None or teller is None:
            raise Trouble(412, _("This tag was not given out here; fetch the row again."))
        return self._seen(asking, teller, row)

    def _seen(self, asking: Asking, teller: Teller, thing: models.Model) -> int | None:
        """The version that this change was made for; refuses if the row is another by now."""
        version, digest = seen_version(asking)
        if _names_a_tag(asking):
            hold(thing)
        if version is not None and version != getattr(thing, "version", version):
            raise Trouble(412, str(Stale()))
        if digest:
            row = teller.one(asking, thing.pk, teller.wanted({}))
            if tag_of(as_json({"data": row})).strip('"') != digest:
                raise Trouble(412, str(Stale()))
        return version

    def _told(self, asking: Asking, thing: models.Model, body: BaseModel | None, version: int | None) -> dict[str, Any]:
        """The details as the action wants them."""
        told: dict[str, Any] = {}
        for name, parameter in self.deed.asked.items():
            if name not in self.given and is_known_here(name, parameter.annotation):
                told[name] = known_here(name, asking)
        if self.deed.has_details:
            told[DETAILS], base = self._details(asking, thing, body)
            version = version if version is not None or base is None else getattr(base, "version", None)
        for name, given in self.given.items():
            if "." not in name and (given.is_needed or name in _said(body)):
                made = given.made(getattr(body, name), asking, f"/{name}")
                told |= made if given.spreads else {name: made}
        if "version" in self.deed.asked:
            told.setdefault("version", version)
        return told

    def _details(
        self, asking: Asking, thing: models.Model, body: BaseModel | None
    ) -> tuple[dict[str, Any], models.Model | None]:
        """Every detail: as the body says it, as the row has it, or as a new row begins; and the row, if it was read."""
        said = getattr(body, DETAILS, None)
        base = self.deed.current(thing) if self.deed.current else (None if self.deed.makes else thing)
        details: dict[str, Any] = {}
        was_read = False
        for name, column in self.columns.items():
            if name in _said(said):
                taken = self._taken(asking, column, getattr(said, name), f"/{DETAILS}/{name}")
                details[name] = with_others(taken, getattr(base, name, None), asking)
            elif base is not None:
                details[name], was_read = getattr(base, name), True
            else:
                details[name] = column.get_default()
        for path, given in self.given.items():
            name = path.partition(".")[2]
            if name and (given.is_needed or name in _said(said)):
                made = given.made(getattr(said, name), asking, f"/{DETAILS}/{name}")
                details[name] = with_others(made, getattr(base, name, None), asking)
            elif name and base is not None and _has_column(base, name):
                details[name], was_read = getattr(base, name), True
        return details, base if was_read else None

    def _taken(self, asking: Asking, column: "models.Field[Any, Any]", value: Any, pointer: str) -> Any:
        if column.name == SENSITIVITY:
            return level(value, asking, pointer)
        if not isinstance(column, models.ForeignKey) or value is None:
            return as_kept(column, judged(asking, column, value, pointer))
        if column.related_model is Party:
            return party(value, asking, pointer)
        given = known(column.related_model, self._rows_of)
        if given is None:
            raise TypeError(f"{self.deed.verb}: no resource for {column}")
        return given.made(value, asking, pointer)

    # ---- told ----

    def _outcome(self, asking: Asking, thing: models.Model, thing_id: int, result: object) -> Answer:
        made = result if isinstance(result, models.Model) and _is_another(result, thing, thing_id) else None
        # What is deleted is no row any more.
        made = made if made is not None and made.pk is not None else None
        batch = result if isinstance(result, Batch) else None
        made_row = self._row(asking, made, made.pk) if made is not None else None
        told = {
            "verb": self.deed.verb,
            "thing": self._row(asking, thing, thing_id),
            "made": made_row,
            "counts": dict(batch.counts) if batch else {},
            "skipped": [{"name": name, "why": str(why)} for name, why in batch.skipped] if batch else [],
        }
        location = str(made_row["address"] or "") if made_row else ""
        return Answer(201 if made is not None else 200, as_json(told).decode(), location)

    def _row(self, asking: Asking, row: models.Model, pk: int) -> dict[str, Any]:
        teller = self.by_model.get(type(row))
        address = f"/api/v1/{asking.conference.slug}/{teller.resource.path}/{pk}" if teller else None
        return {"kind": label_of(row), "id": pk, "address": address}


def _key_of(asking: Asking) -> str:
    """The key of a deed that is done once; nothing where none is sent. One that says nothing is refused."""
    key = asking.headers.get(KEY)
    if key is None:
        return ""
    if not key.strip():
        # Whoever sends one counts on it: two such deeds would be done twice.
        sentence = _("This key is empty, so it tells no deed from another. Send one, or leave the header out.")
        raise Trouble(400, sentence, errors=[{"detail": sentence, "parameter": KEY}])
    if len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise wrong(_("A key has at most 255 printable characters of ASCII."), parameter=KEY)
    return key


def _names_a_tag(asking: Asking) -> bool:
    return asking.headers.get("If-Match", "").strip() not in {"", "*"}


def _is_another(result: models.Model, thing: models.Model, thing_id: int) -> bool:
    return label_of(result) != label_of(thing) or result.pk != thing_id


def _has_column(row: models.Model, name: str) -> bool:
    return any(each.name == name for each in row._meta.concrete_fields)


def _said(body: BaseModel | None) -> set[str]:
    return body.model_fields_set if body is not None else set()
