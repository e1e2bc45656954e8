from __future__ import annotations

from wikiclean.store.base import Store
from wikiclean.store.wikis import StoredWiki

FIRST = StoredWiki(
    wiki="w", base="https://w.example", selections=("a",), api="https://w.example/api.php", checked_at="1"
)


def test_a_second_scrape_moves_no_cursor_and_adds_its_selection(store: Store) -> None:
    store.wikis.note(FIRST)
    store.wikis.note(StoredWiki(wiki="w", base="https://w.example", site="s", selections=("b", "a"), checked_at="9"))
    (known,) = store.wikis.all()
    assert (known.checked_at, known.api, known.site) == ("1", FIRST.api, "s")
    assert known.selections == ("a", "b")


def test_what_is_planned_holds_once_it_is_committed(store: Store) -> None:
    store.wikis.note(FIRST)
    store.wikis.plan("w", api=None, checked_at="5", cursor="{}")
    assert store.wikis.all() == [FIRST]
    store.wikis.drop_plans()
    store.wikis.commit_plans()
    assert store.wikis.all() == [FIRST]
    store.wikis.plan("w", api=None, checked_at="5", cursor="{}")
    store.wikis.commit_plans()
    (known,) = store.wikis.all()
    assert (known.checked_at, known.cursor, known.api) == ("5", "{}", None)
