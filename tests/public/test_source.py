"""The sources: a list, and for each a page with everything public that cites it."""

from typing import Any

import pytest

from secretariat.accounts.models import Sensitivity
from secretariat.conference.models import Conference
from secretariat.delegations.models import ClaimedTotal
from tests import make, make_documents, make_figures, make_news, make_programme
from tests.make_days import entry, publication

pytestmark = pytest.mark.django_db


def page_of(place: str, language: str = "en") -> str:
    answer = make.client().get(f"/{language}/damascus-2020/sources/{place}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_leads_to_every_public_source() -> None:
    conference = make.conference()
    make.source(conference, "sana-1110", title="The conference opens")
    make.source(conference, "minutes", title="Inner minutes", sensitivity=Sensitivity.SECRETARIAT)

    page = page_of("")

    assert 'href="/en/damascus-2020/sources/sana-1110/"' in page
    assert "The conference opens" in page
    assert "Inner minutes" not in page


def test_a_source_says_who_published_what_when_and_where() -> None:
    make.source(
        make.conference(),
        "sana-1110",
        title="The conference opens",
        publisher="SANA",
        byline="A. Reporter",
        language="ru",
        kind="state media",
        url="https://example.org/a?b=1&c=2",
    )

    page = page_of("sana-1110/")

    for words in ("The conference opens", "SANA", "A. Reporter", "10 November 2020", "Русский", "State media"):
        assert words in page
    link = 'href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener external"'
    assert link in page


def test_everything_public_that_cites_it_is_listed_with_the_passage() -> None:
    conference = make.conference()
    source = make.source(conference, "sana", language="ar")
    total = ClaimedTotal.objects.create(
        conference=conference, states=27, organisations=12, sensitivity=Sensitivity.PUBLIC, entered_by=make.user()
    )
    make.citation(make.answer(make.invitation(conference, make.party("LB"))), source, "سيأتي لبنان")
    make.citation(make.objective(conference, "Return in dignity"), source)
    make.citation(make.delegate(make.delegation(conference), "Amal Haddad"), source)
    make.citation(total, source)

    page = page_of("sana/")

    assert '<a href="/en/damascus-2020/participants/#party-LB">' in page
    for words in ("Return in dignity", "Amal Haddad", "27 states, 12 organisations"):
        assert words in page
    assert '<blockquote lang="ar" dir="auto">سيأتي لبنان</blockquote>' in page


def test_what_is_not_public_is_not_listed_though_it_cites_the_source() -> None:
    conference = make.conference()
    source = make.source(conference, "sana")
    hidden = {"sensitivity": Sensitivity.SECRETARIAT}
    make.citation(make.objective(conference, "A hidden aim", **hidden), source, "the hidden passage")
    make.citation(make.answer(make.invitation(conference, make.party("LB")), **hidden), source)
    make.citation(make.answer(make.invitation(conference, make.party("IQ"), **hidden)), source)
    make.citation(make.delegate(make.delegation(conference, make.party("IR")), "Hidden Delegate", **hidden), source)

    page = page_of("sana/")

    assert "Nothing that is public cites it yet." in page
    for words in ("hidden aim", "hidden passage", "Lebanon", "Iraq", "Hidden Delegate"):
        assert words not in page


@pytest.mark.parametrize("key", ["minutes", "elsewhere", "nowhere"])
def test_a_source_that_is_not_public_or_of_another_conference_has_no_page(key: str) -> None:
    make.source(make.conference(), "minutes", sensitivity=Sensitivity.SECRETARIAT)
    make.source(make.conference("another"), "elsewhere")

    assert make.client().get(f"/en/damascus-2020/sources/{key}/").status_code == 404


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)", " https://x.org"]
)
def test_an_address_to_which_no_browser_should_be_sent_is_no_link(address: str) -> None:
    make.source(make.conference(), "sana", url=address)

    page = page_of("sana/")

    assert address not in page
    assert "nofollow" not in page


def test_hostile_names_do_no_harm() -> None:
    conference = make.conference()
    texts = dict.fromkeys(("title", "publisher", "byline", "licence", "published_date", "language"), make.HOSTILE)
    texts["published_date"] = texts["published_date"][:10]
    source = make.source(conference, "sana", url=f"https://example.org/{make.HOSTILE}", **texts)
    make.citation(make.objective(conference, make.HOSTILE), source, make.HOSTILE)
    make.citation(make.delegate(make.delegation(conference), make.HOSTILE), source)

    for place in ("", "sana/"):
        page = page_of(place)

        assert "<b>" not in page
        assert 'lang="<' not in page


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("place", ["", "sana/"])
def test_many_rows_need_no_more_queries(count: int, place: str, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    source = make.source(conference, "sana")
    for number in range(count):
        _cites(conference, source, number)

    with django_assert_max_num_queries(12):
        page = page_of(place)

    assert "Agency" in page


def _cites(conference: Conference, source: Any, number: int) -> None:
    make.source(conference)
    party = make.organisation(f"P{number}", f"Party {number}")
    make.citation(make.answer(make.invitation(conference, party)), source)
    make.citation(make.delegate(make.delegation(conference, party), f"Delegate {number}"), source)
    make.citation(make.objective(conference, f"Aim {number}"), source)


def test_the_share_of_a_survey_is_told_beside_its_base_alone() -> None:
    conference = make.conference()
    make.citation(make_figures.intention(conference, share="16.67", base=6), make.source(conference, "survey"))

    page = page_of("survey/")

    assert "Do you plan to return within 12 months?" in page
    assert "16.67" not in page


def test_an_article_is_named_in_its_published_languages_alone_and_leads_to_its_page() -> None:
    conference = make.conference()
    source = make.source(conference, "sana")
    title = make_news.said("Known", fr="Un titre inachevé")
    make.citation(make_news.article(conference, "one", title=title, languages=["en"]), source, "what was said")
    make.citation(make_news.draft(conference, title=make_news.said("A mere draft")), source)

    page = page_of("sana/", "fr")

    assert "inachevé" not in page
    assert "A mere draft" not in page
    assert 'href="/fr/damascus-2020/news/one/"' in page
    assert "Known" in page
    assert "what was said" in page


def test_a_text_is_cited_as_its_page_tells_it() -> None:
    conference = make.conference()
    source = make.source(conference, "sana")
    paper = make_documents.document(conference, key="draft")
    make_documents.language(paper, "fr", "in translation")
    stands = make_documents.paragraph(paper, make_documents.said("Calls for return", fr="Des mots inachevés"))
    struck = make_documents.paragraph(paper, "Words struck out", is_struck=True)
    proposed = make_documents.amendment(stands, "Words proposed")
    withdrawn = make_documents.paragraph(make_documents.document(conference, state="withdrawn"), "Words taken back")
    said = make_documents.explanation(paper, text=make_documents.said("We joined the consensus."))
    for fact in (paper, stands, struck, proposed, withdrawn, make_documents.adoption(paper), said):
        make.citation(fact, source, f"passage of {fact._meta.model_name} {fact.pk}")

    page = page_of("sana/", "fr")

    for hidden in ("inachevés", "Words struck out", "Words proposed", "Words taken back", "amendment"):
        assert hidden not in page
    assert f"passage of paragraph {struck.pk}" not in page
    assert f"passage of paragraph {stands.pk}" in page
    assert f'href="/fr/damascus-2020/documents/draft/#paragraph-{stands.key}"' in page
    assert page.count('href="/fr/damascus-2020/documents/draft/#adoption"') == 2
    for shown in ("Calls for return", "A/CONF.1/L.2", "We joined the consensus."):
        assert shown in page


def test_a_session_is_cited_as_the_programme_was_published() -> None:
    conference = make.conference()
    source = make.source(conference, "sana")
    told, planned = (make_programme.session(conference, title) for title in ("Retitled since", "Not announced"))
    publication(conference, [entry(uid=str(told.uid), title={"en": "Opening"})])
    item = make_programme.agenda_item(conference, "3", title=make_programme.said("Return in dignity"))
    for fact in (told, planned, item, make.invitation(conference, make.party("LB"))):
        make.citation(fact, source)

    page = page_of("sana/")

    assert "Retitled since" not in page
    assert "Not announced" not in page
    assert f'href="/en/damascus-2020/programme/#session-{told.uid}"><bdi>Opening' in page
    assert "Return in dignity" in page
    assert 'href="/en/damascus-2020/participants/#party-LB"' in page


def test_a_kind_that_stands_on_no_public_page_is_not_told() -> None:
    conference = make.conference()
    source = make.source(conference, "sana")
    make.citation(make_figures.dataset(conference, name="Of the office alone"), source, "the inner passage")

    page = page_of("sana/")

    assert "Of the office alone" not in page
    assert "the inner passage" not in page
