"""Signatures of a manifest, checked by the tools that make them: ssh-keygen or minisign. This tool holds no key."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from readiness.misuse import MisuseError

NAMESPACE = "readiness"
SUFFIXES = (".sig", ".minisig")


def beside(manifest: Path) -> Path | None:
    """The signature that lies beside a manifest: ``.sig`` of ssh-keygen, ``.minisig`` of minisign."""
    found = (manifest.with_name(manifest.name + suffix) for suffix in SUFFIXES)
    return next((path for path in found if path.is_file()), None)


def check(manifest: Path, signature: Path, key: Path) -> str:
    """Empty where the signature is that of the key; else what the tool says. ``key`` is a public key (.pub) or a list
    of allowed signers of OpenSSH, or minisign's public key. Raises MisuseError where the tool is not installed."""
    if signature.suffix == ".minisig":
        return _run([_tool("minisign"), "-Vm", str(manifest), "-x", str(signature), "-p", str(key)])
    program, allowed = _tool("ssh-keygen"), key.read_text(encoding="utf-8", errors="replace").strip()
    if not allowed.startswith(("ssh-", "ecdsa-", "sk-")):
        who = allowed.split(None, 1)[0].split(",")[0] if allowed else ""
        argv = [program, "-Y", "verify", "-f", str(key), "-I", who, "-n", NAMESPACE, "-s", str(signature)]
        return _run(argv, manifest)
    from readiness.files import workroom

    with workroom() as room:  # a public key alone: whoever holds it is the one allowed signer
        (room / "allowed").write_text(f"signer {allowed}\n", encoding="utf-8")
        argv = [program, "-Y", "verify", "-f", str(room / "allowed"), "-I", "signer", "-n", NAMESPACE]
        return _run([*argv, "-s", str(signature)], manifest)


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise MisuseError("no_tool", name=name)
    return path


def _run(argv: list[str], stdin: Path | None = None) -> str:
    given = stdin.read_bytes() if stdin is not None else b""
    done = subprocess.run(argv, input=given, capture_output=True, check=False, timeout=60)
    if done.returncode == 0:
        return ""
    words = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
    return words[-1] if words else f"exit {done.returncode}"
