"""The rows that each survey tool exports of the same respondents, in several of its settings."""

from __future__ import annotations

from collections.abc import Iterable

from tests.survey.people import ALAT, LIKERT, LIKERT_QUESTION, TEXTS, TOOLS, UNIT_QUESTION, UNITS, WORDS, Person, people

Rows = list[list[str]]
Record = dict[str, str]


def table(records: Iterable[Record]) -> Rows:
    """A header and the values below it."""
    rows = list(records)
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def counted() -> list[Person]:
    """Of a tool that keeps no other rows."""
    return [person for person in people() if person.counts]


def _several(person: Person, name: str, mark: str, multiple: str, words: bool = False) -> Record:
    """Of an XLSForm tool: the joined answers, and columns of 0 and 1, empty where nothing was chosen."""
    joined = {name: " ".join(TOOLS[code] if words else code for code in person.tools)}
    bits = {
        f"{name}{mark}{text if words else code}": str(int(code in person.tools)) if person.tools else ""
        for code, text in TOOLS.items()
    }
    return {"both": {**joined, **bits}, "summary": joined, "details": bits}[multiple]


def _place(name: str, mark: str, parts: Iterable[str]) -> Record:
    return dict(zip((f"{name}{mark}{part}" for part in parts), ("-6.5944", "106.7892", "0", "5.2"), strict=True))


def kobo(words: bool = False, group: str = "", multiple: str = "both", hxl: bool = False) -> Rows:
    """KoboToolbox, by names or by ``words``. ``multiple``: both, summary or details."""
    place = "Titik koordinat" if words else "lokasi"
    records = [
        {
            "start": "2026-10-05T09:00:00.000+07:00",
            "end": "2026-10-05T09:09:00.000+07:00",
            UNIT_QUESTION if words else "kode": UNITS[person.unit] if words else person.unit,
            "Alamat surel" if words else "surel": person.mail,
            **{group + (text if words else item): person.says(item, words) for item, text in TEXTS.items()},
            **_several(person, group + (ALAT if words else "alat"), "/", multiple, words),
            place: "-6.5944 106.7892 0 5.2",
            **_place("_" + place, "_", ("latitude", "longitude", "altitude", "precision")),
            "_id": str(1000 + index),
            "_uuid": f"uuid-{index:04d}",
            "_submission_time": "2026-10-05T02:10:00",
            "_validation_status": ""
            if person.counts
            else "Not Approved"
            if words
            else "validation_status_not_approved",
            "_notes": "",
            "_status": "submitted_via_web",
            "_submitted_by": "petugas_bogor",
            "__version__": "v1",
            "_tags": "",
            "_index": str(index),
        }
        for index, person in enumerate(people(), 1)
    ]
    rows = table(records)
    tags = [["#adm2+code" if name == "kode" else "#indicator" if group in name else "" for name in rows[0]]]
    return [rows[0], *(tags if hxl else []), *rows[1:]]


def odk(group: str = "", multiple: str = "both") -> Rows:
    """ODK Central: names of choices, groups joined by ``-``."""
    return table(
        {
            "SubmissionDate": "2026-10-05T02:10:00.000Z",
            "kode": person.unit,
            "surel": person.mail,
            **{group + item: person.says(item) for item in TEXTS},
            **_several(person, group + "alat", "/", multiple),
            **_place("lokasi", "-", ("Latitude", "Longitude", "Altitude", "Accuracy")),
            "meta-instanceID": f"uuid:{person.number:08d}",
            "KEY": f"uuid:{person.number:08d}",
            "SubmitterID": "14",
            "SubmitterName": "Petugas Satu",
            "AttachmentsPresent": "0",
            "AttachmentsExpected": "0",
            "Status": "",
            "ReviewState": "approved" if person.counts else "rejected",
            "DeviceID": "collect:abc",
            "Edits": "0",
            "FormVersion": "1.0",
        }
        for person in people()
    )


def surveycto(multiple: str = "both", workflow: bool = True) -> Rows:
    """SurveyCTO, wide. Without the review workflow there is no column that rejects."""
    return table(
        {
            "SubmissionDate": "Oct 5, 2026 9:10:00 AM",
            "CompletionDate": "Oct 5, 2026 9:09:00 AM",
            "starttime": "Oct 5, 2026 9:00:00 AM",
            "endtime": "Oct 5, 2026 9:08:00 AM",
            "deviceid": "99000211023220",
            "subscriberid": "",
            "username": "petugas",
            "caseid": "",
            "kode": person.unit,
            "surel": person.mail,
            **{item: person.says(item) for item in TEXTS},
            **_several(person, "alat", "_", multiple),
            **_place("lokasi", "-", ("Latitude", "Longitude", "Altitude", "Accuracy")),
            "instanceID": f"uuid:{person.number:08d}",
            "formdef_version": "2610050800",
            **(
                {"review_quality": "", "review_status": "APPROVED" if person.counts else "REJECTED"} if workflow else {}
            ),
            "KEY": f"uuid:{person.number:08d}",
        }
        for person in (people() if workflow else counted())
    )


def limesurvey(heading: str = "code", full: bool = False) -> Rows:
    """LimeSurvey. ``heading``: code, text (Indonesian) or both; answers are codes or ``full`` words.

    Its codes have no underscore, and its translation calls the last page a last name.
    """
    english = ("Response ID", "Date submitted", "Last page", "Start language", "Seed", "IP address")
    indonesian = ("ID tanggapan", "Tanggal pengiriman", "Nama belakang", "Bahasa utama", "Seed", "Alamat IP")
    own = ("id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr")
    texts = {
        **dict(zip(own, indonesian if heading == "text" else english, strict=True)),
        "kode": UNIT_QUESTION,
        "surel": "Alamat surel",
        "skala[puas1]": f"{LIKERT_QUESTION} [{TEXTS['puas_1']}]",
        "skala[puas2]": f"{LIKERT_QUESTION} [{TEXTS['puas_2']}]",
        "kanal": TEXTS["kanal"],
        "tahu": TEXTS["tahu"],
        **{f"alat[SQ00{code}]": f"{ALAT} [{text}]" for code, text in TOOLS.items()},
    }
    styles = {"code": list(texts), "text": list(texts.values()), "both": [f"{c}. {t}" for c, t in texts.items()]}
    yes, no = ("Ya", "Tidak") if full else ("Y", "")
    rows = [
        [
            *(str(person.number), "2026-10-05 09:10:00" if person.counts else "", "3" if person.counts else "1"),
            *("id", "123456789", "203.0.113.7", UNITS[person.unit] if full else person.unit, person.mail),
            *(_lime(person, item, full) for item in TEXTS),
            *(yes if code in person.tools else no for code in TOOLS),
        ]
        for person in people()
    ]
    return [styles[heading], *rows]


def _lime(person: Person, item: str, full: bool) -> str:
    """A list gives codes A1, A2, ...; a yes/no question Y and N."""
    code = person.says(item, full)
    if full or not code:
        return code
    return {"1": "Y", "0": "N"}[code] if item == "tahu" else f"A{code}"


def gforms(scale: str = "words", grid: bool = False, english: bool = False) -> Rows:
    """Google Forms: US dates, checkboxes joined by ``, ``. ``scale``: words, numbers, or decimals of a spreadsheet."""
    form = {"words": "{words}", "numbers": "{code}", "decimals": "{code}.0"}[scale]
    return table(
        {
            "Timestamp" if english else "Stempel waktu": "10/05/2026 9:10:00",
            "Email Address" if english else "Alamat email": person.mail,
            UNIT_QUESTION: UNITS[person.unit],
            **{
                f"{LIKERT_QUESTION} [{TEXTS[item]}]" if grid else TEXTS[item]: (
                    form.format(code=person.says(item), words=person.says(item, words=True))
                    if person.says(item)
                    else ""
                )
                for item in LIKERT
            },
            TEXTS["kanal"]: person.says("kanal", words=True),
            TEXTS["tahu"]: person.says("tahu", words=True),
            ALAT: ", ".join(TOOLS[code] for code in person.tools),
            "Nomor HP yang dapat dihubungi": f"0812 3456 {person.number:04d}",
        }
        for person in counted()
    )


def msforms(english: bool = False, matrix: bool = False) -> Rows:
    """Microsoft Forms: each of several answers ends in ``;``; a matrix has columns ``Question.Statement``."""
    likert = {item: f"{LIKERT_QUESTION}.{TEXTS[item]}" if matrix else TEXTS[item] for item in LIKERT}
    return table(
        {
            "ID": str(person.number),
            "Start time" if english else "Waktu mulai": "10/5/26 9:00:00",
            "Completion time" if english else "Waktu penyelesaian": "10/5/26 9:09:00",
            "Email": person.mail,
            "Name" if english else "Nama": person.name,
            **({} if english else {"Waktu modifikasi terakhir": ""}),
            UNIT_QUESTION + "\u00a0": UNITS[person.unit],
            **{text: person.says(item, words=True) for item, text in {**TEXTS, **likert}.items()},
            ALAT: "".join(f"{TOOLS[code]};" for code in person.tools),
        }
        for person in counted()
    )


def surveymonkey(words: bool = True, condensed: bool = False) -> Rows:
    """SurveyMonkey: a grid's question stands over its first column, rows and options in the second row."""
    own = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address"]
    own += ["First Name", "Last Name", "Custom Data 1"]
    options = ["Response"] if condensed else list(TOOLS.values())
    first = [*own, UNIT_QUESTION, LIKERT_QUESTION, "", TEXTS["kanal"], TEXTS["tahu"], ALAT, *[""] * (len(options) - 1)]
    second = [*[""] * 9, "Response", *(TEXTS[item] for item in LIKERT), "Response", "Response", *options]
    rows = [first, second]
    for person in counted():
        chosen = [TOOLS[code] if code in person.tools else "" for code in TOOLS]
        times = ["10/05/2026 09:00:00 AM", "10/05/2026 09:09:00 AM"]
        row = [f"1140000{person.number:04d}", "432000111", *times, "203.0.113.7", person.mail, "Responden"]
        row += [str(person.number), "", UNITS[person.unit], *(person.says(item, words) for item in TEXTS)]
        rows.append(row + ([", ".join(filter(None, chosen))] if condensed else chosen))
    return rows


def qualtrics(words: bool = False, split: bool = True, legacy: bool = False) -> Rows:
    """Qualtrics: three header rows; a preview and unfinished rows among the answers."""
    names = list(_qualtrics(people()[0], words, split, preview=False))
    texts = {
        **{name: name for name in names},
        **{"StartDate": "Start Date", "EndDate": "End Date", "Status": "Response Type", "ResponseId": "Response ID"},
        "kode": UNIT_QUESTION,
        **{item: f"{LIKERT_QUESTION} - {TEXTS[item]}" for item in LIKERT},
        "Q4": f"{TEXTS['kanal']} - Selected Choice",
        "Q5": TEXTS["tahu"],
        "alat": f"{ALAT} - Selected Choice",
        **{f"alat_{at}": f"{ALAT} - Selected Choice - {text}" for at, text in enumerate(TOOLS.values(), 1)},
    }
    imports = [f'{{"ImportId":"{name[0].lower() + name[1:]}"}}' for name in names]
    head = [names, [texts[name] for name in names], *([] if legacy else [imports])]
    records = [_qualtrics(person, words, split, preview=at % 2 == 1) for at, person in enumerate(people())]
    return [*head, *(list(record.values()) for record in records)]


def _qualtrics(person: Person, words: bool, split: bool, preview: bool) -> Record:
    """A row that does not count is a finished ``preview``, or not finished."""
    is_preview, done = preview and not person.counts, preview or person.counts
    chosen = {f"alat_{at}": (TOOLS[code] if words else "1") for at, code in enumerate(TOOLS, 1) if code in person.tools}
    numbers = [TOOLS[code] if words else str(at) for at, code in enumerate(TOOLS, 1) if code in person.tools]
    columns = {f"alat_{at}": chosen.get(f"alat_{at}", "") for at in range(1, len(TOOLS) + 1)}
    return {
        "StartDate": "2026-10-05 09:00:00",
        "EndDate": "2026-10-05 09:09:00",
        "Status": ("Survey Preview" if is_preview else "IP Address") if words else str(int(is_preview)),
        "IPAddress": "203.0.113.7",
        "Progress": "100" if done else "40",
        "Duration (in seconds)": "540",
        "Finished": str(done) if words else str(int(done)),
        "RecordedDate": "2026-10-05 09:09:01",
        "ResponseId": f"R_{person.number:06d}",
        "RecipientLastName": "",
        "RecipientFirstName": "",
        "RecipientEmail": person.mail,
        "ExternalReference": "",
        "LocationLatitude": "-6.59",
        "LocationLongitude": "106.78",
        "DistributionChannel": "anonymous",
        "UserLanguage": "ID",
        "kode": UNITS[person.unit] if words else person.unit,
        **{item: person.says(item, words) for item in LIKERT},
        "Q4": person.says("kanal", words),
        "Q5": person.says("tahu", words),
        **(columns if split else {"alat": ",".join(numbers)}),
    }


def plain(words: bool = False) -> Rows:
    """The CSV that ``readiness form --to csv`` writes, filled in."""
    return table(
        {
            "kode": person.unit,
            "respondent": str(person.number),
            **{item: person.says(item, words) for item in TEXTS},
            **{f"alat/{code}": str(int(code in person.tools)) for code in TOOLS},
        }
        for person in counted()
    )


def long(words: bool = False) -> Rows:
    """One answer a row."""
    return table(
        {
            "kode": person.unit,
            "responden": str(person.number),
            "butir": item,
            "jawaban": WORDS[item][code] if words else code,
        }
        for person in counted()
        for item, code in person.answers.items()
        if code
    )
