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


def texts(table: object) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]  # type: ignore[attr-defined]


def test_headings_in_cells_stay_headings() -> None:
    document = document_of(
        "<table class='list'><tr><th>Maps</th><td><h3>Canyon</h3><p>deep</p></td></tr></table><p>After</p>"
    )
    assert not document.tables
    assert [s.heading for s in document.sections if s.heading] == ["Canyon"]
    assert document.text == "Maps\n\nCanyon\n\ndeep\n\nAfter"


def test_box_that_folds_away_is_unwrapped() -> None:
    document = document_of(
        "<table class='mw-collapsible'><tr><th>Details</th></tr><tr><td><p>It happens at night.</p>"
        "<ul><li>Yes</li></ul></td></tr></table>"
    )
    assert not document.tables
    assert document.text == "Details\n\nIt happens at night.\n\nYes"


def test_one_column_under_a_header_is_data() -> None:
    (table,) = document_of("<table><tr><th>Name</th></tr><tr><td>A</td></tr><tr><td>B</td></tr></table>").tables
    assert texts(table) == [["Name"], ["A"], ["B"]]


def test_ruled_cells_with_lists_are_data() -> None:
    (table,) = document_of(
        "<table border='1'><tr><td>oral</td><td><ul><li>5 mg</li><li>6 mg</li></ul></td></tr>"
        "<tr><td>nasal</td><td><p>7 mg</p></td></tr></table>"
    ).tables
    assert texts(table) == [["oral", "5 mg\n6 mg"], ["nasal", "7 mg"]]


def test_first_row_of_bold_cells_is_the_header() -> None:
    (table,) = document_of(
        "<table><tr><td><b>Route</b></td><td><b>Dose</b></td></tr><tr><td>oral</td><td>5 mg</td></tr></table>"
    ).tables
    assert [[cell.header for cell in row] for row in table.rows] == [[True, True], [False, False]]


def test_cells_of_the_head_and_cells_with_a_scope_are_headers() -> None:
    (table,) = document_of(
        "<table class='wikitable'><thead><tr><td>Route</td><td>Dose</td></tr></thead>"
        "<tbody><tr><td scope='row'>oral</td><td>5 mg</td></tr></tbody></table>"
    ).tables
    assert [[cell.header for cell in row] for row in table.rows] == [[True, True], [True, False]]


def test_rowspans_end_with_their_group_and_the_foot_comes_last() -> None:
    (table,) = document_of(
        "<table class='wikitable'><tfoot><tr><td>sum</td><td>9</td></tr></tfoot>"
        "<tbody><tr><td rowspan='9'>a</td><td>4</td></tr></tbody>"
        "<tbody><tr><td rowspan='0'>b</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>"
    ).tables
    grid = [[slot.cell.text if slot else None for slot in row] for row in table.grid()]
    assert grid == [["a", "4"], ["b", "2"], ["b", "3"], ["sum", "9"]]


def test_spans_are_read_as_browsers_do() -> None:
    (table,) = document_of(
        "<table class='wikitable'><tr><td colspan='2px'>x</td><td colspan='two'>y</td></tr></table>"
    ).tables
    assert [cell.colspan for cell in table.rows[0]] == [2, 1]
