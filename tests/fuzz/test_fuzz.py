"""Whatever a stranger hands in, each reader answers or refuses with an error of its own, soon and in little memory."""

from pathlib import Path

import hypothesis
import pytest
from django.db import connection

from tests.fuzz.mutating import inputs
from tests.fuzz.targets import CORPUS, TARGETS, Target, seeds_of
from tests.fuzz.trying import MEMORY, bounded, tried

# Nothing here knows a database: once is enough.
pytestmark = pytest.mark.skipif(connection.vendor == "postgresql", reason="is tried beside SQLite")
LARGEST_CORPUS = 1_000_000


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_reader(name: str) -> None:
    target = TARGETS[name]

    @hypothesis.settings(
        max_examples=target.examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(inputs(seeds_of(target), form=target.form, words=target.words))
    def one(data: bytes) -> None:
        broke = tried(target, data).finding
        assert broke is None, f"{broke.what} at {broke.where}: {data[:5_000]!r}"

    # What a reader loads when it is first used is no input's fault.
    for seed in seeds_of(target):
        tried(target, seed)
    with bounded():
        one()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", TARGETS)
def test_inputs_are_made_of_files_that_are_read(name: str) -> None:
    target = TARGETS[name]

    for seed in seeds_of(target):
        tried(target, seed)
    with bounded():
        outcomes = [tried(target, seed) for seed in seeds_of(target)]

    assert [each.finding for each in outcomes if each.finding] == []
    assert any(each.is_read for each in outcomes)


def test_the_corpus_is_small_and_each_file_of_it_has_a_reader() -> None:
    files = [path for path in CORPUS.rglob("*") if path.is_file()]

    assert {path.parent.name for path in files} <= set(TARGETS)
    assert sum(path.stat().st_size for path in files) < LARGEST_CORPUS


def _reader(error: type[Exception]) -> Target:
    def read(data: bytes) -> None:
        raise error(len(data))

    return Target("made", read, (KeyError,))


def test_an_error_of_the_readers_own_is_an_answer_and_any_other_is_found() -> None:
    assert tried(_reader(KeyError), b"a").finding is None
    crash = tried(_reader(ValueError), b"abc").finding
    assert crash is not None
    assert (crash.kind, crash.what, crash.data) == ("crash", "ValueError: 3", b"abc")
    assert Path(crash.where).name.startswith("test_fuzz.py:")
    memory = tried(_reader(MemoryError), b"a").finding
    assert memory is not None
    assert memory.kind == "memory"


def test_what_takes_longer_than_five_seconds_of_a_core_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 105.5])
    monkeypatch.setattr("tests.fuzz.trying.time.process_time", lambda: next(clock))

    hang = tried(Target("made", len, ()), b"a").finding

    assert hang is not None
    assert (hang.kind, hang.what) == ("hang", "5.5 s")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_goes_on_without_end_is_ended_and_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.trying.SECONDS", 0.05)

    class Swallowing:
        def __del__(self) -> None:
            sum(range(10_000))

    def go_on(_data: bytes) -> None:
        while True:
            try:
                Swallowing()
                sum(range(30_000))
            except Exception:  # noqa: BLE001, S112 - as a reader does that takes whatever comes
                continue

    with bounded():
        hang = tried(Target("made", go_on, (Exception,)), b"a").finding

    assert hang is not None
    assert (hang.kind, hang.where.rpartition(":")[0]) == ("hang", "tests/fuzz/test_fuzz.py")


def test_what_asks_for_more_memory_than_there_may_be_is_found_and_the_bound_is_taken_away() -> None:
    def swell(data: bytes) -> None:
        bytes(MEMORY * len(data))

    with bounded():
        found = [tried(Target("made", swell, ()), data).finding for data in (b"", b"aa")]
    after = tried(Target("made", swell, ()), b"a").finding

    assert [each and each.kind for each in found] == [None, "memory"]
    assert after is None
