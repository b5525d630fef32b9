"""The mark that a writer sets behind the lead of a text: ``<!--more-->`` and its kin, or the file's own separator.

Finds the mark only; whether the lead is used is decided in ``prose``. WordPress, Hugo and Hexo write "more", Docusaurus
"truncate", Jekyll sites mostly "excerpt" or what ``excerpt_separator`` says: https://jekyllrb.com/docs/posts/#post-excerpts
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MARK = "<!--more-->"
_LONGEST = 80  # characters of a separator
_NAMES = (
    r"(?:more|read[ -]?more|truncate|excerpt|end[ -]?(?:of[ -]?)?excerpt|excerpt[ -]?end|summary|fold|cut|break|jump)"
)
_COMMENT = re.compile(rf"<!--\s{{0,9}}/?{_NAMES}\s{{0,9}}-->", re.IGNORECASE)
_NAMED = re.compile(rf"\s*/?{_NAMES}\s*\Z", re.IGNORECASE)


def with_mark(markdown: str, separator: str | None = None) -> str:
    """The text with the first mark on a line of its own, so that it never stands inside of a paragraph."""
    own = separator.strip() if separator else ""
    if own and len(own) <= _LONGEST:
        before, found, behind = markdown.partition(own)
        return f"{before}\n\n{MARK}\n\n{behind}" if found else markdown
    if "<!--" not in markdown:
        return markdown
    return _COMMENT.sub(f"\n\n{MARK}\n\n", markdown, count=1)


def is_mark(comment: LexborNode) -> bool:
    """Is an HTML comment such a mark?"""
    return _NAMED.match((comment.comment_content or "")[:_LONGEST]) is not None
