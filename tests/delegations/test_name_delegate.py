"""Naming a person of a delegation."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.archive.models import Citation
from secretariat.audit.action import HIDDEN, Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import name_delegate
from secretariat.delegations.models import Delegate, Delegation
from tests import make

pytestmark = pytest.mark.django_db

ENVOY: dict[str, Any] = {
    "name": "Alexander Lavrentiev",
    "original_name": "Александр Лаврентьев",
    "spellings": ["Alexander Lavrentyev"],
    "role": "head",
    "mail": "envoy@example.org",
}


def address(delegation: Delegation, language: str = "en", page: str = "name/") -> str:
    return f"/{language}/damascus-2020/office/delegations/{delegation.pk}/{page}"


def test_a_delegate_is_named_and_recorded_without_the_mail_address() -> None:
    delegation = make.delegation(make.conference(), make.party("RU"))

    named = name_delegate(make.user(Role.SECRETARY, delegation.conference), delegation, details=ENVOY)

    assert (named.party, named.search) == (
        make.party("RU"),
        "alexander lavrentiev | александр лаврентьев | alexander lavrentyev",
    )
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id) == ("delegations.name_delegate", named.pk)
    assert entry.changes["mail"] == [HIDDEN, HIDDEN]


def test_a_second_head_is_refused_with_a_sentence_at_the_field() -> None:
    delegation = make.delegation(make.conference())
    amal = make.user(Role.SECRETARY, delegation.conference)
    make.delegate(delegation, "Ramzi Musharrafieh", role="head")

    with pytest.raises(Refused, match="Ramzi Musharrafieh heads this delegation already"):
        name_delegate(amal, delegation, details={"name": "Somebody Else", "role": "head"})
    page = make.client(amal).post(address(delegation), _entered(name="Somebody Else", role="head"))

    assert page.context["form"].errors["role"] == ["Ramzi Musharrafieh heads this delegation already."]
    assert not Entry.objects.exists()


def test_a_person_named_twice_is_refused_with_a_sentence_at_the_field() -> None:
    delegation = make.delegation(make.conference())
    make.delegate(delegation, "Amal Haddad")
    client = make.client(make.user(Role.SECRETARY, delegation.conference))

    page = client.post(address(delegation), _entered(name="Amal Haddad"))

    assert page.context["form"].errors["name"] == ["Amal Haddad is named in this delegation already."]
    assert Delegate.objects.count() == 1


def test_a_reader_and_the_focal_point_of_another_party_may_not() -> None:
    delegation = make.delegation(make.conference(), make.party("RU"))
    reader = make.user(Role.READER, delegation.conference)
    other = make.user(Role.FOCAL_POINT, delegation.conference, party=make.party("LB"))

    with pytest.raises(PermissionDenied):
        name_delegate(other, delegation, details=ENVOY)

    assert make.client(reader).get(address(delegation)).status_code == 403
    assert make.client(other).get(address(delegation)).status_code == 404
    assert make.client(other).post(address(delegation), _entered(name="Nobody")).status_code == 404
    assert not Delegate.objects.exists()


def test_the_page_takes_everything_that_is_asked() -> None:
    delegation = make.delegation(make.conference())
    source = make.source(delegation.conference)
    entered = _entered(
        name="Amal Haddad",
        original_name="أمل حداد",
        spellings="Amal Hadad\r\n  Amal   Haddād \r\n\r\nAmal Hadad",
        honorific="H.E.",
        role="head",
        capacity_en="Minister",
        capacity_ar="وزيرة",
        body_en="Ministry of Tourism",
        rank="minister",
        mail="amal@example.org",
        languages=["ar", "fr"],
        sensitivity="public",
        source_1=source.pk,
        passage_1="said the minister",
    )

    answer = make.client(make.user(Role.SECRETARY, delegation.conference)).post(address(delegation), entered)

    assert answer.status_code == 302
    named = Delegate.objects.get()
    assert named.spellings == ["Amal Hadad", "Amal Haddād"]
    assert named.capacity.data == {"en": "Minister", "ar": "وزيرة"}
    assert (named.languages, named.rank, named.sensitivity) == (["ar", "fr"], "minister", "public")
    assert Citation.objects.of([named]).get().passage == "said the minister"


def test_a_focal_point_names_people_of_their_party_and_does_not_decide_for_whom_they_are_kept() -> None:
    delegation = make.delegation(make.conference(), sensitivity=Sensitivity.SECRETARIAT)
    source = make.source(delegation.conference)
    client = make.client(make.user(Role.FOCAL_POINT, delegation.conference, party=delegation.party))

    form = client.get(address(delegation)).context["form"]
    client.post(address(delegation), _entered(name="Amal Haddad", sensitivity="public", source_1=source.pk))

    assert not {"sensitivity", "source_1", "passage_1"} & set(form.fields)
    named = Delegate.objects.get()
    assert named.sensitivity == Sensitivity.SECRETARIAT
    assert not Citation.objects.exists()
    assert "Amal Haddad" in client.get(address(delegation, page="")).content.decode()


def test_a_focal_point_is_offered_no_search_that_would_not_answer_them() -> None:
    delegation = make.delegation(make.conference())
    focal = make.user(Role.FOCAL_POINT, delegation.conference, party=delegation.party)
    reader = make.user(Role.READER, delegation.conference)

    assert 'role="search"' not in make.client(focal).get(address(delegation, page="")).content.decode()
    assert 'role="search"' in make.client(reader).get(address(delegation, page="")).content.decode()


def test_one_may_go_on_naming() -> None:
    delegation = make.delegation(make.conference())
    client = make.client(make.user(Role.SECRETARY, delegation.conference))

    answer = client.post(address(delegation), _entered(name="Amal Haddad", another="1"))

    assert answer.headers["Location"] == address(delegation)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer(language: str) -> None:
    delegation = make.delegation(make.conference())
    client = make.client(make.user(Role.SECRETARY, delegation.conference))

    assert client.get(address(delegation, language)).status_code == 200
    assert client.get(address(delegation, language, "")).status_code == 200


def test_people_stand_in_their_precedence_with_every_name_and_source() -> None:
    delegation = make.delegation(make.conference(), make.party("RU"))
    make.delegate(delegation, "Zoya Expert", rank="expert")
    make.delegate(delegation, "Boris Nobody")
    make.delegate(delegation, "Yuri Minister", rank="minister")
    envoy = make.delegate(delegation, **ENVOY)
    make.citation(envoy, make.source(delegation.conference, title="A report"), "received the envoy")

    page = make.client(make.user(Role.READER, delegation.conference)).get(address(delegation, page=""))

    people = [person["delegate"].name for person in page.context["people"]]
    assert people == ["Alexander Lavrentiev", "Yuri Minister", "Zoya Expert", "Boris Nobody"]
    text = page.content.decode()
    assert '<bdi dir="auto">Александр Лаврентьев</bdi>' in text
    assert "Alexander Lavrentyev" in text
    assert "received the envoy" in text
    assert "envoy@example.org" not in text


def test_hostile_names_are_shown_harmlessly_and_cost_no_further_queries(django_assert_max_num_queries: Any) -> None:
    delegation = make.delegation(make.conference())
    client = make.client(make.user(Role.SECRETARY, delegation.conference))
    source = make.source(delegation.conference, title=make.HOSTILE)
    for number in range(30):
        person = make.delegate(delegation, f"{make.HOSTILE} {number}", honorific="<i>", spellings=[make.HOSTILE])
        make.citation(person, source, make.HOSTILE)

    with django_assert_max_num_queries(12):
        page = client.get(address(delegation, page=""))

    assert "<b>" not in page.content.decode()
    assert "<i>" not in page.content.decode()


def test_a_name_is_kept_in_one_line_without_signs_that_nobody_sees() -> None:
    delegation = make.delegation(make.conference())
    client = make.client(make.user(Role.FOCAL_POINT, delegation.conference, party=delegation.party))
    signs = {"name": "\u202eAmal\u200b\nHaddad", "honorific": "\u2066Dr", "spellings": "A\u202emel\nAmel"}

    named = client.post(address(delegation), _entered(**signs))
    unseen = client.post(address(delegation), _entered(name="\u200b\u202e"))

    assert named.status_code == 302
    amal = Delegate.objects.get()
    assert (amal.name, amal.honorific, amal.spellings) == ("Amal Haddad", "Dr", ["Amel"])
    assert unseen.context["form"].errors["name"]


def _entered(**entered: object) -> dict[str, object]:
    return {"role": "member", "sensitivity": "secretariat", **entered}
