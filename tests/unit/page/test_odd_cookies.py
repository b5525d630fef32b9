"""A cookie of odd bytes is a wrong one, and no defect in the log."""

from __future__ import annotations

from bot.clock import SystemClock
from bot.page.sessions import Sessions


def test_a_cookie_that_is_no_text_fits_no_form() -> None:
    assert not Sessions("a token of the page's", SystemClock()).fits("\udcffab", "\udcff")
