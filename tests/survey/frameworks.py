"""Small frameworks that are awkward in the ways that forms must bear."""

from __future__ import annotations

from typing import Any

from readiness.framework.model import Framework

BANDS = [{"id": "rendah", "from": 0, "label": "Rendah"}, {"id": "tinggi", "from": 50, "label": "Tinggi"}]
LIKERT = {1: {"id": "Tidak", "en": "No"}, 2: {"id": "Ragu", "en": "Unsure"}, 3: {"id": "Ya", "en": "Yes"}}


def framework(*criteria: dict[str, Any], units: str = "indonesia-2025", **more: Any) -> Framework:
    """A framework of these pillars."""
    return Framework.model_validate(
        {
            **{
                "schema": "readiness/framework/1",
                "id": "uji-coba",
                "version": "1",
                "label": {"id": "Uji", "en": "Test"},
            },
            **{"units": units, "bands": BANDS, "criteria": list(criteria), **more},
        }
    )


def pillar(id_: str, *criteria: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A group."""
    return {"id": id_, "label": {"id": f"Pilar {id_}", "en": f"Pillar {id_}"}, "criteria": list(criteria), **more}


def leaf(id_: str, measure: str = "percent", **more: Any) -> dict[str, Any]:
    """An indicator."""
    return {"id": id_, "label": {"id": f"Indikator {id_}", "en": f"Indicator {id_}"}, "measure": measure, **more}


def asked_of_citizens(id_: str, *items: str, **more: Any) -> dict[str, Any]:
    """An indicator of survey items."""
    labels = {item: {"id": f"Butir {item}", "en": f"Item {item}"} for item in items}
    return leaf(id_, "survey", **{"items": list(items), "item_labels": labels, "answers": LIKERT, **more})
