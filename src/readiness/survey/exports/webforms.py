"""Google Forms and Microsoft Forms: headings are the words of the questions, a grid's are ``Question [Row]``.

Several answers stand in one cell: joined by ``, `` (Google) or ``;`` with one at the end (Microsoft).
"""

from __future__ import annotations

from readiness.survey.exports.shape import Tool

GOOGLE = Tool(
    signs=(("timestamp", "stempel waktu", "cap waktu", "penanda waktu"),),
    metadata=("timestamp", "stempel waktu", "cap waktu", "penanda waktu", "score", "skor"),
    personal=("email address", "username", "alamat email", "nama pengguna", "alamat surel"),
    first=True,
    separator=", ",
)
MICROSOFT = Tool(
    signs=(
        ("id",),
        ("start time", "waktu mulai", "hora de inicio"),
        ("completion time", "waktu penyelesaian", "waktu selesai"),
    ),
    metadata=(
        "id", "start time", "completion time", "last modified time", "language", "total points", "quiz feedback",
        "grade posted time", "waktu mulai", "waktu penyelesaian", "waktu selesai", "waktu modifikasi terakhir",
        "waktu terakhir diubah", "bahasa", "total poin", "umpan balik kuis",
    ),
    personal=("email", "name", "nama", "surel"),
    prefixes=("points - ", "feedback - ", "poin - ", "umpan balik - "),
    respondent=("id",),
    separator=";",
)  # fmt: skip
