"""A notice as a mail file: plain text and a page side by side, the same bytes each time."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime
from typing import Final

from policykit.model.notice import Notice
from policykit.report.formats import Style
from policykit.report.html.notice import render as page
from policykit.report.text.notice import plain
from policykit.report.words import one_line

_WIDTH: Final = 76
_COMMAND: Final = re.compile(r"(?m)^([ \t]*)::")
_NOWHERE: Final = "policykit.invalid"
"""A name that is never anybody's, kept free for this by RFC 2606."""


def render(notice: Notice, style: Style) -> bytes:
    """The mail as RFC 5322 has it, with line ends of mail.

    It is from and to nobody yet: it is opened, looked at and sent on. Its id and boundary follow
    from what it says, its date is the day of the notice.
    """
    del style
    text, html = plain(notice, _WIDTH), page(notice, Style())
    said = hashlib.sha256(f"{text}\0{html}".encode()).hexdigest()
    message = MIMEMultipart("alternative", boundary=f"=_policykit_{said[:40]}")
    message["Subject"] = _words(notice.subject)
    message["From"] = f"{_words(notice.organisation or 'policykit')} <no-reply@{_NOWHERE}>"
    message["Date"] = format_datetime(datetime.fromisoformat(notice.day).replace(tzinfo=UTC))
    message["Message-ID"] = f"<{notice.id.rpartition(':')[2]}@{_NOWHERE}>"
    message["Content-Language"] = notice.locale
    # Mail programs open such a file as a draft that can be sent.
    message["X-Unsent"] = "1"
    for kind, content in (("plain", text), ("html", html)):
        message.attach(_part(kind, content))
    return message.as_bytes(policy=compat32.clone(linesep="\r\n"))


def _part(kind: str, content: str) -> MIMENonMultipart:
    part = MIMENonMultipart("text", kind, charset="utf-8")
    charset = Charset("utf-8")
    charset.body_encoding = QP
    part.set_payload(content, charset)
    # Divided where a build server that shows the mail would take the line for a command.
    part.set_payload(_COMMAND.sub(r"\1:=\n:", str(part.get_payload())))
    return part


def _words(text: str) -> str:
    """A text for the head of a mail.

    All of it is encoded: a text that looks like an address, a line of its own or something
    encoded already would be taken for that by whoever reads it.
    """
    return Header(one_line(text), "utf-8").encode()
