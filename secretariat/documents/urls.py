"""Addresses of the documents desk."""

from django.urls import path

from secretariat.documents import views

app_name = "documents"
OFFICE = "<slug:slug>/office/"
DOCUMENTS = f"{OFFICE}documents/"
ONE = f"{DOCUMENTS}<int:pk>/"
PARAGRAPH = f"{DOCUMENTS}paragraphs/<int:pk>/"
AMENDMENT = f"{DOCUMENTS}amendments/<int:pk>/"
papers = [
    path(DOCUMENTS, views.documents, name="documents"),
    path(f"{DOCUMENTS}register/", views.register_document, name="register_document"),
    path(f"{DOCUMENTS}daily/", views.daily_list, name="daily_list"),
    path(f"{DOCUMENTS}translations/", views.translations, name="translations"),
    path(f"{OFFICE}documents.zip", views.documents_archive, name="documents_archive"),
    path(ONE, views.document, name="document"),
    path(f"{ONE}revise/", views.revise_document, name="revise_document"),
    path(f"{ONE}issue/", views.issue_document, name="issue_document"),
    path(f"{ONE}withdraw/", views.withdraw_document, name="withdraw_document"),
    path(f"{ONE}languages/<str:language>/", views.set_language_version, name="set_language_version"),
    path(f"{ONE}files/<str:language>/", views.document_file, name="document_file"),
]
texts = [
    path(f"{ONE}text/", views.text, name="text"),
    path(f"{ONE}text/paragraph/", views.write_paragraph, name="write_paragraph"),
    path(f"{ONE}text/whole/", views.write_text, name="write_text"),
    path(f"{ONE}text/keep/", views.keep_version, name="keep_version"),
    path(f"{ONE}text/compare/", views.compare, name="compare"),
    path(f"{ONE}text/merge/", views.merge_versions, name="merge_versions"),
    path(f"{ONE}text/<int:number>/", views.version, name="version"),
    path(f"{PARAGRAPH}revise/", views.revise_paragraph, name="revise_paragraph"),
    path(f"{PARAGRAPH}translate/", views.translate_paragraph, name="translate_paragraph"),
    path(f"{PARAGRAPH}move/", views.move_paragraph, name="move_paragraph"),
    path(f"{PARAGRAPH}strike/", views.strike_paragraph, name="strike_paragraph"),
    path(f"{PARAGRAPH}restore/", views.restore_paragraph, name="restore_paragraph"),
]
negotiation = [
    path(f"{ONE}negotiation/", views.negotiation, name="negotiation"),
    path(f"{ONE}stances/", views.stances, name="stances"),
    path(f"{ONE}open/", views.open_text, name="open_text"),
    path(f"{ONE}close/", views.close_text, name="close_text"),
    path(f"{ONE}amend/", views.amend, name="amend"),
    path(f"{ONE}stance/", views.take_stance, name="take_stance"),
    path(f"{DOCUMENTS}stances/<int:pk>/clear/", views.clear_stance, name="clear_stance"),
    path(AMENDMENT, views.amendment, name="amendment"),
    path(f"{AMENDMENT}join/", views.join_amendment, name="join_amendment"),
    path(f"{AMENDMENT}revise/", views.revise_amendment, name="revise_amendment"),
    path(f"{AMENDMENT}withdraw/", views.withdraw_amendment, name="withdraw_amendment"),
    path(f"{AMENDMENT}accept/", views.accept_amendment, name="accept_amendment"),
    path(f"{AMENDMENT}bracket/", views.bracket_amendment, name="bracket_amendment"),
    path(f"{AMENDMENT}reject/", views.reject_amendment, name="reject_amendment"),
    path(f"{ONE}adoption/", views.adoption, name="adoption"),
    path(f"{ONE}adopt/", views.adopt, name="adopt"),
    path(f"{ONE}explain/", views.explain, name="explain"),
    path(f"{DOCUMENTS}explanations/<int:pk>/revise/", views.revise_explanation, name="revise_explanation"),
    path(f"{DOCUMENTS}paragraphs/<int:pk>/ties/", views.ties_of_paragraph, name="ties_of_paragraph"),
    path(f"{DOCUMENTS}paragraphs/<int:pk>/tie/", views.tie_paragraph, name="tie_paragraph"),
    path(f"{DOCUMENTS}ties/<int:pk>/untie/", views.untie_paragraph, name="untie_paragraph"),
    path(f"{DOCUMENTS}pledges/<int:pk>/", views.paragraphs_of_pledge, name="paragraphs_of_pledge"),
    path(f"{DOCUMENTS}topics/<int:pk>/", views.paragraphs_of_topic, name="paragraphs_of_topic"),
]
files = [
    path(f"{ONE}text.pdf", views.text_pdf, name="text_pdf"),
    path(f"{ONE}text.docx", views.text_docx, name="text_docx"),
    path(f"{ONE}text.xml", views.text_xml, name="text_xml"),
    path(f"{ONE}negotiation.pdf", views.negotiating_pdf, name="negotiating_pdf"),
    path(f"{ONE}versions/<int:number>/text.pdf", views.version_pdf, name="version_pdf"),
    path(f"{ONE}versions/<int:number>/text.docx", views.version_docx, name="version_docx"),
    path(f"{ONE}versions/<int:number>/text.xml", views.version_xml, name="version_xml"),
    path(f"{ONE}bring-in/", views.bring_in_text, name="bring_in_text"),
]
urlpatterns = [*papers, *texts, *negotiation, *files]
