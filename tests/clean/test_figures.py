from __future__ import annotations

import pytest
from page_of import document_of

from wikiclean.model.document import Document


def figures_of(document: Document) -> list[tuple[str, str | None, str | None]]:
    return [(figure.file, figure.alt, figure.caption) for figure in document.figures]


OLD_THUMB = (
    "<div class='thumb tright'><div class='thumbinner' style='width:222px'><a href='/wiki/File:Liver.jpg' class='image'>"
    "<img alt='a liver' src='//upload.example/thumb/a/ab/Liver.jpg/220px-Liver.jpg' width='220' class='thumbimage'></a>"
    "<div class='thumbcaption'><div class='magnify'><a href='/wiki/File:Liver.jpg' title='Enlarge'></a></div>"
    "The <b>liver</b></div></div></div><p>Text</p>"
)
NEW_THUMB = (
    "<figure class='mw-default-size' typeof='mw:File/Thumb'><a href='/wiki/File:Liver.jpg' class='mw-file-description'>"
    "<img alt='a liver' src='//upload.example/thumb/a/ab/Liver.jpg/220px-Liver.jpg' width='220'></a>"
    "<figcaption>The <b>liver</b></figcaption></figure><p>Text</p>"
)
PARSOID_THUMB = NEW_THUMB.replace("/wiki/File:", "./File:").replace("<img ", "<img resource='./File:Liver.jpg' ")


@pytest.mark.parametrize("thumb", [OLD_THUMB, NEW_THUMB, PARSOID_THUMB])
def test_thumbnails_of_all_ages_are_one_figure(thumb: str) -> None:
    document = document_of(thumb)
    assert figures_of(document) == [("Liver.jpg", "a liver", "The liver")]
    assert document.text == "Text"
    (strong,) = document.figures[0].spans
    assert (strong.kind, strong.start, strong.end) == ("strong", 4, 9)


def test_gallery_pictures_have_their_own_captions() -> None:
    item = (
        "<li class='gallerybox'><div class='thumb'><a href='/wiki/File:{0}.png'><img src='/{0}.png'></a></div>"
        "<div class='gallerytext'>{1}</div></li>"
    )
    document = document_of(f"<ul class='gallery'>{item.format('A', 'first')}{item.format('B', '')}"
                           f"{item.format('C', 'third')}</ul>")  # fmt: skip
    assert figures_of(document) == [("A.png", None, "first"), ("B.png", None, None), ("C.png", None, "third")]
    assert not document.text


def test_several_pictures_in_one_frame() -> None:
    single = (
        "<div class='tsingle'><div class='thumbimage'><a href='/wiki/File:{0}.png'><img src='/{0}.png'></a></div>"
        "<div class='thumbcaption'>{0} side</div></div>"
    )
    document = document_of(f"<div class='thumb tmulti'><div class='thumbinner'>{single.format('Left')}"
                           f"{single.format('Right')}</div></div>")  # fmt: skip
    assert figures_of(document) == [("Left.png", None, "Left side"), ("Right.png", None, "Right side")]


@pytest.mark.parametrize(
    "image",
    [
        "<img src='data:image/gif;base64,R0' data-src='https://s.example/images/a/a8/T.png/revision/latest?cb=1'>",
        "<img src='data:image/gif;base64,R0' data-src='/x/180' data-image-name='T.png'>",
        "<span class='lazy-image-placeholder' data-src='//u.example/thumb/a/ab/T.png/220px-T.png' data-alt=''></span>",
        "<a href='./File:T.png'><span class='pcs-lazy-load-placeholder' data-src='//u.example/T.png'><span></span></span></a>",
    ],
)
def test_pictures_that_a_script_would_load(image: str) -> None:
    (figure,) = document_of(
        f"<p>Text</p><div class='thumb'>{image}<div class='thumbcaption'>A flask</div></div>"
    ).figures
    assert (figure.file, figure.caption) == ("T.png", "A flask")
    assert figure.url is not None
    assert not figure.url.startswith("data:")


def test_film_in_a_frame() -> None:
    document = document_of(
        "<figure typeof='mw:File/Thumb'><span><video poster='//u.example/T.jpg' resource='/wiki/File:T.webm'>"
        "<source src='//u.example/T.webm'>no player</video></span><figcaption>A film</figcaption></figure><p>Text</p>"
    )
    assert figures_of(document) == [("T.webm", None, "A film")]
    assert document.figures[0].url == "//u.example/T.jpg"


def test_old_player_shows_its_poster() -> None:
    document = document_of(
        "<div class='thumb'><div class='PopUpMediaTransform'><img alt='File:T.ogv' src='//u.example/t/220px--T.ogv.jpg'>"
        "<a href='//u.example/T.ogv'><span class='play-btn-large'><span class='mw-tmh-playtext'>Play media</span></span>"
        "</a></div><div class='thumbcaption'>A film</div></div><p>Text</p>"
    )
    assert figures_of(document) == [("T.ogv", None, "A film")]
    assert document.text == "Text"


def test_recording_outside_a_frame_is_no_figure() -> None:
    assert not document_of("<p>Say <audio src='/T.ogg'></audio> it</p>").figures


def test_caption_without_its_picture_keeps_the_file() -> None:
    document = document_of(
        "<div class='thumb'><a href='/wiki/File%3AT.png/'><span>gone</span></a><div class='thumbcaption'>A flask</div></div>"
    )
    assert figures_of(document) == [("T.png", None, "A flask")]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("mw:File/Thumb mw:ExpandedAttrs", True),
        ("mw:Error mw:File/Frame", True),
        ("mw:File/Frameless", False),
        ("mw:File mw:ExpandedAttrs", False),
        ("mw:Image/Thumb", True),
        ("mw:Video/Thumb", True),
    ],
)
def test_captions_are_shown_under_frames_only(kind: str, shown: bool) -> None:
    document = document_of(
        f"<figure typeof='{kind}'><a href='./File:T.png'><img src='/T.png'></a><figcaption>A flask</figcaption></figure>"
    )
    assert [figure.caption for figure in document.figures] == ["A flask" if shown else None]
