"""How much work a template may do: rounds of loops, calls of macros and the texts it makes are counted. Pure.

The output alone doesn't tell: loops in loops that write nothing would hang the start, and a text that is doubled forty
times fills the memory. Knows no parts and no posts.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.visitor import NodeTransformer

BUDGET = 500_000  # characters made, or as much other work
LARGEST = 1e9  # a number that may still be multiplied
_ROUND = 20  # what a round of a loop costs beside the characters that stand in it
# No template's source can hold these names.
KEY, _STEP, _JOINED = "\0work", "\0step", "\0joined"


class Work:
    """What is left for one rendering."""

    def __init__(self) -> None:
        self.left = BUDGET

    def spend(self, amount: int) -> None:
        """Raises SecurityError once all is spent."""
        self.left -= amount
        if self.left < 0:
            raise SecurityError("it does too much: too many rounds of a loop or too long texts")


def counted(tree: nodes.Template) -> nodes.Template:
    """The tree in which loops and macros count their rounds, and "~" what it makes."""
    return _Counting().visit(tree)  # type: ignore[no-any-return]


class _Counting(NodeTransformer):
    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's names
        return self._counts(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        return self._counts(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        return self._counts(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        texts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(texts, _JOINED, [], [], None, None, lineno=node.lineno)

    def _counts(self, node: nodes.For | nodes.Macro | nodes.CallBlock) -> nodes.Node:
        cost = _ROUND + sum(len(text.data) for text in node.find_all(nodes.TemplateData))
        self.generic_visit(node)
        step = nodes.Filter(nodes.Const(cost), _STEP, [], [], None, None, lineno=node.lineno)
        node.body.insert(0, nodes.ExprStmt(step, lineno=node.lineno))
        return node


def work_of(context: Any) -> Work:
    """The rendering's; of a context that has none, a new one."""
    found = context.resolve_or_missing(KEY)
    return found if isinstance(found, Work) else Work()


@pass_context
def _step(context: Any, cost: int) -> None:
    work_of(context).spend(cost)


@pass_context
def _joined(context: Any, texts: list[Any]) -> str:
    told = [str(text) for text in texts]
    work_of(context).spend(sum(map(len, told)))
    return "".join(told)


@pass_context
def _join(context: Any, texts: Any, between: str = "", attribute: str | int | None = None) -> Any:
    told = [str(text) for text in texts]
    work_of(context).spend(sum(map(len, told)) + len(told) * len(str(between)))
    if attribute is not None:
        raise SecurityError("parts have nothing inside that could be joined")
    return str(between).join(told)


@pass_context
def _replace(context: Any, text: Any, old: str, new: str, count: int | None = None) -> str:
    told, old, new = str(text), str(old), str(new)
    work_of(context).spend(len(told) + (told.count(old) * len(new)))
    return told.replace(old, new, -1 if count is None else count)


def _round(number: Any, precision: int = 0, method: str = "common") -> Any:
    if abs(precision) > 10:
        raise SecurityError("numbers are rounded to at most 10 digits")
    return FILTERS["round"](number, precision, method)


REPLACED = {_STEP: _step, _JOINED: _joined, "join": _join, "replace": _replace, "round": _round}


def summed(context: Any, left: Any, right: Any) -> None:
    """Asks whether "+" may put two texts or lists together: SecurityError if not."""
    if isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
        work_of(context).spend(len(left) + len(right))
