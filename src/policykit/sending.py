"""Sending a notice: to each address once, what failed put aside to be sent again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policykit.model.notice import Notice
from policykit.model.value import dataclass
from policykit.notify.message import Failure, Message, Target, Targets
from policykit.notify.sent import Sent
from policykit.report.formats import Style
from policykit.report.html.notice import render as page
from policykit.report.text.notice import plain
from policykit.report.words import one_line

_WIDTH = 76


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message to a target.

    `told_before` says that there was nothing new for it, `waits` that some of what is not waits
    to be sent again.
    """

    target: str
    title: str
    failure: Failure | None = None
    told_before: bool = False
    waits: bool = False


def send(notice: Notice, targets: Targets, sent: Sent) -> tuple[Delivery, ...]:
    """Send the news of a notice to each target that was not told it before."""
    found = []
    for target in targets:
        ids = [news.id for news in notice.news]
        begun = sent.begin(
            ids,
            target.digest,
            notice.day,
            lambda fresh: message_of(notice, fresh),
        )
        if begun is None:
            waits = sent.waits(ids, target.digest)
            found.append(Delivery(target.name, notice.subject, told_before=True, waits=waits))
            continue
        number, message = begun
        found.append(_delivered(sent, number, target, message))
    return tuple(found)


def send_again(targets: Targets, sent: Sent) -> tuple[Delivery, ...]:
    """Send what waits for these targets, the oldest first."""
    known = {target.digest: target for target in targets}
    return tuple(
        _delivered(sent, each.number, known[each.target], each.message)
        for each in sent.waiting()
        if each.target in known
    )


def message_of(notice: Notice, news: Sequence[str]) -> Message:
    """The message that tells some of the news of a notice."""
    told = replace(notice, news=tuple(each for each in notice.news if each.id in set(news)))
    # What looks like an encoded word would be decoded by whoever reads the mail.
    title = one_line(notice.subject).replace("=?", "= ?")
    return Message(title, plain(told, _WIDTH), page(told, Style()))


def _delivered(sent: Sent, number: int, target: Target, message: Message) -> Delivery:
    failure = target.deliver(message)
    if failure is None:
        sent.taken(number)
    else:
        sent.failed(number, failure)
    return Delivery(target.name, message.title, failure)
