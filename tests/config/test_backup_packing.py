"""What lies in a backup: plain files, as any tar unpacks them, and nothing that leads elsewhere."""

import tarfile
from collections.abc import Iterator
from io import BytesIO

import pytest

from secretariat.config.keeping.envelope import Damaged, Unusable
from secretariat.config.keeping.packing import Packer, is_plain, line_of, unpacked

LONG = "files/" + "a" * 90 + "/" + "b" * 90 + "/" + "c" * 90 + ".pdf"
FILES = {
    "manifest.json": b"{}",
    "files/2026/قائمة المشاركين.pdf": b"x" * 512,
    LONG: b"y" * 1025,
    "files/empty": b"",
}


def packed(files: dict[str, bytes]) -> bytes:
    out, digests = BytesIO(), BytesIO()
    packer = Packer(out.write, digests)
    for name, content in files.items():
        packer.add(name, len(content), [content])
    packer.close()
    return out.getvalue()


def pieces(found: bytes, size: int = 700) -> Iterator[bytes]:
    return (found[at : at + size] for at in range(0, len(found), size))


def read(found: bytes) -> dict[str, bytes]:
    return {each.name: b"".join(each.pieces) for each in unpacked(pieces(found))}


def tar(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as written:
        for header, content in members:
            header.size = len(content)
            written.addfile(header, BytesIO(content))
    return out.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, **more: str) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.type = kind
    header.linkname = more.get("leads_to", "")
    return header


def test_what_was_packed_is_read_back_and_any_tar_reads_it() -> None:
    found = packed(FILES)

    assert {name: content for name, content in read(found).items() if name != "digests.txt"} == FILES
    with tarfile.open(fileobj=BytesIO(found)) as other:
        names = other.getnames()
        again = {name: (other.extractfile(name) or BytesIO()).read() for name in FILES}
    assert (names, again) == ([*FILES, "digests.txt"], FILES)


def test_files_that_nobody_reads_are_passed_over() -> None:
    assert [each.name for each in unpacked(pieces(packed(FILES)))] == [*FILES, "digests.txt"]


def test_digests_are_written_as_sha256sum_reads_them() -> None:
    assert line_of("files/a", "0" * 64) == b"0" * 64 + b"  files/a\n"
    assert line_of("files/a\\b\n", "0" * 64) == b"\\" + b"0" * 64 + b"  files/a\\\\b\\n\n"


@pytest.mark.parametrize(
    "name",
    [
        "../out",
        "files/../../out",
        "/etc/passwd",
        "files//x",
        "./files/x",
        "files/x/",
        "C:/x",
        "files\\x",
        "a\nb",
        "",
        ".",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert not is_plain(name)
    if name:
        with pytest.raises(Damaged):
            read(tar((member(name), b"")))


def test_names_of_many_scripts_are_plain() -> None:
    assert all(is_plain(name) for name in FILES)


@pytest.mark.parametrize(
    "kind",
    [
        tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE,
        tarfile.CONTTYPE, tarfile.GNUTYPE_SPARSE, b"7", b"Z",
    ],
)  # fmt: skip
def test_links_folders_devices_and_whatever_else_are_refused(kind: bytes) -> None:
    with pytest.raises(Damaged, match="no plain file"):
        read(tar((member("files/x", kind, leads_to="/etc/passwd"), b"")))


def test_a_long_name_leads_nowhere_else_either() -> None:
    header = member("files/x")
    header.pax_headers = {"path": "../" * 50 + "etc/passwd"}

    with pytest.raises(Damaged, match="no plain file"):
        read(tar((header, b"")))


def test_what_the_house_never_writes_is_refused() -> None:
    header = member("files/x")
    header.pax_headers = {"GNU.sparse.name": "other"}

    with pytest.raises(Damaged, match="no backup of the house"):
        read(tar((header, b"")))


@pytest.mark.parametrize("record", [b"0 path=x\n", b"-5 path=x\n", b"nothing", b"99999 path=x\n", b"12 path\xff=x\n"])
def test_records_that_nobody_can_read_end_at_once(record: bytes) -> None:
    header = tarfile.TarInfo("PaxHeaders/x")
    header.type = tarfile.XHDTYPE

    with pytest.raises(Damaged):
        read(tar((header, record), (member("files/x"), b"")))


def test_a_name_without_end_is_not_read_to_its_end() -> None:
    header = tarfile.TarInfo("PaxHeaders/x")
    header.type, header.size = tarfile.XHDTYPE, 10**12

    def endless() -> Iterator[bytes]:
        yield header.tobuf(tarfile.GNU_FORMAT)
        raise AssertionError("more was read than the header")

    with pytest.raises(Damaged, match="without end"):
        list(unpacked(endless()))


def test_a_file_that_claims_more_than_there_is_ends_with_what_there_is() -> None:
    header = member("files/x")
    header.size = 10**15

    with pytest.raises(Damaged, match="cut off"):
        read(header.tobuf() + b"some")


def test_nothing_may_follow_the_end_or_stand_between_files() -> None:
    found = packed({"manifest.json": b"{}"})

    with pytest.raises(Damaged, match="after its end"):
        read(found + b"more")
    with pytest.raises(Damaged, match="after manifest"):
        read(found[:600] + b"!" + found[601:])


def test_a_file_that_grows_is_cut_and_one_that_shrinks_is_no_backup() -> None:
    out = BytesIO()
    packer = Packer(out.write, BytesIO())
    packer.add("files/grows", 4, [b"wh", b"ole and more"])
    packer.close()

    assert read(out.getvalue())["files/grows"] == b"whol"
    with pytest.raises(Unusable, match="became shorter"):
        packer.add("files/shrinks", 4, [b"wh"])


def test_files_beyond_eight_gigabytes_have_their_size() -> None:
    out, size = BytesIO(), 9 * 2**30
    with pytest.raises(Unusable, match="became shorter"):
        Packer(out.write, BytesIO()).add("files/large", size, [b"its beginning"])

    first = next(unpacked(pieces(out.getvalue())))

    assert (first.name, first.size) == ("files/large", size)
