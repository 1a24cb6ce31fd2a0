"""The record in words for documents and their texts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, str | Promise] = {}

KINDS: dict[str, str | Promise] = {
    "documents.adoption": gettext_lazy("adoptions"),
    "documents.amendment": gettext_lazy("amendments"),
    "documents.amendmentparty": gettext_lazy("parties of amendments"),
    "documents.document": gettext_lazy("documents"),
    "documents.explanation": gettext_lazy("explanations of vote"),
    "documents.languageversion": gettext_lazy("language versions"),
    "documents.paragraph": gettext_lazy("paragraphs"),
    "documents.paragraphtie": gettext_lazy("ties of paragraphs"),
    "documents.support": gettext_lazy("stances on paragraphs"),
    "documents.textversion": gettext_lazy("versions of texts"),
    "documents.vote": gettext_lazy("votes"),
}
