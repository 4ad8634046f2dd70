"""The pages of findings about files as such."""

from __future__ import annotations

from policykit.model.finding import Severity
from policykit.model.page import Page

FOLDER_IN_THE_WAY = "FIL001"
UNKNOWN_FILE = "FIL002"
UNREADABLE_FILE = "FIL003"
WITHOUT_POLICY = "FIL004"
NO_ORGANISATION = "FIL005"

SMALLEST_ORGANISATION = (
    "format: 1",
    "name: Your company",
    "time_zone: Europe/Stockholm",
    "roles: {head-of-customer-service: {title: Head of customer service}}",
)
"""The lines of an organisation.yaml to begin with."""

PAGES: tuple[Page, ...] = (
    Page(
        code=FOLDER_IN_THE_WAY,
        name="not-a-plain-file",
        category="files",
        severity=Severity.ERROR,
        summary="What stands at this path is a folder, a link out of the repository or a device.",
        why="Only plain files inside the repository are read, so that a check can never be led "
        "to read or wait for something else.",
        bad="policies/returns.yaml/ (a folder)",
        good="policies/returns.yaml (a file)",
        how="Replace it by a plain file, or move it out of policies/, schemas/ and templates/.",
    ),
    Page(
        code=UNKNOWN_FILE,
        name="unknown-file",
        category="files",
        severity=Severity.ERROR,
        summary="The name of this file fits no kind of file we know.",
        why="A misnamed file is never read, and a policy nobody reads is a policy nobody keeps.",
        bad="policies/returns.yml",
        good="policies/returns.yaml",
        how="Name a policy <id>.yaml, its words <id>.<locale>.yaml, its coming version "
        "<id>.next.yaml and its record <id>.record.yaml; an assessment "
        "assessments/<month>-<area>.yaml.",
    ),
    Page(
        code=UNREADABLE_FILE,
        name="unreadable-file",
        category="files",
        severity=Severity.ERROR,
        summary="The file could not be read from the disk or from Git.",
        why="What cannot be read cannot be checked; the rest of the set is checked all the same.",
        bad="policies/returns.yaml (no permission to read)",
        good="policies/returns.yaml (readable)",
        how="Check the permissions of the file, or restore it from Git.",
    ),
    Page(
        code=WITHOUT_POLICY,
        name="words-without-policy",
        category="files",
        severity=Severity.ERROR,
        summary="Words or a record belong to a policy that is not there.",
        why="They are read for nobody: after a typing mistake in a file name, a translation or a "
        "record would vanish without a sound.",
        bad="policies/retuns.sv.yaml beside policies/returns.yaml",
        good="policies/returns.sv.yaml beside policies/returns.yaml",
        how="Name the file after its policy and keep it in the same folder, or delete it.",
    ),
    Page(
        code=NO_ORGANISATION,
        name="no-organisation",
        category="files",
        severity=Severity.ERROR,
        summary="There are policies, and no organisation.yaml that they could belong to.",
        why="Roles, channels, regions and the time zone are declared there once for all "
        "policies. Without it nobody can tell a role from a typing mistake, so names are not "
        "checked at all.",
        bad="policies/returns.yaml without policies/organisation.yaml",
        good="\n".join(("# policies/organisation.yaml", *SMALLEST_ORGANISATION)),
        how="Write policies/organisation.yaml with at least format, name, time_zone and the roles "
        "your policies name.",
    ),
)
