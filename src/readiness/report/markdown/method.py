"""The method as Markdown: the tree with its weights, bands, conditions, remarks, and every method in use explained."""

from __future__ import annotations

from readiness.explained import Method
from readiness.report.markdown.blocks import Head, document, heading, table
from readiness.report.markdown.escape import code, inline, paragraph
from readiness.report.markdown.head import label, provenance, stamp, subject, view_of
from readiness.report.markdown.summary import second_opinions
from readiness.report.pages.method_page import MethodView, method_view
from readiness.report.pages.method_tree import Part, TreeLine
from readiness.report.pages.view import View
from readiness.results.records import Results

INDENT = "\u2003"  # an em space, as in the sum of a unit


def method(results: Results, lang: str, command: str = "") -> str:
    """What the method page says, in Markdown."""
    view = view_of(results, lang, command)
    found = method_view(view)
    return document(
        [
            heading(1, label(view, "method.title")),
            stamp(view),
            subject(view),
            _line(view.t("method.lead", id=view.framework.id, version=view.framework.version)),
            *_rules(view, found),
            *_tree(view, found),
            *_bands(view, found),
            *_gates(view, found),
            *second_opinions(view),
            *_remarks(view, found),
            *_explained(view, found),
            provenance(view),
        ]
    )


def _line(text: str) -> str:
    return paragraph(inline(text))


def _rules(view: View, found: MethodView) -> list[str]:
    heads = [Head(label(view, "method.rule")), Head(label(view, "method.holds"))]
    body = [[inline(word), _words(parts)] for word, parts in found.rules]
    body += [[inline(view.t("origin.weights")), inline(found.weights)]] if found.weights else []
    return [heading(2, view.t("method.rules")), table(heads, body)]


def _words(parts: tuple[Part, ...]) -> str:
    return " · ".join(f"{inline(part.text)} {code(part.written)}".strip() for part in parts)


def _tree(view: View, found: MethodView) -> list[str]:
    heads = [Head(label(view, "method.node"))]
    heads += [Head(view.t(f"method.{key}"), number=True) for key in ("weight", "share", "effective")]
    heads.append(Head(view.t("method.how")))
    body = [_node(line) for line in found.tree]
    notes = [_line(text) for text in (found.touched, *found.legend) if text]
    return [heading(2, view.t("method.tree")), table(heads, body), *notes]


def _node(line: TreeLine) -> list[str]:
    name = inline(line.label)
    name = f"**{name}**" if line.group else f"{name} {line.mark}".strip()
    how = "; ".join(part for part in (_words(line.parts), inline(line.touched)) if part)
    return [INDENT * line.depth + name, inline(line.weight), inline(line.share), inline(line.effective), how]


def _bands(view: View, found: MethodView) -> list[str]:
    heads = [Head(view.t("col.band")), Head(label(view, "method.from"), number=True)]
    body = [[inline(band.label), inline(start)] for band, start, _end in reversed(found.bands)]
    return [heading(2, view.t("method.bands")), table(heads, body)]


def _gates(view: View, found: MethodView) -> list[str]:
    heads = [Head(view.t(key)) for key in ("gate.condition", "method.on", "gate.limit", "gate.otherwise")]
    body = [[inline(part) for part in (g.label, g.looks_at, g.limit, g.consequence)] for g in found.gates]
    return [heading(2, view.t("method.gates")), table(heads, body)] if body else []


def _remarks(view: View, found: MethodView) -> list[str]:
    """What the linter remarked, then what the framework accepts and why."""
    blocks = [heading(2, view.t("method.findings"))]
    heads = [Head(label(view, "method.code")), Head(label(view, "method.count"), number=True)]
    heads.append(Head(label(view, "method.what")))
    body = [
        [
            one.code,
            inline(one.count),
            " · ".join(inline(part) for part in (*(said for said, _ in one.examples), one.hint) if part),
        ]
        for one in found.remarks
    ]
    blocks.append(table(heads, body) or _line(view.t("method.findings_none")))
    if found.accepted:
        heads = [Head(label(view, "method.code")), Head(view.t("method.where")), Head(view.t("method.reason"))]
        body = [[inline(part) for part in (one.code, one.where, one.reason)] for one in found.accepted]
        blocks += [heading(3, view.t("method.accepted")), table(heads, body)]
    return blocks


def _explained(view: View, found: MethodView) -> list[str]:
    return [heading(2, view.t("method.explained")), *(block for one in found.explained for block in _method(view, one))]


def _method(view: View, one: Method) -> list[str]:
    rows = [("formula", one.formula), ("use", one.use), ("source", one.source)]
    lines = [f"- {inline(view.t(f'method.{key}'))} {inline(text)}" for key, text in rows if text]
    name = one.kind if one.kind == one.name else f"{one.kind}: {one.name}"
    return [f"### {inline(one.label)} ({code(name)})", _line(one.does), "\n".join(lines)]
