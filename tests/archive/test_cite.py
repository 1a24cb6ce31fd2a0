"""Naming a source for a fact, with the passage that says it."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.archive.actions import cite
from secretariat.archive.models import Citation
from secretariat.archive.queries import Marks, citations_by_fact
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.models import Delegate
from tests import make, make_news

pytestmark = pytest.mark.django_db


def address(delegate: Delegate, language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/cite/delegations.delegate/{delegate.pk}/"


def amal_haddad() -> Delegate:
    return make.delegate(make.delegation(make.conference()))


def test_a_source_is_cited_with_its_passage_and_recorded() -> None:
    delegate = amal_haddad()
    source = make.source(delegate.conference)

    citation = cite(make.user(Role.SECRETARY, delegate.conference), delegate, source=source, passage="said Haddad")

    assert Citation.objects.of([delegate]).get() == citation
    entry = Entry.objects.get()
    assert (entry.verb, entry.thing_id, entry.made_id) == ("archive.cite", delegate.pk, citation.pk)


def test_a_source_cited_already_and_one_of_another_conference_are_refused_at_the_field() -> None:
    delegate = amal_haddad()
    amal, source = make.user(Role.SECRETARY, delegate.conference), make.source(delegate.conference)
    make.citation(delegate, source)

    with pytest.raises(Refused, match="belongs to another conference"):
        cite(amal, delegate, source=make.source(make.conference("geneva-2021")))
    page = make.client(amal).post(address(delegate), {"source": source.pk})

    assert page.context["form"].errors["source"] == ["This source is cited here already."]
    assert not Entry.objects.exists()


def test_a_press_officer_cites_for_what_the_newsroom_writes_and_for_nothing_else() -> None:
    delegate = amal_haddad()
    press = make.user(Role.PRESS_OFFICER, delegate.conference)
    source, article = make.source(delegate.conference), make_news.draft(delegate.conference)

    page = make.client(press).get(f"/en/damascus-2020/office/cite/newsroom.article/{article.pk}/")
    cite(press, article, source=source)

    assert page.status_code == 200
    assert Citation.objects.of([article]).get().source == source
    with pytest.raises(PermissionDenied):
        cite(press, delegate, source=source)
    secret = make_news.draft(delegate.conference, sensitivity="restricted")
    with pytest.raises(PermissionDenied):
        cite(press, secret, source=source)
    assert make.client(press).get(f"/en/damascus-2020/office/cite/newsroom.article/{secret.pk}/").status_code == 404


def test_a_reader_and_a_focal_point_may_not() -> None:
    delegate = amal_haddad()
    reader = make.user(Role.READER, delegate.conference)
    focal = make.user(Role.FOCAL_POINT, delegate.conference, party=delegate.party)

    with pytest.raises(PermissionDenied):
        cite(focal, delegate, source=make.source(delegate.conference))

    assert make.client(reader).get(address(delegate)).status_code == 403
    assert make.client(focal).get(address(delegate)).status_code == 404


@pytest.mark.parametrize("kind", ["accounts.user", "archive.source", "archive.file", "no.such", "nonsense", "a.b.c"])
def test_what_is_no_fact_cites_nothing(kind: str) -> None:
    delegate = amal_haddad()
    source = make.source(delegate.conference)
    amal = make.user(Role.SECRETARY, delegate.conference)

    page = make.client(amal).get(f"/en/damascus-2020/office/cite/{kind}/{source.pk}/")

    assert page.status_code == 404


def test_a_fact_of_another_conference_or_kept_from_the_person_is_not_found() -> None:
    delegate = amal_haddad()
    elsewhere = make.delegate(make.delegation(make.conference("geneva-2021")))
    hidden = make.delegate(delegate.delegation, "Hidden", sensitivity=Sensitivity.RESTRICTED)
    client = make.client(make.user(Role.DESK_OFFICER, delegate.conference, desks=["archive"]))

    assert [client.get(address(each)).status_code for each in (delegate, elsewhere, hidden)] == [200, 404, 404]


def test_only_sources_this_person_sees_are_offered() -> None:
    delegate = amal_haddad()
    seen = make.source(delegate.conference)
    hidden = make.source(delegate.conference, sensitivity=Sensitivity.RESTRICTED)
    client = make.client(make.user(Role.DESK_OFFICER, delegate.conference, desks=["delegations"]))

    page = client.post(address(delegate), {"source": hidden.pk})

    assert list(page.context["form"].fields["source"].queryset) == [seen]
    assert "source" in page.context["form"].errors
    assert not Citation.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_and_cites(language: str) -> None:
    delegate = amal_haddad()
    source = make.source(delegate.conference, title="A report")
    client = make.client(make.user(Role.SECRETARY, delegate.conference))

    assert "Amal Haddad" in client.get(address(delegate, language)).content.decode()
    page = client.post(address(delegate, language), {"source": source.pk, "passage": "said Haddad"}, follow=True)

    assert "said Haddad" in page.content.decode()


def test_the_marks_of_a_fact_stand_in_the_order_of_their_numbers() -> None:
    conference = make.conference()
    one, other = make.source(conference, "one"), make.source(conference, "other")
    first, second = make.invitation(conference, make.party("LB")), make.invitation(conference, make.party("RU"))
    make.citation(first, one)
    make.citation(second, other)
    make.citation(second, one)
    marks = Marks(lambda _source: "")
    cited = citations_by_fact(make.user(Role.SECRETARY, conference), [first, second])

    numbers = [[mark.number for mark in marks.of(cited["delegations.invitation", each.pk])] for each in (first, second)]

    assert numbers == [[1], [1, 2]]
