"""Columns of a person: names, identity numbers, addresses, phones, devices, positions.

They are dropped at the door and listed in the log by their headings; none of their texts is ever printed. To take
a column for personal too readily costs nothing: what an item or a role is matched to by its name stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from readiness.data import headings

_NAMES = frozenset(
    (
        "nama", "name", "firstname", "lastname", "surname", "username", "nama_pengguna", "user", "login", "no_kk",
        "nokk", "kk", "npwp", "token", "access_code", "alamat_ip", "ipaddress", "ip_address", "lintang", "bujur",
        "latitude", "longitude", "koordinat", "lokasi", "location", "lat", "lon", "long", "lng", "altitude", "accuracy",
        "imei", "simserial", "simid", "subscriberid", "deviceid", "device_id", "devicephonenum", "phonenumber",
        "phone_number", "tanda_tangan", "signature", "foto", "photo", "audio", "audit", "caller", "submitted_by",
        "geolocation",
    )
)  # fmt: skip
_WORDS = frozenset(
    (
        "nik", "ktp", "paspor", "passport", "sim", "rekening", "surel", "email", "telepon", "telp", "ponsel", "seluler",
        "whatsapp", "telegram", "instagram", "facebook", "gps", "koordinat", "pewawancara", "enumerator", "surveyor",
        "pencacah", "interviewer", "tanggal_lahir",
    )
)  # fmt: skip
_PHRASES = re.compile(
    r"\bnama\s+(?:lengkap|responden|anda|saudara|bapak|ibu|panggilan|petugas|pewawancara|kepala\s+keluarga|pengisi|"
    r"pemohon|ayah|suami|istri)\b|\bsiapa(?:kah)?\s+nama\b|\b(?:your|full|first|last|family|respondent'?s?)\s+name\b|"
    r"\bname\s+of\s+(?:the\s+)?respondent\b|\b(?:your|alamat)\s+(?:e-?mail|surel)\b|\b(?:nomor|no\.?)\s*(?:hp|wa|telepon|telp|handphone|kontak)\b|"
    r"\b(?:phone|mobile|telephone|contact)\s+(?:number|no)\b|\bnomor\s+(?:induk|identitas|kartu)\b|"
    r"\b(?:tanggal|tempat)\s+lahir\b|\bdate\s+of\s+birth\b|\balamat\s+(?:rumah|lengkap|tinggal|email|anda|ip)\b|"
    r"\b(?:nik|ktp|npwp|paspor|passport)\b|\b(?:home|postal|street)\s+address\b|\btanda\s+tangan\b|\btitik\s+koordinat\b|\blokasi\s+gps\b"
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORT = 4  # words of a heading that is no sentence
_PART_OF_PLACE = re.compile(r"[_-](?:latitude|longitude|altitude|precision|accuracy)$")
_VALUES = re.compile(
    r"[^@\s;,]+@[^@\s;,]+\.[a-z]{2,}"  # an e-mail address
    r"|(?:1[1-9]|[2-9][0-9])[0-9]{14}"  # a NIK
    r"|(?:\+?62|0)[ -]?8[0-9](?:[ -]?[0-9]){6,11}"  # a mobile number
    r"|-?[0-9]{1,2}\.[0-9]{3,}[ ,;]+-?[0-9]{1,3}\.[0-9]{3,}(?:[ ,;].*)?"  # a position
    r"|(?:[0-9]{1,3}\.){3}[0-9]{1,3}",  # an IP address
    re.IGNORECASE,
)


def is_personal(text: str) -> bool:
    """Whether a heading, or the words of a question, announce data of a person.

    A single word decides in a short heading only: a sentence may well speak of telephones.

    >>> [is_personal(text) for text in ("Nama", "SubmitterName", "Berapa nomor HP Anda?", "Apakah Anda puas?")]
    [True, True, True, False]
    """
    plain = _HUMP.sub(" ", unicodedata.normalize("NFKC", text)).casefold()
    if _PHRASES.search(plain) or _PART_OF_PLACE.search(plain):
        return True
    bare = headings.heading(plain)
    words = bare.split("_")
    last = headings.heading(re.split(r"[/\-.:\]\[]", plain.rstrip("]"))[-1])
    short = len(words) <= _SHORT and (headings.is_personal(plain) or not _WORDS.isdisjoint(words))
    return short or bare in _NAMES or last in _NAMES


def personal_values(texts: Iterable[str]) -> bool:
    """Whether any text is an e-mail address, a NIK, a mobile number, a position or an IP address.

    >>> personal_values(["", "0812-3456-7890"]), personal_values(["32.01.01.2001", "4", "Sangat setuju"])
    (True, False)
    """
    return any(_VALUES.fullmatch(text.strip()) for text in texts)
