"""A badge before the camera: its QR code is found in a real stream of pictures, by the decoder that ships with the house."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, expect

from secretariat.door.models import Scan
from tests.journeys import gates
from tests.journeys.conftest import ARGUMENTS, CHROMIUM

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTH, HEIGHT, FRAMES = 640, 480, 12


def video_of(text: str, path: Path) -> None:
    """A short film of a badge that is held, a little askew and grey, before a camera."""
    code = segno.make(text, error="m")
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=5, border=4)
    square = Image.open(picture).convert("RGB")
    with path.open("wb") as film:
        for frame in range(FRAMES):
            scene = Image.new("RGB", (WIDTH, HEIGHT), (118, 122, 130))
            tilted = square.rotate(4 + frame / 4, expand=True, fillcolor=(235, 235, 230))
            scene.paste(tilted, ((WIDTH - tilted.width) // 2 + frame, (HEIGHT - tilted.height) // 2))
            scene.save(film, "JPEG", quality=85)


@pytest.fixture
def filmed(browser: Browser, tmp_path: Path) -> Iterator[tuple[Browser, gates.Venue]]:
    """A browser whose camera sees the first badge."""
    place = gates.venue()
    film = tmp_path / "badge.mjpeg"
    video_of(place.badges[1].text, film)
    camera = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    with_camera = browser.browser_type.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *camera])
    yield with_camera, place
    with_camera.close()


def test_a_badge_before_the_camera_is_read_once_and_let_in(
    filmed: tuple[Browser, gates.Venue], live_server: object
) -> None:
    with_camera, place = filmed
    gates.enrolment(place.entrance)
    with gates.tablet(with_camera, live_server.url) as (context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        # The decoder is kept by the worker, so the camera works without a network, too.
        context.set_offline(True)
        gates.reload(page)
        page.get_by_role("button", name="Scan with the camera").click()

        gates.says(page, "green", "valid")
        expect(page.locator("[data-name]")).to_have_text(place.badges[1].name)
        page.wait_for_timeout(2000)
        gates.says(page, "green", "valid")
        expect(page.locator("[data-log] li")).to_have_count(1)
        page.get_by_role("button", name="Stop the camera").click()
        expect(page.locator("[data-sight]")).to_be_hidden()
        context.set_offline(False)
        expect(page.locator("[data-waiting]")).to_have_text("0")

    assert Scan.objects.get().badge == place.badges[1]


def test_where_there_is_no_camera_the_page_says_what_to_do(browser: Browser, live_server: object) -> None:
    place = gates.venue()
    gates.enrolment(place.entrance)
    with gates.tablet(browser, live_server.url) as (_context, page):  # type: ignore[attr-defined]
        gates.enrol(page, place)
        page.get_by_role("button", name="Scan with the camera").click()

        expect(page.locator("[data-camera-errors]")).to_contain_text("type the number")
        expect(page.get_by_role("button", name="Scan with the camera")).to_have_attribute("aria-pressed", "false")
