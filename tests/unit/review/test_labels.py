"""What headings and bold lines announce, in the languages of reviews."""

from __future__ import annotations

import pytest

from bot.review.labels import Role, has_spoiler_word, is_spoiler_line, role_of

S, E, R, A = Role.SPOILER, Role.END_OF_SPOILERS, Role.REVIEW, Role.ASIDE


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Spoilers ahead", S),
        ("psoilers", S),
        ("Stray Thoughts / Spoilers", S),
        ("Spoilers for the end", S),
        ("Don’t read on: spoilers", S),
        ("SPOILER ZONE", S),
        ("END SPOILER ZONE", E),
        ("End of the spoiler section", E),
        ("Spoilers are over", E),
        ("Spoiler-free thoughts", E),
        ("No spoilers", R),
        ("¡Ojo, espóilers!", S),
        ("Destripes a partir de aquí", S),
        ("Spoilers del final", S),
        ("Fin de los espóilers", E),
        ("Sin spoilers", R),
        ("Achtung Spoiler", S),
        ("Spoilerwarnung", S),
        ("Spoiler zum Ende", S),
        ("Spoiler Ende", E),
        ("Ohne Spoiler", R),
        ("Attention spoileurs", S),
        ("Zone spoil", S),
        ("Alerte divulgâchage", S),
        ("Fin des spoilers", E),
        ("Sans spoilers", R),
        ("Attenzione spoiler", S),
        ("Fine spoiler", E),
        ("Com spoilers", S),
        ("Sem spoilers", R),
        ("Спойлеры", S),
        ("ネタバレあり", S),
        ("Spojlery", S),
        ("Curiosidades", A),
        ("Randnotizen", A),
        ("Fiche technique", A),
        ("Note a margine", A),
        ("What works", R),
    ],
)
def test_roles(label: str, role: Role) -> None:
    assert role_of(label) is role


def test_prose_is_no_label() -> None:
    assert not is_spoiler_line("El asesino destripa a sus víctimas en la bodega.")
    assert not has_spoiler_word("The soil is spilled over the polished psalter.")


@pytest.mark.parametrize(
    "text", ["spoiler " + "spl" * 90_000, "spoiler " + "*" * 200_000 + "x", "no " * 90_000 + "spoiler"]
)
def test_long_headings_cost_nothing(text: str) -> None:
    assert role_of(text) in set(Role)
