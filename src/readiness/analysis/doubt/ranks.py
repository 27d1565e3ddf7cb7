"""Competition ranks (1, 2, 2, 4) of many draws at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.results.publish import DECIMALS
from readiness.scoring.vectors import Flags, Vector

Ranks = npt.NDArray[Any]  # int16, or int32 where there are more units than that can count


def ranks_of(index: Vector) -> Ranks:
    """Ranks within each draw (draws × units), the highest first, equal ones (at 9 decimals) alike. A unit without an
    index stands after all that have one.

    >>> ranks_of(np.array([[70.0, 80.0, np.nan, 70.0, 10.0, np.nan]])).tolist()
    [[2, 1, 5, 2, 4, 5]]
    """
    units = index.shape[1]
    if units == 0:
        return np.zeros(index.shape, np.int16)
    key, who = _sorted(np.where(np.isnan(index), np.inf, np.rint(-index * 10.0**DECIMALS)))
    place = np.arange(1, units + 1, dtype=_kind(units))
    first = np.empty(index.shape, place.dtype)
    first[:, 0] = 1
    first[:, 1:] = np.where(key[:, 1:] != key[:, :-1], place[1:], 0)
    np.maximum.accumulate(first, axis=1, out=first)
    ranks = np.empty_like(first)
    np.put_along_axis(ranks, who, first, axis=1)
    return ranks


def among_first(ranks: Ranks, index: Vector, top: int) -> Flags:
    """Who has one of the first ``top`` places in each draw; a unit without an index has none, however many are free.

    >>> index = np.array([[70.0, np.nan, 80.0]])
    >>> among_first(ranks_of(index), index, 3).tolist()
    [[True, False, True]]
    """
    found: Flags = (ranks <= top) & ~np.isnan(index)
    return found


def _kind(units: int) -> type[np.signedinteger[Any]]:
    return np.int16 if units < np.iinfo(np.int16).max else np.int32


def _sorted(key: Vector) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    """Each draw's keys from least to most, and whose they are. One sort of whole numbers that carry both, where both
    have room in one; it is twice as fast as looking for the order."""
    units = key.shape[1]
    bits = max(units - 1, 1).bit_length()
    last = (1 << (62 - bits)) - 1
    known = np.isfinite(key)
    if known.any() and np.abs(key[known]).max() >= last:
        order = np.argsort(key, axis=1, kind="stable")
        return np.take_along_axis(key, order, axis=1), order
    packed = (np.where(known, key, last).astype(np.int64) << bits) | np.arange(units)
    packed.sort(axis=1)
    return packed >> bits, packed & ((1 << bits) - 1)
