"""The tools that ask with an XLSForm: KoboToolbox, ODK Central, SurveyCTO.

Values are names of choices, or their labels. Questions of several answers come as one column of names joined by
spaces, as one column of 0 and 1 for each choice, or as both.
"""

from __future__ import annotations

from collections import Counter

from readiness.data.safe import clean
from readiness.survey.exports.shape import Head, Rows, Rule, Tool, column
from readiness.survey.source import Multiple

_DEVICE = (
    "deviceid", "subscriberid", "simserial", "simid", "phonenumber", "devicephonenum", "username", "email", "audit",
)  # fmt: skip
_TIMES = ("start", "end", "today", "starttime", "endtime", "duration")
_INSTANCE = (
    "instanceid", "meta/instanceid", "meta-instanceid", "meta:instanceid", "meta/instancename", "meta-instancename",
    "meta/rootuuid", "meta/deprecatedid", "instancename",
)  # fmt: skip
_SYSTEM = ("__system/reviewstate", "__system.reviewstate", "__system-reviewstate", "system_review_state")  # OData
_BITS = {"", "0", "1", "0.0", "1.0"}


def _kobo_head(rows: Rows) -> Head:
    """One row, and a second one of HXL tags where the project has them."""
    names = tuple(map(clean, rows[0]))
    tags = [cell.strip() for cell in rows[1] if cell.strip()] if len(rows) > 1 else []
    return Head(2 if tags and all(tag.startswith("#") for tag in tags) else 1, names, names)


def slashed(head: Head, body: Rows) -> tuple[Multiple, ...]:
    """Columns ``question/choice`` of 0 and 1, with or without the column ``question`` that joins the choices."""
    return _split(head, body, "/")


def underscored(head: Head, body: Rows) -> tuple[Multiple, ...]:
    """Columns ``question_choice``: only where ``question`` itself stands and says the same in every row."""
    return tuple(found for found in _split(head, body, "_") if _agrees(found, body))


def _split(head: Head, body: Rows, mark: str) -> tuple[Multiple, ...]:
    at = {name: index for index, name in reversed(list(enumerate(head.names)))}
    bits = [index for index in range(len(head.names)) if {text.strip() for text in column(body, index)} <= _BITS]
    above = {index: _parents(head.names[index], mark) for index in bits}
    nearest = Counter(parents[0] for parents in above.values() if parents)
    found: dict[str, list[tuple[int, str]]] = {}
    for index, parents in above.items():
        stands = [parent for parent in parents if parent in at]
        shared = [parent for parent in parents if mark == "/" and nearest[parent] > 1]  # the choice may hold a slash
        for parent in (stands or shared)[:1]:
            found.setdefault(parent, []).append((index, head.names[index][len(parent) + 1 :]))
    return tuple(Multiple(parent, parent, at.get(parent), " ", tuple(parts)) for parent, parts in found.items())


def _parents(name: str, mark: str) -> list[str]:
    """Of ``a/b/c``: ``a/b`` and ``a``."""
    cuts = [index for index, char in enumerate(name) if char == mark and 0 < index < len(name) - 1]
    return [name[:cut] for cut in reversed(cuts)]


def _agrees(found: Multiple, body: Rows) -> bool:
    """Whether each row's joined names are those whose columns are 1."""
    joined = column(body, found.column or 0)
    columns = [(column(body, index), code) for index, code in found.parts]
    for number, text in enumerate(joined):
        chosen = {code for texts, code in columns if texts[number].strip() in ("1", "1.0")}
        if not chosen <= set(text.split()):
            return False
    return any(texts[number].strip() for texts, _ in columns for number in range(len(joined)))


KOBO = Tool(
    signs=(("_uuid", "_id"), ("_submission_time",), ("_index", "_status", "__version__", "_validation_status")),
    metadata=(
        *_TIMES, *_INSTANCE, "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
        "__version__", "_tags", "_index", "_xform_id_string", "_attachments", "_bamboo_dataset_id", "formhub/uuid",
        "_parent_table_name", "_parent_index", "_version_",
    ),
    personal=(*_DEVICE, "_submitted_by", "_geolocation"),
    prefixes=("_submission__",),
    rules=(
        Rule(("_validation_status",), "equals", ("not approved", "validation_status_not_approved"), "rejected"),
    ),
    respondent=("_uuid", "_id"),
    head=_kobo_head,
    multiples=slashed,
    separator=" ",
)  # fmt: skip
ODK = Tool(
    signs=(("key",), ("submissiondate",), ("reviewstate", "submitterid", "attachmentspresent", *_INSTANCE)),
    metadata=(
        *_TIMES, *_INSTANCE, "submissiondate", "key", "parent_key", "attachmentspresent", "attachmentsexpected",
        "status", "reviewstate", "edits", "formversion",
    ),
    personal=(*_DEVICE, "submitterid", "submittername"),
    rules=(Rule(("reviewstate", *_SYSTEM), "equals", ("rejected",), "rejected"),),
    respondent=("key", "meta-instanceid"),
    multiples=slashed,
    separator=" ",
)  # fmt: skip
SURVEYCTO = Tool(
    signs=(("key",), ("submissiondate",), ("formdef_version", "completiondate", "review_status", "review_quality")),
    metadata=(
        *_TIMES, *_INSTANCE, "submissiondate", "completiondate", "key", "formdef_version", "review_status",
        "review_quality", "review_comments", "review_corrections", "isvalidated", "caseid",
    ),
    personal=_DEVICE,
    rules=(Rule(("review_status",), "equals", ("rejected",), "rejected"),),
    respondent=("key", "instanceid"),
    multiples=underscored,
    separator=" ",
)  # fmt: skip
