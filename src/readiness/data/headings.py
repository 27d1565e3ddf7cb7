"""The words over the columns, in either language and any case."""

from __future__ import annotations

import re
from functools import lru_cache

from readiness.data.safe import clean

ROLES: dict[str, tuple[str, ...]] = {
    "code": ("code", "kode", "kode_wilayah", "kode_daerah", "kode_kab_kota", "kode_kabupaten_kota", "unit_code"),
    "name": (
        "name",
        "nama",
        "nama_daerah",
        "nama_wilayah",
        "daerah",
        "kab_kota",
        "kabupaten_kota",
        "unit",
        "provinsi_kabupaten_kota",
    ),
    "wave": ("wave", "gelombang", "tahun_penilaian"),
    "indicator": ("indicator", "indikator"),
    "value": ("value", "nilai"),
    "source": ("source", "sumber"),
    "evidence": ("evidence", "bukti", "bukti_dukung", "data_dukung"),
    "note": ("note", "catatan", "keterangan"),
    "stage": ("stage", "tahap"),
    "assessor": ("assessor", "asesor"),
    "synthetic": ("synthetic", "simulasi"),
    "kind": ("kind", "jenis"),
    "province": ("province", "provinsi"),
}
ROLE_OF = {name: role for role, names in ROLES.items() for name in names}
LONG_ONLY = ("source", "evidence", "note")
# Beside the value of a long file: how precise a value from a sample is. Read nowhere else.
PRECISION: dict[str, tuple[str, ...]] = {
    "n": ("n",),
    "n_effective": ("n_effective", "n_efektif"),
    "se": ("se", "galat_baku"),
    "low": ("low", "batas_bawah"),
    "high": ("high", "batas_atas"),
    "deff": ("deff",),
}
PRECISION_OF = {name: role for role, names in PRECISION.items() for name in names}
# Columns that only describe what is asked, for whoever fills a file in: passed over without a word.
DESCRIPTIVE = (
    *("pillar_label", "indicator_label", "value_unit", "value_choices", "evidence_asked"),
    *("nama_pilar", "nama_indikator", "satuan_nilai", "pilihan_nilai", "bukti_diminta"),
)
# Columns that KoboToolbox, ODK and our own form add to what was asked: passed over too, exactly as they are written.
FORM_TOOLS = frozenset(
    (
        *("start", "end", "today", "provinsi_unit", "jenis_unit"),
        *("_id", "_uuid", "_submission_time", "_notes", "_status", "__version__", "_tags", "_index"),
        *("SubmissionDate", "KEY", "AttachmentsPresent", "AttachmentsExpected", "Edits", "FormVersion"),
        *("meta/instanceID", "instanceID"),
    )
)
# Columns in which a server's reviewers say that a submission must not count, as they are written, and their words.
REVIEWS = frozenset(("_validation_status", "ReviewState", "review_status"))
REJECTED = frozenset(("not approved", "validation_status_not_approved", "rejected"))
_PERSONAL_WORDS = frozenset(
    (
        "nik", "nip", "ktp", "npwp", "hp", "wa", "telp", "telpon", "telepon", "phone", "telephone", "handphone",
        "mobile", "whatsapp", "email", "mail", "surel", "gps", "geolocation", "geopoint", "imei", "deviceid", "ip",
        "alamat", "address", "respondent", "responden", "submitter", "submittername", "submitterid", "enumerator",
    )
)  # fmt: skip
_PERSONAL_NAMES = frozenset(
    ("submitted_by", "tanggal_lahir", "date_of_birth", "full_name", "nama_lengkap", "ip_address")
)


@lru_cache(maxsize=8192)
def heading(text: str) -> str:
    """A heading's bare form.

    >>> heading(" Kode Wilayah "), heading("_submitted_by"), heading("Kab/Kota")
    ('kode_wilayah', 'submitted_by', 'kab_kota')
    """
    return re.sub(r"[\W_]+", "_", clean(text).casefold()).strip("_")


def role_of(text: str) -> str | None:
    """What a column of this heading holds, or None."""
    return ROLE_OF.get(heading(text))


def is_unit_heading(text: str) -> bool:
    """Whether a heading stands over codes or names of units."""
    return len(text) < 64 and role_of(text) in ("code", "name")


def is_personal(text: str) -> bool:
    """Whether a heading announces data of a person: identity numbers, phones, addresses, positions.

    >>> is_personal("No. HP"), is_personal("_submitted_by"), is_personal("latitude")
    (True, True, False)
    """
    bare = heading(text)
    return bare in _PERSONAL_NAMES or not _PERSONAL_WORDS.isdisjoint(bare.split("_"))
