"""A first helping of ``make chaos``: one batch each, killed at the steps of a delivery, a correction, a saving."""

from __future__ import annotations

import re
import secrets
import subprocess
import sys

import pytest

from tests.fakes.process import ROOT, environment

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize(("store", "kills"), [("sqlite", 20), ("branch", 8)])
def test_killed_at_every_step_nothing_is_lost_and_nothing_doubled(store: str, kills: int) -> None:
    seed = str(secrets.randbelow(1_000_000))
    asked = ["--runs", str(kills), "--seed", seed, "--store", store, "--workers", "1"]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.chaos", *asked],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    told = f"seed {seed}\n{ran.stdout}\n{ran.stderr}"
    last = ran.stdout.splitlines()[-1]
    assert re.match(rf"kills={kills} lost=0 doubled=0 unknown=0 waiting=0 ", last), told
    assert ran.returncode == 0, told
