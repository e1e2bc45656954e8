"""Rewrites the HTML that MediaWiki 1.39 gives into what other versions, extensions and services make of it.

Each function takes the article's HTML (what `action=parse` gives, or Parsoid's page) and returns that of another
rendering: the same words in other markup, with that rendering's own furniture round them. They are written after
MediaWiki's, MobileFrontend's, mobileapps' and mwoffliner's sources and pages; nothing of `wikiclean` is used.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from bs4 import BeautifulSoup, Tag

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
Rewrite = Callable[[str, str], str]
"""(HTML, title of the page) -> HTML."""


def _read(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _output(soup: BeautifulSoup) -> Tag:
    found = soup.select_one("div.mw-parser-output")
    assert found is not None, "no parser output"
    return found


def _piece(html: str) -> Tag:
    """One element of this HTML, free to be put anywhere."""
    made = _read(html).find(True)
    assert isinstance(made, Tag)
    return made.extract()


def _headlines(soup: BeautifulSoup) -> list[tuple[Tag, Tag]]:
    """Headings of the article with their headlines; the table of contents has none."""
    for edit in soup.select(".mw-editsection"):
        edit.decompose()
    return [
        (heading, line)
        for heading in soup.find_all(HEADINGS)
        if isinstance(line := heading.select_one("span.mw-headline"), Tag)
    ]


# ---------------------------------------------------------------- MediaWiki's versions
def heading_boxes(html: str, title: str) -> str:
    """MediaWiki 1.43: `div.mw-heading`, the id on the heading; lang and dir on the parser's output."""
    soup = _read(html)
    for heading, line in _headlines(soup):
        number = heading.name[1]
        heading["id"] = line["id"]
        line.unwrap()
        for old in heading.select("span[id]"):  # the id of old links
            if not old.get_text():
                heading.insert_before(old.extract())
        box = heading.wrap(_piece(f'<div class="mw-heading mw-heading{number}"></div>'))
        box.append(_edit_link(f"{title}", "[", "]"))
    output = _output(soup)
    output["class"] = "mw-content-ltr mw-parser-output"
    output["lang"], output["dir"] = output.get("lang", "en"), output.get("dir", "ltr")
    return f'<div id="mw-content-text" class="mw-body-content">{soup}</div>'


def _edit_link(title: str, before: str, after: str) -> Tag:
    address = f"/w/index.php?title={escape(title.replace(' ', '_'))}&amp;action=edit&amp;section=1"
    return _piece(
        f'<span class="mw-editsection"><span class="mw-editsection-bracket">{before}</span><a href="{address}" '
        f'title="Edit section"><span>edit</span></a><span class="mw-editsection-bracket">{after}</span></span>'
    )


def edit_links_first(html: str, title: str) -> str:
    """MediaWiki before 1.22: the edit link before the headline, in `span.editsection`."""
    soup = _read(html)
    for heading, line in _headlines(soup):
        line.insert_before(
            _piece(
                f'<span class="editsection">[<a href="/index.php?title={escape(title)}&amp;action=edit">edit</a>]</span>'
            ),
            " ",
        )
        for wide in heading.select("span[id]:not(.mw-headline)"):
            if not wide.get_text():
                wide.decompose()
    return f'<div id="bodyContent"><h3 id="siteSub">From here</h3>{_old_pictures(soup)}</div>'


def anchors_before_headings(html: str, title: str) -> str:  # noqa: ARG001
    """MediaWiki before 1.16: the anchor in a paragraph before the heading, and a `table.gallery`."""
    soup = _read(html)
    for heading, line in _headlines(soup):
        name = escape(str(line["id"]))
        for own in heading.select("span[id]"):
            del own["id"]
        heading.insert_before(_piece(f'<p><a name="{name}" id="{name}"></a></p>'), "\n")
    for gallery in soup.select("ul.gallery"):
        gallery.replace_with(_gallery_table(gallery))
    return f'<div id="bodyContent"><div id="contentSub"></div>{_old_pictures(soup)}</div>'


def _old_pictures(soup: BeautifulSoup) -> BeautifulSoup:
    """The picture of the icon that enlarges; `title` doubles of captions."""
    for icon in soup.select("div.magnify > a"):
        icon.append(_piece('<img src="/skins/common/images/magnify-clip.png" width="15" height="11" alt="">'))
    for link in soup.select("div.thumbinner > a.image"):
        link["title"] = "doubles the caption"
    return soup


def _gallery_table(gallery: Tag) -> Tag:
    table = _piece('<table class="gallery" cellspacing="0" cellpadding="0"></table>')
    caption = gallery.select_one("li.gallerycaption")
    if caption is not None:
        caption.name = "caption"
        caption["class"] = "gallerycaption"
        table.append(caption.extract())
    row = _piece("<tr></tr>")
    for item in gallery.select("li.gallerybox"):
        box = item.extract()
        box.name = "div"
        cell = _piece("<td></td>")
        cell.append(box)
        row.append(cell)
    table.append(row)
    return table


# ---------------------------------------------------------------- MobileFrontend
def mobile_page(html: str, title: str) -> str:
    """MobileFrontend on Minerva: sections that fold, pictures that load late, the lead before the infobox."""
    soup = _read(html)
    for heading, line in _headlines(soup):
        edit = _piece(
            '<span class="mw-editsection"><a href="#" role="button" class="edit-page"><span>edit</span></a></span>'
        )
        heading.append(edit)
        if heading.parent is _output(soup):
            heading["class"] = "section-heading"
            heading["onclick"] = "mfTempOpenSection(1)"
            line.insert_before(_piece('<span class="indicator mf-icon mf-icon-expand mf-icon--small"></span>'))
    return _mobile_frame(_mobile_body(soup, "section"), title)


def mobile_page_with_heading_boxes(html: str, title: str) -> str:
    """The same on MediaWiki 1.43."""
    soup = _read(heading_boxes(html, title))
    output = _output(soup)
    for box in soup.select("div.mw-heading"):
        if box.parent is output:
            box["class"] = f"{' '.join(box['class'])} section-heading"
            box.insert(0, _piece('<span class="indicator mf-icon mf-icon-expand mf-icon--small"></span>'))
    return _mobile_frame(_mobile_body(soup, "section"), title)


def old_mobile_page(html: str, title: str) -> str:
    """MobileFrontend of 2015: `div` for sections, an icon in the heading."""
    soup = _read(html)
    for heading, line in _headlines(soup):
        if heading.parent is _output(soup):
            heading["class"] = "section-heading"
            line.insert_before(_piece('<div class="mw-ui-icon mw-ui-icon-arrow mw-ui-icon-element indicator"></div>'))
        line.insert_after(
            _piece('<span><a href="#/editor/1" title="Edit" class="mw-ui-icon edit-page">Edit</a></span>')
        )
    return _mobile_frame(_mobile_body(soup, "div"), title)


def _mobile_body(soup: BeautifulSoup, tag: str) -> Tag:
    output = _output(soup)
    sections = [_piece(f'<{tag} class="mf-section-0" id="mf-section-0"></{tag}>')]
    parts: list[Tag] = [sections[0]]
    for child in list(output.contents):
        child.extract()
        if isinstance(child, Tag) and "section-heading" in child.get("class", []):
            number = len(sections)
            body = _piece(f'<{tag} class="mf-section-{number} collapsible-block" id="mf-section-{number}"></{tag}>')
            sections.append(body)
            parts += [child, body]
        else:
            sections[-1].append(child)
    _lead_before_infobox(sections[0])
    for section in sections:
        for image in section.find_all("img"):
            _load_late(image)
    output.extend(parts)
    for box in output.select(".navbox, .vertical-navbox, #toc, .nomobile, .topicon"):
        box.decompose()
    return output


def _lead_before_infobox(lead: Tag) -> None:
    """Apps and MobileFrontend show the first words before the infobox."""
    box = lead.find("table", class_="infobox", recursive=False)
    words = next((p for p in lead.find_all("p", recursive=False) if p.get_text(strip=True)), None)
    if isinstance(box, Tag) and words is not None and words in box.find_next_siblings("p"):
        box.insert_before(words.extract())


def _load_late(image: Tag) -> None:
    """MobileFrontend's placeholder, and the picture for those without scripts."""
    late = _piece('<span class="lazy-image-placeholder">\u00a0</span>')
    late["style"] = f"width: {image.get('width', 0)}px;height: {image.get('height', 0)}px;"
    for name in ("src", "alt", "width", "height", "srcset"):
        if name in image.attrs:
            late[f"data-{name}" if name != "src" else "data-mw-src"] = image[name]
    image.insert_before(late)
    image.wrap(_piece("<noscript></noscript>"))


def _mobile_frame(body: Tag, title: str) -> str:
    name = json.dumps(title.replace(" ", "_"))
    return f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="UTF-8"><title>{escape(title)} - WikiMD</title>
<script>RLCONF={{"wgPageName":{name},"wgArticleId":7,"wgRevisionId":8,"wgAction":"view","wgNamespaceNumber":0}};</script>
</head><body class="mediawiki ltr sitedir-ltr ns-0 skin-minerva action-view mw-mf mw-mf-amc-disabled">
<div id="mw-mf-viewport"><div id="mw-mf-page-center"><a class="mw-mf-page-center__mask" href="#"></a>
<header class="header-container header-chrome"><div class="minerva-header"><nav class="navigation-drawer toggle-list">
<label class="toggle-list__toggle" for="main-menu-input"><span>Open main menu</span></label>
<div id="mw-mf-page-left" class="menu"><ul id="p-navigation"><li><a href="/wiki/Main_Page">Home</a></li></ul></div></nav>
<div class="branding-box"><a href="/wiki/Main_Page"><span>WikiMD</span></a></div>
<form class="minerva-search-form"><input type="search"><button>Search</button></form></div></header>
<main id="content" class="mw-body"><div class="banner-container"><div id="siteNotice">Our volunteers need your help.</div></div>
<div class="pre-content heading-holder"><div class="page-heading"><h1 id="firstHeading" class="firstHeading mw-first-heading">
<span class="mw-page-title-main">{escape(title)}</span></h1><div class="tagline">a line of data</div></div>
<nav class="page-actions-menu"><ul id="page-actions"><li id="language-selector"><a href="#">Language</a></li>
<li id="page-actions-watch"><a href="#">Watch</a></li><li><a href="#">Edit</a></li></ul></nav>
<div id="mw-content-subtitle"></div></div>
<div id="bodyContent" class="content"><div id="mw-content-text" class="mw-body-content"><script>function mfTempOpenSection(id){{}}</script>
{body}<div class="printfooter">Retrieved from "https://wiki.example/"</div></div></div>
<div class="post-content" id="page-secondary-actions"></div></main>
<footer class="mw-footer minerva-footer"><div class="post-content footer-content"><a class="last-modified-bar" href="#">
<span class="last-modified-bar__content">Last edited on 1 January 2024, at 00:00</span></a>
<div id="mw-data-after-content"><div class="read-more-container"></div></div>
<ul id="footer-info"><li>This page was last edited on 1 January 2024.</li></ul></div></footer></div></div></body></html>"""


# ---------------------------------------------------------------- services over Parsoid's HTML
def app_page(html: str, title: str) -> str:
    """mobileapps' `page/mobile-html`, of Parsoid's HTML: what Wikipedia's apps show."""
    soup = _read(html)
    body = soup.body
    assert body is not None
    for number, heading in enumerate(body.select(":is(h2, h3, h4, h5, h6)[id]"), 1):
        heading["class"] = "pcs-edit-section-title"
        heading.wrap(_piece('<div class="pcs-edit-section-header v2"></div>')).append(
            _piece(
                f'<span class="pcs-edit-section-link-container"><a href="/w/index.php?title={escape(title)}&amp;action='
                f'edit&amp;section={number}" data-id="{number}" class="pcs-edit-section-link"></a></span>'
            )
        )
    lead = body.find("section")
    if isinstance(lead, Tag):
        _lead_before_infobox(lead)
    for table in body.select("table.infobox"):
        _fold(table, "pcs-table-infobox", "Quick facts")
    for image in body.find_all("img"):
        if int(image.get("width", 0)) >= 64:
            _load_in_app(image)
    for item in body.select("ol.mw-references > li"):
        _note_in_app(item)
    for box in body.select('.navbox, .vertical-navbox, .nomobile, [role="navigation"]'):
        box.decompose()
    head = _piece(
        '<header><div class="pcs-edit-section-header v2"><h1 data-id="0" class="pcs-edit-section-title">'
        f'{escape(title)}</h1><span class="pcs-edit-section-link-container"><a href="/w/index.php?title={escape(title)}'
        '&amp;action=edit&amp;section=0" class="pcs-edit-section-link"></a></span></div>'
        '<p id="pcs-edit-section-title-description">a line of data</p><hr id="pcs-edit-section-divider"></header>'
    )
    inside = _piece('<div id="pcs" class="mw-parser-output"></div>')
    inside.append(head)
    inside.extend([child.extract() for child in list(body.contents)])
    body.append(inside)
    body["class"] = "content mw-body-content parsoid-body mediawiki mw-parser-output skin-minerva"
    return str(soup)


def _fold(table: Tag, kind: str, words: str) -> None:
    frame = table.wrap(_piece('<div class="pcs-collapse-table-container"></div>'))
    frame.insert(
        0,
        _piece(
            '<div class="pcs-collapse-table-collapsed-container pcs-collapse-table-expanded" style="display: block;">'
            f'<strong class="{kind}">{words}</strong><span class="pcs-collapse-table-collapse-text"> one, two ...</span></div>'
        ),
    )
    frame.append(
        _piece(
            '<div class="pcs-collapse-table-collapsed-bottom pcs-collapse-table-icon" style="display: block;">Close</div>'
        )
    )


def _load_in_app(image: Tag) -> None:
    late = _piece('<span class="pcs-lazy-load-placeholder pcs-lazy-load-placeholder-pending"></span>')
    late["style"] = f"width: {image['width']}px;"
    for name in ("class", "src", "srcset", "width", "height", "alt"):
        if name in image.attrs:
            late[f"data-{name}"] = image[name]
    late.append(_piece('<span style="padding-top: 75%;"></span>'))
    image.replace_with(late)


def _note_in_app(item: Tag) -> None:
    text = item.select_one("span.mw-reference-text")
    if text is None:
        return
    key = item["id"]
    made = _piece(
        f'<div class="pcs-ref"><div class="pcs-ref-backlink-container"><a id="back_link_{key}" class="pcs-ref-back-link" '
        f'href="./X#pcs-ref-back-link-{key}"></a></div><div class="pcs-ref-body"></div></div>'
    )
    body = made.select_one("div.pcs-ref-body")
    assert body is not None
    body.append(text.extract())
    item.clear()
    item.append(made)


def offline_page(html: str, title: str) -> str:
    """mwoffliner's page in a ZIM file: sections fold as `details`, notes lose their way back."""
    soup = _read(html)
    for heading, line in _headlines(soup):
        heading["id"] = line["id"]
        line.unwrap()
        del heading["class"]
    output = _output(soup)
    parts: list[Tag] = []
    for child in list(output.contents):
        child.extract()
        if isinstance(child, Tag) and child.name == "h2":
            frame = _piece('<details data-level="2" open=""><summary class="section-heading"></summary></details>')
            summary = frame.summary
            assert summary is not None
            summary.append(child)
            parts.append(frame)
        elif parts:
            parts[-1].append(child)
        else:
            output.append(child)
    output.extend(parts)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title></head>
<body class="mediawiki ltr sitedir-ltr ns-0 skin-vector action-view"><div id="content" class="mw-body" role="main">
<a id="top"></a><h1 id="firstHeading" class="firstHeading">{escape(title)}</h1><div id="bodyContent" class="mw-body-content">
<div id="mw-content-text">{soup}</div></div></div>
<div class="zim-footer" id="footer">This article is issued from WikiMD. The text is under a free licence.</div></body></html>"""


OF_ACTION_PARSE: dict[str, Rewrite] = {
    "MediaWiki 1.43": heading_boxes,
    "MediaWiki 1.21": edit_links_first,
    "MediaWiki 1.15": anchors_before_headings,
    "MobileFrontend": mobile_page,
    "MobileFrontend on 1.43": mobile_page_with_heading_boxes,
    "MobileFrontend of 2015": old_mobile_page,
    "mwoffliner": offline_page,
}
"""Renderings made of what `action=parse` gives."""
OF_PARSOID: dict[str, Rewrite] = {"mobile-html": app_page}
"""Renderings made of Parsoid's HTML."""
