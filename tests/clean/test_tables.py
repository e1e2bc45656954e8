from __future__ import annotations

from page_of import clean_content, document_of


def test_cells_spans_and_grid() -> None:
    document = document_of(
        "<p>Before</p><table class='wikitable'><caption>Doses <b>a day</b></caption>"
        "<tr><th rowspan='2'>Route</th><th colspan='2'>Dose</th></tr><tr><th>adult</th><th>child</th></tr>"
        "<tr><td>oral</td><td>5 mg</td><td>2.5 mg<sup class='reference'><a href='#cite_note-1'>[1]</a></sup></td></tr>"
        "</table><p>After</p>"
        "<ol class='references'><li id='cite_note-1'><span class='reference-text'>R</span></li></ol>"
    )
    assert document.text == "Before\n\nAfter"
    (table,) = document.tables
    assert table.caption == "Doses a day"
    assert [(s.kind, table.caption[s.start : s.end]) for s in table.spans] == [("strong", "a day")]
    assert [[c.text for c in row] for row in table.rows] == [
        ["Route", "Dose"],
        ["adult", "child"],
        ["oral", "5 mg", "2.5 mg"],
    ]
    grid = [[slot and (slot.cell.text, slot.origin) for slot in row] for row in table.grid()]
    assert grid == [
        [("Route", True), ("Dose", True), ("Dose", False)],
        [("Route", False), ("adult", True), ("child", True)],
        [("oral", True), ("5 mg", True), ("2.5 mg", True)],
    ]
    assert table.rows[2][2].spans[0].target == "ref-1"
    assert table.start == len("Before")


def test_layout_tables_are_unwrapped() -> None:
    document = document_of("<table><tr><td><p>left</p></td><td><ul><li>right</li></ul></td></tr></table>")
    assert not document.tables
    assert document.text == "left\n\nright"


def test_a_table_inside_a_cell_is_flattened_once() -> None:
    document = document_of(
        "<table class='wikitable'><tr><th>a</th><td><table class='wikitable'><tr><td>b</td><td>c</td></tr>"
        "<tr><td>d</td></tr></table></td></tr></table>"
    )
    assert [c.text for c in document.tables[0].rows[0]] == ["a", "b | c\nd"]


def test_words_in_no_cell_stay_as_text() -> None:
    cleaned = clean_content("<table class='wikitable'>stray<tr>lost<td>cell</td></tr><div>odd</div></table>")
    text = cleaned.document.text
    assert all(word in text for word in ("stray", "lost", "odd"))
    assert cleaned.document.tables[0].rows[0][0].text == "cell"


def test_absurd_spans_are_bounded() -> None:
    document = document_of(
        "<table class='wikitable'><tr><td rowspan='99999999' colspan='99999999'>x</td><td rowspan='0'>y</td></tr>"
        "<tr><td colspan='-3'>z</td></tr></table>"
    )
    first, second = document.tables[0].rows[0]
    assert (first.rowspan, first.colspan) == (2, 1000)
    assert second.rowspan == 2
    assert document.tables[0].rows[1][0].colspan == 1
