import pytest

from wikiclean import process_page


@pytest.mark.wikiclean("cassettes/aspirin.yaml")
def test_aspirin(wiki_page):
    record = process_page(wiki_page("Aspirin")).require()
    assert record.kind == "drug"
