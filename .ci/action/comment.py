"""Keeps one comment on a pull request up to date, through the programming interface of GitHub.

Nothing here fails a job: what cannot be told in a comment stands in the summary.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from asked import event

SECONDS = 15
"""How long one answer may take."""

MOST_SECONDS = 60
"""How long everything may take."""

TRIES = 3
PAUSE = 2
MOST_PAGES = 30
A_PAGE = 100
MOST_BYTES = 20_000_000
_REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


@dataclass(frozen=True)
class Place:
    """Where the comment belongs, and how it is known again."""

    address: str
    repository: str
    number: int
    mark: str
    author: str
    token: str
    is_fork: bool
    run: str


class RefusedError(Exception):
    """The server lets this job write no comment."""


class UnreachableError(Exception):
    """The server gave no answer that could be used; `may_pass` where another try makes sense."""

    def __init__(self, message: str, *, may_pass: bool = True) -> None:
        super().__init__(message)
        self.may_pass = may_pass


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """A token goes to the server that was named, and to no other."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


_OPEN = urllib.request.build_opener(_NoDetour)


def place(environment: Mapping[str, str], directory: str, author: str) -> Place | None:
    """Where the comment belongs, None where there is no pull request or no token."""
    request = event(environment).get("pull_request")
    token = environment.get("GITHUB_TOKEN", "")
    repository = environment.get("GITHUB_REPOSITORY", "")
    address = environment.get("GITHUB_API_URL", "")
    if not isinstance(request, dict) or type(request.get("number")) is not int:
        return None
    if not token or repository.count("/") != 1 or urlsplit(address).scheme not in {"http", "https"}:
        return None
    head = ((request.get("head") or {}).get("repo") or {}).get("full_name")
    run = environment.get("GITHUB_RUN_ID", "")
    server = environment.get("GITHUB_SERVER_URL", "")
    return Place(
        address=f"{address.rstrip('/')}/repos/{repository}/issues",
        repository=repository,
        number=request["number"],
        # A digest, for a folder may be called anything at all.
        mark=f"<!-- policykit {hashlib.sha256(directory.encode()).hexdigest()[:16]} -->",
        author=author,
        token=token,
        is_fork=head != repository,
        run=f"{server}/{repository}/actions/runs/{run}" if run.isdecimal() and server else "",
    )


def keep(spot: Place, text: str) -> tuple[str, str]:
    """Write the comment anew, or for the first time; what there is to say of it, '' for nothing."""
    said: list[tuple[str, str]] = []
    # An answer that comes in drop by drop never runs out of time by itself.
    writing = threading.Thread(target=lambda: said.append(_kept(spot, text)), daemon=True)
    writing.start()
    writing.join(MOST_SECONDS)
    if said:
        return said[0]
    # Where a thread ends in a mistake, its log tells where.
    is_slow = writing.is_alive()
    return _untold("the server took too long." if is_slow else "this step broke off; see the log.")


def _kept(spot: Place, text: str) -> tuple[str, str]:
    body = {"body": text}
    try:
        number = _found(spot)
        if number is None:
            # Sent once: where an answer is lost, a second one could be a second comment.
            _ask(spot, "POST", f"{spot.address}/{spot.number}/comments", body, tries=1)
        else:
            _ask(spot, "PATCH", f"{spot.address}/comments/{number}", body)
    except RefusedError:
        if spot.is_fork:
            why = "A pull request from a fork gets a token that may not write"
        else:
            why = "This job may not write comments (`permissions: pull-requests: write` lets it)"
        return "notice", f"{why}, so what was found stands in the summary of this job."
    except UnreachableError as trouble:
        return _untold(str(trouble))
    return "notice", ""


def _untold(why: str) -> tuple[str, str]:
    told = "What was found stands in the summary of this job."
    return "warning", f"The comment could not be written: {why} {told}"


def _found(spot: Place) -> int | None:
    """The comment of an earlier run: the first with our mark by whoever writes for us."""
    for page in range(1, MOST_PAGES + 1):
        address = f"{spot.address}/{spot.number}/comments?per_page={A_PAGE}&page={page}"
        comments = _ask(spot, "GET", address, None)
        if not isinstance(comments, list):
            raise UnreachableError("the answer is no list of comments.")
        for number, each in enumerate(comments, (page - 1) * A_PAGE + 1):
            # A comment of somebody who is gone has no user.
            user = (each.get("user") or {}) if isinstance(each, dict) else None
            if not isinstance(user, dict):
                raise UnreachableError(f"what it lists as comment {number} is none.")
            # Anybody may write the mark; what they wrote is theirs.
            if user.get("login") == spot.author and str(each.get("body")).startswith(spot.mark):
                if type(each.get("id")) is not int:
                    raise UnreachableError(f"comment {number} in the answer has no number.")
                return int(each["id"])
        if len(comments) < A_PAGE:
            break
    return None


def _ask(spot: Place, method: str, address: str, sent: object, tries: int = TRIES) -> Any:  # noqa: ANN401 - JSON
    request = urllib.request.Request(  # noqa: S310 - http or https, see `place`
        address,
        data=None if sent is None else json.dumps(sent).encode(),
        method=method,
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {spot.token}",
            "Content-Type": "application/json",
            "User-Agent": "policykit",
            "X-GitHub-Api-Version": "2022-11-28",
        },
    )
    for left in reversed(range(tries)):
        try:
            return _answered(request)
        except UnreachableError as trouble:
            if not left or not trouble.may_pass:
                raise
            time.sleep(PAUSE)
    raise AssertionError(tries)


def _answered(request: urllib.request.Request) -> Any:  # noqa: ANN401 - JSON
    try:
        with _OPEN.open(request, timeout=SECONDS) as answer:
            return json.loads(answer.read(MOST_BYTES) or b"null")
    except urllib.error.HTTPError as error:
        error.close()
        # The same number says "not now" to those who have asked too often.
        waits = "retry-after" in error.headers or error.headers.get("x-ratelimit-remaining") == "0"
        if waits:
            raise UnreachableError("the server asks to wait.", may_pass=False) from None
        if error.code in _REFUSED:
            raise RefusedError from None
        passes = error.code >= HTTPStatus.INTERNAL_SERVER_ERROR
        raise UnreachableError(f"the server answered {error.code}.", may_pass=passes) from None
    except (OSError, HTTPException, ValueError) as error:
        raise UnreachableError(f"there was no answer ({type(error).__name__}).") from None
