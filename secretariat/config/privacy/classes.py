"""Every field of every model by its class: personal, by reference, or plain."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from secretariat.config.privacy.personal import PERSONAL, Personal
from secretariat.config.privacy.plain import PLAIN

# Rows that are a person, or stand for one; what leads to one of them says something of that person.
PEOPLE = frozenset(
    {
        "accounts.user",
        "api.token",
        "delegations.delegate",
        "door.badge",
        "newsroom.mediaperson",
        "newsroom.mediarequest",
        "newsroom.reply",
        "programme.invitee",
    }
)


@dataclass(frozen=True)
class Classed:
    """One field, and what the map says of it; nothing where it says nothing."""

    model: type[Model]
    field: Any
    personal: Personal | None
    by_reference: bool
    is_plain: bool

    @property
    def name(self) -> str:
        """The field as the map names it."""
        return f"{self.model._meta.label_lower}.{self.field.name}"

    @property
    def classes(self) -> int:
        """Of how many classes it is; it should be one."""
        return bool(self.personal) + self.by_reference + self.is_plain


def every_field() -> Iterator[Classed]:
    """Every field that is kept in a column or in a table between two, of every model of the house and its framework."""
    personal = {f"{each.model}.{name}": each for each in PERSONAL for name in each.fields.split()}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        plain = PLAIN.get(label, "").split()
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            found = personal.get(f"{label}.{field.name}")
            yield Classed(model, field, found, found is None and leads_to_a_person(field), field.name in plain)


def leads_to_a_person(field: "Field[Any, Any]") -> bool:
    """Whether a field points to a row that is a person or stands for one."""
    other = field.related_model
    return isinstance(other, type) and other._meta.label_lower in PEOPLE


def known_names() -> list[str]:
    """Every name that the two tables hold, twice where it is written twice."""
    names = [f"{each.model}.{name}" for each in PERSONAL for name in each.fields.split()]
    return names + [f"{model}.{name}" for model, fields in PLAIN.items() for name in fields.split()]
