"""Texts as chance makes them."""

from hypothesis import strategies as st

from secretariat.engines.akomantoso import Item

KINDS = ("heading", "preambular", "operative", "plain")
# What XML can hold, and what a text of the house has: no carriage return.
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.just("\n"), max_size=40
)


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    """A text of up to twelve paragraphs, nested as chance has it, each followed by all that stands under it."""
    count = draw(st.integers(0, 12))
    made: list[Item] = []
    open_keys: list[str] = []
    for place in range(count):
        depth = draw(st.integers(0, len(open_keys)))
        open_keys = open_keys[:depth]
        key = f"p{place + 1}"
        kind = draw(st.sampled_from(KINDS))
        parent = open_keys[-1] if open_keys else None
        number = draw(st.sampled_from(["", "1.", "(a)", "(ii)"])) if kind != "heading" else ""
        language = draw(st.sampled_from(["", "fr", "ar"]))
        made.append(Item(key, kind, draw(WORDS), parent, number, language))
        open_keys.append(key)
    return tuple(made)
