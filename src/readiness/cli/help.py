"""Help pages, written by ourselves so that they are in the reader's language and alike on every version of typer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from readiness.cli.session import width
from readiness.words import say, table

Row = tuple[str, str]


def front(group: Any, lang: str, columns: int | None = None) -> str:
    """The page of ``readiness --help``."""
    columns = columns or min(width(), 100)
    commands = [(name, say("cli", lang, f"commands.{name}.short")) for name in group.list_commands(None)]
    parts = [
        _usage("readiness", say("cli", lang, "help.command_and_arguments"), lang),
        _paragraphs(say("cli", lang, "help.front"), columns),
        _section("commands", commands, lang, columns),
        _section("options", _options(group, "front", lang), lang, columns),
        _examples("help.front_examples", lang),
        _paragraphs(say("cli", lang, "help.front_end"), columns),
    ]
    return "\n\n".join(parts)


def page(command: Any, path: str, lang: str, columns: int | None = None) -> str:
    """The page of one command: usage, what it does, arguments, options, examples."""
    columns = columns or min(width(), 100)
    name = path.rpartition(" ")[2]
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    usage = " ".join([say("cli", lang, "help.options_word"), *(_argument(param) for param in arguments)])
    parts = [
        _usage(path, usage, lang),
        _paragraphs(say("cli", lang, f"commands.{name}.long"), columns),
        _section("arguments", [(_argument(p), words(name, p.name, lang)) for p in arguments], lang, columns),
        _section("options", _options(command, name, lang), lang, columns),
        _examples(f"commands.{name}.examples", lang),
    ]
    return "\n\n".join(part for part in parts if part)


def words(command: str, param: str, lang: str) -> str:
    """What is said of an option or argument: the command's own words, else those common to all."""
    cli = table("cli", lang)
    own: dict[str, str] = cli["commands"].get(command, {}).get("params", {})
    return own.get(param) or str(cli["params"][param])


def _options(command: Any, name: str, lang: str) -> list[Row]:
    rows = [
        (_option(param), words(name, param.name, lang))
        for param in command.params
        if param.param_type_name == "option" and param.name != "help" and not getattr(param, "hidden", False)
    ]
    return [*rows, ("--help", words(name, "help", lang))]


def _option(param: Any) -> str:
    short_first = sorted(param.opts, key=lambda opt: (len(opt) > 2, opt))
    names = ", ".join(short_first)
    return names if getattr(param, "is_flag", False) else f"{names} {param.metavar or param.name.upper()}"


def _argument(param: Any) -> str:
    name = (param.metavar or param.name).upper()
    name = name if param.nargs == 1 else f"{name}..."
    return name if param.required else f"[{name}]"


def _usage(path: str, rest: str, lang: str) -> str:
    return f"{say('cli', lang, 'help.usage')}: {path} {rest}"


def _paragraphs(text: str, columns: int) -> str:
    blocks = text.strip().split("\n\n")
    return "\n\n".join(textwrap.fill(" ".join(block.split()), columns, break_on_hyphens=False) for block in blocks)


def _section(title: str, rows: Iterable[Row], lang: str, columns: int) -> str:
    rows = list(rows)
    if not rows:
        return ""
    left = min(28, max(len(name) for name, _ in rows)) + 4
    lines = [say("cli", lang, f"help.{title}") + ":"]
    for name, text in rows:
        wrapped = textwrap.wrap(" ".join(text.split()), columns - left, break_on_hyphens=False)
        head = f"  {name}".ljust(left)
        if len(head) > left:
            lines.append(head)
            head = " " * left
        lines.extend((head if n == 0 else " " * left) + line for n, line in enumerate(wrapped))
    return "\n".join(lines)


def _examples(key: str, lang: str) -> str:
    return say("cli", lang, "help.examples") + ":\n" + textwrap.indent(say("cli", lang, key).strip("\n"), "  ")
