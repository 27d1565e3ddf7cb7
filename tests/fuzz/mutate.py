"""Seeded mutators: the same seed and number give the same bytes, on every machine."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import yaml

# What has broken readers before: numbers in strange forms, markup, bidirectional marks, quotes, ends of lines, formulas.
# fmt: off
TOKENS: tuple[bytes, ...] = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        *("", " ", "\t", "\n", "\r", "\r\n", "\0", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff"),
        *("0", "-0", "1", "-1", "0110", "1e5", "1e309", "-1e309", "1.0e+5", ".nan", ".inf", "NaN", "Infinity", "0,25"),
        *("1.234", "1,234", "1.234,5", "1.791.320", "25%", "87,5 %", "9" * 40, "9" * 5000, "0.1", "1e-320", "5e-324"),
        *("３", "٣", "²", "½", "1_000", "0x1F", "0o17", "22:30", "59:59:59", "2024-13-45", "2024-01-01", "04-Mar"),
        *("null", "~", "true", "false", "yes", "no", "on", "NO", "ya", "tidak", "tidak tahu", "n/a", "NA", "-", "–"),
        *("#N/A", "#DIV/0!", "tidak berlaku", "tidak berlaku: x", "=1+1", "=cmd|'/C calc'!A0", "+1", "@x", "'", '"'),
        *('""', '"""', "`", ";", ",", "|", ":", ": ", "- ", "? ", "{", "}", "[", "]", "[[", "{a: ", "&a ", "*a", "<<: *a"),
        *("!!set ", "!foo ", ">", "|-", "%YAML 1.1", "---", "...", "#", "\\", "\\x1b", "\\u202e", "{{ 7*7 }}", "{0}"),
        *("{path}", "%s", "%(x)s", "<script>", "[/red]", "[bold]", "../../etc/x", "CON", "a" * 300, "\U0001f600"),
        *("e\u0301", "İ", "ß", "ǅ", "\ud800", "1/5", "code", "kode", "nama", "wave", "indicator", "value", "nilai"),
        *("stage", "tahap", "asesor", "sumber", "simulasi", "32.01", "32.1", "3201", "11.01", "Kab. Bogor", "Semarang"),
        *("Kota Adm. Jakarta Pusat", "Jumlah", "index", "a1", "id", "label", "criteria", "weight", "measure", "levels"),
        *("bands", "gates", "from", "best", "worst", "per", "of", "percent", "number", "count", "level", "choice"),
        *("boolean", "share", "global", "relative", "geometric", "min", "exclude", "impute", "zero", "kind=kota"),
        *("sep=;", "sep=,", "NIK", "GPS", "_submitted_by", "_index", "ReviewState"),
    )
)
# fmt: on

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_VALUE = re.compile(rb"(?<=[:,\[ ])[^:,\[\]{}\n]+")


def spoilt(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """The bytes after one to six mutations."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 6))):
        data = rng.choice(MUTATORS)(data, rng, others)
    return data[:300_000]


def _span(data: bytes, rng: random.Random, most: int = 80) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randrange(1, most))


def _flip(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    if not data:
        return b"\xff"
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _byte(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + bytes([rng.randrange(256)]) + data[at + rng.randrange(2) :]


def _token(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(TOKENS) + data[at:]


def _value(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    found = list(_VALUE.finditer(data))
    if not found:
        return _token(data, rng, others)
    start, end = rng.choice(found).span()
    return data[:start] + rng.choice(TOKENS) + data[end:]


def _cut(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def _double(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _span(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 1, 2, 50)) + data[end:]


def _truncate(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _splice(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    other = rng.choice(others)
    start, end = _span(other, rng, 400)
    at = rng.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _lines(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    do = rng.randrange(5)
    if do == 0:
        lines[one], lines[two] = lines[two], lines[one]
    elif do == 1:
        lines.insert(two, lines[one])
    elif do == 2:
        del lines[one]
    elif do == 3:
        lines[one] = b" " * rng.randrange(9) + lines[one].lstrip()
    else:
        lines[one] += rng.choice(TOKENS)
    return b"\n".join(lines)


def _everywhere(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    pairs = ((b",", b";"), (b"\n", b"\r"), (b"\n", b"\r\n"), (b".", b","), (b'"', b"'"), (b" ", b"\t"), (b",", b"\t"))
    old, new = rng.choice(pairs)
    return data.replace(old, new)


def _encoding(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    text = data.decode("utf-8", "replace")
    name, bom = rng.choice(
        (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-8", b"\xef\xbb\xbf"), ("cp1252", b""))
    )
    return bom + text.encode(name, "replace")


MUTATORS: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    *(_flip, _byte, _token, _token, _value, _value, _value, _cut, _double, _truncate, _splice, _lines, _lines, _lines),
    *(_everywhere, _encoding),
)


def bent_tree(data: bytes, rng: random.Random) -> bytes:
    """A YAML file whose tree was edited: keys dropped, renamed, exchanged; values of another kind."""
    tree = copy.deepcopy(_parsed(data))
    for _ in range(rng.randrange(1, 5)):
        nodes = list(_nodes(tree))
        _bend(rng.choice(nodes), nodes, rng)
    flow = rng.choice((None, False))
    text: str = yaml.dump(tree, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    return text.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=16)
def _parsed(data: bytes) -> Any:
    return yaml.load(data, Loader=_LOADER)


def _nodes(value: Any) -> Any:
    if isinstance(value, dict | list) and value:
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from _nodes(each)


# fmt: off
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 0.5, 1e308, -1e308, 5e-324, 10**40, "", "x", "0.25", "0,25", "a1", "NO", [], {}),
    *([None], {"id": "x"}, {"id": "a", "en": "b"}, [1, 2], "percent", "number", "level", "relative", "share", "max"),
    *("geometric", "kind=kota", "\u202e", "e\u0301", "a" * 70, {"of": "population", "times": 1}, {"all": []}),
    {"not": {"not": {}}},
)
# fmt: on


def _bend(node: Any, nodes: list[Any], rng: random.Random) -> None:
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    if not keys:
        return
    key, do = rng.choice(keys), rng.randrange(6)
    if do == 0:
        del node[key]
    elif do in (1, 2):
        node[key] = copy.deepcopy(rng.choice(VALUES))
    elif do == 3 and isinstance(node, dict):
        other = rng.choice([each for each in nodes if isinstance(each, dict)] or [node])
        node[rng.choice(list(other) or ["x"])] = node.pop(key)
    elif do == 4:
        other = rng.choice(nodes)
        values = list(other.values()) if isinstance(other, dict) else other
        if values and not any(value is node for value in _nodes(values)):
            node[key] = copy.deepcopy(rng.choice(values))
    elif isinstance(node, list):
        node.insert(rng.randrange(len(node) + 1), copy.deepcopy(node[key]))


def bent_cells(data: bytes, rng: random.Random) -> bytes:
    """A CSV file of which some cells hold something else; quoted as they should be, so that the cell is reached."""
    rows = [line.split(b",") for line in data.split(b"\n")]
    for _ in range(rng.randrange(1, 6)):
        row = rng.choice(rows)
        row[rng.randrange(len(row))] = b'"' + rng.choice(TOKENS).replace(b'"', b'""') + b'"'
    return b"\n".join(b",".join(row) for row in rows)


def bent_workbook(data: bytes, rng: random.Random) -> bytes:
    """A workbook of which one part was spoilt, in a ZIP that is whole again."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(made, "w") as out:
        names = book.namelist()
        victim = rng.choice([name for name in names if name.startswith("xl/") or rng.random() < 0.2] or names)
        for name in names:
            content = book.read(name)
            if name == victim:
                if rng.random() < 0.1:
                    continue
                content = spoilt(content, rng, [book.read(rng.choice(names))])
            out.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()
