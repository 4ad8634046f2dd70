"""The report of an earlier run, where nothing it depends on has changed.

What a run depends on beside the files is the call and the day, and the day depends on the
time zone the policies name; so that is kept first, under what is known without reading, with
the keys of files that are not among those listed, such as prefaces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from policykit.cache import Cache, key_of
from policykit.model.codec import decode, encode
from policykit.model.report import FindingsReport
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class WholeRun:
    """Recalls and keeps the report of a run over all files.

    `about` is a key of everything the run depends on but the day: the program, the call and
    the files.
    """

    cache: Cache
    about: str

    def recalled(
        self, today: Callable[[str], date], key: Callable[[str], str]
    ) -> FindingsReport | None:
        """The report of such a run by the same day, None where there was none.

        `key` gives the present content key of a file that is not among those listed.
        """
        kept = self.cache.get(key_of("zone", self.about))
        if not isinstance(kept, dict):
            return None
        zone, beside = kept.get("zone"), kept.get("beside")
        if not isinstance(zone, str) or not isinstance(beside, dict):
            return None
        if any(key(path) != was for path, was in beside.items()):
            return None
        form = self.cache.get(self._key(today(zone).isoformat()))
        if form is None:
            return None
        try:
            return decode(FindingsReport, form)
        except (TypeError, ValueError):
            return None

    def keep(self, report: FindingsReport, zone: str, beside: Mapping[str, str]) -> None:
        """Keep a report.

        `zone` is the time zone (IANA) its day was told in, `beside` the content keys of files
        it depends on that are not among those listed.
        """
        self.cache.put(key_of("zone", self.about), {"zone": zone, "beside": dict(beside)})
        self.cache.put(self._key(report.today), encode(report))

    def _key(self, day: str) -> str:
        return key_of("report", self.about, day)
