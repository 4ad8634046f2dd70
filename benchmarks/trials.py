"""Runs tests over changed modules: each change in a process of its own, so none sees another.

Two ways. The quick one collects the tests once, forks for each change, and puts the changed code
into the functions that are there. What it cannot see, such as values worked out at import, the
thorough one can: it forks before policykit is imported and imports the changed module.
"""

from __future__ import annotations

import ast
import gc
import importlib.abc
import importlib.machinery
import json
import math
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import coverage
import hypothesis
import pytest

SURVIVED = 0
UNTOUCHED = 90
"""The exit code of a quick trial that had nothing to change: left to the thorough one."""

PATIENCE = 20
"""How many times as long by the clock a trial may take that waits instead of working."""

BROKEN = 99
"""The exit code of a trial that could not be made."""

TOO_LONG = -1
"""What stands for the exit code of a trial that did not end in time."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What to run under which name, and after how many seconds of processor it hangs."""

    name: str
    work: Callable[[], int]
    limit: float


@dataclass(frozen=True, slots=True)
class Change:
    """A module of the package, by name and file, and its changed code."""

    module: str
    path: Path
    tree: ast.Module


def run(trials: Iterable[Trial], workers: int) -> Iterator[tuple[str, int]]:
    """Run each trial in a fork, some at a time: its name and exit code as they end."""
    waiting = iter(trials)
    running: dict[int, tuple[Trial, float, str]] = {}
    left = True
    while left or running:
        while left and len(running) < workers:
            trial = next(waiting, None)
            if trial is None:
                left = False
                break
            folder = tempfile.mkdtemp(prefix="mutation-")
            running[_forked(trial, folder)] = trial, time.monotonic(), folder
        for process, (trial, began, folder) in tuple(running.items()):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
                code = TOO_LONG if code == -signal.SIGXCPU else code
            elif time.monotonic() - began > PATIENCE * trial.limit:
                code = TOO_LONG
            else:
                continue
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process, signal.SIGKILL)
            if not ended:
                os.waitpid(process, 0)
            del running[process]
            shutil.rmtree(folder, ignore_errors=True)
            yield trial.name, code
        time.sleep(0.01)


def _forked(trial: Trial, folder: str) -> int:
    process = os.fork()
    if process:
        return process
    code = BROKEN
    heard = os.dup(2)
    try:
        os.setsid()
        if trial.limit < math.inf:
            spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
            resource.setrlimit(resource.RLIMIT_CPU, (int(spent + trial.limit), -1))
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        code = trial.work()
    except BaseException:  # noqa: BLE001 - a trial may end in any way, and must not go on as its parent
        os.write(heard, traceback.format_exc().encode())
    finally:
        os._exit(code)


def arguments(paths: Iterable[str]) -> list[str]:
    """How pytest is called: in order, without what other runs left behind."""
    quiet = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--capture=sys")
    return [*paths, *quiet, "-W", "ignore:Module already imported"]


def unshrunk() -> None:
    """Let properties stop at the first example that fails: here the shortest one is not needed.

    The tests' own settings are made from the ones loaded before them.
    """
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("unshrunk", phases=phases, deadline=None)
    hypothesis.settings.load_profile("unshrunk")


class Touching:
    """A pytest plugin: writes which tests run which lines of some files, and how long they take.

    Files are named from the folder `source`. A test that fails, as one may that watches the time
    while coverage takes its own, is left out.
    Lines that run at import, or before the first test, stand under the test ''.

    `shared` are functions of tests, each by its module and name, that keep what they worked out
    for other tests; that is forgotten, so that each test runs the lines it looks at.
    """

    def __init__(
        self,
        source: Path,
        files: Sequence[Path],
        found: Path,
        shared: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._source = source
        self._shared = tuple(shared)
        self._files = files
        self._found = found
        self._seconds: dict[str, float] = {}
        self._failed: set[str] = set()
        self._coverage = coverage.Coverage(
            data_file=None, config_file=False, include=[str(path) for path in files]
        )
        self._coverage.start()

    def pytest_collection_finish(self) -> None:
        """Import everything, so that no test seems to run what is run by the first import."""
        for path in self._files:
            parts = path.relative_to(self._source).with_suffix("").parts
            import_module(".".join(parts).removesuffix(".__init__"))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Name the test that runs now, and measure it."""
        for module, function in self._shared:
            getattr(sys.modules[module], function).cache_clear()
        self._coverage.switch_context(item.nodeid)
        began = time.process_time()
        result = yield
        self._seconds[item.nodeid] = time.process_time() - began
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember what failed."""
        if report.failed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write what was found."""
        self._coverage.stop()
        data = self._coverage.get_data()
        lines = {
            path.relative_to(self._source).as_posix(): data.contexts_by_lineno(str(path))
            for path in self._files
        }
        seconds = {name: each for name, each in self._seconds.items() if name not in self._failed}
        told = {"seconds": seconds, "lines": lines, "failed": sorted(self._failed)}
        self._found.write_text(json.dumps(told), encoding="utf-8")


class Quick:
    """A pytest plugin: instead of running all tests, runs the chosen ones for each change.

    Args:
        changes: by name, what to change; None for the tests as they are.
        chosen: by the same name, the ids of the tests, in order.
        limit: seconds of processor after which chosen tests hang.
        workers: how many at a time.
        found: called with each name and exit code.
    """

    def __init__(
        self,
        changes: Mapping[str, Callable[[], Change] | None],
        chosen: Mapping[str, Sequence[str]],
        limit: Callable[[Sequence[str]], float],
        workers: int,
        found: Callable[[str, int], None],
    ) -> None:
        self._changes = changes
        self._chosen = chosen
        self._limit = limit
        self._workers = workers
        self._found = found

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every change, each in a fork of this process; the tests themselves run there."""
        items = {item.nodeid: item for item in session.items}

        def work(name: str) -> Callable[[], int]:
            chosen = [items[each] for each in self._chosen[name] if each in items]
            return lambda: _tried(self._changes[name], chosen, session)

        trials = (
            Trial(name, work(name), self._limit(self._chosen[name])) for name in self._changes
        )
        for name, code in run(trials, self._workers):
            self._found(name, code)
        return True


def _tried(
    change: Callable[[], Change] | None, items: Sequence[pytest.Item], session: pytest.Session
) -> int:
    if change is not None and not _made(change()):
        return UNTOUCHED
    for item, following in zip(items, (*items[1:], None), strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return 1
    return SURVIVED


def _made(change: Change) -> bool:
    if change.module in sys.modules:
        return put_in(change)
    sys.meta_path.insert(0, _Finder(change))
    return True


def put_in(change: Change) -> bool:
    """Put changed code into the functions of a module that is imported; whether there was any."""
    name = str(change.path)
    code = compile(change.tree, name, "exec", dont_inherit=True)
    new: dict[tuple[str, int], CodeType | None] = {}
    for each in _codes(code):
        key = each.co_qualname, each.co_firstlineno
        new[key] = None if key in new else each
    done = False
    # What tests froze is not among the objects that are told of; this process is a copy.
    gc.unfreeze()
    for function in gc.get_objects():
        if not isinstance(function, FunctionType) or function.__code__.co_filename != name:
            continue
        old = function.__code__
        changed = new.get((old.co_qualname, old.co_firstlineno))
        if changed is not None and changed != old and changed.co_freevars == old.co_freevars:
            function.__code__ = changed
            done = True
    return done


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def thorough(change: Change | None, chosen: Sequence[str]) -> int:
    """Run the chosen tests with a module imported in its changed form; the exit code.

    To be called where policykit was not imported yet.
    """
    if any(name.partition(".")[0] == "policykit" for name in sys.modules):
        raise RuntimeError("policykit was imported before the change")
    if change is not None:
        sys.meta_path.insert(0, _Finder(change))
    unshrunk()
    paths = dict.fromkeys(each.partition("::")[0] for each in chosen)
    return int(pytest.main([*arguments(paths), "-x"], plugins=[_Chosen(chosen)]))


class _Chosen:
    def __init__(self, chosen: Sequence[str]) -> None:
        self._order = {name: number for number, name in enumerate(chosen)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self._order),
            key=lambda item: self._order[item.nodeid],
        )


class _Finder(importlib.abc.MetaPathFinder):
    """Finds one module, and loads its changed code."""

    def __init__(self, change: Change) -> None:
        self._change = change

    def find_spec(
        self, fullname: str, _path: object = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._change.module:
            return None
        loader = _Loader(fullname, self._change)
        inside = [str(self._change.path.parent)]
        is_package = self._change.path.name == "__init__.py"
        return spec_from_file_location(
            fullname,
            self._change.path,
            loader=loader,
            submodule_search_locations=inside if is_package else None,
        )


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, fullname: str, change: Change) -> None:
        super().__init__(fullname, str(change.path))
        self._tree = change.tree

    def get_code(self, _fullname: str) -> CodeType:
        return compile(self._tree, self.path, "exec", dont_inherit=True)
