"""Kernels are compiled wherever the house stands, also where it may write nowhere."""

from secretariat.engines.scheduling.search.compiled import kept


def _doubled(number: int) -> int:
    return number * 2


def test_where_nothing_can_be_kept_it_is_compiled_all_the_same() -> None:
    # Beside a file that is not there nothing is kept, as beside one in a folder where nobody may write.
    _doubled.__code__ = _doubled.__code__.replace(co_filename="<nowhere>")

    assert kept(_doubled, "first")(21) == 42
