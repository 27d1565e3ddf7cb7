"""``readiness verify``: whether what a manifest vouches for is still so, and comes out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.session import Session
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.cli.again import Again
    from readiness.provenance import Seen
    from readiness.results.manifest import Manifest


def verify(
    ctx: typer.Context,
    *,
    manifest: Annotated[Path, typer.Argument(metavar="MANIFEST")],
    hashes_only: Annotated[bool, typer.Option("--hashes-only")] = False,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE")] = None,
    signature: Annotated[Path | None, typer.Option("--signature", metavar="FILE")] = None,
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    from readiness.provenance import look

    options.language(lang)
    session: Session = ctx.obj
    signed = _signed(manifest, signature, key, session)
    found = _read(manifest, session)
    if found is None:
        return 1
    seen = look(found, manifest.parent)
    ok = _hashes(found, seen, session)
    if not hashes_only:
        ok = _recomputed(found, manifest, seen, session) and ok
    return 0 if ok and signed else 1


def _read(path: Path, session: Session) -> Manifest | None:
    """The manifest, or None where it is not as it was written. Raises MisuseError."""
    from readiness.results.document import DocumentError
    from readiness.results.manifest import loads

    if not path.is_file():
        raise MisuseError("path", path=path)
    try:
        return loads(path.read_bytes().decode())
    except (DocumentError, UnicodeDecodeError) as error:
        session.out(session.say("verify.manifest", path=path, detail=str(error).splitlines()[0][:200]))
        return None


def _hashes(found: Manifest, seen: list[Seen], session: Session) -> bool:
    """Tell every file that is not as it was."""
    for each in seen:
        if each.state != "same":
            session.out(session.say(f"verify.{each.state}", role=session.say(f"verify.{each.role}"), path=each.path))
    same = sum(each.state == "same" for each in seen)
    session.out(session.say("verify.hashes", same=same, of=len(seen)))
    if found.predicate.previous:
        session.out(session.say("verify.chain", digest=found.predicate.previous[:12]))
    return same == len(seen)


def _recomputed(found: Manifest, path: Path, seen: list[Seen], session: Session) -> bool:
    """Run the command again on the same inputs, and compare every byte."""
    from readiness.cli.again import run_again

    if _is_frozen(found):
        session.out(session.say("verify.frozen"))
        return True
    if any(each.role != "output" and each.state != "same" for each in seen):
        session.out(session.say("verify.not_run"))
        return False
    again = run_again(found, path.parent)
    _tell_again(again, session)
    return again.same


def _is_frozen(found: Manifest) -> bool:
    """Whether it publishes a framework and vouches for nothing that could be made again: saying so is not enough."""
    made = found.predicate
    own = {made.framework.path} if made.framework is not None else set()
    return not made.results and not made.inputs and {each.name for each in found.subject} <= own


def _tell_again(again: Again, session: Session) -> None:
    for each in again.differing:
        session.out(session.say("verify.differs", path=each))
    where = again.first
    if where is not None:
        unit = f"{where.name} ({where.unit})" if where.unit else ""
        place = " · ".join(part for part in (unit, where.node or "", where.key) if part)
        session.out(session.say("verify.first", place=place, then=where.then, now=where.now))
    if again.same:
        session.out(session.say("verify.again", n=again.made))
    elif again.code == 70 or not again.made:
        session.out(session.say("verify.nothing", code=again.code, said=again.said))


def _signed(manifest: Path, signature: Path | None, key: Path | None, session: Session) -> bool:
    """Check a signature where one is asked for or lies beside the manifest; say that there is none otherwise."""
    from readiness.cli.signature import beside, check

    found = signature or beside(manifest)
    if found is None:
        if key is not None:
            raise MisuseError("no_signature", path=manifest)
        session.out(session.say("verify.unsigned"))
        return True
    if key is None:
        session.out(session.say("verify.no_key", path=found))
        return True
    for path in (found, key):
        if not path.is_file():
            raise MisuseError("path", path=path)
    detail = check(manifest, found, key)
    session.out(session.say("verify.forged" if detail else "verify.signed", path=found, key=key, detail=detail))
    return not detail
