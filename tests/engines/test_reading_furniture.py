"""What belongs to the page goes, what belongs to the report stays."""

import pytest

from secretariat.engines import reading

TITLE = "Ministers meet in Amman"
FIRST = "The two ministers met in Amman on Monday and discussed the return of refugees."
LAST = "Jordan thanked Norway for its help and promised to keep the crossing open."


def lines(*around: str) -> list[str]:
    """Return the lines that stay of a report with these lines below its first sentence."""
    words = "\n".join((TITLE, FIRST, *around, LAST))
    return reading.open_report(words.encode(), "a.txt").text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Show More",
        "31°C Manama, humidity 64%",
        "Dollar: 18.40 ▲ Quetzal: 2.37 ▼",
        "Reading mode: on | off",
        "Poll of the day: should the market open at five?",
        "Most viewed today",
        "Got a tip? Write to us",
        "No spam, ever.",
        "Advertisement",
        "Share on Facebook",
        "Facebook Twitter LinkedIn Telegram Print",
        "Home | Politics | World | Contact",
        "Home > News > Middle East",
        "Tags: Syria, refugees, Damascus",
        "Read also: Oil prices go down for the third day",
        "Photo: Presidency of the Republic",
        "A convoy near the border. (Photo: WFP)",
        "© 2031 Horn Daily",
        "Copyright © 2032 L'Aube. All rights reserved",
        "12 Comments",
        "3 min read",
        "1,204 views",
        "We use cookies to improve your experience.",
        "Subscribe to our newsletter",
        "Get the best of the week in your inbox every Sunday.",
        "Your email address will not be published. Required fields are marked *",
        "https://www.example.org/news/1234",
        "#Syria #refugees",
        "* * *",
        TITLE,
        "Читайте также",
        "اقرأ أيضا",
        "Lire aussi : la suite du dossier",
    ],
)
def test_a_line_of_the_page_goes(line: str) -> None:
    assert lines(line) == [TITLE, FIRST, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "The minister shared the results with the press and left for Cairo.",
        "More than three million people have been uprooted in the Sahel.",
        "Read in the light of the treaty, the offer of Norway is a new one.",
        "Photographs of the missing were shown to the delegation of Iraq.",
        "Related talks between Iraq and Iran were held in Basra on Sunday.",
        "“Print the list and send it to every town,” the Iraqi minister said.",
        "Background",
        "MOSCOW, May 27. /TASS/. Russia will not send anybody to the conference in Warsaw.",
        "Watch towers along the border will be taken down, the governor of Mosul said.",
    ],
)
def test_a_line_of_the_report_stays(line: str) -> None:
    assert lines(line) == [TITLE, FIRST, line, LAST]


def test_titles_below_a_heading_go_until_the_report_goes_on() -> None:
    kept = lines("Related Articles", "The dollar in the markets of Baghdad", "Transfer talk: who is on the move?")

    assert kept == [TITLE, FIRST, LAST]


def test_menus_above_the_title_go_and_the_title_is_found() -> None:
    words = f"LATEST\nEPAPER\nPolitics\n{TITLE}\nShare\n{FIRST}\n{LAST}\nMOST READ\n1 Monsoon to arrive early"

    opened = reading.open_report(words.encode(), "a.txt")

    assert opened.head.title == TITLE
    assert opened.text.split("\n") == [TITLE, FIRST, LAST]
    assert len(opened.furniture) == 6


def test_every_line_removed_says_by_which_rule() -> None:
    opened = reading.open_report(f"{TITLE}\n{FIRST}\nShow More\n© 2031 Daily".encode(), "a.txt")

    assert [(line.text, line.rule) for line in opened.furniture] == [
        ("Show More", "phrase"),
        ("© 2031 Daily", "rights"),
    ]


PAGE = f"""<!DOCTYPE html><html><head><title>{TITLE} - Horn Daily</title>
<meta property="og:site_name" content="Horn Daily"><meta property="article:published_time" content="2031-05-14T16:20:00Z">
<meta name="author" content="Doina Rusu"><script>var x = "not the report";</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to improve your experience.</p></div>
<article><h1>{TITLE}</h1><p>{FIRST}</p><p hidden>Nobody sees this line of the page at all.</p><p>{LAST}</p></article>
<aside><h3>Related Articles</h3><ul><li>Coffee exports reach a record</li></ul></aside>
<footer><p>© 2031 Horn Daily</p></footer></body></html>"""


def test_a_page_keeps_its_report_and_tells_its_head() -> None:
    opened = reading.open_report(PAGE.encode(), "a.html")

    assert opened.text.split("\n") == [TITLE, FIRST, LAST]
    assert (opened.head.title, opened.head.byline) == (TITLE, "Doina Rusu")
    assert (opened.head.publisher, opened.head.published) == ("Horn Daily", "2031-05-14")
    assert {"Home", "World", "Related Articles", "Coffee exports reach a record"} <= {
        line.text for line in opened.furniture
    }
