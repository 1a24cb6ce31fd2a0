"""What the columns of a table are called in the six languages, by kind of row; people's are those of nominations."""

from functools import cache

from secretariat.api.queries.drafted import CELLS, KINDS
from secretariat.delegations.queries.headings import HEADINGS as OF_NOMINEES
from secretariat.delegations.queries.headings import plain_words

# Beside the cells: what another program calls a row, and the two halves of a name.
SOURCE_ID, GIVEN, FAMILY = "source_id", "given_name", "family_name"

_TITLE = ("Title", "Name", "Titre", "Intitulé", "Título", "Название", "Наименование", "العنوان", "标题", "名称")
_SEATS = (
    *("Seats", "Capacity", "Places", "Sièges", "Capacité", "Plazas", "Aforo", "Asientos"),
    *("Места", "Вместимость", "المقاعد", "السعة", "座位", "座位数", "容量"),
)
_ID = ("ID", "Id", "Identifier", "Key", "UID", "Identifiant", "Identificador", "Идентификатор", "المعرف", "编号")
_ROOM = ("Room", "Hall", "Location", "Salle", "Lieu", "Sala", "Зал", "Комната", "Помещение", "القاعة", "会议室", "地点")
_SESSION = ("Session", "Séance", "Sesión", "Заседание", "Сессия", "الجلسة", "会议", "场次")
_DOCUMENT = ("Documents", "Document", "Papers", "Documentos", "Documento", "Документы", "Документ", "الوثائق", "文件")

HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "room": {
        SOURCE_ID: _ID,
        "name": (*_ROOM, *_TITLE, "Nom", "Nombre", "Имя", "الاسم"),
        "seats": _SEATS,
    },
    "session": {
        SOURCE_ID: _ID,
        "title": (*_TITLE, *_SESSION),
        "kind": ("Kind", "Type", "Genre", "Tipo", "Clase", "Вид", "Тип", "النوع", "类型"),
        "starts_at": (
            *(
                "Begins",
                "Start",
                "Starts",
                "Start time",
                "From",
                "Début",
                "Commence",
                "De",
                "Comienzo",
                "Inicio",
                "Desde",
            ),
            *("Начало", "С", "البداية", "من", "开始", "开始时间"),
        ),
        "ends_at": (
            *("Ends", "End", "End time", "Until", "To", "Fin", "Jusqu’à", "Hasta", "Final"),
            *("Конец", "Окончание", "До", "النهاية", "إلى", "结束", "结束时间"),
        ),
        "day": ("Day", "Date", "Jour", "Día", "Fecha", "День", "Дата", "اليوم", "التاريخ", "日期"),
        "room": _ROOM,
        "description": (
            *("Description", "Abstract", "Text", "Résumé", "Descripción", "Resumen"),
            *("Описание", "الوصف", "说明", "描述"),
        ),
        "languages": (
            *("Languages of interpretation", "Interpretation", "Languages", "Langues", "Idiomas"),
            *("Языки", "اللغات", "语言"),
        ),
        "seats": ("People expected", "Expected", "Personnes attendues", "Personas previstas", "Ожидается", "预计人数"),
        "chair_name": (
            "Chair",
            "Chairperson",
            "Moderator",
            "Président",
            "Presidente",
            "Председатель",
            "الرئيس",
            "主席",
        ),
        "is_cancelled": ("Cancelled", "Canceled", "Annulée", "Cancelada", "Отменено", "ملغاة", "已取消"),
    },
    "item": {
        SOURCE_ID: _ID,
        "number": (
            "Number",
            "No.",
            "Item",
            "Numéro",
            "Point",
            "Número",
            "Punto",
            "Номер",
            "Пункт",
            "الرقم",
            "البند",
            "序号",
        ),
        "title": _TITLE,
        "session": _SESSION,
        "document": _DOCUMENT,
    },
    "delegate": {
        SOURCE_ID: _ID,
        GIVEN: ("First name", "Given name", "Prénom", "Nombre de pila", "Имя", "الاسم الأول", "名"),
        FAMILY: (
            *("Last name", "Family name", "Surname", "Nom de famille", "Apellido", "Apellidos"),
            *("Фамилия", "اسم العائلة", "姓"),
        ),
        **{
            field: tuple(said for each in by_language.values() for said in each)
            for field, by_language in OF_NOMINEES.items()
        },
        "affiliation": (
            *("Affiliation", "Country", "State", "Delegation", "Represents", "Pays", "État", "Délégation"),
            *("País", "Estado", "Delegación", "Страна", "Государство", "Делегация"),
            *("البلد", "الدولة", "الوفد", "الانتماء", "国家", "代表团", "所属"),
        ),
        "party": ("Party", "Party code", "Country code", "Code", "Partie", "Parte", "Сторона", "الطرف", "缔约方"),
        "is_media": ("Media", "Press", "Médias", "Prensa", "СМИ", "إعلام", "媒体"),
    },
}


def choices_of(kind: str) -> list[str]:
    """What a column of a table of this kind can hold."""
    beside = [SOURCE_ID, GIVEN, FAMILY] if kind == "delegate" else [SOURCE_ID]
    # Where an item stands is told by the order of the table.
    return [*(name for name in CELLS[kind] if name != "position"), *beside]


def columns_called(headings: list[str], kind: str) -> list[str]:
    """Which cell each column holds by its heading, each at most once; nothing where it is not known."""
    seen: set[str] = set()
    found = []
    for heading in headings:
        cell = _called(kind).get(plain_words(heading), "")
        # Two columns for a name tell more than one that is called alike.
        found.append("" if cell in seen else cell)
        seen.add(cell)
    if kind == "delegate" and FAMILY in found and GIVEN not in found and "name" in found:
        found[found.index("name")] = GIVEN
    return found


def kind_called(headings: list[str]) -> str:
    """The kind of row that these headings speak of most; of equals, people."""
    known = {kind: sum(bool(cell) for cell in columns_called(headings, kind)) for kind in ("delegate", *KINDS)}
    return max(known, key=lambda kind: known[kind])


@cache
def _called(kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for cell, headings in HEADINGS[kind].items():
        for heading in headings:
            found.setdefault(plain_words(heading), cell)
    for cell in choices_of(kind):
        found.setdefault(plain_words(cell), cell)
    return found
