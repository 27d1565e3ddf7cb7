"""The hostile criteria files, Y1 to Y35: what is written, and every error it gets with its line and column."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = """schema: readiness/framework/1
id: coba
version: "1"
label: Coba
bands:
  - {id: rendah, from: 0, label: Rendah}
"""
TREE = """criteria:
  - id: pilar
    label: Pilar
    criteria:
      - {id: a, label: A, measure: percent}
"""
PLAIN = HEAD + TREE
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """``told``: code, line and column of every finding, worst first; ``accepted`` where it is read all the same."""

    number: str
    name: str
    data: bytes
    told: tuple[Place, ...] = ()
    accepted: bool = False


def case(number: str, name: str, text: str | bytes, *told: Place, accepted: bool = False) -> Case:
    """A case of text in UTF-8, or of bytes as they are."""
    return Case(
        number, name, text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), told, accepted
    )


def leaf(text: str) -> str:
    """The plain file with another indicator."""
    return HEAD + TREE.replace("{id: a, label: A, measure: percent}", text)


def weight(value: str) -> str:
    """The plain file with a weight on line 10."""
    return PLAIN.replace("    label: Pilar", f"    label: Pilar\n    weight: {value}")


def leaves(*weights: object, way: str = "share") -> str:
    """Indicators of these weights, the first on line 12."""
    rows = "".join(
        f"      - {{id: a{n}, label: A, measure: percent, weight: {each}}}\n" for n, each in enumerate(weights)
    )
    return (
        HEAD + f"weights: {way}\n" + TREE.partition("      - {")[0].replace("Pilar\n", "Pilar\n    weight: 1\n") + rows
    )


_LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(8)
)
_BOMB = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 7))

CASES: tuple[Case, ...] = (
    case("Y1", "billion laughs", _LAUGHS + PLAIN, ("C010", 1, 4)),
    case("Y2", "merge-key bomb", _BOMB + PLAIN, ("C010", 1, 5)),
    case("Y3", "recursive anchor", "x: &x [*x]\n" + PLAIN, ("C010", 1, 4)),
    case("Y4", "nested lists", "x: " + "[" * 50_000, ("C014", 1, 1003)),
    case("Y4", "nested dashes", "- " * 50_000, ("C014", 1, 129)),
    case("Y4", "nested questions", "? " * 50_000, ("C014", 1, 129)),
    case("Y4", "nested braces", "x: " + "{a: " * 50_000, ("C014", 1, 256)),
    case("Y5", "duplicate key", HEAD + "label: Lain\n" + TREE, ("C013", 7, 1)),
    case("Y6", "id NO stays a word", leaf("{id: NO, label: A, measure: percent}"), ("C031", 11, 14)),
    case("Y6", "on and yes as keys", HEAD + "on: 1\nyes: 2\n" + TREE, ("C012", 7, 1), ("C012", 8, 1)),
    case("Y7", "22:30 stays text", HEAD + "source: 22:30\n" + TREE, accepted=True),
    case("Y7", "190:20:30.15 is no weight", weight("190:20:30.15"), ("C022", 10, 13)),
    case("Y8", "0110 as an id", leaf("{id: 0110, label: A, measure: percent}"), ("C021", 11, 14)),
    case("Y8", "08 as an id", leaf("{id: 08, label: A, measure: percent}"), ("C021", 11, 14)),
    case("Y8", "1_000 as an id", leaf("{id: 1_000, label: A, measure: percent}"), ("C031", 11, 14)),
    case(
        "Y9",
        "35.10 without quotes",
        leaf("{id: a, label: A, measure: percent, applies_to: {code: [35.10]}}"),
        ("C021", 11, 65),
    ),
    case("Y10", "a date that is none", HEAD + "source: 2024-13-45\n" + TREE, accepted=True),
    case("Y10", "a date that is none as a weight", weight("2024-13-45"), ("C022", 10, 13)),
    case("Y11", "an integer of 4301 digits", HEAD + "decimals: " + "9" * 4301 + "\n" + TREE, ("C018", 7, 11)),
    case("Y12", "sexagesimal bomb", weight("59:" * 20_000 + "59"), ("C022", 10, 13)),
    case("Y13", "not a number", weight(".nan"), ("C025", 10, 13)),
    case("Y13", "infinity", weight(".inf"), ("C025", 10, 13)),
    case("Y13", "minus infinity", weight("-.inf"), ("C025", 10, 13)),
    case("Y14", "1e5 is a number", weight("1e5"), accepted=True),
    case("Y14", "1.0e+5 is a number", weight("1.0e+5"), accepted=True),
    case("Y14", "1e309 overflows", weight("1e309"), ("C018", 10, 13)),
    case("Y15", "decimal comma", weight("0,25"), ("C023", 10, 13)),
    case("Y15", "decimal comma in braces", leaf("{id: a, label: A, measure: percent, weight: 0,25}"), ("C023", 11, 53)),
    case("Y16", "percent sign", weight("25%"), ("C024", 10, 13)),
    case(
        "Y17", "a tag that calls Python", HEAD + "source: !!python/object/apply:os.system [ls]\n" + TREE, ("C011", 7, 9)
    ),
    case("Y17", "a tag of one's own", HEAD + "source: !foo bar\n" + TREE, ("C011", 7, 9)),
    case("Y18", "tab for indentation", HEAD + "criteria:\n\t- id: pilar\n", ("C007", 8, 1)),
    case("Y19", "Latin-1", PLAIN.replace("Pilar", "Pil\xe9r").encode("latin-1"), ("C003", 9, 15)),
    case("Y19", "cp1252", PLAIN.replace("Pilar", "Pil–r").encode("cp1252"), ("C003", 9, 15)),
    case("Y20", "UTF-8 with its mark", PLAIN.encode("utf-8-sig"), accepted=True),
    case("Y20", "UTF-16", PLAIN.encode("utf-16"), ("C004", 1, 1), accepted=True),
    case("Y21", "NUL", PLAIN.replace("Pilar", "Pi\0lar"), ("C017", 9, 14)),
    case("Y21", "ESC", PLAIN.replace("Pilar", "Pi\x1b[31mlar"), ("C017", 9, 14)),
    case("Y21", "ESC as an escape", PLAIN.replace("label: Pilar", 'label: "Pi\\x1b[31mlar"'), ("C017", 9, 12)),
    case("Y22", "empty", "", ("C002", 1, 1)),
    case("Y22", "only comments", "# tidak ada\n", ("C002", 1, 1)),
    case("Y22", "a scalar", "kriteria\n", ("C002", 1, 1)),
    case("Y22", "a list", "- a\n- b\n", ("C002", 1, 1)),
    case("Y23", "two documents", PLAIN + "---\na: 1\n", ("C015", 12, 1)),
    case("Y24", "a key that is a list", HEAD + "? [a, b]\n: 1\n" + TREE, ("C016", 7, 3)),
    case("Y24", "a null key", HEAD + "null: 1\n" + TREE, ("C016", 7, 1)),
    case(
        "Y24",
        "1 and '1'",
        leaf('{id: a, label: A, measure: level, levels: {1: Satu, "1": Eins, 2: Dua}}'),
        ("C013", 11, 61),
    ),
    case(
        "Y25", "a typing mistake", PLAIN.replace("    label: Pilar", "    label: Pilar\n    bobbot: 2"), ("C012", 10, 5)
    ),
    case("Y26", "shares of 0.999", leaves(0.5, 0.499), ("C052", 12, 5)),
    case("Y26", "shares of 1.01", leaves(0.5, 0.51), ("C052", 12, 5)),
    case("Y26", "shares of 0", leaves(0, 0), ("C052", 12, 5)),
    case("Y26", "a negative share", leaves(1.5, -0.5), ("C050", 14, 54)),
    case("Y26", "a negative relative weight", leaves(1, -1, way="relative"), ("C050", 14, 54)),
    case("Y26", "relative weights of 0", leaves(0, 0, way="relative"), ("C051", 12, 5)),
    case("Y27", "ten tenths", leaves(*[0.1] * 10), accepted=True),
    case("Y28", "includes are not offered", HEAD + "inherits: coba.yaml\n" + TREE, ("C012", 7, 1)),
    case(
        "Y29",
        "the same id twice",
        PLAIN + "  - id: dua\n    label: Dua\n    criteria:\n      - {id: a, label: A, measure: percent}\n",
        ("C040", 15, 14),
    ),
    case("Y29", "ids equal but for case", PLAIN + "      - {id: A, label: A, measure: percent}\n", ("C031", 12, 14)),
    case(
        "Y30",
        "a pillar without indicators",
        HEAD + "criteria:\n  - {id: pilar, label: Pilar, criteria: []}\n",
        ("C036", 8, 41),
    ),
    case("Y30", "a number without a scale", leaf("{id: a, label: A, measure: number}"), ("C080", 11, 36)),
    case("Y30", "worst equals best", leaf("{id: a, label: A, measure: number, worst: 5, best: 5}"), ("C081", 11, 60)),
    case("Y30", "a scale upside down", "scale: {min: 100, max: 0}\n" + PLAIN, ("C063", 1, 24)),
    case(
        "Y30",
        "bands in the wrong order",
        PLAIN.replace(
            "  - {id: rendah, from: 0, label: Rendah}",
            "  - {id: tinggi, from: 50, label: Tinggi}\n  - {id: rendah, from: 0, label: Rendah}",
        ),
        ("C060", 7, 24),
    ),
    case("Y30", "bands with a gap", PLAIN.replace("from: 0", "from: 10"), ("C061", 6, 24)),
    case(
        "Y30",
        "bands that overlap",
        PLAIN.replace(
            "  - {id: rendah, from: 0, label: Rendah}",
            "  - {id: rendah, from: 0, label: Rendah}\n  - {id: tinggi, from: 0, label: Tinggi}",
        ),
        ("C060", 7, 24),
    ),
    case("Y31", "a label of 2 MB", PLAIN.replace("label: Coba", "label: " + "x" * 2_000_000), ("C005", 1, 1)),
    case(
        "Y31",
        "6,000 indicators",
        PLAIN + "".join(f"      - {{id: b{n}, label: B, measure: percent}}\n" for n in range(6_000)),
        ("C019", 5010, 9),
    ),
    case("Y32", "a colon in a label", PLAIN.replace("label: Pilar", "label: Indeks: SPBE"), ("C008", 9, 18)),
    case("Y33", "an equals sign", HEAD + "source: =\n" + TREE, accepted=True),
    case("Y33", "!!binary", HEAD + "source: !!binary aGk=\n" + TREE, ("C011", 7, 9)),
    case("Y33", "!!set", HEAD + "source: !!set {a}\n" + TREE, ("C011", 7, 9)),
    case("Y34", "a bidirectional override in a label", PLAIN.replace("Pilar", "Pi\u202elar"), ("C017", 9, 14)),
    case("Y34", "a zero-width space in an id", leaf("{id: a\u200bb, label: A, measure: percent}"), ("C031", 11, 14)),
    case("Y34", "a zero-width space in a label", PLAIN.replace("Pilar", "Pi\u200blar"), accepted=True),
    case("Y35", "a formula", leaf("{id: a, label: A, measure: percent, weight: =1+1}"), ("C022", 11, 53)),
    case("Y35", "Python", leaf("{id: a, label: A, measure: percent, weight: \"__import__('os')\"}"), ("C022", 11, 53)),
)
