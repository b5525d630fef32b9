"""The owner's own form of a post: a Jinja2 template that receives the parts, plain and escaped already. Pure.

It stands in a sandbox: no file, no other template, no method, nothing but texts, numbers and lists of them, and no more
output than any post can have (https://jinja.palletsprojects.com/en/stable/sandbox/). A line in which everything is
missing goes; of several empty lines one stays.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import regex
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.errors import TemplateTrouble
from bot.format.template_work import KEY, LARGEST, REPLACED, Work, counted, summed, work_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template as Compiled
    from jinja2 import nodes

    from bot.format.model import Template

# Parts come escaped: what cuts texts or takes their signs for others' isn't among these.
FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "first", "int", "join", "last", "length", "list", "lower"),
    *("replace", "round", "select", "sort", "sum", "title", "trim", "unique", "upper"),
)
LONGEST = 20_000  # characters that a template may write
_LONGEST_SOURCE = 50_000
# Written where a part is missing: no text has it. A line that has nothing else besides blanks wasn't meant.
_MISSING = "\0"
_TAGS = regex.compile(r"\{%.*?%\}|\{#.*?#\}")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's, narrower still."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(
            autoescape=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_shown,
            cache_size=0,
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS} | REPLACED

    def is_safe_callable(self, obj: Any) -> bool:
        """The template's own macros and what a loop offers; no text's methods, "…".center(10**9) among them."""
        return isinstance(obj, Macro | LoopContext) or isinstance(getattr(obj, "__self__", None), LoopContext)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+":
            summed(context, left, right)
        elif operator == "**" or not (_is_small(left) and _is_small(right)):
            raise SecurityError(f'"{operator}" is for small numbers only')
        return super().call_binop(context, operator, left, right)


def _is_small(value: Any) -> bool:
    return isinstance(value, int | float) and abs(value) <= LARGEST


@pass_context
def _shown(context: Any, value: Any) -> Any:
    """What is written for a value: a mark for one that is missing; lists must be joined by the template."""
    if isinstance(value, str):
        work_of(context).spend(len(value))
    if value is None:
        return _MISSING
    if isinstance(value, list | tuple | dict):
        raise SecurityError('a list can\'t be written as it is: write {{ …|join(", ") }} or {% for … %}')
    if not isinstance(value, str | int | float | Undefined):
        raise SecurityError("only texts and numbers can be written")
    return _MISSING if value == "" else value


_SANDBOX = _Sandbox()


def tests() -> frozenset[str]:
    """What can be asked with "is"."""
    return frozenset(_SANDBOX.tests)


def parsed(template: Template) -> nodes.Template:
    """The template's tree. Raises :class:`bot.errors.TemplateTrouble`."""
    if len(template.source) > _LONGEST_SOURCE:
        raise TemplateTrouble(template.name, None, f"it has more than {_LONGEST_SOURCE} characters")
    try:
        return _SANDBOX.parse(_kept_lines(template.source))
    except TemplateSyntaxError as error:
        raise TemplateTrouble(template.name, error.lineno, _sentence(error)) from None
    except (RecursionError, ValueError):  # of a number with thousands of digits
        raise TemplateTrouble(template.name, None, "it is nested too deeply, or holds an endless number") from None


def rendered(template: Template, values: Mapping[str, Any]) -> str:
    """What the template makes of the values. Raises :class:`bot.errors.TemplateTrouble`."""
    compiled = _compiled(template)
    pieces, length = [], 0
    try:
        for piece in compiled.generate({**values, KEY: Work()}):
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST:
                break
    except Exception as error:  # noqa: BLE001 - whatever the owner's expressions do, a post goes out
        raise TemplateTrouble(template.name, _line(error), _sentence(error)) from None
    if length > LONGEST:
        raise TemplateTrouble(template.name, None, f"it writes more than {LONGEST} characters")
    return _settled("".join(pieces))


@lru_cache(maxsize=32)
def _compiled(template: Template) -> Compiled:
    """Compiled once for all posts."""
    tree = parsed(template)
    try:
        return _SANDBOX.from_string(counted(tree))
    except TemplateSyntaxError as error:
        raise TemplateTrouble(template.name, error.lineno, _sentence(error)) from None
    except (RecursionError, SyntaxError, MemoryError):  # Python's own bounds
        raise TemplateTrouble(template.name, None, "it is nested too deeply") from None


def _kept_lines(source: str) -> str:
    """The source in which a line that has more than tags keeps its break, though a tag stands at its end.

    Jinja drops the break behind a tag, which is right for a line of tags alone.
    """
    return "\n".join(
        line + _MISSING if line.rstrip().endswith(("%}", "#}")) and _TAGS.sub("", line).strip() else line
        for line in source.replace("\0", "").replace("\r\n", "\n").split("\n")
    )


def _settled(text: str) -> str:
    """The text without lines in which everything is missing, and at most one empty line in a row."""
    lines = [line for line in text.split("\n") if _MISSING not in line or line.replace(_MISSING, "").strip()]
    told = "\n".join(line.replace(_MISSING, "").rstrip() for line in lines)
    return regex.sub(r"\n{3,}", "\n\n", told).strip()


def _line(error: Exception) -> int | None:
    """The template's line where it happened; Jinja puts its lines into the trace."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _sentence(error: Exception) -> str:
    if isinstance(error, SecurityError) and "callable" in str(error):
        return "nothing but macros can be called; for changes of a text there are filters"
    if isinstance(error, TemplateError) and error.message:
        return error.message.rstrip(".")
    if isinstance(error, RecursionError):
        return "it calls itself without an end"
    return str(error) or type(error).__name__
