"""The pages of findings about suppressions."""

from __future__ import annotations

from policykit.model.finding import Severity
from policykit.model.page import Page

NO_REASON = "SUP001"
UNUSED = "SUP002"
EXPIRED = "SUP003"
UNKNOWN_CODE = "SUP004"
LOCKED = "SUP005"
MALFORMED = "SUP006"

PAGES: tuple[Page, ...] = (
    Page(
        NO_REASON,
        "suppression-without-reason",
        "suppressions",
        Severity.ERROR,
        "A comment takes findings off without saying why.",
        "The next reader must be able to tell a considered exception from a forgotten one.",
        "# policykit: ignore[WRD001]",
        "# policykit: ignore[WRD001] Our lawyers insist on this wording until=2027-03-31",
        "Write the reason behind the brackets.",
    ),
    Page(
        UNUSED,
        "suppression-unused",
        "suppressions",
        Severity.WARNING,
        "A comment takes off findings that are not there.",
        "A leftover comment would hide the next real finding at this place.",
        "# policykit: ignore[WRD001] Left over from an old wording",
        "(no comment)",
        "Delete the comment.",
    ),
    Page(
        EXPIRED,
        "suppression-expired",
        "suppressions",
        Severity.ERROR,
        "The day until which findings were to be taken off has passed.",
        "An exception was granted for a time; that time is over.",
        "# policykit: ignore[WRD001] Until the relaunch until=2020-01-31",
        "# policykit: ignore[WRD001] Until the relaunch until=2999-01-31",
        "Mend the finding, or decide anew and write a later day.",
    ),
    Page(
        UNKNOWN_CODE,
        "suppression-unknown-code",
        "suppressions",
        Severity.ERROR,
        "A comment names a code that does not exist.",
        "It takes nothing off, whatever it was meant to do.",
        "# policykit: ignore[WRD999] A typing mistake",
        "# policykit: ignore[WRD001] Our lawyers insist on this wording",
        "Correct the code; `policykit rules` lists them all.",
    ),
    Page(
        LOCKED,
        "suppression-locked",
        "suppressions",
        Severity.ERROR,
        "A comment tries to take off a finding that the settings lock.",
        "`lint.locked` in policykit.yaml names what nobody may take off in a policy.",
        "# policykit: ignore[LAW001] We will mend this later",
        "(no comment; the finding stays until it is mended)",
        "Mend the finding, or ask whoever keeps policykit.yaml.",
    ),
    Page(
        MALFORMED,
        "suppression-malformed",
        "suppressions",
        Severity.ERROR,
        "A comment was meant to take findings off, but is not in the right form.",
        "It takes nothing off, and whoever wrote it believes that it does.",
        "# policykit: ignore WRD001 because the law says so",
        "# policykit: ignore[WRD001] because the law says so",
        "Write the codes in square brackets behind `ignore`, then the reason.",
    ),
)
