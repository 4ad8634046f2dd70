"""Statistics as plain data, for the formats that programs read."""

from __future__ import annotations

from policykit.model.report import FindingsReport

_DIGITS = 6


def statistics_data(report: FindingsReport) -> dict[str, object]:
    """`statistics` with counts, seconds and shares; empty where nobody asked for them.

    No two runs take the same time, so only those who ask get reports that differ.
    """
    counted = report.statistics
    if counted is None:
        return {}
    return {
        "statistics": {
            "seconds": round(counted.seconds, _DIGITS),
            "codes": [
                {
                    "code": each.code,
                    "name": each.name,
                    "count": each.count,
                    "fixable": each.fixable,
                }
                for each in counted.codes
            ],
            "rules": [
                {
                    "code": each.code,
                    "name": each.name,
                    "seconds": round(each.seconds, _DIGITS),
                    "share": round(each.seconds / (counted.seconds or 1.0), _DIGITS),
                }
                for each in counted.rules
            ],
        }
    }
