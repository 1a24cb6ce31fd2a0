"""Sample people in five scripts and ways of writing, with whom a template is tried out."""

from typing import Any

from django.utils.translation import override

from secretariat.conference.models import Conference
from secretariat.door.models import Colour, PrintKind
from secretariat.door.queries.papers import OF_BADGES, Papers, Teller, said
from secretariat.engines.paper import mark
from secretariat.ui.templatetags.ui import days

# A code as long as a real one; no door takes it.
_CODE = "SAMPLE" + "A" * 250
_LEBANON = (("Lebanon", "en"), ("لبنان", "ar"), ("黎巴嫩", "zh"), ("Liban", "fr"), ("Ливан", "ru"), ("Líbano", "es"))
_CHINA = (("中国", "zh"), ("China", "en"), ("الصين", "ar"), ("Chine", "fr"), ("Китай", "ru"))
_RUSSIA = (("Российская Федерация", "ru"), ("Russian Federation", "en"), ("الاتحاد الروسي", "ar"))
_AFRICA = (("République centrafricaine", "fr"), ("Central African Republic", "en"), ("中非共和国", "zh"))
_ROSS = (("United Kingdom", "en"), ("Royaume-Uni", "fr"))
# Names, honorific, capacity, party, class and its colour, zones.
_PEOPLE: tuple[tuple[Any, ...], ...] = (
    (
        ("أمل يوسف حدّاد", "Amal Youssef Haddad"),
        "معالي",
        "وزيرة الشؤون الاجتماعية",
        _LEBANON[1:] + _LEBANON[:1],
        ("رئيس وفد", Colour.RED),
        "A B VIP",
    ),
    (("王小明", "Wang Xiaoming"), "", "中国政府特使", _CHINA, ("代表", Colour.BLUE), "A B"),
    (
        ("Сергей Владимирович Константинопольский-Преображенский", "Sergei Konstantinopolskii-Preobrazhenskii"),
        "Е. П.",
        "Специальный представитель Президента по вопросам возвращения беженцев",
        _RUSSIA,
        ("Делегат", Colour.GREEN),
        "A B C D",
    ),
    (
        ("Marie-Françoise N’Diaye",),
        "S. E. Mme",
        "Ambassadrice, Représentante permanente auprès de l’Office des Nations Unies",
        _AFRICA,
        ("Observateurs", Colour.AMBER),
        "A",
    ),
    (("Jo Ross",), "", "Correspondent", _ROSS, ("Press", Colour.VIOLET), "PRESS"),
)


def samples_of(conference: Conference, kind: str, language: str) -> Papers:
    """Five sample people, or their parties, as a template of this kind reads them."""
    teller = Teller(conference, language)
    with override(language):
        if kind == PrintKind.TABLE_CARD:
            return Papers(teller.frame(parties=[{"names": _named(person[3])} for person in _PEOPLE]))
        people = [_person(teller, place, person) for place, person in enumerate(_PEOPLE)]
        return Papers(teller.frame(people=people), {"code.png": mark(_CODE)} if kind in OF_BADGES else {})


def _person(teller: Teller, place: int, person: tuple[Any, ...]) -> dict[str, Any]:
    names, honorific, capacity, party, (name, colour), zones = person
    held = teller.conference
    return {
        "names": [said(each) for each in names],
        "honorific": said(honorific),
        "capacity": said(capacity),
        "party": _named(party),
        "attended": teller.attended([held.start_date, held.end_date]),
        "class": {"code": "SAMPLE", "name": said(name), "colour": colour},
        "zones": zones.split(),
        "number": f"000000{place}",
        "valid": days(held.start_date, held.end_date),
        "photo": None,
        "code": "code.png",
    }


def _named(party: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [said(*each) for each in party]
