"""Markdown rendered without letting anything through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from secretariat.engines.markup import LONGEST, Reference, Unfit, plain, references, render

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "![x](https://example.org/pixel.png)",
    "![x][1]\n\n[1]: https://example.org/pixel.png",
    "<style>body{display:none}</style>",
    "<a href='x' onclick='y'>z</a>",
    "<iframe src=https://example.org></iframe>",
    "<svg><script>1</script></svg>",
    "[x](//example.org/y)",
    "[x](\\\\example.org\\y)",
    "<!-- --><b>x</b>",
    '[x](https://example.org "a\\" onmouseover=\\"alert(1)")',
]
ANY = st.lists(
    st.one_of(st.sampled_from([*HOSTILE, "# ", "\n\n", "> ", "- ", "|a|b|\n|-|-|\n", "`", "**"]), st.text(max_size=12))
).map("".join)


def _is_harmless(made: str) -> None:
    tree = html.fromstring(f"<div>{made}</div>")
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        assert node.tag not in {"script", "style", "img", "iframe", "svg", "object", "form", "input", "h1", "link"}
        for name, value in node.attrib.items():
            assert name in {"href", "title", "rel", "start", "align"}
            if name == "href":
                assert re.match(r"(https?://|mailto:|#|/(?!/)|[^:/\\]*($|[/?#]))", value, re.IGNORECASE), value


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_harmful_comes_out(text: str) -> None:
    _is_harmless(render(text))


@given(ANY)
def test_nothing_harmful_comes_out_of_anything(text: str) -> None:
    _is_harmless(render(text))
    assert "\ue000" not in plain(text)


def test_raw_html_is_text() -> None:
    assert render("<b>=1+1</b>") == "<p>&lt;b&gt;=1+1&lt;/b&gt;</p>\n"


def test_what_is_written_is_shown() -> None:
    made = render(
        "# Title\n\nBoth **agreed** on *one* [paper](https://example.org/a).\n\n1. one\n2. two\n\n> said\n\n|a|b|\n|-|-|\n|1|2|"
    )

    for part in ("<h2>Title</h2>", "<strong>agreed</strong>", "<em>one</em>", "<ol>", "<blockquote>", "<td>1</td>"):
        assert part in made
    assert 'href="https://example.org/a" rel="noopener nofollow"' in made


def test_what_is_named_by_reference_stands_where_it_is_named() -> None:
    text = "Before\n\n[[pledge:3]]\n\nand [[document: A/CONF.1/L.2 ]] within, [[pledge:3]] and [[other:1]]"
    made = render(text, shown=lambda each: f"<div>{each.kind} {each.name}</div>")

    assert references(text) == (Reference("pledge", "3"), Reference("document", "A/CONF.1/L.2"))
    assert "<p>Before</p>\n<div>pledge 3</div>\n" in made
    assert "and <div>document A/CONF.1/L.2</div> within" in made
    assert "[[other:1]]" in made
    assert "pledge" not in render(text)


@pytest.mark.parametrize(
    "text", ["[[pledge:" + " " * 190_000, ("[[pledge:" + " " * 200) * 900, ("[[pledge:" + "x " * 60) * 1_500]
)
def test_what_begins_as_a_reference_and_does_not_end_is_text(text: str) -> None:
    assert references(text) == ()
    assert render(text, shown=lambda _each: "P").startswith("<p>[[pledge:")


def test_a_name_is_as_long_as_a_line_and_ends_on_it() -> None:
    longest = "x" * 120

    assert references(f"[[document:{longest}]] [[document: a b ]]") == (
        Reference("document", longest),
        Reference("document", "a b"),
    )
    assert not references(f"[[document:{longest}x]] [[document:\na]] [[document: ]] [[document:]] [[document:[a]]]")


def test_what_is_named_often_is_looked_up_once() -> None:
    asked: list[Reference] = []

    def shown(each: Reference) -> str:
        asked.append(each)
        return "P"

    assert render("[[pledge:1]] and " * 500 + "[[pledge:2]]", shown=shown).count("P") == 501
    assert asked == [Reference("pledge", "1"), Reference("pledge", "2")]


def test_an_address_that_stands_behind_thousands_of_words_is_not_taken() -> None:
    address = f"[a]: https://example.org/{'y' * 5_000}\n\n"

    assert render(address + "[a] " * 100).count("<a ") == 100
    for taken in (render, plain):
        with pytest.raises(Unfit):
            taken(address + "[a]" * 10_000)


def test_a_reference_cannot_be_forged_by_the_marks_of_the_house() -> None:
    assert "\ue000" not in render("\ue0000\ue001 [[pledge:1]]", shown=lambda _each: "P")
    assert render("\ue0000\ue001") == "<p>0</p>\n"


def test_directions_that_nobody_sees_are_taken_out() -> None:
    assert render("safe \u202ereturn\u2066") == "<p>safe return</p>\n"


@pytest.mark.parametrize("mark", ["&#x202e;", "&#8238;", "&#x2066;"])
def test_nor_are_they_let_in_by_their_number(mark: str) -> None:
    assert render(f"safe {mark}return") == "<p>safe return</p>\n"
    assert plain(f"safe {mark}return") == "safe return"


@pytest.mark.parametrize("forged", ["&#xe000;5&#xe001;", f"&#xe000;{'9' * 5000}&#xe001;", "a &#xe000;0&#xe001; b"])
def test_a_place_written_by_its_number_leads_nowhere(forged: str) -> None:
    assert "P" not in render(forged, shown=lambda _each: "P")


def test_what_is_shown_by_reference_never_lands_in_the_title_of_a_link() -> None:
    made = render('[x](https://example.org "[[pledge:1]]")', shown=lambda _each: '<b class="shown">P</b>')

    assert made == '<p><a href="https://example.org" rel="noopener nofollow">x</a></p>\n'


def test_what_is_too_long_is_not_taken() -> None:
    with pytest.raises(Unfit):
        render("x" * (LONGEST + 1))
    with pytest.raises(Unfit):
        plain("x" * (LONGEST + 1))


@pytest.mark.parametrize("text", ["> " * 18 + "- " * 9 + "x", "[" * 5000, "*" * 50_000, "`" * 9_999 + "x", "(" * 9999])
def test_depth_without_end_ends(text: str) -> None:
    _is_harmless(render(text))


def test_the_words_alone() -> None:
    assert plain("# A\n\n**b** [c](https://example.org) & `d` [[pledge:1]] <i>") == "A b c & d <i>"


@pytest.mark.parametrize("text", [">" * 200 + " deep", "- " * 300 + "deep", "> " * 5000 + "deep"])
def test_what_is_nested_too_deeply_is_refused_and_never_left_out_in_silence(text: str) -> None:
    with pytest.raises(Unfit):
        render(text)
    assert "deep" in render("> " * 19 + "deep")
