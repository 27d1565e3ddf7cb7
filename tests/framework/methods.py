"""A framework that uses every method, to plant mistakes in."""

from __future__ import annotations

METHODS = """\
schema: readiness/framework/1
id: cara
version: '1'
label: Cara
bands: [{id: rendah, from: 0, label: Rendah}, {id: tinggi, from: 60, label: Tinggi}]
impute: {group_mean: province}
treat: {auto: {points: 5, fallback: none}}
reference_wave: '2022'
opinions: [borda, copeland, kemeny, {benefit_of_the_doubt: {min_share: 0.05, max_share: 0.5}}]
lint:
  ignore:
    - {code: M034, reason: Sudah dibahas}
    - {code: M030, on: tata, reason: Ditetapkan BPS}
gates:
  - {id: g1, on: miskin, of: raw, at_most: 20, label: Kemiskinan}
  - {id: g2, on: tata, at_least: 40, at_most: 90, label: Tata}
weights_sets:
  fokus:
    label: {id: Fokus, en: Focus}
    source: Rapat tim
    weights: {jaringan: 3, miskin: 0.5}
  pakar:
    ahp:
      index:
        jaringan: {tata: 2, orang: 4}
        tata: {orang: 2}
      jaringan:
        internet: {listrik: 1/3, jalan: 1}
        listrik: {jalan: 3}
    accept_consistency_ratio: 0.05
  panel:
    budget:
      index:
        Ani: {jaringan: 50, tata: 30, orang: 20}
        Budi: {jaringan: 40, tata: 40, orang: 20}
  data: {from_data: pca}
criteria:
  - id: jaringan
    label: Jaringan
    aggregate: {owa: [1, 2, 3]}
    criteria:
      - id: internet
        label: Internet
        measure: number
        treat: {winsorise: {points: 3, side: high}}
        normalise: fraction_of_max
      - id: listrik
        label: Listrik
        measure: percent
        impute: {regression: [internet]}
        normalise: {distance_to_reference: {to: mean, by: difference}}
      - id: jalan
        label: Jalan
        measure: count
        impute: regression
        normalise: {above_below_mean: {margin: 0.2}}
  - id: tata
    label: Tata kelola
    aggregate: {mean_minus_sd: 1}
    criteria:
      - id: suhu
        label: Suhu
        measure: number
        worst: [10, 40]
        best: [20, 25]
      - id: porsi
        label: Porsi pegawai
        measure: percent
        best: [40, 60]
      - id: sikap
        label: Sikap
        measure: level
        worst: [1, 5]
        best: 3
      - id: dokumen
        label: Dokumen
        measure: choice
        impute: none
        choices: {ada: 100, tidak: 0}
  - id: orang
    label: Orang
    criteria:
      - id: sekolah
        label: Lama sekolah
        measure: number
        impute: last_wave
        treat: none
        transform: log
        normalise: {percentile_steps: [{from: 0, score: 0}, {from: 50, score: 100}]}
      - id: miskin
        label: Kemiskinan
        measure: number
        impute: linear
        normalise: {zscore: {mean: 50, sd: 10, of: population}}
        better: low
      - id: sendiri
        label: Ukuran sendiri
        measure: number
        treat: {winsorise: {percentile: 5}}
        normalise: {custom: ukuran_kami}
"""


def planted(*changes: tuple[str, str]) -> str:
    """The file with each old text, which stands in it once, replaced by a new one."""
    text = METHODS
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
        text = text.replace(old, new)
    return text
