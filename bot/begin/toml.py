"""Values as TOML writes them. Whatever a site's files hold: one value of one line comes out, and nothing else."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def value(thing: Any) -> str:  # texts, numbers, lists and tables of them
    """One value."""
    if isinstance(thing, bool):
        return "true" if thing else "false"
    if isinstance(thing, int):
        return str(thing)
    if isinstance(thing, float):
        return f"{thing:g}"
    if isinstance(thing, list | tuple):
        return f"[{', '.join(map(value, thing))}]"
    if isinstance(thing, dict):
        return f"{{ {', '.join(f'{key(name)} = {value(one)}' for name, one in thing.items())} }}" if thing else "{}"
    return _text(str(thing))


def key(name: str) -> str:
    """A key, in quotation marks where it needs them."""
    return name if _BARE.fullmatch(name) else _text(name)


def comment(text: str) -> str:
    """A text that may stand behind "#": of one line, and short."""
    plain = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
    return " ".join(plain.split())[:200]


def _text(text: str) -> str:
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")
