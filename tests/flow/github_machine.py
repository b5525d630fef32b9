"""GitHub's part of a workflow, as far as ours need it: a new machine for each run, on which its steps are typed.

What ``uses`` names is replaced by what it does; every ``run`` is typed as it stands. An expression, a key or an action
that it doesn't know fails the test. Whether a run begins (``on``, ``if``, ``concurrency``) is the test's to say.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from tests.contract.branches import run_git
from tests.fakes.process import BYTECODE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

_EXPRESSION = re.compile(r"\$\{\{ ([\w.]+) \}\}")
_STEP_KEYS = {"name", "uses", "with", "run", "env"}
_MATINEE = f"""#!/bin/sh
PYTHONPATH={ROOT} PYTHONPYCACHEPREFIX={BYTECODE} exec {sys.executable} -c '
import sys
from pathlib import Path
from tests.chaos.moving import SharedTime, go_by
go_by(SharedTime(Path(sys.argv.pop(1))))
from bot.__main__ import main
main()' {{time}} "$@"
"""
# pip fetches nothing in a test: the files that it is given must be there, and then the command is.
_PYTHON = """#!/bin/sh
[ "$1 $2" = "-m pip" ] || exit 99
for it; do case "$it" in
  *.txt) grep -q sha256 "$it" || exit 98;;
  .) grep -q "^name = .matinee" pyproject.toml || exit 97; cp {folder}/matinee.sh {folder}/bin/matinee;;
esac; done
"""


@dataclass
class Job:
    """A run on its machine."""

    process: subprocess.Popen[bytes]
    folder: Path  # of the machine, besides the checkout

    def wait(self) -> int:
        """The exit code of the step that failed, or 0."""
        return self.process.wait(180)

    def wait_said(self, words: str) -> None:
        """Until it has written that."""
        while words not in self.said:
            with suppress(subprocess.TimeoutExpired):
                raise AssertionError(f"it ended with {self.process.wait(0.05)}: {self.said}")

    def kill(self) -> None:
        """The machine is gone from one moment to the next."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)

    def cancel(self) -> None:
        """Somebody cancels it: the first process of its step is told, and no other.

        https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
        """
        os.kill(int((self.folder / "pid").read_text(encoding="utf-8")), signal.SIGINT)

    @property
    def said(self) -> str:
        """All that its steps have written."""
        return (self.folder / "log").read_text(encoding="utf-8")

    @property
    def summary(self) -> str:
        """Its page's text, as Markdown."""
        return "".join(file.read_text(encoding="utf-8") for file in sorted(self.folder.glob("summary-*.md")))


@dataclass
class Machines:
    """Where runs take place. ``time``: the file that their clock goes by."""

    folder: Path
    bare: Path
    time: Path
    secrets: dict[str, str]
    variables: dict[str, str]
    _count: int = field(default=0, init=False)

    def start(self, workflow: str, event: str, ref: str = "refs/heads/main") -> Job:
        """Begin a run of that workflow, as it stands in the branch ``main``, or for pull requests in their commit."""
        document = yaml.safe_load(run_git(self.bare, "show", f"{ref}:.github/workflows/{workflow}"))
        (job,) = document["jobs"].values()
        self._count += 1
        machine = self.folder / f"machine-{self._count}"
        (machine / "bin").mkdir(parents=True)
        script = [f"cd {shlex.quote(str(machine))}"]
        may_push = document["permissions"] == {"contents": "write"}
        for number, step in enumerate(job["steps"]):
            assert step.keys() <= _STEP_KEYS
            script += self._used(step, machine, ref, may_push) if "uses" in step else self._typed(step, machine, number)
        (machine / "job.sh").write_text("\n".join(script), encoding="utf-8")
        with (machine / "log").open("wb") as log:
            process = subprocess.Popen(
                ["sh", "-e", str(machine / "job.sh")], env=self._environ(machine, event, ref), cwd=machine,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        return Job(process, machine)

    def _used(self, step: dict[str, Any], machine: Path, ref: str, may_push: bool) -> list[str]:
        """What an action does: that of one that isn't known is nobody's guess."""
        given = {key: self._replaced(str(value)) for key, value in step.get("with", {}).items()}
        if step["uses"].startswith("actions/setup-python@"):
            programs = {"matinee.sh": _MATINEE.replace("{time}", str(self.time)), "bin/python": _PYTHON}
            for name, text in programs.items():
                (machine / name).write_text(text.replace("{folder}", str(machine)), encoding="utf-8")
                (machine / name).chmod(0o700)
            return []
        assert step["uses"].startswith("actions/checkout@"), step["uses"]
        wanted = f"refs/heads/{given['ref']}" if given.get("ref") else ref
        origin, depth = shlex.quote(f"file://{self.bare}"), given.get("fetch-depth", "1")
        commands = [f"git fetch --quiet --no-tags --depth {depth} {origin} {wanted}", "git checkout --quiet FETCH_HEAD"]
        if given.get("persist-credentials") == "False" or not may_push:
            commands.append("git remote set-url --push origin file:///refused")
        lines = ["git init --quiet site", f"git -C site remote add origin {origin}"]
        return [*lines, *(one.replace("git ", "git -C site ", 1) for one in commands), "cd site"]

    def _typed(self, step: dict[str, Any], machine: Path, number: int) -> list[str]:
        """What GitHub types where no shell is named."""
        assert "${{" not in step["run"]
        file = machine / f"step-{number}.sh"
        file.write_text(step["run"], encoding="utf-8")
        environ = {"GITHUB_STEP_SUMMARY": str(machine / f"summary-{number}.md")}
        environ |= {name: self._replaced(str(value)) for name, value in step.get("env", {}).items()}
        assigned = [f"{name}={value}" for name, value in environ.items()]
        noted = ["sh", "-c", f'echo $$ > {shlex.quote(str(machine / "pid"))} && exec "$@"', "step"]
        return [shlex.join([*noted, "env", *assigned, "bash", "-e", str(file)])]

    def _replaced(self, text: str) -> str:
        def value(found: re.Match[str]) -> str:
            kind, _, name = found[1].partition(".")
            if found[1] == "github.event.repository.default_branch":
                return "main"
            return {"secrets": self.secrets, "vars": self.variables}[kind].get(name, "")

        done = _EXPRESSION.sub(value, text)
        assert "${{" not in done, text
        return done

    def _environ(self, machine: Path, event: str, ref: str) -> dict[str, str]:
        """A machine's own environment: nothing of ours but where programs are."""
        names = {"EVENT_NAME": event, "REF": ref, "REPOSITORY": "me/films", "RUN_ID": str(self._count)}
        return {
            "PATH": f"{machine / 'bin'}:{os.environ['PATH']}",
            "HOME": str(machine),
            "LANG": "C.UTF-8",
            "CI": "true",
            "RUNNER_TEMP": str(machine),
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(machine / "site"),
            **{f"GITHUB_{name}": value for name, value in names.items()},
        }
