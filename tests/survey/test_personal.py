"""Columns of a person, in Indonesian and English, and sentences that only speak of such things."""

import pytest

from readiness.survey.personal import is_personal, personal_values


@pytest.mark.parametrize(
    "heading",
    [
        "Nama", "NAMA LENGKAP", "Nama Responden", "identitas/nama", "Siapa nama Anda?", "What is your name?", "First Name",
        "NIK", "No. KTP", "Nomor Induk Kependudukan", "Berapa NIK Anda?", "NIP", "No KK", "Alamat", "Alamat rumah Anda",
        "Alamat email", "E-mail", "email", "Surel", "No HP", "Nomor HP/WA yang bisa dihubungi", "nomor telepon", "Phone number",
        "Tanggal lahir", "Date of birth", "deviceid", "DeviceID", "IP Address", "ipaddr_ip", "_submitted_by", "SubmitterName",
        "SubmitterID", "username", "Nama Pengguna", "Nama pewawancara", "Enumerator", "_geolocation", "_lokasi_latitude",
        "lokasi-Longitude", "Titik koordinat", "GPS", "RecipientEmail", "Tanda tangan", "Foto",
    ],
)  # fmt: skip
def test_a_heading_of_a_person(heading: str) -> None:
    assert is_personal(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "kode", "Kabupaten atau kota", "puas_1", "mutu_mudah", "Umur", "Jenis kelamin", "Pendidikan terakhir", "weight",
        "Layanan daring mudah dipakai, juga dari telepon genggam.", "Saya pernah melapor lewat email ke dinas setempat.",
        "Apakah Anda tahu saluran pengaduan daerah?", "Timestamp", "submitdate", "_id", "Nama layanan yang dipakai",
        "Petugas menjawab dengan jelas.",
    ],
)  # fmt: skip
def test_a_heading_of_no_person(heading: str) -> None:
    assert not is_personal(heading)


@pytest.mark.parametrize(
    "value",
    [
        "a.b@contoh.go.id",
        "3201234567890123",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "628123456789",
        "-6.5944 106.7892 0 0",
        "203.0.113.7",
    ],
)
def test_a_value_of_a_person(value: str) -> None:
    assert personal_values(["", value])


@pytest.mark.parametrize(
    "value", ["4", "32.01", "32.01.01.2001", "Sangat setuju", "1.234.567", "2026-10-05 09:10:00", "0.875", "1000000"]
)
def test_a_value_of_no_person(value: str) -> None:
    assert not personal_values([value])
