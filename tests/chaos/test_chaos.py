"""A first helping of ``make chaos``: one batch, killed once at every step of a delivery and of a correction."""

from __future__ import annotations

import re
import secrets
import subprocess
import sys

import pytest

from tests.fakes.process import ROOT, environment

pytestmark = pytest.mark.thorough

KILLS = 20


def test_killed_at_every_step_nothing_is_lost_and_nothing_doubled() -> None:
    seed = str(secrets.randbelow(1_000_000))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.chaos", "--runs", str(KILLS), "--seed", seed, "--workers", "1"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    told = f"seed {seed}\n{ran.stdout}\n{ran.stderr}"
    last = ran.stdout.splitlines()[-1]
    assert re.match(rf"kills={KILLS} lost=0 doubled=0 unknown=0 waiting=0 ", last), told
    assert ran.returncode == 0, told
