"""A key that is made once, and that nobody else may read."""

from concurrent.futures import ThreadPoolExecutor

from newsdesk.secret_key import kept_secret_key


def test_the_key_is_made_once_and_kept(tmp_path):
    path = tmp_path / "var" / "secret_key"
    key = kept_secret_key(path)
    assert len(key) >= 50
    assert kept_secret_key(path) == key


def test_only_its_owner_may_read_it(tmp_path):
    path = tmp_path / "secret_key"
    kept_secret_key(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_two_are_alike(tmp_path):
    assert kept_secret_key(tmp_path / "one") != kept_secret_key(tmp_path / "other")


def test_all_who_ask_at_once_get_the_same(tmp_path):
    with ThreadPoolExecutor(16) as threads:
        keys = set(threads.map(kept_secret_key, [tmp_path / "secret_key"] * 64))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
