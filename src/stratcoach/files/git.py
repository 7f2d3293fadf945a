"""What git knows of a file. A revision comes from a person, so it is data: it never becomes an option or a command."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.messages import Message, Text
from stratcoach.model import caps

if TYPE_CHECKING:
    import subprocess

_SHA = re.compile(r"[0-9a-f]{40,64}")
_NONE = re.compile(r"0{40,64}")
_SHORT = 12
"""How many digits of a commit's name are shown; git finds it by them."""


def shown(revision: str) -> str:
    """A revision as a person reads it: the full name of a commit is cut short."""
    return revision[:_SHORT] if _SHA.fullmatch(revision) and not _NONE.fullmatch(revision) else revision


def commit(revision: str, folder: Path) -> str:
    """The full name of the commit that a revision means.

    Raises:
        UserError: git isn't there, or the revision isn't known; in a shallow checkout with a hint.
    """
    listed(folder, "rev-parse", "--git-dir")
    sha = _commit(revision, folder)
    if not sha:
        message = Message("git.unknown_revision", revision=shown(revision), folder=str(folder))
        if not revision.strip():
            message = Message("git.empty_revision", folder=str(folder))
        raise UserError(message, _unknown(revision, folder))
    return sha


def _unknown(revision: str, folder: Path) -> Message:
    if _NONE.fullmatch(revision) or not revision.strip():
        return Message("git.no_earlier_revision")
    if ".." in revision:
        return Message("git.name_one_revision")
    if is_shallow(folder):
        return shallow_hint(revision)
    return Message("git.use_known_revision")


def shallow_hint(revision: str) -> Message:
    return Message("git.fetch_older_revisions", revision=shown(revision))


def listed(folder: Path, *arguments: str, index: str = "", stdin: bytes | None = None) -> list[str]:
    """What git lists, separated by NUL. `index` is a file to use in place of the repository's own, `stdin` is what git reads."""
    return os.fsdecode(answered(folder, *arguments, index=index, stdin=stdin)).split("\0")[:-1]


def answered(folder: Path, *arguments: str, index: str = "", stdin: bytes | None = None) -> bytes:
    """What git answers; see `listed`. Raises `UserError` where it can't say."""
    done = run(folder, *arguments, index=index, stdin=stdin)
    if done.returncode != 0:
        is_repository(folder)
        raise UserError(
            Message("git.cannot_list_changes", folder=str(folder), complaint=_complaint(done)), Message("git.try_status")
        )
    return done.stdout


def blob(folder: Path, name: str) -> bytes:
    """The bytes of `COMMIT:PATH`. Raises `UserError` where git can't get them."""
    done = run(folder, "cat-file", "blob", name)
    if done.returncode != 0:
        sha, _, path = name.partition(":")
        raise UserError(
            Message("git.cannot_read_file", path=path, revision=shown(sha), complaint=_complaint(done)), Message("git.try_fsck")
        )
    return done.stdout


def read_at(revision: str, path: Path) -> bytes | None:
    """The bytes of a file as of a revision; None where there is no such revision.

    Raises:
        UserError: git isn't there, the revision is known and doesn't hold the file, or more than one thing is meant.
    """
    path = path.resolve() if path.is_symlink() else path
    folder = next(parent for parent in (path.parent, *path.absolute().parents) if parent.is_dir())
    inside = path.absolute().relative_to(folder.absolute()).as_posix()
    sha = _commit(revision, folder)
    if not sha:
        return None
    prefix = _asked(folder, "rev-parse", "--show-prefix") or ""
    name = f"{prefix}{inside}"
    there = run(folder, "ls-tree", "--full-tree", "-z", sha, "--", name)
    if there.returncode == 0 and not there.stdout:
        raise UserError(Message("git.not_at_revision", path=str(path), revision=shown(revision)), Message("git.use_older_path"))
    return blob(folder, f"{sha}:{name}")


def _commit(revision: str, folder: Path) -> str:
    """The full name of a revision's commit; `""` where there is none."""
    sha = _asked(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return sha if _SHA.fullmatch(sha) else ""


@cache
def has_remote(root: str) -> bool:
    """Whether a repository is shared with others; without starting git, because it is asked for every file."""
    if not root or Path(root, ".git").is_file():  # a worktree or a submodule
        return bool(root)
    try:
        return b"[remote " in Path(root, ".git", "config").read_bytes()
    except OSError:
        return False


def superproject(folder: Path) -> str:
    """The root of the repository that a repository is a submodule of; `""` where it is none."""
    return _asked(folder, "rev-parse", "--show-superproject-working-tree")


def held_submodule(sha: str, folder: Path, name: str) -> str:
    """The commit of a submodule that a commit of its superproject holds; `""` where it holds none."""
    return _asked(folder, "rev-parse", "--verify", "--quiet", f"{sha}:{name}")


def root(folder: Path) -> str:
    """The topmost folder of the repository that a folder is in; `""` outside of one, and in one without files."""
    return _asked(folder, "rev-parse", "--show-toplevel")


def empty_tree(folder: Path) -> str:
    """What a repository calls a folder without files: everything is new since then."""
    return run(folder, "hash-object", "-t", "tree", "--stdin", stdin=b"").stdout.decode("ascii").strip()


def is_shallow(folder: Path) -> bool:
    """Whether older revisions were left out when the repository was fetched, as CI often does."""
    return _asked(folder, "rev-parse", "--is-shallow-repository") == "true"


def _asked(folder: Path, *arguments: str) -> str:
    """What git answers; `""` outside a repository and for what it doesn't know. Raises `UserError` where it refuses to look."""
    done = run(folder, *arguments)
    if done.returncode != 0 and not is_repository(folder):
        return ""
    return done.stdout.decode("utf-8", "replace").removesuffix("\n") if done.returncode == 0 else ""


_OUTSIDE = "not a git repository"


def is_repository(folder: Path) -> bool:
    """Whether git finds a repository here.

    Raises:
        UserError: there is one, and git refuses to work in it: it belongs to somebody else, or its settings can't be read.
    """
    done = run(folder, "rev-parse", "--git-dir")
    if done.returncode == 0:
        return True
    complaint, answer = _complaint(done), done.stderr.decode("utf-8", "replace")
    if _OUTSIDE in answer:
        return False
    if "dubious ownership" in answer:
        root = re.search(r"repository at '(.*)'", answer)
        place = root[1] if root else str(folder.absolute())
        raise UserError(
            Message("git.of_another_user", place=place),
            Message("git.trust_folder", place=shlex.quote(place)),
        )
    raise UserError(Message("git.refuses_to_work", folder=str(folder), complaint=complaint), Message("git.try_status"))


def _complaint(done: subprocess.CompletedProcess[bytes]) -> Text:
    """The first line of what git says is wrong."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    worst = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    return worst.rstrip(".") or Message("git.gives_no_reason")


def _found_by_folder() -> dict[str, str]:
    """The environment without what a hook of git sets for itself: a repository is found by the file's folder."""
    return {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")}


def _environment(folder: Path) -> dict[str, str]:
    """What git is asked with: it writes nothing by the way, runs no program that the settings of the checkout name, fetches
    nothing that a partial clone left out, and answers in English.
    """
    kept = _found_by_folder() | {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
    number_of_settings = kept.get("GIT_CONFIG_COUNT", "")
    count = int(number_of_settings) if number_of_settings.isdecimal() and len(number_of_settings) < 6 else 0
    for place, (name, value) in enumerate(_without_programs(str(folder.absolute())), count):
        kept |= {f"GIT_CONFIG_KEY_{place}": name, f"GIT_CONFIG_VALUE_{place}": value, "GIT_CONFIG_COUNT": str(place + 1)}
    return kept


_NO_PROGRAM: Final = {"core.fsmonitor": "false", "core.hookspath": os.devnull, "protocol.ext.allow": "never"}
"""What is always switched off."""

_PROGRAM: Final = re.compile(
    r"filter\..*\.(clean|smudge|process|required)|core\.(sshcommand|gitproxy|askpass|alternaterefscommand)"
    r"|credential\.(.*\.)?helper|remote\..*\.(uploadpack|receivepack|vcs)|uploadpack\.packobjectshook"
)
_HARMLESS: Final = {"required": "false", "uploadpack": "git-upload-pack", "receivepack": "git-receive-pack", "sshcommand": "ssh"}


@cache
def _without_programs(folder: str) -> tuple[tuple[str, str], ...]:
    """Settings that keep git from running programs that the settings of a checkout name. A filter of the user's own settings,
    such as git-lfs, goes on working.
    """
    listed = _started(Path(folder), _found_by_folder(), "config", "--list", "--null", "--show-scope")
    if listed.returncode == 0:
        fields = os.fsdecode(listed.stdout).split("\0")
    else:  # a git before 2.26 doesn't say whose a setting is: all of them count as the checkout's
        every = os.fsdecode(_started(Path(folder), _found_by_folder(), "config", "--list", "--null").stdout)
        fields = [part for pair in every.split("\0") for part in ("local", pair)]
    mine, theirs = dict[str, str](), set[str]()
    for scope, pair in zip(fields[::2], fields[1::2], strict=False):
        name, _, value = pair.partition("\n")
        if _PROGRAM.fullmatch(name):
            if scope in ("local", "worktree"):
                theirs.add(name)
            else:
                mine[name] = value
    safe = [(name, _HARMLESS.get(name.rpartition(".")[2], "")) for name in sorted(theirs)]
    return (*_NO_PROGRAM.items(), *safe, *((name, value) for name, value in mine.items() if name in theirs))


def run(folder: Path, *arguments: str, index: str = "", stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Ask git. Raises `UserError` where it can't be started."""
    if any("\0" in one for one in arguments):
        raise UserError(Message("git.nul_character"), Message("git.use_name_or_hash"))
    environment = _environment(folder) | ({"GIT_INDEX_FILE": index} if index else {})
    if arguments[0] == "diff":
        arguments = ("diff", *_OWN_DIFF, *arguments[1:])
    return _started(folder, environment, *arguments, stdin=stdin)


_OWN_DIFF: Final = ("--no-ext-diff", "--no-textconv", "--no-color")
"""A diff by git itself: no program of the attributes makes it, or makes a text for it."""


def _started(
    folder: Path, environment: dict[str, str], *arguments: str, stdin: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    try:
        return _answer(["git", *arguments], folder, environment, stdin)
    except FileNotFoundError as error:
        if not folder.exists():
            raise UserError(Message("git.no_folder", folder=str(folder)), Message("git.check_path")) from error
        raise UserError(
            Message("git.not_installed"),
            Message("git.install_git"),
        ) from error


def _answer(
    command: list[str], folder: Path, environment: dict[str, str], stdin: bytes | None
) -> subprocess.CompletedProcess[bytes]:
    """Run git and read what it answers, up to the limit. Raises `UserError` for more."""
    import subprocess  # 4 ms that a diff of two paths needn't pay
    from threading import Thread

    pipe = subprocess.PIPE
    input_pipe = None if stdin is None else pipe
    with subprocess.Popen(command, cwd=folder, env=environment, stdin=input_pipe, stdout=pipe, stderr=pipe) as process:  # noqa: S603  fixed verbs
        assert process.stdout is not None
        complaint = list[bytes]()
        helpers = [Thread(target=_drain, args=(process.stderr, complaint), daemon=True)]
        if stdin is not None:
            helpers.append(Thread(target=_feed, args=(process.stdin, stdin), daemon=True))
        for helper in helpers:
            helper.start()
        answer = process.stdout.read(caps.FROM_GIT.most + 1)
        if len(answer) > caps.FROM_GIT.most:
            process.kill()
        for helper in helpers:
            helper.join()
    if len(answer) > caps.FROM_GIT.most:
        raise UserError(
            Message(
                "git.answer_too_large", command=command[1], folder=str(folder), most=caps.FROM_GIT.amount(caps.FROM_GIT.most)
            ),
            caps.FROM_GIT.way_out,
        )
    return subprocess.CompletedProcess(command, process.returncode, answer, b"".join(complaint))


def _drain(stream: IO[bytes], into: list[bytes]) -> None:
    """Read all that git says is wrong, and keep the beginning: only a line of it is shown."""
    while part := stream.read(1 << 16):
        if len(into) < 2:
            into.append(part)


def _feed(stream: IO[bytes], stdin: bytes) -> None:
    with contextlib.suppress(OSError), stream:  # it may have ended before it read all
        stream.write(stdin)


class Lines(NamedTuple):
    """What git makes of three files line by line, and whether conflicts are marked in it."""

    text: bytes
    has_conflicts: bool


def merged_lines(base: Path, ours: Path, theirs: Path, *, ours_stands: bool) -> Lines | None:
    """Merge three files line by line. Where lines touch, those of ours stand, or both are marked. None where git can't."""
    how = ["--ours"] if ours_stands else ["-L", "ours", "-L", "before", "-L", "theirs"]
    paths = (str(path.absolute()) for path in (ours, base, theirs))
    try:
        done = run(Path(), "merge-file", "--stdout", "--quiet", *how, "--", *paths)
    except UserError:
        return None
    return None if done.returncode < 0 or done.returncode > _MOST_CONFLICTS else Lines(done.stdout, done.returncode > 0)


_MOST_CONFLICTS = 127
"""`git merge-file` ends with the number of conflicts, cut off here; what is higher is an error."""


def path_inside(name: str, folder: Path | None = None) -> Path | None:
    """Where git keeps a file of its own, such as `info/attributes`; None outside a repository."""
    path = _asked(folder or Path(), "rev-parse", "--git-path", name)
    return Path(folder or "", path) if path else None


def configure(name: str, value: str) -> None:
    """Set a value for this repository alone."""
    done = run(Path(), "config", "--local", name, value)
    if done.returncode != 0:
        raise UserError(Message("git.rejected_setting", name=name, complaint=done.stderr.decode("utf-8", "replace").strip()))


def forget(section: str) -> None:
    """Take a section out of this repository's settings, if it is there."""
    run(Path(), "config", "--local", "--remove-section", section)
