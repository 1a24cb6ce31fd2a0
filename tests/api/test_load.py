"""A conference file comes in as one deed."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import override

from secretariat.accounts.models import Role, User
from secretariat.api.actions import load
from secretariat.api.queries import conference_file_text, known_codes
from secretariat.archive.models import Source
from secretariat.audit.models import Entry
from secretariat.audit.queries import history_of, revision_of
from secretariat.conference.models import Conference, Membership, Objective
from secretariat.config.management.commands.demo import CASE
from secretariat.delegations.models import Answer, Delegate, DelegateRole, Invitation
from secretariat.engines.conferencefile import read
from tests import make
from tests.api.conftest import forget

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3] / "shared" / "case" / "damascus-2020.yaml"


def bring_in(keeper: User, text: str) -> Conference:
    file = read(text, known=known_codes())
    load(keeper, make.house(), file=file)
    return Conference.objects.get(slug=file.conference.slug)


def test_the_model_case_is_loaded_as_one_deed_that_counts_its_rows(keeper: User) -> None:
    conference = bring_in(keeper, CASE.read_text())

    entry = Entry.objects.get(verb="api.load")
    assert entry.conference_id == conference.pk
    assert entry.batch["counts"]["delegations.answer"] == Answer.objects.count() == 18
    assert (Source.objects.count(), Invitation.objects.count(), Delegate.objects.count()) == (23, 15, 8)
    assert Objective.objects.count() == 5
    assert list(history_of(Delegate.objects.first() or conference)) == [entry]
    assert Membership.objects.get().user == keeper


def test_loading_twice_changes_nothing(keeper: User) -> None:
    conference = bring_in(keeper, CASE.read_text())
    before = conference_file_text(conference)

    bring_in(keeper, CASE.read_text())

    assert Entry.objects.filter(verb="api.load").count() == 1
    assert revision_of(conference.pk) == 1
    assert conference_file_text(conference) == before


def test_an_export_loaded_into_an_empty_house_exports_the_same_bytes(keeper: User) -> None:
    conference = bring_in(keeper, CASE.read_text())
    first = conference_file_text(conference)
    forget(conference)
    assert not Source.objects.exists()

    second = conference_file_text(bring_in(keeper, first))

    assert second == first


def test_sections_no_desk_keeps_come_back_word_for_word(keeper: User) -> None:
    section = "annexes:   # of the host\n  - {key: tour, title: A tour of the old city}\n"
    conference = bring_in(keeper, f"{CASE.read_text()}\n{section}")

    text = conference_file_text(conference)

    assert conference.kept_sections.get().text == section
    assert text.endswith(f"\n{section}")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared model case is not beside this checkout")
def test_the_shared_model_case_loads_as_it_is(keeper: User) -> None:
    conference = bring_in(keeper, SHARED.read_text())

    united_nations = Invitation.objects.get(conference=conference, party__code="UN")
    assert united_nations.capacity == "observer"
    lavrentiev = Delegate.objects.filter(name="Alexander Lavrentiev", role=DelegateRole.HEAD)
    assert lavrentiev.count() == 2


def test_every_field_survives_the_way_out_and_in(keeper: User) -> None:
    text = RICH
    conference = bring_in(keeper, text)
    first = conference_file_text(conference)
    forget(conference)

    assert conference_file_text(bring_in(keeper, first)) == first
    answers = list(Answer.objects.order_by("id"))
    assert answers[1].corrects == answers[0]
    for words in (
        "H.E.",
        "focal@example.org",
        "sensitivity: restricted",
        "'NO'",
        "passage: it declined",
        "sent: 2020-10-01",
    ):
        assert words in first


def test_a_changed_file_changes_what_differs_and_says_old_and_new(keeper: User) -> None:
    conference = bring_in(keeper, RICH)

    bring_in(keeper, RICH.replace("quota: 5", "quota: 7"))

    invitation = Invitation.objects.get(conference=conference, party__code="NO")
    entry = Entry.objects.filter(verb="api.load").order_by("-revision")[0]
    assert invitation.quota == 7
    assert entry.changes == {f"delegations.invitation:{invitation.pk}": {"quota": [5, 7]}}


def test_an_answer_with_other_words_stands_beside_the_first_and_overwrites_nothing(keeper: User) -> None:
    conference = bring_in(keeper, RICH)

    bring_in(keeper, RICH.replace("reason: it will come", "reason: it may come"))

    reasons = {str(answer.reason) for answer in Answer.objects.filter(conference=conference)}
    assert {"it will come", "it may come"} <= reasons


def test_a_reader_may_not_load(keeper: User) -> None:
    file = read(RICH, known=known_codes())

    with pytest.raises(PermissionDenied):
        load(make.user(Role.READER, make.conference()), make.house(), file=file)

    assert not Conference.objects.filter(slug="geneva-2020").exists()


def test_a_secretary_may_not_load_into_the_conference_of_another(keeper: User) -> None:
    bring_in(keeper, RICH)
    stranger = make.user(Role.SECRETARY, make.conference())

    with pytest.raises(PermissionDenied):
        load(stranger, make.house(), file=read(RICH.replace("quota: 5", "quota: 9"), known=known_codes()))

    assert Invitation.objects.get(party__code="NO").quota == 5


def test_the_command_lists_every_problem_by_line_and_writes_nothing(
    keeper: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(RICH.replace("quota: 5", "quotta: 5").replace("said: 2020-10-05", "said: 2020-02-30"))

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load", str(broken))

    said = capsys.readouterr().err
    assert "quotta" in said
    assert "there is no such date" in said
    assert not Conference.objects.exists()


def test_the_file_of_a_source_is_taken_from_beside_the_conference_file(keeper: User, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(RICH)
    (tmp_path / "note.txt").write_text("The note, word for word.")

    call_command("load", str(tmp_path / "case.yaml"))
    call_command("export", "geneva-2020", to=tmp_path / "out" / "case.yaml")

    assert Source.objects.get(key="note").file is not None
    assert (tmp_path / "out" / "note.txt").read_text() == "The note, word for word."


def test_the_page_lists_problems_and_loads_nothing(keeper: User) -> None:
    browser = make.client(keeper)
    upload = SimpleUploadedFile("case.yaml", RICH.replace("quota: 5", "quotta: 5").encode())

    for language in ("en", "ar"):
        upload.seek(0)
        page = browser.post(f"/{language}/office/load/", {"file": upload})
        assert page.status_code == 422
        assert "quotta" in page.content.decode()

    assert not Conference.objects.exists()


def test_the_page_loads_a_file(keeper: User) -> None:
    upload = SimpleUploadedFile("case.yaml", RICH.encode())

    page = make.client(keeper).post("/en/office/load/", {"file": upload})

    assert page.status_code == 302
    assert Conference.objects.get(slug="geneva-2020").start_date == date(2020, 12, 1)


def test_nonsense_in_the_browser_is_a_sentence(keeper: User) -> None:
    for content in (b"\x00\xff" * 1000, b"[" * 5000, b"a: &x [1]\nb: *x\n", b""):
        page = make.client(keeper).post("/en/office/load/", {"file": SimpleUploadedFile("x.yaml", content)})
        assert page.status_code == 422


def test_only_a_secretary_takes_the_file_out(keeper: User) -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).get("/en/damascus-2020/office/export/")
    refused = make.client(make.user(Role.READER, conference)).get("/en/damascus-2020/office/export/")

    assert page.status_code == 200
    assert "attachment" in page["Content-Disposition"]
    assert refused.status_code == 403


def test_a_file_that_only_corrects_is_a_deed_too(keeper: User) -> None:
    bring_in(keeper, RICH.replace("corrects: 1, ", ""))

    conference = bring_in(keeper, RICH)

    assert Answer.objects.get(standing="accepted").corrects == Answer.objects.get(standing="declined")
    assert Entry.objects.filter(verb="api.load", conference_id=conference.pk).count() == 2
    assert revision_of(conference.pk) == 2


def test_on_whose_word_keeps_its_languages_whatever_the_reader_speaks(keeper: User) -> None:
    conference = bring_in(keeper, RICH.replace("by: press room", "by: {en: press room, ar: غرفة الصحافة}"))

    with override("ar"):
        arabic = conference_file_text(conference)
    bring_in(keeper, arabic)

    assert arabic == conference_file_text(conference)
    assert "غرفة الصحافة" in arabic
    assert Answer.objects.count() == 2


RICH = """\
format: secretariat/1
conference:
  slug: geneva-2020
  title: {en: A conference, ar: مؤتمر}
  acronym: AC
  place: {venue: Palais, city: Geneva, country: CH}
  timezone: Europe/Zurich
  starts: 2020-12-01
  ends: 2020-12-02
  host: CH
  co_organisers: ['NO', UNHCR]
  state: open
  public: false
  rooms:
    - {name: Room XX, seats: 700, booths: 6}
  names:
    - {party: 'NO', name: {en: The Kingdom, fr: Le Royaume}, order: 1}
sources:
  note: {publisher: Mission, date: 2020-10, kind: note verbale, file: note.txt, seen: 2020-10-06, sensitivity: restricted}
parties:
  - {code: LOCAL-NGO, name: A local body, kind: national NGO}
invitations:
  - party: 'NO'
    rank: minister
    capacity: observer
    quota: 5
    overflow: 2
    sent: 2020-10-01
    sent_through: note verbale
    contact: {name: The desk, mail: focal@example.org, language: fr}
    answers:
      - {standing: declined, said: 2020-10-05, by: press room, through: call, sources: [{source: note, passage: it declined, start: 3, end: 14}]}
      - {standing: accepted, said: 2020-10-05, by: 'NO', through: note verbale, reason: it will come, rank: expert, corrects: 1, sources: [note], sensitivity: secretariat}
  - {party: LOCAL-NGO}
participation_totals:
  - {states: 3, said: 2020-12-01, by: organisers, sources: [note]}
delegations:
  - party: 'NO'
    occasion: mission
    bodies: [Ministry]
    sensitivity: delegations
    delegates:
      - {name: Kari Nordmann, original: Кари, spellings: [Kari N.], honorific: H.E., role: head, capacity: Envoy, body: Ministry, rank: ambassador, mail: k@example.org, languages: [en, fr], sources: [note], sensitivity: delegations}
"""
