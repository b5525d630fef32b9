"""Where changes are announced: file systems whose events never come, by the kernel's own list of mounts."""

from __future__ import annotations

import os
import re
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")  # https://man7.org/linux/man-pages/man5/proc_pid_mounts.5.html

# Written by other machines, or by the host beneath a virtual machine: the kernel here doesn't hear of it.
_SILENT = frozenset({
    "9p", "acfs", "afs", "beegfs", "ceph", "cifs", "coda", "drvfs", "fakeowner", "fuse", "fuseblk", "gfs2", "glusterfs",
    "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
})  # fmt: skip


def announces_changes(folder: Path, mounts: Path = MOUNTS) -> bool:
    """Whether native events can be trusted for this folder. Where there is no list of mounts: yes."""
    kind = _kind(os.path.realpath(folder), mounts)
    return kind not in _SILENT and not kind.startswith("fuse.")


def _kind(folder: str, mounts: Path) -> str:
    """The type of the file system that the folder is on; "" if that isn't known."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[1])
        inside = folder == point or folder.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:  # of mounts on one point the last one is on top
            best, kind = len(point), fields[2]
    return kind
