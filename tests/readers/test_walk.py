"""The walk: every regular file once, in a fixed order, and nothing that it should not touch."""

import os
import socket
from pathlib import Path

import pytest

from presssearch.readers import Unread, walk


def found(*paths: Path) -> list[str]:
    """Names of what is walked, relative to the first path; an Unread as "name: reason"."""
    names = []
    for item in walk(paths):
        place = Path(item.path) if isinstance(item, Unread) else item
        name = str(place.relative_to(paths[0])) if place.is_relative_to(paths[0]) else str(place)
        names.append(f"{name}: {item.reason}" if isinstance(item, Unread) else name)
    return names


def fill(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")


def test_order_is_by_name_with_folders_in_their_place(tmp_path: Path) -> None:
    """The same tree always comes out in the same order."""
    fill(tmp_path, "b.txt", "a/2.txt", "a/1.txt", "c/x/y.txt", "a.txt")
    assert found(tmp_path) == ["a/1.txt", "a/2.txt", "a.txt", "b.txt", "c/x/y.txt"]


def test_hidden_places_and_our_own_index_are_passed_over(tmp_path: Path) -> None:
    """.git and the like, and a folder that holds a record of ours; a hidden file that is named is read."""
    fill(tmp_path, ".git/config", ".hidden.txt", "kept.txt", "index/record.sqlite", "index/seg.bin")
    assert found(tmp_path) == ["kept.txt"]
    assert list(walk([tmp_path / ".hidden.txt"])) == [tmp_path / ".hidden.txt"]


def test_files_that_describe_the_folder_are_passed_over_unless_named(tmp_path: Path) -> None:
    for name in ("README.md", "readme.txt", "LICENSE", "releases.txt"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    assert list(walk([tmp_path])) == [tmp_path / "releases.txt"]
    assert list(walk([tmp_path / "README.md"])) == [tmp_path / "README.md"]


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    """A link out is reported; one inside adds nothing, for its target is walked; loops end; a dead link is reported."""
    fill(tmp_path, "root/a.txt", "root/sub/b.txt", "outside/secret.txt")
    root = tmp_path / "root"
    (root / "in").symlink_to(root / "a.txt")
    (root / "loop").symlink_to(root)
    (root / "sub" / "up").symlink_to("..")
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "outfile").symlink_to("../outside/secret.txt")
    (root / "dead").symlink_to("nowhere")
    assert found(root) == [
        "a.txt",
        "dead: a link that leads nowhere: there is no such file or folder",
        "out: a link that leaves the folder: not followed",
        "outfile: a link that leaves the folder: not followed",
        "sub/b.txt",
    ]


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    """Whoever names a link means its target."""
    fill(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert list(walk([tmp_path / "link"])) == [tmp_path / "link" / "a.txt"]


def test_pipes_and_sockets_are_reported_and_never_opened(tmp_path: Path) -> None:
    """Opening a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        try:
            listening.bind(str(tmp_path / "s"))
        except OSError:
            pytest.skip("the path of the temporary folder is too long for a socket")
        assert found(tmp_path) == ["pipe.txt: a pipe, not a file", "s: a socket, not a file"]
    assert found(tmp_path / "pipe.txt") == [".: a pipe, not a file"]


def test_a_path_that_is_not_there_is_reported(tmp_path: Path) -> None:
    """So is one that no file system can hold."""
    assert found(tmp_path / "none") == [".: there is no such file or folder"]
    (item,) = walk([Path("a\x00b")])
    assert isinstance(item, Unread)


def test_a_forbidden_folder_is_reported_and_the_walk_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission is refused by hand here, since root may read everything."""
    fill(tmp_path, "a/secret.txt", "b.txt")
    scan = os.scandir

    def refuse(place: str | Path) -> object:
        if Path(place).name == "a":
            raise PermissionError(13, "Permission denied")
        return scan(place)

    monkeypatch.setattr("os.scandir", refuse)
    assert found(tmp_path) == ["a: no permission to read it", "b.txt"]


def test_a_place_that_is_named_twice_is_walked_once(tmp_path: Path) -> None:
    """A folder and a file inside it, or a folder twice."""
    fill(tmp_path, "a/1.txt", "a/2.txt")
    assert found(tmp_path, tmp_path / "a", tmp_path / "a" / "1.txt") == ["a/1.txt", "a/2.txt"]


def test_a_name_that_is_not_utf8_is_shown_as_text(tmp_path: Path) -> None:
    """What is shown of a path can always be printed."""
    name = os.fsencode(tmp_path) + b"/bad\xff"
    try:
        os.mkfifo(name)
    except OSError:
        pytest.skip("this file system refuses such names")
    (item,) = walk([tmp_path])
    assert isinstance(item, Unread)
    assert item.path == f"{tmp_path}/bad\\xff"
