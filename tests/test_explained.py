"""The catalogue of methods: complete, the same in both languages, and its lines of YAML are accepted."""

from __future__ import annotations

import re

import pytest

from readiness import explained
from readiness.framework.forms import name_of
from readiness.framework.model import Framework, Group, Indicator
from readiness.framework.ways import normaliser_of
from readiness.words import table

KINDS = list(explained.kinds("en"))
EVERY = [(kind, name) for kind in KINDS for name in explained.methods(kind, "en")]
OF_INDICATORS = ("per", "impute", "treat", "outside", "transform", "normalise")


def tables() -> list[tuple[str, set[str]]]:
    """Every table of methods by its kind; what a table need not hold ("none", what counts nodes) is added."""
    from readiness.scoring import methods
    from readiness.scoring.weights import weighers

    return [
        ("normalise", set(methods.NORMALISERS)),
        ("aggregate", set(methods.AGGREGATORS)),
        ("transform", set(methods.TRANSFORMS)),
        ("impute", {"none", *methods.IMPUTERS}),
        ("treat", {"none", *methods.TREATMENTS}),
        ("weights_sets", {"weights", "ahp", "budget", *weighers.WEIGHERS, *weighers.COUNTERS}),
        ("opinions", set(methods.OPINIONS)),
    ]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(("kind", "names"), tables(), ids=[kind for kind, _ in tables()])
def test_every_method_of_every_table_has_a_page(kind: str, names: set[str], lang: str) -> None:
    assert set(explained.methods(kind, lang)) == names


def test_kinds_without_a_table_hold_what_a_file_can_say() -> None:
    from typing import get_args

    from readiness.framework.parts import Gate, Missing

    fields = Indicator.model_fields
    assert set(explained.methods("outside", "en")) == set(get_args(fields["outside"].annotation))
    assert set(explained.methods("weights", "en")) == set(get_args(Framework.model_fields["weights"].annotation))
    assert set(explained.methods("missing", "en")) == set(get_args(Missing.model_fields["policy"].annotation))
    assert set(explained.methods("gates", "en")) <= set(Gate.model_fields)


def test_both_languages_have_the_same_pages() -> None:
    assert list(table("methods", "id")) == list(table("methods", "en"))
    for kind in KINDS:
        both = [explained.methods(kind, lang) for lang in ("id", "en")]
        assert list(both[0]) == list(both[1])
        for name, method in both[0].items():
            other = both[1][name]
            assert method.yaml == other.yaml
            assert bool(method.formula) == bool(other.formula)
            assert bool(method.source) == bool(other.source)
            assert re.findall(r"\d{4}", method.source) == re.findall(r"\d{4}", other.source)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(("kind", "name"), EVERY, ids=[f"{kind}.{name}" for kind, name in EVERY])
def test_a_page_says_what_it_does_and_when_to_use_it(kind: str, name: str, lang: str) -> None:
    method = explained.methods(kind, lang)[name]
    assert method.label and not method.label.endswith(".")
    for words in (method.does, method.use):
        assert words.endswith(".") and len(words) > 25
    assert len(re.findall(r"[.](?:\s|$)", method.does)) <= 4


@pytest.mark.parametrize(("kind", "name"), EVERY, ids=[f"{kind}.{name}" for kind, name in EVERY])
def test_the_line_of_a_page_is_accepted_and_names_the_method(kind: str, name: str) -> None:
    from readiness.findings import has_errors
    from readiness.framework.load import loads

    line = explained.methods(kind, "en")[name].yaml
    loaded = loads(criteria(kind, line).encode(), "k.yaml")
    assert not has_errors(loaded.findings), loaded.findings
    assert loaded.framework is not None
    assert named_in(kind, loaded.framework, name)


def criteria(kind: str, line: str) -> str:
    """A criteria file in which the line stands where it belongs."""
    bare = line.removeprefix("{").removesuffix("}") if line.startswith("{") else line
    given = f"{'' if 'measure' in bare else ', measure: number'}, {bare}" if kind in OF_INDICATORS else ""
    ends = "" if any(key in bare for key in ("best", "normalise", "thresholds", "measure")) else GOALPOSTS
    top = "" if kind in OF_INDICATORS or kind == "aggregate" else line
    group = f", {line}" if kind == "aggregate" else ""
    first = f"{{id: x, label: x{given or ', measure: percent'}{ends if kind in OF_INDICATORS else ''}}}"
    weights = {"a": 50, "b": 50} if "share" in line else {"a": 30, "b": 20}
    return FILE.format(
        top=top, group=group, first=first.replace("label: x", f"label: x, weight: {weights['a']}"), **weights
    )


GOALPOSTS = ", worst: 1, best: 100"
FILE = """schema: readiness/framework/1
id: k
version: "1"
label: K
bands: [{{id: rendah, from: 0, label: R}}, {{id: sedang, from: 50, label: S}}]
{top}
criteria:
  - id: kebijakan
    label: K
    weight: 60
    criteria:
      - {first}
      - {{id: gangguan, label: G, weight: {a}, measure: percent}}
  - {{id: infrastruktur, label: I, weight: 40{group}, criteria: [
      {{id: desa_4g, label: D, weight: {b}, measure: percent}},
      {{id: pelanggan_tetap, label: P, weight: {b}, measure: percent}}]}}
"""


def named_in(kind: str, framework: Framework, name: str) -> bool:
    """Whether the framework that was read uses the method."""
    x, group = framework.node("x"), framework.node("infrastruktur")
    assert isinstance(x, Indicator) and isinstance(group, Group)
    match kind:
        case "per":
            return x.per is not None
        case "normalise":
            return normaliser_of(x) == name
        case "impute" | "treat" | "outside" | "transform":
            return name_of(getattr(x, kind) or "none") == name
        case "aggregate":
            return name_of(group.aggregate or "arithmetic") == name
        case "weights":
            return framework.weights == name
        case "missing":
            return framework.missing.policy == name
        case "gates":
            return getattr(framework.gates[0], name) is not None
        case "opinions":
            return name_of(framework.opinions[0]) == name
        case _:
            [found] = framework.weights_sets.values()
            return found.from_data == name or getattr(found, name, None) is not None


def test_names_of_two_kinds_have_a_page_each() -> None:
    assert [method.kind for method in explained.named("log", "id")] == ["treat", "transform"]
    assert [method.kind for method in explained.named("none", "en")] == ["impute", "treat", "transform"]
    assert [method.kind for method in explained.named("transform.log", "en")] == ["transform"]
    assert explained.named("no_such", "en") == []
    assert len(explained.names()) == len(set(explained.names()))


def test_words_that_mislead_are_not_used() -> None:
    said = " ".join(str(value) for kind in table("methods", "id").values() for value in kind.values()).lower()
    for word in ("ranking", "grade", "imputasi", "rekomendasi", "dummy", "fiktif", "kerangka acuan", "gerbang"):
        assert word not in said, word
