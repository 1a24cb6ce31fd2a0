"""What the columns of a list of nominees are called in the six languages, and the words in their cells."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import override

from secretariat.delegations.models import DelegateRole, Rank
from secretariat.engines.folding import folded

# By field and language; the first of each is what an empty list to fill in says.
HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "name": {
        "ar": ("الاسم", "الاسم الكامل", "الاسم بالأحرف اللاتينية", "اسم المندوب"),
        "zh": ("姓名", "名字", "全名", "拉丁字母姓名"),
        "en": ("Name", "Full name", "Delegate", "Name in Latin script", "Participant"),
        "fr": ("Nom", "Nom complet", "Nom et prénom", "Prénom et nom", "Nom en caractères latins"),
        "ru": ("Имя", "ФИО", "Имя и фамилия", "Фамилия и имя", "Фамилия, имя", "Имя латиницей"),
        "es": ("Nombre", "Nombre completo", "Nombre y apellidos", "Nombre en caracteres latinos"),
    },
    "original_name": {
        "ar": ("الاسم بلغته الأصلية", "الاسم الأصلي", "الاسم بالأحرف الأصلية"),
        "zh": ("原文姓名", "本国文字姓名"),
        "en": ("Name in original script", "Original name", "Name in own script", "Native name"),
        "fr": ("Nom dans l’écriture d’origine", "Nom original", "Nom d’origine"),
        "ru": ("Имя в оригинале", "Имя на родном языке", "Оригинальное имя"),
        "es": ("Nombre en su escritura original", "Nombre original"),
    },
    "honorific": {
        "ar": ("اللقب",),
        "zh": ("称谓", "尊称"),
        "en": ("Honorific", "Title", "Prefix", "Salutation"),
        "fr": ("Civilité", "Titre"),
        "ru": ("Обращение", "Титул"),
        "es": ("Tratamiento", "Título"),
    },
    "role": {
        "ar": ("الدور", "الدور في الوفد"),
        "zh": ("角色", "代表团内角色"),
        "en": ("Role", "Role in the delegation"),
        "fr": ("Rôle", "Rôle dans la délégation"),
        "ru": ("Роль", "Роль в делегации"),
        "es": ("Función", "Función en la delegación", "Papel"),
    },
    "capacity": {
        "ar": ("الصفة", "المنصب", "الوظيفة"),
        "zh": ("职务", "职位"),
        "en": ("Capacity", "Position", "Function", "Job title", "Functional title"),
        "fr": ("Qualité", "Fonction", "Poste"),
        "ru": ("Должность", "Пост"),
        "es": ("Cargo", "Puesto"),
    },
    "body": {
        "ar": ("الجهة", "المؤسسة", "الوزارة"),
        "zh": ("机构", "单位", "部门"),
        "en": ("Body", "Institution", "Ministry", "Organisation", "Organization"),
        "fr": ("Organisme", "Institution", "Ministère", "Organisation"),
        "ru": ("Ведомство", "Учреждение", "Министерство", "Организация"),
        "es": ("Organismo", "Institución", "Ministerio", "Organización"),
    },
    "rank": {
        "ar": ("المرتبة", "الرتبة"),
        "zh": ("级别", "职级"),
        "en": ("Rank", "Level"),
        "fr": ("Rang", "Niveau"),
        "ru": ("Ранг", "Уровень"),
        "es": ("Rango", "Nivel"),
    },
    "mail": {
        "ar": ("البريد الإلكتروني", "البريد"),
        "zh": ("电子邮件", "邮箱", "电子邮箱"),
        "en": ("Mail", "E-mail", "Mail address", "E-mail address"),
        "fr": ("Courriel", "Adresse électronique", "Mél"),
        "ru": ("Эл. почта", "Почта", "Электронная почта", "Адрес электронной почты"),
        "es": ("Correo", "Correo electrónico", "Dirección de correo"),
    },
    "languages": {
        "ar": ("اللغات", "اللغة"),
        "zh": ("语言",),
        "en": ("Languages", "Language"),
        "fr": ("Langues", "Langue"),
        "ru": ("Языки", "Язык"),
        "es": ("Idiomas", "Idioma", "Lenguas"),
    },
}
FIELDS = tuple(HEADINGS)
# Words that lists use beside the house's own.
ROLES_SAID = {
    "chief": "head",
    "head of delegation": "head",
    "chef de délégation": "head",
    "jefe de delegación": "head",
    "глава делегации": "head",
    "رئيس الوفد": "head",
    "团长": "head",
    "deputy head": "alternate",
    "deputy head of delegation": "alternate",
    "副团长": "alternate",
    "نائب رئيس الوفد": "alternate",
    "delegate": "member",
    "journalist": "press",
    "media": "press",
}
_BETWEEN = re.compile(r"[,;/|·،；、]|\s+(?:and|et|y|и|و)\s+")
_NO_WORD = re.compile(r"[\W_]+")
# A column is taken for what most of its cells look like.
_MOST = 0.6


def template_headings(language: str) -> list[str]:
    """The headings of an empty list, in a language."""
    return [by_language.get(language, by_language["en"])[0] for by_language in HEADINGS.values()]


def has_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row holds headings: half of what stands in it is called like a column."""
    said = [cell for cell in rows[0] if cell] if rows else []
    known = [cell for cell in said if _field_called(cell)]
    return bool(known) and 2 * len(known) >= len(said)


def columns_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """Which field stands in each column, by its heading or else by what is in it; nothing where it is not known."""
    width = max((len(row) for row in rows), default=0)
    if has_headings(rows):
        first = rows[0]
        return _each_once(_field_called(first[column]) if column < len(first) else "" for column in range(width))
    guessed = [_field_of([row[column] for row in rows if column < len(row) and row[column]]) for column in range(width)]
    if "name" not in guessed and guessed:
        free = [column for column, field in enumerate(guessed) if not field]
        guessed[free[0] if free else 0] = "name"
    return _each_once(guessed)


def role_called(words: str) -> str:
    """The role of this name in any of the six languages; nothing if there is none."""
    said = {plain_words(each): role for each, role in ROLES_SAID.items()}
    return labels_of(DelegateRole).get(plain_words(words)) or said.get(plain_words(words), "")


def rank_called(words: str) -> str:
    """The rank of this name in any of the six languages; nothing if there is none."""
    return labels_of(Rank).get(plain_words(words), "")


def languages_called(words: str) -> tuple[list[str], list[str]]:
    """The languages that are named, as codes, and the words that name none which is kept."""
    known, codes, unknown = _languages(), list[str](), list[str]()
    for part in filter(None, (each.strip() for each in _BETWEEN.split(words))):
        code = known.get(plain_words(part), "")
        if code:
            codes.append(code)
        else:
            unknown.append(part)
    return list(dict.fromkeys(codes)), unknown


def plain_words(words: str) -> str:
    """A heading or a word of a list without what may be written in many ways: case, accents, blanks and marks."""
    return _NO_WORD.sub("", folded(words))


@cache
def labels_of(kind: type[TextChoices]) -> dict[str, str]:
    """The values of a choice by what each is called in the six languages."""
    found = {plain_words(value): str(value) for value in kind.values}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {plain_words(str(label)): str(value) for value, label in kind.choices}
    return found


def _each_once(fields: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    found = []
    for field in fields:
        found.append("" if field in seen else field)
        seen.add(field)
    return found


def _field_called(heading: str) -> str:
    return _headings().get(plain_words(heading), "")


def _field_of(cells: list[str]) -> str:
    """What a column without a heading is, if most of its cells say so."""
    if not cells:
        return ""
    likely = {
        "mail": sum("@" in cell for cell in cells),
        "role": sum(bool(role_called(cell)) for cell in cells),
        "rank": sum(bool(rank_called(cell)) for cell in cells),
        "languages": sum(bool(languages_called(cell)[0]) for cell in cells),
    }
    field = max(likely, key=lambda each: likely[each])
    return field if likely[field] >= _MOST * len(cells) else ""


@cache
def _headings() -> dict[str, str]:
    return {
        plain_words(heading): field
        for field, by_language in HEADINGS.items()
        for headings in by_language.values()
        for heading in headings
    }


@cache
def _languages() -> dict[str, str]:
    # Babel is heavy; whoever hands in a list waits for it once.
    from babel import Locale  # noqa: PLC0415

    codes = [code for code, _name in settings.LANGUAGES]
    found = {plain_words(code): code for code in codes}
    for code in codes:
        found |= {plain_words(str(Locale(code).get_language_name(spoken))): code for spoken in codes}
    return found
