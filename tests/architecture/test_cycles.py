"""No module imports itself by a detour: whoever reads one file need not read a ring of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "loyalty_desktop"


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(tree: ast.Module, modules: set[str], skipped: bool = False) -> set[str]:
    """Modules of ours that a file imports, in functions too; imports for types alone count as well."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in modules}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found |= {whole if whole in modules else node.module} & modules
    return found


def import_graph(sources: dict[str, str]) -> dict[str, set[str]]:
    """Module -> modules it imports."""
    names = set(sources)
    return {name: _imports(ast.parse(text), names) - {name} for name, text in sources.items()}


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules that reach each other, each group sorted (Tarjan's algorithm)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in graph[name]:
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            at = stack.index(name)
            group = sorted(stack[at:])
            del stack[at:]
            if len(group) > 1:
                found.append(group)

    for name in graph:
        if name not in order:
            visit(name)
    return found


def _sources() -> Iterator[tuple[str, str]]:
    for path in PACKAGE.rglob("*.py"):
        yield _name(path), path.read_text(encoding="utf-8")


def test_no_modules_import_each_other_in_a_ring() -> None:
    """Imports inside functions and imports for type checkers count too: a reader follows both."""
    assert cycles(import_graph(dict(_sources()))) == []


def test_the_check_sees_a_ring_through_a_function_and_a_type() -> None:
    sources = {
        "p.a": "from p import b",
        "p.b": "def f() -> None:\n    from p.c import thing",
        "p.c": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from p.a import A",
        "p.d": "import p.a",
        "p": "",
    }
    assert cycles(import_graph(sources)) == [["p.a", "p.b", "p.c"]]
