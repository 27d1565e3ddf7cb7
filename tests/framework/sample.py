"""A small framework that uses every part, to plant mistakes in."""

from __future__ import annotations

from readiness.framework.load import Loaded, loads

SAMPLE = """\
schema: readiness/framework/1
id: contoh
version: '1.0'
label: {id: Contoh, en: Example}
source: Ditulis untuk pengujian
scale: {min: 0, max: 100}
decimals: 1
aggregate: arithmetic
weights: relative
missing: {policy: exclude, min_coverage: 0.65}
bands:
  - {id: rendah, from: 0, label: Rendah}
  - {id: sedang, from: 40, label: Sedang}
  - {id: tinggi, from: 70, label: Tinggi}
gates:
  - id: syarat
    on: kebijakan
    at_least: 50
    cap: sedang
    label: Kebijakan cukup
criteria:
  - id: infrastruktur
    label: Infrastruktur
    weight: 2
    criteria:
      - id: internet
        label: Internet
        weight: 3
        measure: count
        per: {of: villages_all, times: 1}
        worst: 0
        best: 1
      - id: belanja
        label: Belanja
        weight: 1
        measure: number
        transform: log
        worst: 1000
        best: 100000
        outside: clip
  - id: kebijakan
    label: Kebijakan
    weight: 1
    aggregate: geometric
    applies_to: {not: {code: ['31.71']}}
    criteria:
      - id: rencana
        label: Rencana induk
        measure: level
        levels: {1: Belum ada, 2: Disusun, 3: Ditetapkan}
      - id: fiskal
        label: Kapasitas fiskal
        measure: choice
        choices: {rendah: 0, sedang: 50, tinggi: 100}
        choice_labels: {rendah: Rendah}
      - id: kemiskinan
        label: Kemiskinan
        measure: percent
        thresholds:
          - {from: 0, score: 100}
          - {from: 20, score: 0}
        interpolate: linear
      - id: kepuasan
        label: Kepuasan
        measure: survey
        items: [q01, q02]
        item_labels: {q01: Cepat}
        statistic: mean
        answers: {1: Tidak puas, 2: Cukup, 3: Puas}
"""


def read(text: str) -> Loaded:
    """The text as a criteria file."""
    return loads(text.encode(), "contoh.yaml")


def told(text: str) -> list[tuple[str, int | None, int | None]]:
    """Code and place of every finding."""
    return [(f.code, f.line, f.column) for f in read(text).findings]


def planted(*changes: tuple[str, str]) -> str:
    """The sample with each old text, which stands in it once, replaced by a new one."""
    text = SAMPLE
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the sample"
        text = text.replace(old, new)
    return text
