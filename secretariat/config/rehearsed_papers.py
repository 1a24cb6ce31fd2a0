"""The papers and the press of the rehearsal: a text under negotiation, an article, and replies that wait."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.documents.actions import (
    amend,
    bracket_amendment,
    issue_document,
    keep_version,
    open_text,
    register_document,
    set_language_version,
    take_stance,
    write_text,
)
from secretariat.documents.models import Amendment, AmendmentKind, Document, DocumentKind, Paragraph, SupportStance
from secretariat.engines.wording import Written
from secretariat.newsroom.actions import About, draft_article, publish_article, submit_article, take_reply
from secretariat.newsroom.models import Article
from secretariat.parties.models import Party
from secretariat.programme.models import AgendaItem

TITLE = {
    "en": "Draft statement of the rehearsal",
    "ar": "مشروع بيان التمرين",
    "fr": "Projet de déclaration de la répétition",
    "es": "Proyecto de declaración del ensayo",
    "ru": "Проект заявления репетиции",
    "zh": "演练声明草案",
}
TEXT = (
    Written(
        "pp1",
        "preambular",
        {"en": "Recalling that everybody here is invented,", "ar": "إذ يشير إلى أن كل من هنا متخيَّل،"},
    ),
    Written(
        "pp2",
        "preambular",
        {"en": "Noting that people go home when they choose to,", "ar": "وإذ يلاحظ أن الناس يعودون حين يختارون،"},
    ),
    Written(
        "op1",
        "operative",
        {
            "en": "Calls for schools that recognise certificates from abroad;",
            "ar": "يدعو إلى مدارس تعترف بالشهادات الصادرة في الخارج؛",
        },
    ),
    Written(
        "op2", "operative", {"en": "Decides to clear explosive remnants from", "ar": "يقرر إزالة المخلفات المتفجرة من"}
    ),
    Written("op2a", "operative", {"en": "roads and bridges;", "ar": "الطرق والجسور؛"}, "op2"),
    Written("op2b", "operative", {"en": "schools and their yards;", "ar": "المدارس وساحاتها؛"}, "op2"),
    Written(
        "op3",
        "operative",
        {"en": "Asks the secretariat to report within a year.", "ar": "يطلب إلى الأمانة أن تقدم تقريراً خلال سنة."},
    ),
)
# Paragraph, parties, words, why; each is somebody's who does not exist.
AMENDMENTS: tuple[tuple[str, Sequence[str], str, str], ...] = (
    (
        "op1",
        ("LB", "JO"),
        "Calls for schools that recognise certificates from abroad without a fee;",
        "Families pay twice.",
    ),
    ("op3", ("FR",), "Asks the secretariat to report within six months.", "A year is long for those who wait."),
    ("op2a", ("RU", "CN"), "roads, bridges and fields;", "People live on their harvest."),
)
STANCES = (
    ("op1", "IQ", SupportStance.SUPPORTS),
    ("op1", "TR", SupportStance.RESERVES),
    ("op2", "EG", SupportStance.SUPPORTS),
    ("op3", "NO", SupportStance.SUPPORTS),
    ("op3", "IR", SupportStance.OPPOSES),
)
REPLIES = (
    ("Amal Example", "amal@example.org", "Will there be buses from the camps?"),
    ("A. Reader", "reader@example.org", "See https://example.org/one and https://example.org/two and www.example.net"),
)


def rehearse_papers(hand: User, conference: Conference, *, at: datetime) -> None:
    """Lay a text before delegations that argue about it, and tell the public of it."""
    document = _text(hand, conference, at)
    rows = Paragraph.objects.filter(document=document).order_by("position", "id")
    paragraphs = {said.key: row for said, row in zip(TEXT, rows, strict=True)}
    handed_in = [_amendment(hand, paragraphs[key], codes, (words, why), at=at) for key, codes, words, why in AMENDMENTS]
    bracket_amendment(hand, handed_in[-1], at=at)
    for key, code, stance in STANCES:
        take_stance(hand, document, on=paragraphs[key], party=Party.objects.get(code=code), stance=stance)
    take_stance(hand, document, on=handed_in[0], party=Party.objects.get(code="DE"), stance=SupportStance.SUPPORTS)
    _news(hand, conference, document, at)


def _text(hand: User, conference: Conference, at: datetime) -> Document:
    details = {
        "symbol": "A/CONF.99/L.1",
        "title": LazyI18nString(TITLE),
        "kind": DocumentKind.DRAFT_OUTCOME,
        "item": AgendaItem.objects.filter(conference=conference).first(),
        "sensitivity": Sensitivity.DELEGATIONS,
    }
    document = register_document(hand, conference, details=details, original="en")
    write_text(hand, document, paragraphs=TEXT, name="First draft")
    keep_version(hand, document, name="First draft")
    today = at.astimezone(conference.zone).date()
    set_language_version(hand, document, language="ar", details={"state": "reviewed"}, on=today)
    late = {"state": "in translation", "due_date": today - timedelta(days=1)}
    set_language_version(hand, document, language="fr", details=late, on=today)
    document.refresh_from_db()
    issue_document(hand, document, issued_date=today)
    document.refresh_from_db()
    return open_text(hand, document, at=at, deadline=at + timedelta(days=2))


def _amendment(
    hand: User, paragraph: Paragraph, codes: Sequence[str], said: tuple[str, str], *, at: datetime
) -> Amendment:
    document, (words, why) = paragraph.document, said
    parties = list(Party.objects.filter(code__in=codes))
    details = {
        "kind": AmendmentKind.REPLACE,
        "paragraph": paragraph,
        "text": LazyI18nString({"en": words}),
        "explanation": LazyI18nString({"en": why}),
        "said_date": str(at.astimezone(document.conference.zone).date()),
    }
    return amend(hand, document, details=details, parties=parties, at=at)


def _news(hand: User, conference: Conference, document: Document, at: datetime) -> None:
    """An article that is out and takes replies, one that a second person is to read, and one under embargo."""
    first = _article(
        hand, conference, "The rehearsal has a text before it", f"Delegations speak of [[document:{document.symbol}]]."
    )
    publish_article(hand, first, at=at)
    second = _article(hand, conference, "Who is who in the rehearsal", "Nobody: **all are invented**.")
    submit_article(hand, second)
    held = _article(hand, conference, "Tonight in the rehearsal", "This comes out when its hour comes.")
    publish_article(hand, held, at=at, embargo_at=at + timedelta(hours=3))
    for place, (name, mail, words) in enumerate(REPLIES):
        said = {"name": name, "mail": mail, "text": words, "language": "en"}
        take_reply(first, said=said, address=f"192.0.2.{place + 1}", at=at)


def _article(hand: User, conference: Conference, title: str, body: str) -> Article:
    details = {
        "title": LazyI18nString({"en": title}),
        "lead": LazyI18nString({"en": "Everything here is made up, so that you can try."}),
        "body": LazyI18nString({"en": body}),
        "languages": ["en"],
        "sensitivity": Sensitivity.PUBLIC,
    }
    return draft_article(hand, conference, details=details, about=About(parties=[conference.host]))
