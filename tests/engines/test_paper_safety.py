"""What a Typst text cannot do: reach the network, never end, take all memory."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.engines.paper import Bounds, Unprintable, draw, lay_out

LONG = """#let spin() = {
  let i = 0
  while i != 9000 { i += 1; let j = 0; while j != 9000 { j += 1; let k = 0; while k != 9000 { k += 1 } } }
}
#spin()"""
PACKAGES = (
    '#import "@preview/cetz:0.3.0"',
    '#import "@local/anything:1.0.0": x',
    '#include "@preview/cetz:0.3.0"',
    '#eval("#import \\"@pre" + "view/cetz:0.3.0\\"", mode: "markup")',
    '#image("@preview/cetz:0.3.0/x.png")',
)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody who listens, and would hear of any connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        yield server


@pytest.mark.parametrize("source", PACKAGES)
def test_packages_are_refused_and_nobody_is_asked_for_them(
    source: str, listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{listener.getsockname()[1]}")

    started = time.monotonic()
    with pytest.raises(Unprintable) as told:
        lay_out(source, {})

    assert told.value.code in {"package", "wrong"}
    assert time.monotonic() - started < 4
    with pytest.raises(TimeoutError):
        listener.accept()


def test_the_process_opens_no_socket_and_starts_no_program() -> None:
    code = (
        "import socket, subprocess\n"
        "from secretariat.engines.paper.closing import close_network\n"
        "print(close_network())\n"
        "for deed in (lambda: socket.socket(), lambda: subprocess.run(['/bin/true'])):\n"
        "    try:\n"
        "        deed()\n"
        "        print('done')\n"
        "    except OSError as error:\n"
        "        print(type(error).__name__)\n"
    )

    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    if done.stdout.startswith("False"):
        pytest.skip("this system cannot close the network to one process")
    assert done.stdout.split() == ["True", "PermissionError", "PermissionError"]


def test_what_never_ends_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(Unprintable, match="too_slow"):
        lay_out(LONG, {}, bounds=Bounds(seconds=1))

    assert time.monotonic() - started < 4


@pytest.mark.parametrize("source", ["#while true {}", "#let f(x) = f(x)\n#f(1)"])
def test_loops_that_typst_sees_itself_are_told_with_their_line(source: str) -> None:
    with pytest.raises(Unprintable) as told:
        lay_out(source, {})

    assert told.value.line > 0


@pytest.mark.parametrize(
    "source",
    [
        "#for i in range(100000) [x #pagebreak()]",
        "#range(1000000000)",
        '#("x" * 3000000000)',
        "#let grow(x) = grow(x + x)\n#grow((1, 2, 3) * 1000)",
    ],
)
def test_what_is_too_much_is_refused(source: str) -> None:
    with pytest.raises(Unprintable):
        lay_out(source, {}, bounds=Bounds(seconds=5))


def test_a_page_as_large_as_a_field_is_not_drawn() -> None:
    for size in ("1000cm", "100000cm"):
        with pytest.raises(Unprintable) as told:
            draw(f"#set page(width: {size}, height: {size})\nx", {})
        assert told.value.code in {"too_much", "too_large", "too_slow", "broken"}


def test_a_huge_picture_is_not_opened_beyond_the_memory() -> None:
    huge = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (60000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"

    with pytest.raises(Unprintable):
        lay_out('#image("huge.png")', {}, {"huge.png": huge})


def test_nothing_is_left_behind_and_nothing_of_the_environment_goes_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not to be told")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    pdf = lay_out("#repr(sys.inputs)", {})

    assert b"not to be told" not in pdf
    assert list(tmp_path.iterdir()) == []
