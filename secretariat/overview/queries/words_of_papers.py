"""The record in words for documents and their texts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, str | Promise] = {
    "documents.write_paragraph": gettext_lazy("wrote a paragraph"),
    "documents.revise_paragraph": gettext_lazy("revised a paragraph"),
    "documents.translate_paragraph": gettext_lazy("translated an adopted paragraph"),
    "documents.move_paragraph": gettext_lazy("moved a paragraph"),
    "documents.strike_paragraph": gettext_lazy("struck a paragraph out"),
    "documents.restore_paragraph": gettext_lazy("put a paragraph back"),
    "documents.write_text": gettext_lazy("wrote a whole text"),
    "documents.keep_version": gettext_lazy("kept a version of a text"),
    "documents.merge_versions": gettext_lazy("put two versions of a text together"),
    "documents.register_document": gettext_lazy("registered a document"),
    "documents.revise_document": gettext_lazy("revised the masthead of a document"),
    "documents.issue_document": gettext_lazy("issued a document"),
    "documents.withdraw_document": gettext_lazy("withdrew a document"),
    "documents.set_language_version": gettext_lazy("said how far a language of a document has come"),
    "documents.bring_in_text": gettext_lazy("brought in a text from a file"),
    "documents.open_text": gettext_lazy("opened a text to amendments"),
    "documents.close_text": gettext_lazy("closed a text to amendments"),
    "documents.amend": gettext_lazy("handed in an amendment"),
    "documents.join_amendment": gettext_lazy("noted that a party joined an amendment"),
    "documents.revise_amendment": gettext_lazy("revised an amendment"),
    "documents.withdraw_amendment": gettext_lazy("withdrew an amendment"),
    "documents.accept_amendment": gettext_lazy("accepted an amendment"),
    "documents.bracket_amendment": gettext_lazy("put an amendment in brackets"),
    "documents.reject_amendment": gettext_lazy("did not accept an amendment"),
    "documents.take_stance": gettext_lazy("noted how a party stands to a text"),
    "documents.clear_stance": gettext_lazy("took back how a party stands to a text"),
    "documents.adopt": gettext_lazy("noted that a text was adopted"),
    "documents.explain": gettext_lazy("recorded an explanation of vote or position"),
    "documents.revise_explanation": gettext_lazy("revised an explanation of vote or position"),
    "documents.tie_paragraph": gettext_lazy("said what a paragraph answers"),
    "documents.untie_paragraph": gettext_lazy("took back what a paragraph answers"),
}

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
