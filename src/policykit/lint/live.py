"""What was judged of bundles, kept in a process that lints the same repository again and again."""

from __future__ import annotations

from policykit.library.calendars import PublicHolidays
from policykit.lint.judging import Judged


class Live:
    """What was judged of bundles, as it was judged, for as long as they stand there.

    Several threads may use it at once; what is forgotten too early is worked out again.
    `holidays` are the public holidays that were looked up, `new` counts what was kept since
    others were forgotten last.
    """

    def __init__(self) -> None:
        self.holidays = PublicHolidays()
        self._judged: dict[str, Judged] = {}
        self._asked: dict[str, None] = {}
        self.new = 0

    def __len__(self) -> int:
        return len(self._judged)

    def get(self, name: str) -> Judged | None:
        """What was judged under a name, None where nothing is known."""
        self._asked[name] = None
        return self._judged.get(name)

    def put(self, name: str, judged: Judged) -> None:
        """Keep what was judged under a name."""
        self._asked[name] = None
        self._judged[name] = judged
        self.new += 1

    def forget_others(self) -> None:
        """Forget what nobody asked for since this was called last."""
        asked, self._asked, self.new = self._asked, {}, 0
        known = self._judged
        self._judged = {name: known[name] for name in asked if name in known}
