"""The names of columns and states as Indico writes them in English, French and Spanish."""

import unicodedata
from collections.abc import Sequence

__all__ = ["PERSONAL", "folded", "is_true", "roles_of", "state_named"]

# Fields of a form that every form has; the form's own titles may be in any language.
PERSONAL = frozenset(
    ("first_name", "last_name", "title", "email", "affiliation", "position", "phone", "country", "address")
)
_LABELS = {
    "friendly_id": "ID|Identifiant|Registration ID|Identifiant d'inscription|ID de inscripción",
    "full_name": "Name|Full name|Nom complet|Nombre completo|full_name",
    "first_name": "First Name|Prénom|first_name",
    "last_name": "Last Name|Family name|Nom de famille|Apellidos|last_name",
    "title": "Title|Titre|Título",
    "email": "Email Address|Email|E-mail|Adresse électronique|Dirección de correo|Correo",
    "affiliation": "Affiliation|Afiliación|Organización",
    "position": "Position|Poste|Posición",
    "phone": "Phone Number|Phone|Numéro de téléphone|Téléphone|Teléfono",
    "country": "Country|Pays|País",
    "address": "Address|Adresse|Dirección",
    "state": "Registration state|State|Statut de l'inscription|État|Estado de la inscripción|Estado",
    "checked_in": "Checked in|Enregistré|Confirmación del registro",
    "checked_in_dt": "Check-in date|Date d'enregistrement|Fecha de confirmación del registro",
    # The Spanish screen lacks a letter.
    "registration_date": "Registration date|Date d'inscription|Fecha de incripción|Fecha de inscripción",
    "tags": "Tags|Étiquettes|Etiquetas",
}
# The same word for a whole name and for a part of one, and which part is the other.
_AMBIGUOUS = {"nom": ("last_name", "first_name"), "nombre": ("first_name", "last_name")}
_STATES = {
    "complete": "complete|Completed|Terminé|Completado",
    "pending": "pending|En attente|Pendiente",
    "rejected": "rejected|Refusé|Rechazado",
    "withdrawn": "withdrawn|Retiré|Retirado",
    "unpaid": "unpaid|Awaiting payment|En attente du paiement|En espera de pago",
}
_LONGEST = 60
_TRUE = frozenset(("yes", "true", "1", "oui", "si"))
_FALSE = frozenset(("no", "false", "0", "non", ""))


def folded(text: str) -> str:
    """Return a label without the differences that do not make another one: capitals, accents, a star at the end."""
    if len(text) > _LONGEST:
        return ""
    bare = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return " ".join("".join(each for each in bare if not unicodedata.combining(each)).rstrip(" *:").split())


def _by_label(names: dict[str, str]) -> dict[str, str]:
    return {folded(label): name for name, labels in names.items() for label in labels.split("|")}


_ROLES = _by_label(_LABELS)
_STATES_BY_LABEL = _by_label(_STATES)


def roles_of(labels: Sequence[str]) -> tuple[str, ...]:
    """Return what each column holds by the name of a field of ``Registration``, or "" for a question of the form.

    Each field is had by its first column. French "Nom" and Spanish "Nombre" stand for a whole name and for a part of
    one: the part where the whole is there already, or where the other part is there and no second column of that name.
    """
    bare = [folded(label) for label in labels]
    plain = [_ROLES.get(each, "") for each in bare]
    taken: set[str] = set()
    roles = []
    for label, role in zip(bare, plain, strict=True):
        found = _either(label, bare, plain, taken) if label in _AMBIGUOUS else role
        roles.append("" if found in taken else found)
        taken.add(found)
    return tuple(roles)


def _either(label: str, bare: list[str], plain: list[str], taken: set[str]) -> str:
    part, other = _AMBIGUOUS[label]
    is_whole_there = "full_name" in taken or "full_name" in plain
    is_part = is_whole_there or (other in plain and bare.count(label) == 1)
    return part if is_part else "full_name"


def state_named(text: str) -> str:
    """Return the state of a registration that is called so, or ""."""
    return _STATES_BY_LABEL.get(folded(text), "")


def is_true(text: str) -> bool | None:
    """Return whether a cell says yes or no, or None where it says neither."""
    said = folded(text)
    if said in _TRUE:
        return True
    return False if said in _FALSE and len(text) <= _LONGEST else None
