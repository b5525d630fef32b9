"""How hard the machines try: a few seconds each in ``make test``, as long as wanted when asked for.

``MATINEE_MACHINE=20 pytest tests/machine`` tries twenty times as many lives, other ones each time and longer, and makes
a failing one as short as it can. Otherwise they are the same lives each time, and a failing one is printed as it was.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

TIMES = int(os.environ.get("MATINEE_MACHINE", "1"))


def effort(examples: int) -> settings:
    """So many examples, times what was asked for."""
    phases = [Phase.explicit, Phase.reuse, Phase.generate, Phase.target] + [Phase.shrink] * (TIMES > 1)
    return settings(
        max_examples=examples * TIMES,
        stateful_step_count=30 if TIMES == 1 else 45,
        deadline=None,
        derandomize=TIMES == 1,  # a change that is taken in must not fail by a rare find that has nothing to do with it
        print_blob=True,
        phases=phases,
        suppress_health_check=[*HealthCheck],
    )
