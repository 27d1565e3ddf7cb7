"""The one SELECT of a file: plain ANSI SQL, the same text for every engine.

It reads a view ``responses`` whose columns are all text and are called ``c0``, ``c1``, ... after their place in the
file. A wide file is reduced in one scan: texts become values by CASE, a respondent's values become one value an
indicator, and GROUPING SETS count each apart. Of a long file the raw texts are counted; where an indicator has several
items, its answers are first brought into one row a respondent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from readiness.survey.plan import Item, Plan
from readiness.survey.source import Skip
from readiness.survey.tokens import BLANK, INVALID, NOT_APPLICABLE

WEIGHT = "DECIMAL(18, 6)"  # of one respondent: sums are exact, whatever the order
SQUARE = "DECIMAL(38, 12)"
WIDER = "DECIMAL(19, 6)"  # without it DuckDB squares within 64 bits: faster, but a weight of 1,000 is refused
OTHER = 2 * INVALID + 2  # the key of an item in a row that is no answer
BASE = 1024  # an indicator's value is total * BASE + answered; so many items fit
BACKSLASH = "\\"
NOTHING = "CAST('' AS VARCHAR(1))"
KEYS = ("wave", "unit", "stratum", "cluster", "fpc", "synthetic")
LOOSE = ("fpc", "synthetic")  # keys that do not belong to a respondent's value
YES = ("1", "1.0", "true", "yes", "ya", "y", "checked", "selected", "dipilih")
Words = Mapping[tuple[str, str], Mapping[str, int]]  # of each item's key: what its texts count for
NO = ("", "0", "0.0", "false", "no", "tidak", "n", "unchecked", "not selected", "tidak dipilih")


def quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def literal(text: str) -> str:
    """A text in a SELECT. A backslash is itself to DuckDB and begins something to Spark: there it is put together.

    >>> literal("a\\\\b")
    "CONCAT('a', CHR(92), 'b')"
    """
    return f"CONCAT({', CHR(92), '.join(map(quoted, text.split(BACKSLASH)))})" if BACKSLASH in text else quoted(text)


def wide(plan: Plan, words: Words) -> str:
    """Counts of a file of one row a respondent. ``words`` say of each item what its texts count for.

    A row of the answer has one key that is not null: ``status``, ``v0``, ... (indicators), ``q0``, ... (items), or
    none, where it gives the population of a stratum.
    """
    values = [f"{_value(item, words[item.key])} AS q{number}" for number, item in enumerate(plan.items)]
    coded = f"SELECT {', '.join([*_keys(plan), *_weight(plan), *values, *_texts(plan.items)])} FROM responses"
    invalid = [f"CASE WHEN q{n} = {INVALID} THEN x{n} ELSE '' END AS u{n}" for n in range(len(plan.items))]
    kept = [*_present(plan), "fault", *(["w"] if plan.weighted else []), *(f"q{n}" for n in range(len(plan.items)))]
    return _counted(plan, f"SELECT {', '.join([*kept, *invalid])} FROM ({coded}) AS coded", list(plan.items))


def long(plan: Plan) -> str:
    """Counts of the raw texts of a file of one row an answer; a blank is null. ``fault`` is why a row is no answer, or,
    where it can only be the weight, whether that is usable."""
    texts = [f"c{plan.roles[key]} AS {key}" for key in (*_present(plan), "item", "answer")]
    simple = plan.weighted and not plan.skips
    fault = [] if simple else [f"{_fault(plan)} AS fault"]
    rows = f"SELECT {', '.join([*texts, *fault, *_weight(plan)])} FROM responses"
    keys = [*_present(plan), "fault", "item", "answer"]
    if simple:
        rows = f"SELECT {', '.join([*_present(plan), 'item', 'answer', 'w', 'w >= 0 AS fault'])} FROM ({rows}) AS texts"
    return f"SELECT {', '.join([*keys, *_sums(plan)])} FROM ({rows}) AS answers GROUP BY {', '.join(keys)}"


def pivot(plan: Plan, items: list[Item], words: Words) -> str:
    """Counts of the indicators of several items of a long file, by way of one row a respondent.

    Two answers of one respondent to one item make that answer invalid, unless they count for the same; so do
    two weights the respondent.
    """
    keys = [*(key for key in _present(plan) if key not in LOOSE), "respondent"]
    texts = [f"{_text(plan.roles[role])} AS {role}" for role in ("respondent", "item", "answer")]
    rows = f"SELECT {', '.join([*_keys(plan), *_weight(plan), *texts])} FROM responses"
    weight = ["w"] if plan.weighted else []
    values = [
        f"CASE WHEN item = {literal(item.name)} THEN NULLIF({case}, {BLANK}) END AS x{number}"
        for number, item in enumerate(items)
        for case in [_case("answer", words[item.key])]
    ]
    asked = ", ".join(dict.fromkeys(literal(item.name) for item in items))
    coded = (
        f"SELECT {', '.join([*keys, *weight, *values])} FROM ({rows}) AS texts WHERE fault = '' AND item IN ({asked})"
    )
    fault = "CASE WHEN MIN(w) = MAX(w) THEN '' ELSE 'weights' END AS fault" if weight else f"{NOTHING} AS fault"
    loose = [f"{NOTHING} AS {key}" for key in LOOSE if key in plan.roles]
    columns = [
        f"COALESCE(CASE WHEN MIN(x{n}) = MAX(x{n}) THEN MAX(x{n}) WHEN MAX(x{n}) IS NOT NULL THEN {INVALID} END, "
        f"{BLANK}) AS q{n}, {NOTHING} AS u{n}"
        for n in range(len(items))
    ]
    selected = [*keys, *loose, fault, *(["MAX(w) AS w"] if weight else []), *columns]
    answers = f"SELECT {', '.join(selected)} FROM ({coded}) AS coded GROUP BY {', '.join(keys)}"
    return _counted(plan, answers, items)


def _counted(plan: Plan, answers: str, items: list[Item]) -> str:
    """From one row a respondent with ``q0``, ... to counts."""
    scales = [scale for scale in plan.scales if any(item.scale is scale for item in items)]
    names = [f"q{number}" for number in range(len(items))]
    least, most = (
        f"{word}({', '.join([*names, str(INVALID if word == 'LEAST' else 0)])})" for word in ("LEAST", "GREATEST")
    )
    status = (
        f"CASE WHEN fault <> '' THEN fault WHEN {least} <= {NOT_APPLICABLE} THEN 'used' "
        f"WHEN {most} = {INVALID} THEN 'invalid' ELSE 'empty' END AS status"
    )
    sums = []
    for number, scale in enumerate(scales):
        own = [f"q{place}" for place, item in enumerate(items) if item.scale is scale]
        sums.append(f"{' + '.join(_if_valid(name, name) for name in own)} AS t{number}")
        sums.append(f"{' + '.join(_if_valid(name, '1') for name in own)} AS a{number}")
    keys = [*_present(plan), *(["w"] if plan.weighted else []), "fault"]
    texts = [f"u{number}" for number in range(len(items))]
    summed = f"SELECT {', '.join([*keys, status, *names, *texts, *sums])} FROM ({answers}) AS answers"
    values = [
        f"CASE WHEN fault = '' AND 2 * a{number} >= {len(scale.items)} THEN t{number} * {BASE} + a{number} ELSE 0 END "
        f"AS v{number}"
        for number, scale in enumerate(scales)
    ]
    # an item's key is twice what it counts for, and one more where all items of its indicator were answered
    marks = [
        f"CASE WHEN fault = '' THEN 2 * q{place} + CASE WHEN a{number} = {len(scale.items)} THEN 1 ELSE 0 END "
        f"ELSE {OTHER} END AS k{place}"
        for place, item in enumerate(items)
        for number, scale in enumerate(scales)
        if item.scale is scale
    ]
    kept = [*_present(plan), *(["w"] if plan.weighted else []), "status"]
    valued = f"SELECT {', '.join([*kept, *values, *marks, *texts])} FROM ({summed}) AS summed"
    keys = [*(f"v{number}" for number in range(len(scales))), *(f"k{place}, u{place}" for place in range(len(items)))]
    selected = [*_present(plan), "status", *keys, *_sums(plan)]
    sets = ", ".join(_sets(plan, keys))
    return f"SELECT {', '.join(selected)} FROM ({valued}) AS valued GROUP BY GROUPING SETS ({sets})"


def _sets(plan: Plan, keys: Iterable[str]) -> list[str]:
    """What is counted apart: rows by what became of them, values by design, answers, populations."""
    where = [key for key in ("wave", "unit") if key in _present(plan)]
    design = [key for key in ("stratum", "cluster") if key in plan.roles]
    sets = [[*where, *(["synthetic"] if "synthetic" in plan.roles else []), "status"]]
    sets += [[*where, *(design if key.startswith("v") else []), key] for key in keys]
    if "fpc" in plan.roles:
        sets.append([*where, *(key for key in design if key == "stratum"), "fpc"])
    return [f"({', '.join(each)})" for each in sets]


def _present(plan: Plan) -> list[str]:
    """The keys that this file has, in order."""
    return [key for key in KEYS if key in plan.roles or key == "unit"]


def _keys(plan: Plan) -> list[str]:
    return [f"{_text(plan.roles[key])} AS {key}" for key in _present(plan)] + [f"{_fault(plan)} AS fault"]


def _text(column: int) -> str:
    return f"c{column}"


def _weight(plan: Plan) -> list[str]:
    return [f"{_cast(plan)} AS w"] if plan.weighted else []


def _cast(plan: Plan) -> str:
    return f"TRY_CAST(c{plan.roles['weight']} AS {WEIGHT})"


def _sums(plan: Plan) -> list[str]:
    """How many, and the sums of weights: as texts of whole numbers, which are handed over five times as fast as
    decimals."""
    square = f"CAST(CAST(w AS {WIDER}) * w AS {SQUARE})" if plan.large else "w * w"
    weights = {"w": "SUM(w)", "w2": f"SUM({square})"} if plan.weighted else {}
    texts = [f"REPLACE(CAST({total} AS VARCHAR(50)), '.', '') AS {name}" for name, total in weights.items()]
    return ["COUNT(*) AS n", *texts]


def _fault(plan: Plan) -> str:
    """Why a row is no answer: empty where it is one."""
    cases = [f"WHEN {skipped(skip)} THEN {literal('skipped:' + skip.reason)}" for skip in plan.skips]
    if plan.weighted:
        weight = _cast(plan)
        cases.append(f"WHEN {weight} IS NULL OR {weight} < 0 THEN 'refused:weight'")
    return f"CASE {' '.join(cases)} ELSE '' END" if cases else NOTHING


def skipped(skip: Skip) -> str:
    """Whether a row is none of the answers, as a condition."""
    text = f"LOWER(TRIM({_text(skip.column)}))"
    if skip.rule == "empty":
        return f"{text} = ''"
    values = ", ".join(literal(value.strip().lower()) for value in skip.values)
    return f"{text} {'IN' if skip.rule == 'equals' else 'NOT IN'} ({values})"


def _texts(items: Iterable[Item]) -> list[str]:
    return [f"{NOTHING if item.column is None else _text(item.column)} AS x{n}" for n, item in enumerate(items)]


def _value(item: Item, words: Mapping[str, int]) -> str:
    return _case(_text(item.column), words) if item.column is not None else _parts(item)


def _case(text: str, words: Mapping[str, int]) -> str:
    """Texts of the same value stand together; the likeliest first."""
    by_value: dict[int, list[str]] = {}
    for word, value in words.items():
        by_value.setdefault(value, []).append(literal(word))
    cases = " ".join(
        f"WHEN {text} = {texts[0]} THEN {value}"
        if len(texts) == 1
        else f"WHEN {text} IN ({', '.join(texts)}) THEN {value}"
        for value, texts in sorted(by_value.items())
    )
    return f"CAST(CASE {cases} ELSE {INVALID} END AS BIGINT)"


def _parts(item: Item) -> str:
    """Of columns of 0 and 1: 1 where a wanted one is chosen, 0 where another is, blank where none was asked."""
    texts = {column: f"LOWER(TRIM({_text(column)}))" for column, _, _ in item.parts}
    no = ", ".join(map(literal, NO))
    yes = {column: f"IN ({_chosen(own)})" if own else f"NOT IN ({no})" for column, _, own in item.parts}
    bad = " OR ".join(f"NOT ({texts[c]} {yes[c]} OR {texts[c]} IN ({no}))" for c in texts)
    blank = " AND ".join(f"{text} = ''" for text in texts.values())
    wanted = [f"{texts[column]} {yes[column]}" for column, is_wanted, _ in item.parts if is_wanted]
    chosen = f"WHEN {' OR '.join(wanted)} THEN 1 " if wanted else ""
    return f"CAST(CASE WHEN {blank} THEN {BLANK} WHEN {bad} THEN {INVALID} {chosen}ELSE 0 END AS BIGINT)"


def _chosen(own: Iterable[str]) -> str:
    return ", ".join(map(literal, dict.fromkeys((*YES, *(text.strip().lower() for text in own)))))


def _if_valid(name: str, what: str) -> str:
    return f"CASE WHEN {name} <= {NOT_APPLICABLE - 2} THEN {what} ELSE 0 END"
