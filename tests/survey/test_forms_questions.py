"""What is asked: the parts, the order, shared items, rules of nested groups, columns that are no indicators."""

from __future__ import annotations

import pytest

from readiness.data.registry import load_registry
from readiness.framework.model import Framework
from readiness.layout import layout_of
from readiness.misuse import MisuseError
from readiness.pipeline import load_framework
from readiness.resources import framework_ids
from readiness.survey.fields import free_name
from readiness.survey.questions import Questionnaire, parts_of, questionnaire
from tests.survey.frameworks import asked_of_citizens, framework, leaf, pillar


def desk(model: Framework) -> Questionnaire:
    return questionnaire(model, "desk", layout_of(model, load_registry().columns))


def names(asked: Questionnaire) -> list[str]:
    return [question.name for question in asked.questions()]


@pytest.mark.parametrize("name", framework_ids())
def test_every_indicator_is_asked_once(name: str) -> None:
    model = load_framework(name).framework
    assert model is not None
    figures = [leaf.id for leaf in model.indicators() if leaf.measure != "survey"]
    items = [item for leaf in model.indicators() if leaf.measure == "survey" for item in leaf.items or [leaf.id]]
    assert [n for n in names(questionnaire(model, "desk")) if n in figures] == figures
    assert names(questionnaire(model, "survey")) == items
    assert parts_of(model) == (("survey", "desk") if items else ("desk",))


def test_results_of_surveys_are_asked_only_where_wanted() -> None:
    share = asked_of_citizens("puas", "p1", statistic={"share_of": ["Ya"]})
    model = framework(pillar("a", leaf("x"), asked_of_citizens("q", "q1"), share))
    assert names(questionnaire(model, "desk")) == ["x"]
    asked = {q.name: q.kind for q in questionnaire(model, "desk", results=True).questions()}
    assert asked == {"x": "percent", "q": "number", "puas": "percent"}


def test_rules_of_all_groups_above_hold() -> None:
    inner = pillar("b", leaf("x", applies_to={"kind": ["kota"]}), applies_to={"not": {"code": ["31.71"]}})
    question = next(questionnaire(framework(pillar("a", inner, applies_to={"province": ["Bali"]})), "desk").questions())
    province, code, kind = question.rules
    assert (province.province, kind.kind) == (["Bali"], ["kota"])
    assert code.not_ is not None and code.not_.code == ["31.71"]


def test_denominators_stand_before_the_first_that_needs_them_and_groups_last() -> None:
    per = {"per": {"of": "jumlah_opd"}, "worst": 0, "best": 1}
    model = framework(
        pillar("a", leaf("x"), leaf("y", "number", **per), leaf("z", "number", **per)),
        impute={"group_mean": "rumpun"},
    )
    asked = desk(model)
    assert names(asked) == ["x", "jumlah_opd", "y", "z", "rumpun"]
    kinds = {question.name: (question.kind, question.label.en) for question in asked.questions()}
    assert kinds["jumlah_opd"] == ("number", "Denominator of: Indicator y")
    assert kinds["rumpun"] == ("text", "rumpun")


def test_a_shared_item_is_asked_once_of_whoever_either_indicator_asks() -> None:
    kota, bali = {"applies_to": {"kind": ["kota"]}}, {"applies_to": {"province": ["Bali"]}}
    model = framework(
        pillar("a", asked_of_citizens("m", "q1", "q2", **kota)),
        pillar("b", asked_of_citizens("n", "q1", **bali)),
    )
    asked = questionnaire(model, "survey")
    assert names(asked) == ["q1", "q2"]
    assert [len(question.rules) for question in asked.questions()] == [0, 1]
    assert [section.id for section in asked.sections] == ["a"]


def test_a_shared_item_with_other_answers_is_refused() -> None:
    other = asked_of_citizens("n", "q1", answers={0: "Tidak", 1: "Ya"})
    model = framework(pillar("a", asked_of_citizens("m", "q1"), other))
    with pytest.raises(MisuseError) as refused:
        questionnaire(model, "survey")
    assert (refused.value.key, refused.value.params) == ("item_twice", {"name": "q1", "first": "m", "second": "n"})


def test_a_level_without_a_rubric_has_five() -> None:
    question = next(questionnaire(framework(pillar("a", leaf("x", "level"))), "desk").questions())
    assert [(key, words.id, words.en) for key, words in question.choices][::4] == [
        ("1", "Tingkat 1", "Level 1"),
        ("5", "Tingkat 5", "Level 5"),
    ]


def test_names_that_a_form_cannot_take() -> None:
    model = framework(pillar("a", asked_of_citizens("m", "q1_2", "Q1", "q1", "1 mutu?", "meta", "Ärger")))
    fields = {question.name: question.field for question in questionnaire(model, "survey").questions()}
    assert fields == {
        **{"q1_2": "q1_2", "Q1": "Q1", "q1": "q1_3", "1 mutu?": "q_1_mutu", "meta": "meta_2", "Ärger": "rger"},
    }
    assert free_name(["kode", "kode_wilayah"], ["KODE"]) == "kode_wilayah"
    assert free_name(["start"], ["start", "start_2"]) == "start_3"
