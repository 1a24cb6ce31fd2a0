"""The part of the walk over every address that leads through amendments and adoption."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make_documents, make_dossier, make_pledges

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
FOCAL: set[str] = {Role.FOCAL_POINT}
# Who works on texts: officers of the desk, and rapporteurs.
WORKS: set[str] = {*DESK, Role.RAPPORTEUR}

# Of a text that was handed out to delegations, all of the office and the delegations know.
WHO_READS: tuple[set[str], set[str]] = (OFFICE | FOCAL, set())
WHO_NEGOTIATES: tuple[set[str], set[str]] = (WORKS | FOCAL, OFFICE - WORKS)
WHO_WORKS: tuple[set[str], set[str]] = (WORKS, OFFICE - WORKS)
WHO_ADOPTS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "documents:negotiation": WHO_READS,
    "documents:stances": WHO_READS,
    "documents:amendment": WHO_READS,
    "documents:adoption": WHO_READS,
    "documents:amend": WHO_NEGOTIATES,
    "documents:join_amendment": WHO_NEGOTIATES,
    "documents:revise_amendment": WHO_NEGOTIATES,
    "documents:withdraw_amendment": WHO_NEGOTIATES,
    # Which paragraph it is about, the rest of the address must say.
    "documents:take_stance": (set(), OFFICE - WORKS),
    # A focal point takes back what its own party said, and is told so.
    "documents:clear_stance": ({POSTED, *FOCAL}, set()),
    "documents:open_text": WHO_WORKS,
    "documents:close_text": BY_POST,
    "documents:accept_amendment": WHO_WORKS,
    "documents:bracket_amendment": BY_POST,
    "documents:reject_amendment": BY_POST,
    "documents:adopt": WHO_ADOPTS,
    "documents:explain": WHO_WORKS,
    "documents:revise_explanation": WHO_WORKS,
    "documents:ties_of_paragraph": (OFFICE, set()),
    "documents:tie_paragraph": WHO_WORKS,
    "documents:untie_paragraph": BY_POST,
    "documents:paragraphs_of_pledge": WHO_SEES,
    "documents:paragraphs_of_topic": (OFFICE, set()),
}


def rows_of_amendments(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it; the text is one that delegations have."""
    document = make_documents.document(conference, "A/CONF.1/L.9", sensitivity="delegations", is_open=True)
    paragraph = make_documents.paragraph(document)
    amendment = make_documents.amendment(paragraph)
    pledge = make_pledges.pledge(conference, "LB", **kept)
    topic = make_dossier.topic(conference, "Words of the text")
    of_text = (
        "negotiation",
        "stances",
        "amend",
        "take_stance",
        "open_text",
        "close_text",
        "adoption",
        "adopt",
        "explain",
    )
    of_amendment = ("amendment", "join_amendment", "revise_amendment", "withdraw_amendment")
    decided = ("accept_amendment", "bracket_amendment", "reject_amendment")
    return {
        **{f"documents:{name}": document for name in of_text},
        **{f"documents:{name}": amendment for name in (*of_amendment, *decided)},
        "documents:clear_stance": make_documents.support(paragraph),
        "documents:revise_explanation": make_documents.explanation(document),
        "documents:ties_of_paragraph": paragraph,
        "documents:tie_paragraph": paragraph,
        "documents:untie_paragraph": make_documents.tie(paragraph, pledge=pledge),
        "documents:paragraphs_of_pledge": pledge,
        "documents:paragraphs_of_topic": topic,
    }
