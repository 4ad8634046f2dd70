"""Sending notices from the command line: to whom, whether at all, and how it went."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path

from policykit.cli import terminal
from policykit.cli.exit import ExitCode
from policykit.model.errors import PolicykitError
from policykit.model.notice import Notice
from policykit.model.value import dataclass
from policykit.notify.message import Targets
from policykit.report.words import one_line
from policykit.sending import Delivery, send, send_again


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What was asked for: the addresses, seconds to wait, the folder, and whether in earnest.

    `folder` is None for that of the user, `dry_run` None for what fits where the program runs.
    """

    root: Path
    targets: Sequence[str] | None = field(repr=False)
    limit: int
    folder: Path | None
    dry_run: bool | None

    def prepare(self) -> None:
        """Refuse what cannot be sent before anything is worked out.

        Raises:
            PolicykitError: there is no address, or one is none, or no folder to keep a record in.
        """
        self._targets()
        self._folder()

    def send(self, notice: Notice) -> ExitCode:
        """Send a notice and tell how it went.

        Raises:
            PolicykitError: the record of what was sent cannot be used.
        """
        from policykit.notify.sent import opened, was_told

        targets = self._targets()
        if notice.is_empty:
            terminal.say("There is nothing to tell, so nothing was sent.\n")
            return ExitCode.CLEAN
        if self._is_dry:
            folder, news = self._folder(), [each.id for each in notice.news]
            for target in targets:
                if was_told(folder, news, target.digest):
                    terminal.say(f"{target.name}: was already told all of this\n")
                else:
                    terminal.say(f"would be sent to {target.name}: {one_line(notice.subject)}\n")
            terminal.say(self._dry_words())
            return ExitCode.CLEAN
        with opened(self._folder()) as sent:
            return _told(send(notice, targets, sent))

    def again(self, today: Callable[[str], date]) -> ExitCode:
        """Send again what waits for the addresses, and tell how it went.

        Raises:
            PolicykitError: the record of what was sent cannot be used.
        """
        del today
        from policykit.notify.sent import opened

        targets = self._targets()
        with opened(self._folder()) as sent:
            known = {target.digest for target in targets}
            waiting = sent.waiting()
            others = sum(each.target not in known for each in waiting)
            if others:
                terminal.say(f"{others} more wait for addresses that were not given.\n")
            if not any(each.target in known for each in waiting):
                terminal.say("Nothing waits to be sent again to these addresses.\n")
                return ExitCode.CLEAN
            if self._is_dry:
                for each in waiting:
                    if each.target in known:
                        terminal.say(
                            f"would be sent again: {one_line(each.message.title)}, of {each.day}"
                            f" ({one_line(each.reason) or 'the run ended before it knew'})\n"
                        )
                terminal.say(self._dry_words())
                return ExitCode.CLEAN
            return _told(send_again(targets, sent))

    @property
    def _is_dry(self) -> bool:
        if self.dry_run is not None:
            return self.dry_run
        return os.environ.get("CI", "").lower() not in {"", "0", "false"}

    def _dry_words(self) -> str:
        if self.dry_run:
            return "Nothing was sent: this was a dry run.\n"
        return "Nothing was sent: where CI is set it takes --no-dry-run.\n"

    def _targets(self) -> Targets:
        from policykit.notify.delivery import targets_of

        addresses = [each for each in (self.targets or ()) if each.strip()]
        if not addresses:
            raise PolicykitError(
                "no-target",
                "Nobody said where to send it.",
                hint="Put the address into POLICYKIT_NOTIFY_TARGET, or give it with --target.",
            )
        return targets_of(addresses, self.limit)

    def _folder(self) -> Path:
        """The folder of the record.

        Raises:
            PolicykitError: it would lie in the repository, or nobody knows the user's home.
        """
        from policykit.notify.sent import user_folder

        try:
            folder = self.folder or user_folder(os.environ, sys.platform, Path.home())
        except RuntimeError as trouble:
            raise PolicykitError(
                "no-home",
                "There is no home folder to keep a record of what was sent in.",
                hint="Give a folder with --state-dir.",
            ) from trouble
        whole = folder.absolute().resolve()
        if whole.is_relative_to(self.root.resolve()):
            raise PolicykitError(
                "state-in-repository",
                "What was sent is not kept in the repository, where anybody could change it.",
                context=str(folder),
                hint="Give a folder outside of it with --state-dir.",
            )
        return whole


def _told(deliveries: Sequence[Delivery]) -> ExitCode:
    for each in deliveries:
        title = one_line(each.title)
        if each.waits:
            terminal.say(
                f"{each.target}: nothing was sent: what is new waits to be sent again: "
                "policykit notify --resend\n"
            )
        elif each.told_before:
            terminal.say(f"{each.target}: was told all of this before, so nothing was sent\n")
        elif each.failure is None:
            terminal.say(f"{each.target}: sent: {title}\n")
        else:
            doubt = " It may have arrived all the same." if each.failure.in_doubt else ""
            terminal.say(f"{each.target}: not sent: {one_line(each.failure.reason)}.{doubt}\n")
    failed = sum(each.failure is not None for each in deliveries)
    if failed:
        count = "1 message waits" if failed == 1 else f"{failed} messages wait"
        terminal.say(f"{count} to be sent again: policykit notify --resend\n")
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN
