"""Words with which paragraphs of resolutions and declarations open, in six languages.

Taken from the lists of the United Nations Editorial Manual and from how the six language versions of resolutions of
the General Assembly render them. A list is small on purpose: what it does not know, the place decides.
"""

import re
from functools import cache

__all__ = ["opening_kind"]

_PREAMBULAR = {
    "en": "acknowledging affirming alarmed appalled appreciating aware bearing believing cognizant commending "
    "concerned confident confirming conscious considering convinced deploring desiring determined "
    "disturbed emphasizing emphasising encouraged expressing grateful gravely guided having inspired "
    "keeping mindful noting observing reaffirming realizing realising recalling recognizing recognising "
    "referring regretting reiterating resolved seeking stressing underlining underscoring viewing "
    "welcoming whereas",
    "fr": "accueillant affirmant alarmée alarmés ayant consciente conscients considérant constatant convaincue "
    "convaincus déplorant désireuse désireux déterminée déterminés exprimant félicitant gardant guidée "
    "guidés insistant notant préoccupée préoccupés prenant rappelant réaffirmant reconnaissant réitérant "
    "remerciant saluant soulignant soucieuse soucieux tenant",
    "es": "acogiendo afirmando alarmada alarmados alentada alentados celebrando confirmando consciente "
    "conscientes considerando convencida convencidos decidida decididos deplorando deseando deseosa "
    "destacando encomiando expresando guiada guiados habiendo observando poniendo preocupada preocupados "
    "reafirmando recalcando reconociendo recordando reiterando resuelta subrayando teniendo tomando",
    "ru": "будучи выражая желая заслушав изучив напоминая осознавая отмечая подтверждая подчеркивая подчёркивая "
    "памятуя признавая принимая приветствуя рассмотрев руководствуясь сознавая ссылаясь сожалея стремясь "
    "учитывая",
    "ar": "إذ وإذ",
    "zh": "回顾 重申 铭记 意识到 注意到 认识到 深信 确认 强调 欢迎 考虑到 关切 赞赏 遵循 承认 表示 忆及 念及 审议了",
}
_OPERATIVE = {
    "en": "accepts adopts affirms agrees appeals approves authorizes authorises calls commends commits condemns "
    "confirms congratulates considers decides declares demands deplores designates draws emphasizes "
    "emphasises encourages endorses establishes expresses instructs invites notes proclaims reaffirms "
    "recalls recognizes recognises recommends regrets reiterates reminds renews requests resolves "
    "stresses supports takes thanks underlines underscores urges welcomes",
    "fr": "accueille affirme appelle approuve autorise condamne confirme considère constate convient décide "
    "déclare demande déplore encourage engage exhorte exige exprime félicite fait insiste invite lance "
    "note prend prie proclame rappelle réaffirme recommande reconnaît regrette réitère remercie "
    "renouvelle salue se souligne souscrit",
    "es": "acoge acuerda adopta afirma agradece alienta apoya aprueba autoriza celebra condena confirma "
    "considera decide declara deplora destaca encomia exhorta exige expresa felicita hace insta invita "
    "lamenta observa pide proclama reafirma recalca recomienda reconoce recuerda reitera renueva resuelve "
    "respalda señala solicita subraya toma",
    "ru": "благодарит выражает заявляет настоятельно одобряет осуждает отмечает поддерживает подтверждает "
    "подчеркивает подчёркивает поручает постановляет предлагает призывает признает признаёт приветствует "
    "провозглашает просит рекомендует решает сожалеет соглашается требует уполномочивает утверждает "
    "учреждает",
    "ar": "تقرر يقرر تدعو يدعو تطلب يطلب تؤكد يؤكد ترحب يرحب تحث يحث تعرب يعرب تشجع يشجع تدين يدين توصي يوصي "
    "تعتمد يعتمد تعلن يعلن تلاحظ يلاحظ تسلم يسلم تهيب يهيب تشدد يشدد تعيد يعيد تناشد يناشد توافق يوافق "
    "تحيط يحيط نقرر ندعو نؤكد نرحب",
    "zh": "决定 呼吁 请 促请 敦促 邀请 鼓励 建议 赞同 核准 通过 宣布 谴责 要求 感谢 强烈 申明",
}
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# Words that come before the one that says it: deeply concerned, also recalling.
_BEFORE = (
    "also further deeply strongly solemnly firmly fully profondément également en outre vivement profundamente también "
    "además asimismo также далее вновь"
)
# Signs of vowels are not written by everybody.
_VOWELS = re.compile("[\u064b-\u0652\u0640]")


def opening_kind(words: str) -> str:
    """Return "preambular" or "operative" where the first word of a paragraph says so, "" otherwise."""
    said = _VOWELS.sub("", words.lstrip('[(«"“ \t'))
    for kind, openings in (("preambular", _chinese("preambular")), ("operative", _chinese("operative"))):
        if said.startswith(openings):
            return kind
    found = _FIRST_WORD.findall(said[:80].casefold())
    first = next((word for word in found if word not in _before()), "")
    return _known().get(first, "")


@cache
def _before() -> frozenset[str]:
    return frozenset(_BEFORE.split())


@cache
def _chinese(kind: str) -> tuple[str, ...]:
    return tuple((_PREAMBULAR if kind == "preambular" else _OPERATIVE)["zh"].split())


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, lists in (("operative", _OPERATIVE), ("preambular", _PREAMBULAR)):
        for language, words in lists.items():
            if language != "zh":
                found |= dict.fromkeys(words.split(), kind)
    return found
