"""A question that cannot be asked: an unknown framework, wave or code, a path that is not there.

Not a finding (nothing is wrong with the data) and not a bug: the command line says it and exits 2.
"""

from __future__ import annotations


class MisuseError(Exception):
    """``key`` names the words (``misuse.KEY`` of the command line's locale), ``params`` fill them.

    A param ``nearest`` that is not None adds "did you mean", ``known`` the list of what there is.
    """

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key, params)
        self.key, self.params = key, params
