"""Finds the fonts that cards are set in: in the packages that bring them, else in the system's folders."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.draw.fonts import Face, Fonts
from bot.post.font_files import FontFile

if TYPE_CHECKING:
    from collections.abc import Iterator

_SERIF, _SANS, _NOTO, _CJK = "fontpkg_source_serif_4", "fontpkg_source_sans_3", "manimgx_fonts", "manimgx_fonts_cjk"
_TITLE, _PLAIN, _STRONG = 700, 400, 600  # weights
# Other scripts than the Latin, Greek and Cyrillic, in the order in which they are asked for a character.
_SCRIPTS = (
    *("", "Arabic", "Hebrew", "Devanagari", "Bengali", "Thai", "Tamil", "Telugu", "Georgian", "Armenian", "Gujarati"),
    *("Gurmukhi", "Kannada", "Malayalam", "Sinhala", "Khmer", "Lao", "Myanmar", "Oriya", "Ethiopic", "Symbols"),
)
_CJK_FILE = "NotoSansCJK-VF.otf.ttc"
_JAPANESE = 0  # its place in that collection; it has Korean and Chinese too, written as in Japan
# Where Debian's fonts-noto-cjk and fonts-dejavu-core put theirs.
_SYSTEM = Path("/usr/share/fonts")
_SYSTEM_CJK = ("opentype/noto/NotoSansCJK-Regular.ttc", "opentype/noto/NotoSansCJK-Bold.ttc")
_SYSTEM_PLAIN = ("truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf")


@cache
def fonts() -> Fonts:
    """The fonts that there are on this machine. Looks for files, opens none."""
    return Fonts(
        title=(*_in(_SERIF, "SourceSerif4[", _TITLE, optical=28), *_others(_TITLE)),
        quote=(*_in(_SERIF, "SourceSerif4-Italic[", _PLAIN, optical=14), *_others(_PLAIN)),
        text=(*_in(_SANS, "SourceSans3[", _PLAIN), *_others(_PLAIN)),
        strong=(*_in(_SANS, "SourceSans3[", _STRONG), *_others(_STRONG)),
    )


def _others(weight: int) -> Iterator[Face]:
    """For what the first choice doesn't have."""
    for script in _SCRIPTS:
        yield from _in(_NOTO, f"NotoSans{script}[", weight)
    yield from _in(_CJK, _CJK_FILE, weight, _JAPANESE)
    yield from _in(_NOTO, "NotoEmoji[", weight)
    for regular, bold in (_SYSTEM_CJK, _SYSTEM_PLAIN):
        path = _SYSTEM / (bold if weight > _PLAIN else regular)
        if path.is_file():
            yield _face(path, weight)


def _in(package: str, beginning: str, weight: int, index: int = 0, optical: float = 20) -> Iterator[Face]:
    """The package's font whose file's name begins like this, if it is installed."""
    if find_spec(package) is None:
        return
    home = Path(str(files(package)))
    found = sorted(path for path in (*home.glob("*.[ot]t[fc]"), *home.glob("files/*.ttf")) if path.is_file())
    for path in found:
        if path.name.startswith(beginning):
            yield _face(path, weight, index, optical)
            return


def _face(path: Path, weight: int, index: int = 0, optical: float = 20) -> Face:
    file = FontFile(path, index, weight, optical)
    return Face(f"{path}#{index} {weight} {optical:g}", file.load, file.characters)
