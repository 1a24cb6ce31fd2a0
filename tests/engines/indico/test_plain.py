"""HTML becomes the text that people see, in lines, whatever the HTML is like."""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.indico.plain import _TO_END, line, plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b></p><p>three<br>four</p>", "One two\nthree\nfour"),
        ("<ul><li>a</li><li><p>b</p></li></ul>after", "a\nb\nafter"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>", "a b\nc"),
        ("<p>two\nlines  in\tthe source</p>", "two lines in the source"),
        ("<b>a</b>\n<i>b</i>", "a b"),
        ("a &amp; b &lt;c&gt; &eacute;&#233;&#xE9; &nbsp;x &unknown; &", "a & b <c> ééé x &unknown; &"),
        ("&#0;&#1114112;&#xD800;&#99999999;", "\ufffd\ufffd\ufffd&#99999999;"),
        ("<p>a</p><script>alert('<p>x</p>')</script><style>p{}</style>b", "a\nb"),
        ("a<SCRIPT src=x>never</Script >b<script>never closed", "ab"),
        ("a<!-- <p>hidden</p> -->b<!-- never closed <p>", "ab"),
        ("a<!doctype html><?php x ?><![CDATA[y]]>b", "ab"),
        ("<a title=\"a > b\" href='x>y'>link</a>", "link"),
        ("<a title=it's>one</a> and <i>that's</i>", "one and that's"),
        ('<a title="never closed>one</a> two', "one two"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("I </3 you <3", "I </3 you <3"),
        ("a <b", "a <b"),
        ("<p>a <b", "a <b"),
        ("<p></p><div> </div>", ""),
        ("Some *Markdown*\n\n\n\n- a\n- b\r\n", "Some *Markdown*\n\n- a\n- b"),
        ("<p>\u202eevil\u202c \x00a\x1b</p>", "evil a"),
        ("<p>&#x202e;evil</p>", "evil"),
        ("<p>أهلاً</p><p>می\u200cخواهم</p>", "أهلاً\nمی\u200cخواهم"),
        ("<svg><text>x</text></svg>seen<template><p>y</p></template>", "seen"),
        ("<h1>Title</h1>Text<x-own>word</x-own>", "Title\nTextword"),
    ],
)
def test_html_becomes_the_text_that_people_see(html: str, text: str) -> None:
    assert plain(html) == text


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "</",
                "<!--",
                "-->",
                "<p",
                "<a x=",
                '"',
                "'",
                "&#",
                "9" * 50,
                "&amp;",
                "=",
                " ",
                "\n",
                "<script",
                "x",
                "<svg>",
            ]
        )
    )
)
def test_any_row_of_marks_becomes_text_that_is_no_longer(pieces: list[str]) -> None:
    html = "".join(pieces)

    assert len(plain(html)) <= len(html)


@given(st.text())
def test_any_text_becomes_text_that_can_be_kept_and_stays_as_it_is_when_it_is_read_again(text: str) -> None:
    found = line(text)

    found.encode()
    assert line(found) == found
    plain(text).encode()


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "</",
        "<!--",
        "<!",
        "<?",
        "<a ",
        '<a x="',
        "<a x='\"",
        "<script>",
        "<p><!--",
        "&#" + "9" * 100,
        "<a x=\"'>",
        "&",
        "=\"='",
    ],
)
def test_marks_that_are_never_closed_are_looked_through_a_bounded_number_of_times(piece: str) -> None:
    class Counted(str):
        """A text that counts how many letters are looked through by searches in it."""

        looked = 0

        def find(self, sub: str, start: int = 0, end: int = sys.maxsize) -> int:  # type: ignore[override]
            found = super().find(sub, start, end)
            Counted.looked += (found if found >= 0 else len(self)) - start
            return found

    text = Counted(piece * (20_000 // len(piece)))

    plain(text)

    assert Counted.looked <= 8 * len(text)


def test_what_is_looked_through_for_the_end_of_a_tag_is_never_looked_through_again() -> None:
    repeats = re.findall("[*+?]+", _TO_END.pattern.replace("(?:", "("))

    # A possessive repeat gives nothing back where the rest does not fit.
    assert set(repeats) == {"*+", "?+"}


def test_long_rows_of_marks_over_a_letter_are_left_in_their_order() -> None:
    marks = "a" + "\u0315\u0327" * 5_000

    assert line(marks) == marks
    assert line("E\u0301lodie") == "Élodie"
