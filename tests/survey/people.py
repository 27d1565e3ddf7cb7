"""Who answered what, once: 42 respondents of three units, and a few whose rows must not count."""

from __future__ import annotations

from dataclasses import dataclass

UNITS = {"32.01": "Kabupaten Bogor", "32.71": "Kota Bogor", "35.78": "Kota Surabaya"}
UNIT_QUESTION = "Kabupaten atau kota"
LIKERT = ("puas_1", "puas_2")
LIKERT_QUESTION = "Seberapa setuju Anda?"
TEXTS = {
    "puas_1": "Layanan daring mudah dipakai, juga dari telepon genggam.",
    "puas_2": 'Petugas menjawab "pertanyaan" saya dengan jelas.',
    "kanal": "Lewat mana Anda terakhir mengurus layanan?",
    "tahu": "Apakah Anda tahu saluran pengaduan daerah?",
}
SCALE = {"1": "Sangat tidak setuju", "2": "Tidak setuju", "3": "Netral", "4": "Setuju", "5": "Sangat setuju"}
WORDS = {
    "puas_1": SCALE,
    "puas_2": SCALE,
    "kanal": {"1": "Aplikasi atau situs", "2": "Loket, kantor kecamatan", "3": "Perantara"},
    "tahu": {"1": "Ya", "0": "Tidak"},
}
ALAT = "Alat apa saja yang Anda pakai?"  # several answers
TOOLS = {"1": "Telepon genggam", "2": "Laptop; komputer", "3": "Komputer umum, warnet"}


@dataclass(frozen=True)
class Person:
    """One respondent. ``answers`` are codes, empty where not answered; ``counts``: whether the row is an answer."""

    number: int
    unit: str
    answers: dict[str, str]
    tools: tuple[str, ...]
    counts: bool = True

    @property
    def name(self) -> str:
        return f"Responden {self.number}"

    @property
    def mail(self) -> str:
        return f"orang{self.number}@contoh.id"

    def says(self, item: str, words: bool = False) -> str:
        """The answer as a code or in words."""
        code = self.answers[item]
        return WORDS[item].get(code, "") if words else code


def people() -> list[Person]:
    """By a fixed rule, with a few gaps; after every tenth one whose answers would show."""
    found: list[Person] = []
    for number in range(1, 43):
        answers = {
            "puas_1": str(number * 7 % 5 + 1),
            "puas_2": "" if number % 11 == 0 else str((number * 3 + number // 5) % 5 + 1),
            "kanal": str(number * 7 // 4 % 3 + 1),
            "tahu": "" if number % 13 == 0 else str(number * number % 5 % 2),
        }
        tools = tuple(code for at, code in enumerate(TOOLS) if number >> at & 1) or ("3",)
        found.append(Person(number, list(UNITS)[number % 3], answers, tools))
        if number % 10 == 0:
            bad = {"puas_1": "1", "puas_2": "1", "kanal": "3", "tahu": "0"}
            found.append(Person(900 + number, list(UNITS)[number % 3], bad, ("1",), counts=False))
    return found
