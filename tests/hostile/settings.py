"""Settings and hooks of git that can run a program, or write where they say."""

from __future__ import annotations

import re
from typing import Final

SETTINGS: Final = (
    *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy"),
    *("core.alternateRefsCommand", "credential.helper", "credential.https://evil.example.helper", "sequence.editor"),
    *("diff.external", "diff.evil.command", "diff.evil.textconv", "diff.tool", "diff.guitool", "difftool.evil.cmd"),
    *("difftool.evil.path", "merge.tool", "merge.guitool", "mergetool.evil.cmd", "mergetool.evil.path", "merge.evil.driver"),
    *("merge.evil.recursive", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "gpg.program"),
    *("gpg.ssh.program", "gpg.x509.program", "gpg.ssh.defaultKeyCommand", "interactive.diffFilter", "uploadpack.packObjectsHook"),
    *("alias.status", "alias.diff", "alias.ls-files", "pager.diff", "pager.log", "pager.ls-files", "pager.config"),
    *("remote.origin.uploadpack", "remote.origin.receivepack", "remote.origin.proxy", "http.proxy", "browser.evil.cmd"),
    *("browser.evil.path", "man.evil.cmd", "man.evil.path", "guitool.evil.cmd", "sendemail.ccCmd", "sendemail.tocmd"),
    *("trailer.evil.command", "trailer.evil.cmd", "trace2.eventTarget", "trace2.normalTarget", "trace2.perfTarget"),
    *("gitcvs.dbDriver", "rebase.instructionFormat", "submodule.sub.update", "notes.rewriteRef", "init.templateDir"),
)
"""Settings that take a program, or once did, or write where they say."""

TRUE: Final = (
    *("filter.evil.required", "log.showSignature", "merge.verifySignatures", "commit.gpgSign", "tag.gpgSign", "core.splitIndex"),
    *("core.untrackedCache", "fetch.writeCommitGraph", "gc.autoDetach", "maintenance.auto", "submodule.recurse"),
    *("fetch.recurseSubmodules", "status.submoduleSummary", "gpg.ssh.allowedSignersFile", "index.sparse", "core.sparseCheckout"),
)
OTHER: Final = {
    "protocol.ext.allow": "always",
    "protocol.allow": "always",
    "diff.submodule": "log",
    "diff.ignoreSubmodules": "none",
    "gc.auto": "1",
    "gpg.format": "ssh",
    "user.signingKey": "x",
    "extensions.worktreeConfig": "true",
}
HOOKS: Final = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg"),
    *("commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "pre-receive", "update"),
    *("reference-transaction", "post-receive", "post-update", "push-to-checkout", "pre-auto-gc", "post-rewrite"),
    *("fsmonitor-watchman", "post-index-change", "sendemail-validate", "proc-receive"),
)
TAKES_PROGRAM: Final = re.compile(
    r"(command|program|helper|hook|editor|pager|textconv|external|fsmonitor|askpass|uploadpack|receivepack|gitproxy"
    r"|\.(cmd|clean|smudge|process|driver|tool|guitool|vcs|diffFilter|ccCmd|tocmd|hooksPath|eventTarget|normalTarget|perfTarget))$"
    r"|^(alias|pager)\.",
    re.IGNORECASE,
)
"""What the name of a setting looks like that may run something; `git help --config` is searched for more of them."""
NO_PROGRAM: Final = (
    "advice.ignoredHook",
    "advice.waitingForEditor",
    "diff.evil.cachetextconv",
    "color.pager",
    "column.clean",
    "completion.commands",
    "notes.rewrite.<command>",
)
