"""Values by key, in a file that is a help and never a need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from policykit.cache import FILE_NAME, Cache, key_of, program, user_folder

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@settings(max_examples=30)
@given(values=st.dictionaries(st.text(st.characters(codec="utf-8")), JSON, max_size=5))
def test_values_come_back_in_this_run_and_the_next(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    now = Cache(folder)
    for key, value in values.items():
        now.put(key, value)  # type: ignore[arg-type]  # any JSON
    assert {key: now.get(key) for key in values} == values
    now.close()

    later = Cache(folder)
    assert {key: later.get(key) for key in values} == values
    assert later.get("unknown") is None
    later.close()


def test_after_closing_nothing_is_known_and_nothing_breaks(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", 1)
    cache.close()

    cache.put("b", 2)
    assert cache.get("a") is None
    cache.close()

    again = Cache(tmp_path)
    assert (again.get("a"), again.get("b")) == (1, None)
    again.close()


def test_two_at_once_both_keep_what_they_found(tmp_path: Path) -> None:
    one, other = Cache(tmp_path), Cache(tmp_path)
    one.put("one", [1])
    other.put("other", [2])
    one.close()
    other.close()

    both = Cache(tmp_path)
    assert (both.get("one"), both.get("other")) == ([1], [2])
    both.close()


def test_the_oldest_go_where_there_is_too_much(tmp_path: Path) -> None:
    most = 200_000
    for run in range(40):
        cache = Cache(tmp_path, most)
        cache.put(str(run), [key_of(str(run), str(number)) for number in range(300)])
        cache.close()

    last = Cache(tmp_path, most)
    known = [run for run in range(40) if last.get(str(run)) is not None]
    last.close()

    assert known == list(range(known[0], 40))
    assert 0 < known[0] < 39
    assert (tmp_path / FILE_NAME).stat().st_size < 2 * most


def test_a_number_too_long_to_write_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("long", 10**5000)
    assert cache.get("long") is None
    cache.close()


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", "/home/ann/.cache/policykit"),
        ({"XDG_CACHE_HOME": "/var/ann"}, "linux", "/var/ann/policykit"),
        ({"XDG_CACHE_HOME": "relative"}, "linux", "/home/ann/.cache/policykit"),
        ({"XDG_CACHE_HOME": "/var/ann"}, "darwin", "/home/ann/Library/Caches/policykit"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/policykit/Cache"),
        ({}, "win32", "/home/ann/AppData/Local/policykit/Cache"),
    ],
)
def test_each_system_has_its_folder(
    environment: dict[str, str], platform: str, expected: str
) -> None:
    assert user_folder(environment, platform, Path("/home/ann")) == Path(expected)


def test_keys_tell_parts_apart() -> None:
    assert len({key_of("a", "b"), key_of("ab"), key_of("a", "", "b"), key_of("b", "a")}) == 4


def test_a_program_is_another_once_a_file_of_it_changes(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    rule = tmp_path / "below" / "rule.py"
    rule.write_text("one", encoding="utf-8")
    before = program([tmp_path])
    assert program([tmp_path]) == before

    rule.write_text("other", encoding="utf-8")

    assert program([tmp_path]) != before
