"""What is told of a text that cannot be laid out."""

__all__ = ["Unprintable"]


class Unprintable(Exception):  # noqa: N818 - the house's word
    """The text cannot be laid out.

    ``code`` is "wrong" (Typst found a fault: ``sentence`` is its message in English, ``line`` where in the text, from
    1, or 0 if it is nowhere in it), "package" (it asks for something from the network), "too_slow", "too_much"
    (memory), "too_large" (what came out), "no_pages" or "broken" (the process ended without an answer).
    """

    def __init__(self, code: str, sentence: str = "", line: int = 0) -> None:
        super().__init__(f"{code}: {sentence}" if sentence else code)
        self.code = code
        self.sentence = sentence
        self.line = line
