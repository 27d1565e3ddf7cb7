"""The pages that are made from the code: codes of findings, methods, the command line, JSON Schemas.

``make docs`` writes them; a test tells when they are out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.findings import catalogue

if TYPE_CHECKING:
    from readiness.explained import Method

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}
COLUMNS = 100


def pages() -> dict[str, str]:
    """Every generated file by its path in the checkout."""
    return {**_codes(), **_methods(), **_command_line(), **_schemas()}


def _codes() -> dict[str, str]:
    found = {f"docs/codes/{code}.md": _code_page(code, entry) for code, entry in catalogue().items()}
    rows = [f"| [{code}]({code}.md) | {e['severity']} | {e['name']} |" for code, e in sorted(catalogue().items())]
    head = "# Codes of findings\n\nA code is stable for ever. `readiness explain CODE` prints its page.\n\n"
    table = "| code | severity | name |\n|---|---|---|\n" + "\n".join(rows)
    return {**found, "docs/codes/README.md": f"{head}{table}\n"}


def _code_page(code: str, entry: dict[str, dict[str, str]]) -> str:
    parts = [f"# {code} {entry['name']}", f"Severity: {entry['severity']}."]
    for lang, title in LANGUAGES.items():
        words = entry[lang]
        parts += [f"## {title}", f"> {words['message'].replace(':number}', '}')}", words["page"].strip()]
    return "\n\n".join(parts) + "\n"


def _methods() -> dict[str, str]:
    """All methods in English, then in Indonesian."""
    from readiness import explained

    parts = ["# Methods"]
    for lang, title in LANGUAGES.items():
        parts += [f"## {title}", explained.word("page", lang)]
        for kind, words in explained.kinds(lang).items():
            parts.append(f"### `{kind}`: {words}")
            parts += [_method(method, lang) for method in explained.methods(kind, lang).values()]
    return {"docs/methods.md": "\n\n".join(parts) + "\n"}


def _method(method: Method, lang: str) -> str:
    """One method: its name and label, what it does, then formula, use, a line of YAML and source."""
    from readiness.explained import word

    rows = [(word("formula", lang), method.formula), (word("use", lang), method.use)]
    rows += [(word("yaml", lang), f"`{method.yaml}`"), (word("source", lang), method.source)]
    lines = [f"- {name}: {words}" for name, words in rows if words]
    return "\n\n".join([f"#### `{method.name}`: {method.label}", method.does, "\n".join(lines)])


def _command_line() -> dict[str, str]:
    from readiness.cli import help
    from readiness.cli.app import COMMANDS, build

    app = build()
    blocks = [("readiness", help.front(app, "en", COLUMNS))]
    for name in COMMANDS:
        path = f"readiness {name}"
        blocks.append((path, help.page(app.commands[name], path, "en", COLUMNS)))
    body = "\n\n".join(f"## {title}\n\n```text\n{text}\n```" for title, text in blocks)
    head = "# The command line\n\nWhat `--help` prints, in English; `--lang id` prints it in Indonesian."
    return {"docs/cli.md": f"{head}\n\n{body}\n"}


def _schemas() -> dict[str, str]:
    from readiness.cli import project
    from readiness.framework import schema as framework
    from readiness.results import changes, gates, improvements, manifest, selections
    from readiness.results import schema as results

    made = {"framework": framework.json_schema(), "project": project.json_schema(), "results": results.json_schema()}
    made["selection"] = selections.json_schema()
    made["improvement"] = improvements.json_schema()
    made["change"] = changes.json_schema()
    made["gate"] = gates.json_schema()
    made["manifest"] = manifest.json_schema()
    return {f"schema/{n}.schema.json": json.dumps(s, indent=2, ensure_ascii=False) + "\n" for n, s in made.items()}


def changed() -> Iterator[str]:
    """Paths that are not what they would be made to be."""
    for name, text in pages().items():
        path = ROOT / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield name


if __name__ == "__main__":
    for name in list(changed()):
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages()[name], encoding="utf-8", newline="\n")
        print(name, file=sys.stderr)
