from __future__ import annotations

import pytest

from bot.follow.rules import barred, too_many_here
from bot.settings.model import FollowRule


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        (FollowRule(), None),
        (FollowRule(servers=frozenset({5})), None),
        (FollowRule(servers=frozenset({6})), "setup-server-may-not-follow"),
        (FollowRule(allowed=False, servers=frozenset({5})), "setup-nobody-may-follow"),
    ],
)
def test_whom_the_owners_file_lets_follow(rule: FollowRule, key: str | None) -> None:
    said = barred(rule, 5)
    assert (said and said.key) == key


def test_a_server_is_told_how_many_it_may_have() -> None:
    assert too_many_here(FollowRule(per_server=3)).values == (("most", 3),)
