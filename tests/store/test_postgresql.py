"""What only a server can do: go away, be asked by several at once, sort as people do."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

import postgres
from wikiclean.errors import LockedError, StoreError
from wikiclean.store.base import open_store

Make = Callable[..., Any]

HOLDER = """
import sys
from wikiclean.store.base import open_store
with open_store(sys.argv[1]) as store, store.lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def end_connections(server: postgres.Server, address: str) -> None:
    name = postgres.name_of(address)
    server.ask("postgres", f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")


def test_the_lock_of_a_killed_process_is_free(postgresql: postgres.Server) -> None:
    address = postgresql.database()
    open_store(address, create=True).close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with open_store(address) as store, pytest.raises(LockedError, match="another run"), store.lock():
            pytest.fail("two holders")
    finally:
        holder.kill()
        holder.communicate()
    gone = f"select count(*) from pg_stat_activity where datname = '{postgres.name_of(address)}'"
    for _ in range(1000):  # the server notices the end of a process a moment later
        if postgresql.ask("postgres", gone) == "0":
            break
    with open_store(address) as store, store.lock():
        pass


def test_who_loses_the_connection_cannot_go_on_without_the_lock(postgresql: postgres.Server, record: Make) -> None:
    address = postgresql.database()
    with open_store(address, create=True) as store:
        with store.lock():
            store.put_record(record("First"), run_id="r1")
            end_connections(postgresql, address)
            with open_store(address) as other, other.lock(), pytest.raises(StoreError):
                store.put_record(record("Second"), run_id="r1")
        assert [stored.title for stored in store.iter_stored()] == ["First"]


def test_the_lock_is_given_back_and_holds_for_one_database(postgresql: postgres.Server) -> None:
    one, two = postgresql.database(), postgresql.database()
    with open_store(one, create=True) as first, open_store(two, create=True) as second:
        for _ in range(2):
            with first.lock(), second.lock():
                pass


def test_many_that_come_first_make_the_tables_once(postgresql: postgres.Server) -> None:
    address, errors = postgresql.database(), []

    def work() -> None:
        try:
            open_store(address, create=True).close()
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_store(address) as store:
        assert len(store) == 0


@pytest.mark.usefixtures("postgresql")
def test_a_server_that_is_not_there_is_said_in_words() -> None:
    with pytest.raises(StoreError, match="does not answer") as caught:
        open_store("postgresql://me:secret@127.0.0.1:1/wiki", create=True)
    assert "secret" not in str(caught.value)
    assert caught.value.exit_code == 3


def test_a_database_without_records_is_not_filled_by_looking(postgresql: postgres.Server) -> None:
    address = postgresql.database()
    with pytest.raises(StoreError, match="no records here"):
        open_store(address)
    assert (
        postgresql.ask(postgres.name_of(address), "select count(*) from pg_tables where schemaname = 'public'") == "0"
    )


def test_other_programs_can_ask_for_facts(postgresql: postgres.Server, record: Make) -> None:
    address = postgresql.database()
    with open_store(address, create=True) as store:
        store.put_record(record("Velmorestat"))
    asked = "select json::json #>> '{dose,value}' from facts where field = 'dosage'"
    assert postgresql.ask(postgres.name_of(address), asked) == "40"
