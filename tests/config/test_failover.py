"""What the trial of a failover says of itself: a pause without an end counts, and nobody is missing unnoticed."""

from typing import Any

from trials.failover_deeds import Deeds, tell_pauses


def test_a_pause_that_lasts_to_the_end_of_the_trial_counts(capsys: Any) -> None:
    deeds = Deeds(began=100.0, ended=160.0, accidents=[(130.0, "the primary was killed")])
    deeds.acknowledged_at, deeds.read_at = [101.0, 131.0, 159.0], []

    tell_pauses(deeds)

    writes, reads = capsys.readouterr().out.splitlines()
    assert writes.endswith("nobody could write: 30.0 s, 30.0 s after the primary was killed")
    assert reads.endswith("nobody could read: 60.0 s, 60.0 s after the primary was killed")


def test_whoever_was_not_answered_after_the_last_accident_is_named() -> None:
    deeds = Deeds(restored=130.0, last={"write 1": 140.0, "write 2": 129.0, "read 0": 0.0})

    assert deeds.silent() == ["read 0", "write 2"]
