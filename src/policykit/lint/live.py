"""What was judged of bundles, kept in a process that lints the same repository again and again."""

from __future__ import annotations

from datetime import date

from policykit.library.calendars import BusinessTime, PublicHolidays
from policykit.library.promises import Promised
from policykit.lint.judging import Judged
from policykit.lint.policy_names import PolicyNames
from policykit.lint.remembered import Remembered
from policykit.lint.rule import Overview
from policykit.model.organisation import Organisation


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
        self._names: Remembered[PolicyNames] | None = None
        self._promises: Remembered[tuple[Promised, ...]] | None = None
        self._time: tuple[Organisation, date, BusinessTime] | None = None

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

    def share(self, overview: Overview) -> None:
        """Let an overview use what earlier ones worked out of the same facts."""
        self._names = self._names or overview.names
        self._promises = self._promises or overview.promises
        object.__setattr__(overview, "names", self._names)
        object.__setattr__(overview, "promises", self._promises)
        organisation, today = overview.surroundings.organisation, overview.today
        known = self._time
        if known is None or known[0] is not organisation or known[1] != today:
            known = self._time = organisation, today, overview.business_time
        object.__setattr__(overview, "business_time", known[2])

    def forget_others(self) -> None:
        """Forget what nobody asked for since this was called last."""
        asked, self._asked, self.new = self._asked, {}, 0
        known = self._judged
        self._judged = {name: known[name] for name in asked if name in known}
