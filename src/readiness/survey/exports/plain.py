"""A file of no tool: one row a respondent (wide) or one row an answer (long), headings as the framework's names."""

from __future__ import annotations

from readiness.survey.exports.shape import Tool
from readiness.survey.exports.xlsforms import KOBO, ODK, SURVEYCTO, slashed

# a tool's file that was edited by hand still says which rows were rejected
PLAIN = Tool(signs=(), rules=(*KOBO.rules, *ODK.rules, *SURVEYCTO.rules), multiples=slashed, separator=", ")
