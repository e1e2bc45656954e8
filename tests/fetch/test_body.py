from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiclean.errors import LimitError, RefusedError, UnreachableError
from wikiclean.fetch.body import decode_gzip, join_bounded


def cut(body: bytes, size: int) -> list[bytes]:
    return [body[i : i + size] for i in range(0, len(body), size)]


def join(chunks: list[bytes], encoding: str | None = "gzip", limit: int = 10**6) -> bytes:
    return join_bounded(chunks, encoding=encoding, limit=limit, where="here")


@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=3), st.integers(1, 400))
def test_gzip_in_any_pieces_and_members(members: list[bytes], size: int) -> None:
    packed = b"".join(map(gzip.compress, members))
    assert join(cut(packed, size)) == b"".join(members)


@given(st.binary(min_size=1, max_size=3000), st.data())
def test_no_truncated_stream_passes(body: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(body)
    end = data.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(UnreachableError, match="ends too early"):
        join([packed[:end]])


def test_a_broken_stream_is_no_answer() -> None:
    packed = bytearray(gzip.compress(b"milligrams" * 100))
    packed[-8] ^= 0xFF  # the checksum
    with pytest.raises(UnreachableError, match="broken"):
        join([bytes(packed)])


def test_padding_after_the_stream_is_left_out() -> None:
    assert join([gzip.compress(b"text") + b"\0" * 50]) == b"text"


@pytest.mark.parametrize("body", [b"<", b"<html>", zlib.compress(b"x"), b"{}" * 500])
def test_what_is_not_the_gzip_it_claims_is_no_answer(body: bytes) -> None:
    with pytest.raises(UnreachableError, match="gzip stream"):
        join(cut(body, 1))


@pytest.mark.parametrize("chunks", [[], [b""], [b"", b""]])
def test_no_body_needs_no_stream(chunks: list[bytes]) -> None:
    assert join(chunks) == b""


def test_no_step_is_large() -> None:
    steps = list(decode_gzip([gzip.compress(b"\0" * 50_000_000)], "here"))
    assert sum(map(len, steps)) == 50_000_000
    assert max(map(len, steps)) <= 1024 * 1024


@pytest.mark.parametrize("encoding", [None, "", "identity", "Identity", "none"])
def test_no_encoding(encoding: str | None) -> None:
    assert join([b"a", b"", b"b"], encoding) == b"ab"


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip"])
def test_other_encodings_are_refused(encoding: str) -> None:
    with pytest.raises(RefusedError, match="not asked for"):
        join([b"x"], encoding)


def test_the_limit_holds_packed_and_unpacked() -> None:
    assert len(join([b"x" * 100], None, 100)) == 100
    for chunks, encoding in (([b"x"] * 101, None), ([gzip.compress(b"x" * 101)], "gzip")):
        with pytest.raises(LimitError, match="larger than 100 bytes") as caught:
            join(chunks, encoding, 100)
        assert caught.value.where == "here"
