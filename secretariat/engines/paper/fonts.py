"""Where the fonts are: packages that ship them, so that no system needs any."""

from importlib.util import find_spec
from pathlib import Path

__all__ = ["FAMILIES", "folders"]

# Latin, Cyrillic and Greek; Arabic; Chinese, Japanese and Korean.
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK TC")
_PACKAGES = (("fontpkg_noto_sans", "files"), ("fontpkg_noto_sans_arabic", "files"), ("cvttf_NotoSansCJK_Regular", ""))


def folders() -> list[str]:
    """Folders with the fonts of the house."""
    found = []
    for package, inside in _PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(package)
        found.append(str(Path(spec.origin).parent / inside))
    return found
