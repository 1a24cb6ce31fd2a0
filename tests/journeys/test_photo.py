"""A photo from a file, from a telephone and from the camera; a letter of credentials; by a delegation itself."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Credentials, Delegate, Particulars
from tests.journeys.axe import Axe
from tests.journeys.conftest import ARGUMENTS, CHROMIUM, PASSWORD, Visit
from tests.make_accreditation import PDF

pytestmark = pytest.mark.journey
Picture = Callable[[Page, str], None]

GREEN, BLUE, SKIN = (20, 160, 60), (30, 60, 200), (214, 170, 140)


@pytest.fixture
def lavrentiev(model_case: Conference) -> Delegate:
    return Delegate.objects.filter(conference=model_case, party__code="RU").order_by("pk")[0]


@pytest.fixture
def face(tmp_path: Path) -> Path:
    """A wide picture: green on the left, blue on the right, a face in the middle."""
    from PIL import ImageDraw  # noqa: PLC0415

    image = Image.new("RGB", (1600, 1200), GREEN)
    image.paste(BLUE, (800, 0, 1600, 1200))
    pen = ImageDraw.Draw(image)
    pen.ellipse((560, 200, 1040, 860), fill=SKIN)
    pen.rectangle((440, 900, 1160, 1200), fill=(50, 50, 60))
    path = tmp_path / "face.jpg"
    image.save(path, "JPEG")
    return path


def address(delegate: Delegate, language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/delegates/{delegate.pk}/photo/keep/"


def kept(delegate: Delegate) -> Image.Image:
    with Particulars.objects.get(delegate=delegate).photo.open("rb") as file:
        return Image.open(io.BytesIO(file.read())).convert("RGB")


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(pixel, colour, strict=True))  # type: ignore[call-overload]


def complaints_of(page: Page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_a_focal_point_cuts_a_photo_with_the_keyboard_alone(
    visit: Visit, account: Callable[..., User], lavrentiev: Delegate, face: Path, picture: Picture
) -> None:
    page = visit(address(lavrentiev), user=account(Role.FOCAL_POINT, party="RU"))
    complaints = complaints_of(page)
    page.reload()
    page.locator("input[name=photo]").set_input_files(face)
    canvas = page.locator("[data-photo-canvas]")
    expect(canvas).to_be_visible()
    picture(page, "credentials-photo-en-1280")
    assert not Axe().run(page).response["violations"]

    canvas.focus()
    for key in ("+", "+", "+", "+", "+", "+", "+", "+", "+", "+"):
        page.keyboard.press(key)
    assert float(page.locator("#photo-size").input_value()) == 200
    for _step in range(60):
        page.keyboard.press("ArrowRight")
    assert float(page.locator("#photo-across").input_value()) == 0
    page.locator("main form[data-photo] .form-actions .button").first.click()

    expect(page.locator("main img.portrait")).to_be_visible()
    made = kept(lavrentiev)
    assert made.size == (360, 480)
    # The left half of the picture alone is kept.
    assert is_near(made.getpixel((10, 10)), GREEN)
    assert is_near(made.getpixel((300, 10)), GREEN)
    assert complaints == []


def test_the_pointer_and_the_numbers_do_the_same(
    visit: Visit, account: Callable[..., User], lavrentiev: Delegate, face: Path
) -> None:
    page = visit(address(lavrentiev), user=account(Role.FOCAL_POINT, party="RU"))
    page.locator("input[name=photo]").set_input_files(face)
    page.locator("#photo-size").fill("200")
    box = page.locator("[data-photo-canvas]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 220, box["y"] + 100, steps=5)
    page.mouse.up()
    assert float(page.locator("#photo-across").input_value()) < 50
    page.locator("#photo-across").fill("100")
    page.locator("main form[data-photo] .form-actions .button").first.click()

    expect(page.locator("main img.portrait")).to_be_visible()
    assert is_near(kept(lavrentiev).getpixel((350, 10)), BLUE)


def test_without_scripts_the_file_goes_as_it_is_and_is_cut_around_its_middle(
    visit: Visit, account: Callable[..., User], lavrentiev: Delegate, face: Path
) -> None:
    page = visit(address(lavrentiev), user=account(Role.FOCAL_POINT, party="RU"), scripts=False)
    expect(page.locator("[data-photo-cut]")).to_be_hidden()
    page.locator("input[name=photo]").set_input_files(face)
    page.locator("main form[data-photo] .form-actions .button").first.click()

    expect(page.locator("main img.portrait")).to_be_visible()
    made = kept(lavrentiev)
    assert is_near(made.getpixel((180, 200)), SKIN)
    assert is_near(made.getpixel((10, 10)), GREEN)
    assert is_near(made.getpixel((350, 10)), BLUE)


def test_a_file_that_the_browser_cannot_show_is_sent_and_refused_by_the_server(
    visit: Visit, account: Callable[..., User], lavrentiev: Delegate, tmp_path: Path
) -> None:
    torn = tmp_path / "torn.jpg"
    torn.write_bytes(b"<!doctype html><script>alert(1)</script>")
    page = visit(address(lavrentiev), user=account(Role.FOCAL_POINT, party="RU"))
    page.locator("input[name=photo]").set_input_files(torn)
    expect(page.locator("[data-photo-said]")).to_contain_text("cannot be shown here")
    page.locator("main form[data-photo] .form-actions .button").first.click()

    expect(page.locator("[data-error-summary]")).to_contain_text("This is no photo")
    assert not Particulars.objects.exists()


@pytest.fixture
def with_camera(browser: Browser) -> Iterator[Browser]:
    """A browser before a camera that shows a moving test picture."""
    chromium = browser.browser_type.launch(
        executable_path=CHROMIUM,
        args=[*ARGUMENTS, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
    )
    yield chromium
    chromium.close()


def test_a_photo_is_taken_with_the_camera(
    with_camera: Browser, live_server: object, account: Callable[..., User], lavrentiev: Delegate
) -> None:
    user = account(Role.FOCAL_POINT, party="RU")
    context = with_camera.new_context(base_url=live_server.url, permissions=["camera"])  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/en/accounts/login/")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/office/")
    page.goto(address(lavrentiev))
    complaints = complaints_of(page)

    page.locator("[data-photo-open]").click()
    expect(page.locator("[data-photo-live] video")).to_be_visible()
    expect(page.locator("video")).not_to_have_js_property("videoWidth", 0)
    page.locator("[data-photo-shoot]").click()
    expect(page.locator("[data-photo-canvas]")).to_be_visible()
    expect(page.locator("[data-photo-live]")).to_be_hidden()
    page.locator("main form[data-photo] .form-actions .button").first.click()

    expect(page.locator("main img.portrait")).to_be_visible()
    assert kept(lavrentiev).size == (360, 480)
    assert complaints == []
    context.close()


def test_a_letter_is_handed_in_on_a_telephone_in_arabic_and_examined(
    visit: Visit, account: Callable[..., User], lavrentiev: Delegate, tmp_path: Path, picture: Picture
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(PDF)
    pages = f"/ar/damascus-2020/office/delegations/{lavrentiev.delegation_id}/credentials/"
    page = visit(f"{pages}receive/", user=account(Role.FOCAL_POINT, party="RU"), width=360)
    page.locator("input[name=upload]").set_input_files(letter)
    page.fill("input[name=signed_by]", "Сергей Викторович Лавров")
    assert not Axe().run(page).response["violations"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("main form .form-actions .button").first.click()
    expect(page.locator("main dl.facts")).to_contain_text("Сергей Викторович Лавров")

    made = Credentials.objects.get()
    officer = visit(
        f"/en/damascus-2020/office/credentials/{made.pk}/examine/",
        user=account(Role.DESK_OFFICER, desks=("delegations",)),
    )
    officer.locator("[name=state]").select_option("accepted")
    officer.locator("main form .form-actions .button").first.click()
    expect(officer.locator("main dl.facts")).to_contain_text("Accepted")
    picture(officer, "credentials-en-1280")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_fit_and_can_be_read_by_everybody(
    language: str,
    width: int,
    visit: Visit,
    account: Callable[..., User],
    lavrentiev: Delegate,
    face: Path,
) -> None:
    page = visit(address(lavrentiev, language), user=account(Role.SECRETARY), width=width)
    page.locator("input[name=photo]").set_input_files(face)
    expect(page.locator("[data-photo-canvas]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("main form[data-photo] .form-actions .button").first.click()
    expect(page.locator("main img.portrait")).to_be_visible()

    office = f"/{language}/damascus-2020/office/"
    for name, path in (
        ("delegate", f"delegates/{lavrentiev.pk}/"),
        ("particulars", f"delegates/{lavrentiev.pk}/particulars/"),
        ("kept", f"delegates/{lavrentiev.pk}/photo/keep/"),
        ("remove", f"delegates/{lavrentiev.pk}/photo/remove/"),
        ("purge", "particulars/purge/"),
        ("credentials", f"delegations/{lavrentiev.delegation_id}/credentials/"),
        ("receive", f"delegations/{lavrentiev.delegation_id}/credentials/receive/"),
    ):
        page.goto(f"{office}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert not Axe().run(page).response["violations"], name
