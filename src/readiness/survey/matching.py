"""Columns to items and roles: by the mapping, by options, by name, by the last part of a path, by words.

What two columns could be is refused, with both; the user says which by a mapping.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from readiness.data.names import fold as fold_answer
from readiness.findings import Finding, nearest
from readiness.framework.model import ShareAtLeast, ShareOf
from readiness.survey.exports import IMPORTERS, TITLES
from readiness.survey.exports.shape import fold
from readiness.survey.fits import Fits, Source, columns_of, is_last_part, stages
from readiness.survey.judging import codes, columns, dropped, judge, unfinished
from readiness.survey.mapping import IGNORE, ROLES, UserMapping, answers_of, column_of_letters
from readiness.survey.questions import Question, Questionnaire
from readiness.survey.source import Export, Multiple

_WITHIN_GROUPS = ("unit", "respondent", "weight", "stratum", "cluster")  # roles that a group may stand before


@dataclass(frozen=True, slots=True)
class Matching:
    """What stands where. Columns are counted from 0.

    ``items``: item to its column, or to the question of several answers. ``roles``: role to column. ``how`` says of
    each item: mapping, name, path, words. ``answers``: item to folded word to code, from the mapping.
    ``unmatched`` are columns that are nothing, ``personal`` those that are dropped, ``missing`` items without a column.
    """

    layout: Literal["wide", "long"]
    items: Mapping[str, int | Multiple]
    roles: Mapping[str, int]
    how: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unmatched: tuple[int, ...] = ()
    personal: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()


def expected_of(asked: Questionnaire, mapping: UserMapping | None = None, chosen: Iterable[str] = ()) -> set[str]:
    """Headings by which a file of no tool is known to be answers; see ``exports.recognise``."""
    questions = list(asked.questions())
    words = {text for question in questions for text in (question.label.id, question.label.en)}
    names = {name for question in questions for name in (question.name, question.field)}
    return names | words | set(mapping.columns if mapping else ()) | set(chosen)


def match(
    export: Export,
    asked: Questionnaire,
    mapping: UserMapping | None = None,
    chosen: Mapping[str, str] | None = None,
    path: str = "",
) -> tuple[Matching, list[Finding]]:
    """Every column's place. ``chosen`` are roles to headings, as options name them.

    Where a finding is an error the matching is not to be used, except to propose a mapping.
    """
    work = _Work(export, list(asked.questions()), mapping or UserMapping(), path)
    work.take_mapping()
    work.take_chosen(chosen or {})
    for how, fits in stages(export.tool):
        work.find_items(how, fits)
    work.find_roles()
    work.join(asked)
    matching = work.result()
    told = [*judge(export, asked, matching.items, matching.roles, work.clashes), *dropped(export, matching.personal)]
    told += unfinished(export, TITLES[export.tool], IMPORTERS[export.tool].finished)
    if export.answers:
        told += codes(export, TITLES[export.tool], [matching.answers[name] for name in matching.items])
    return matching, [*work.findings, *(replace(finding, path=path) for finding in told)]


@dataclass(slots=True)
class _Work:
    export: Export
    questions: list[Question]
    mapping: UserMapping
    path: str
    items: dict[str, int | Multiple] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)
    how: dict[str, str] = field(default_factory=dict)
    ignored: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    clashes: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        return self.export.labels or self.export.names

    @property
    def used(self) -> set[int]:
        items = {column for what in self.items.values() for column in columns_of(what)}
        return items | set(self.roles.values()) | self.ignored

    def sources(self) -> list[Source]:
        """What is still free."""
        used = self.used
        free = [
            Source(index, name, self.labels[index], index in self.export.metadata)
            for index, name in enumerate(self.export.names)
            if index not in used and name
        ]
        several = [each for each in self.export.multi if each.column is None and used.isdisjoint(columns_of(each))]
        return free + [Source(each, each.name, each.label or each.name) for each in several]

    def column(self, heading: str) -> list[int]:
        """The columns of a heading, as a user writes it: exactly, by letter, or folded."""
        pairs = list(enumerate(zip(self.export.names, self.labels, strict=True)))
        exact = [number for number, pair in pairs if heading in pair]
        index = column_of_letters(heading)
        if index is not None and not exact:
            return [index] if index < len(pairs) else []
        return exact or [number for number, pair in pairs if fold(heading) in map(fold, pair)]

    def multiple(self, column: int) -> int | Multiple:
        """The question of several answers whose joined column this is, or the column."""
        return next((each for each in self.export.multi if each.column == column), column)

    def take_mapping(self) -> None:
        """What the user's mapping says."""
        names = {question.name for question in self.questions}
        for heading, target in self.mapping.columns.items():
            found = self.column(heading)
            several = [each for each in self.export.multi if each.column is None and heading in (each.name, each.label)]
            if len(found) > 1 or not (found or several):
                self._tell_column(heading, found, is_mapped=True)
            elif target == IGNORE:
                self.ignored.update(found)
            elif target in names:
                self.items[target] = self.multiple(found[0]) if found else several[0]
                self.how[target] = "mapping"
            elif found:
                self.roles[target] = found[0]

    def take_chosen(self, chosen: Mapping[str, str]) -> None:
        """What options say."""
        for role, heading in chosen.items():
            found = self.column(heading)
            if len(found) == 1:
                self.roles[role] = found[0]
            else:
                self._tell_column(heading, found, is_mapped=False)

    def _tell_column(self, heading: str, found: Sequence[int], *, is_mapped: bool) -> None:
        near = nearest(heading, (*self.export.names, *self.labels))
        params = {"heading": heading, **(columns(self.export, found) if found else {"nearest": near})}
        code = "D182" if found else "D185"
        told = (
            self.mapping.finding(code, heading, **params) if is_mapped else Finding(code, self.path, 1, params=params)
        )
        self.findings.append(told)

    def find_items(self, how: str, fits: Fits) -> None:
        """Take what fits one item and no other; of names that end alike the longest one."""
        sources = self.sources()
        open_ = [question for question in self.questions if question.name not in self.items]
        claims = {number: [q for q in open_ if fits(q, source)] for number, source in enumerate(sources)}
        if how == "path":
            claims = {number: _longest(claimed) for number, claimed in claims.items()}
        for question in open_:
            mine = [number for number, claimed in claims.items() if question in claimed]
            if len(mine) == 1 and len(claims[mine[0]]) == 1:
                what = sources[mine[0]].what
                self.items[question.name] = self.multiple(what) if isinstance(what, int) else what
                self.how[question.name] = how
            elif len(mine) > 1:
                self.clashes.setdefault(question.name, tuple(sources[number].columns[0] for number in mine))

    def find_roles(self) -> None:
        """Roles by their known headings, the surest first."""
        if self.export.respondent is not None:
            self.roles.setdefault("respondent", self.export.respondent)
        for role, headings in ROLES.items():
            if role in self.roles or (role in ("item", "answer") and (self.items or self.export.tool != "plain")):
                continue
            for heading in headings:
                found = self._of_role(heading, within=role in _WITHIN_GROUPS)
                if len(found) > 1:
                    params = {"heading": heading, **columns(self.export, found)}
                    self.findings.append(Finding("D182", self.path, 1, params=params))
                if found:
                    self.roles[role] = found[0]
                    break

    def _of_role(self, heading: str, *, within: bool) -> list[int]:
        free = [source for source in self.sources() if isinstance(source.what, int) and not source.own]
        exact = [source for source in free if heading in (fold(source.name), fold(source.label))]
        if not exact and within:
            exact = [source for source in free if is_last_part(source.name, heading)]
        return [source.columns[0] for source in exact]

    def join(self, asked: Questionnaire) -> None:
        """Of a share several answers may stand in one cell, as the tool joins them."""
        separator = IMPORTERS[self.export.tool].separator
        kinds = ShareOf if self.export.tool == "plain" else ShareOf | ShareAtLeast
        shares = {leaf.id for leaf in asked.framework.indicators() if isinstance(leaf.statistic, kinds)}
        for question in self.questions if separator else ():
            what = self.items.get(question.name)
            if isinstance(what, Multiple):
                self.items[question.name] = replace(what, separator=separator)
            elif what is not None and question.indicator in shares:
                name, label = self.export.names[what], self.labels[what]
                self.items[question.name] = Multiple(name, label, what, separator)

    def result(self) -> Matching:
        """All of it, in the framework's order."""
        used = self.used
        parts = {column for each in self.export.multi for column in columns_of(each) if used & set(columns_of(each))}
        out = used | parts | set(self.export.metadata) | set(self.export.personal)
        is_long = not self.items and {"item", "answer"} <= self.roles.keys()
        names = [question.name for question in self.questions]
        return Matching(
            "long" if is_long else "wide",
            {name: self.items[name] for name in names if name in self.items},
            self.roles,
            self.how,
            {question.name: _folded(answers_of(self.mapping, question)) for question in self.questions},
            tuple(index for index in range(len(self.export.names)) if index not in out),
            tuple(index for index in self.export.personal if index not in used | parts),
            () if is_long else tuple(name for name in names if name not in self.items),
        )


def _longest(claimed: list[Question]) -> list[Question]:
    most = max((len(question.name) for question in claimed), default=0)
    return [question for question in claimed if len(question.name) == most]


def _folded(words: Mapping[str, str]) -> dict[str, str]:
    return {fold_answer(word): code for word, code in words.items()}
