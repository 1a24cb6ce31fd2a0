"""The public site as files: nothing that is not public, no link that leads nowhere, nothing that needs a server."""

import os
import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from lxml import html

from secretariat.conference.models import Conference
from secretariat.config.staticsite import write_site
from tests import make, make_documents, make_meetings, make_news
from tests.make_documents import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_its_address(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["conference.example.org"]
    settings.BASE_URL = "https://conference.example.org"


def furnished() -> Conference:
    """A conference of which something is public and something is not, beside another."""
    held = make.conference()
    make.invitation(held, make.party("LB"))
    make.source(held, "report", title=f"Report {make.HOSTILE}")
    make.source(held, "secret", title="Nobody reads this", sensitivity="secretariat")
    make_meetings.meeting(held, "Talks in Beirut")
    make_news.article(held, "told", title=said("Told to all"), body=said("Read the [report](https://example.org/x)."))
    paper = make_documents.document(held, sensitivity="public")
    make_documents.language(paper)
    make_documents.paragraph(paper, f"Calls for return {make.HOSTILE}")
    make.source(make.conference("elsewhere"), "other", title="Of another conference")
    return held


def files(folder: Path, ending: str) -> list[Path]:
    return sorted(path for path in folder.rglob(f"*{ending}") if path.is_file())


def dead_links(folder: Path) -> list[tuple[str, str]]:
    """Links within the copy that lead to nothing."""
    dead = []
    for file in files(folder, ".html"):
        for _element, _attribute, link, _place in html.parse(str(file)).getroot().iterlinks():
            path = urldefrag(link).url
            if "://" in path or path.startswith("mailto:") or not path:
                continue
            target = Path(os.path.normpath(file.parent / unquote(path)))
            if path.startswith("/") or not target.is_file() or not target.is_relative_to(folder):
                dead.append((str(file.relative_to(folder)), link))
    return dead


def test_every_public_page_is_there_in_six_languages_and_every_link_leads_to_a_file(tmp_path: Path) -> None:
    held = furnished()
    folder = tmp_path / "site"

    copied = write_site(held, folder, address="https://conference.example.org")

    assert (copied.failed, dead_links(folder)) == ([], [])
    for code, _name in settings.LANGUAGES:
        for page in ("", "news/told/", "participants/", "sources/report/", "documents/document-1/"):
            assert (folder / code / "damascus-2020" / page / "index.html").is_file(), (code, page)
    assert (folder / "en" / "damascus-2020" / "documents" / "document-1" / "text.docx").read_bytes()[:2] == b"PK"
    assert "Told to all" in (folder / "en" / "damascus-2020" / "feeds" / "news.atom").read_text()
    assert copied.pages == len(files(folder, ".html")) - 1
    first = (folder / "index.html").read_text()
    assert all(f'href="{code}/damascus-2020/index.html"' in first for code, _name in settings.LANGUAGES)


def test_nothing_needs_a_server_and_every_page_says_that_it_is_a_copy(tmp_path: Path) -> None:
    held = furnished()
    write_site(held, tmp_path / "site", address="https://conference.example.org/")

    for file in files(tmp_path / "site" / "en", ".html"):
        page = html.parse(str(file)).getroot()
        scripts = [each for each in page.iter("script") if each.get("type") != "application/ld+json"]
        assert (scripts, [*page.iter("form")]) == ([], [])
        said_of_itself = page.xpath("//footer//p")[-1].text_content()
        assert said_of_itself.startswith("A copy of ")
        assert "https://conference.example.org/en/damascus-2020/" in said_of_itself
    told = (tmp_path / "site" / "en" / "damascus-2020" / "news" / "told" / "index.html").read_text()
    assert 'href="https://conference.example.org/en/"' in told


def test_nothing_is_in_it_that_is_not_public_nor_of_another_conference(tmp_path: Path) -> None:
    held = furnished()
    write_site(held, tmp_path / "site", address="https://conference.example.org")

    text = "".join(file.read_text() for file in files(tmp_path / "site", ".html"))
    assert "Told to all" in text
    assert "Nobody reads this" not in text
    assert "Of another conference" not in text
    assert make.HOSTILE not in text
    assert not [file for file in (tmp_path / "site").rglob("*") if "secret" in file.name or "elsewhere" in str(file)]


@pytest.mark.parametrize(
    ("slug", "why"), [("nowhere", "There is no public conference nowhere"), ("closed", "There is no public conference")]
)
def test_only_a_public_conference_is_copied(tmp_path: Path, slug: str, why: str) -> None:
    make.conference("closed", is_public=False)

    with pytest.raises(CommandError, match=why):
        call_command("site", slug, to=tmp_path / "site")

    assert not (tmp_path / "site").exists()


def test_an_installation_that_does_not_answer_at_its_own_address_is_told_so(tmp_path: Path, settings: Any) -> None:
    make.conference()
    settings.ALLOWED_HOSTS = ["another.example.org"]

    with pytest.raises(CommandError, match=r"does not answer at https://conference\.example\.org"):
        call_command("site", "damascus-2020", to=tmp_path / "site")


def test_nothing_is_written_over_what_is_there_and_the_command_says_what_it_wrote(tmp_path: Path, capsys: Any) -> None:
    make.conference()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="holds something already"):
        call_command("site", "damascus-2020", to=tmp_path / "full")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]

    call_command("site", "damascus-2020", to=tmp_path / "site")

    assert "index.html opens the site." in capsys.readouterr().out


IN_STYLES = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)""")


def links_in(archive: ZipFile) -> list[tuple[str, str]]:
    """Every link of every page and style of a packed site, with the file in which it stands."""
    found = []
    for name in archive.namelist():
        if name.endswith(".html"):
            page = html.document_fromstring(archive.read(name).decode())
            found += [(name, link) for _element, _attribute, link, _place in page.iterlinks()]
        elif name.endswith(".css"):
            found += [(name, link) for link in IN_STYLES.findall(archive.read(name).decode())]
    return found


def test_packed_in_one_file_no_link_is_absolute_and_each_leads_to_a_file_in_it(tmp_path: Path) -> None:
    furnished()
    file = tmp_path / "site.zip"

    call_command("site", "damascus-2020", to=file)

    with ZipFile(file) as archive:
        names, links = set(archive.namelist()), links_in(archive)
        assert archive.testzip() is None
    within = [(name, urldefrag(link).url) for name, link in links if not urlsplit(link).scheme and urldefrag(link).url]
    reached = {posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(link))) for name, link in within}
    assert [each for each in within if each[1].startswith(("/", "\\"))] == []
    assert reached - names == set()
    assert {f"damascus-2020/{code}/damascus-2020/index.html" for code, _name in settings.LANGUAGES} <= reached
    assert {name.partition("/")[0] for name in names} == {"damascus-2020"}


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    make.conference()
    (tmp_path / "site.zip").write_text("mine")

    with pytest.raises(CommandError, match="is there already"):
        call_command("site", "damascus-2020", to=tmp_path / "site.zip")

    assert (tmp_path / "site.zip").read_text() == "mine"
