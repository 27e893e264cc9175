"""Pictures as WordprocessingML: inline, centred, no larger than the page has room for."""

from vanban.errors import InputError
from vanban.models.hinh_anh import HinhAnh
from vanban.models.picture_file import Picture, read_picture
from vanban.render.extras import Medium
from vanban.render.spacing import keep_together
from vanban.render.wordml import escape_xml, paragraph, run

_MM_PER_PT = 25.4 / 72
_EMU_PER_MM = 36_000
# What leaves room for the caption and some text: on a page upright, and on its side, which is
# known by a room that no upright A4 page has.
_TALLEST_MM, _TALLEST_ON_SIDE_MM = 200, 130
_WIDEST_UPRIGHT_MM = 210
_KEEP_NEXT = "<w:keepNext/>"
_OOXML = "http://schemas.openxmlformats.org/drawingml/2006"
# The namespaces stand here, not at the root, where every document would carry them.
_INLINE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="{ooxml}/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{number}" name="{name}" descr="{description}"/><wp:cNvGraphicFramePr>'
    '<a:graphicFrameLocks xmlns:a="{ooxml}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic xmlns:a="{ooxml}/main"><a:graphicData uri="{ooxml}/picture">'
    '<pic:pic xmlns:pic="{ooxml}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="{file}"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{rel_id}"/><a:stretch>'
    '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def picture_xml(hinh: HinhAnh, room_pt: float, number: int) -> tuple[str, Medium]:
    """The paragraph of a picture with its caption below, and the medium for ``Extras``.

    ``number`` is its place among the pictures of the document, from 1. Raises InputError for a
    width that the page has no room for, and for a file that is no longer a picture.
    """
    picture = read_picture(hinh.tep_hinh)
    # Rounded, so that a width of 165 mm fits a room of 165 mm counted in points.
    width, height = _size_mm(hinh, picture, round(room_pt * _MM_PER_PT, 3))
    medium = Medium(f"image{number}.{picture.kind}", picture.content, f"rIdImg{number}")
    drawing = _INLINE.format(
        ooxml=_OOXML,
        cx=round(width * _EMU_PER_MM),
        cy=round(height * _EMU_PER_MM),
        number=number,
        name=_attribute(hinh.ten_hinh),
        description=_attribute(hinh.chu_thich or hinh.ten_hinh),
        file=medium.name,
        rel_id=medium.rel_id,
    )
    if not hinh.chu_thich:
        return paragraph("hinh", drawing), medium
    caption = paragraph("chu_thich", run(keep_together(hinh.chu_thich)))
    return paragraph("hinh", drawing, _KEEP_NEXT) + caption, medium


def _size_mm(hinh: HinhAnh, picture: Picture, room_mm: float) -> tuple[float, float]:
    """Width and height: those asked for, else the natural ones, no larger than the room."""
    tallest_mm = _TALLEST_MM if room_mm <= _WIDEST_UPRIGHT_MM else _TALLEST_ON_SIDE_MM
    ratio = picture.height_px / picture.width_px
    widest = min(room_mm, tallest_mm / ratio)
    asked = hinh.rong_mm
    if asked is None:
        width = min(picture.width_mm, widest)
        return width, width * ratio
    advice = f"hãy ghi Rộng (mm) không quá {int(widest)} hoặc bỏ trống"
    if asked > room_mm:
        raise InputError(
            f"hình “{hinh.ten_hinh}” cần rộng {asked} mm, trang chỉ có {int(room_mm)} mm; {advice}"
        )
    if asked > widest:
        raise InputError(
            f"hình “{hinh.ten_hinh}” rộng {asked} mm thì cao {round(asked * ratio)} mm, trang chỉ "
            f"dành cho hình {tallest_mm} mm chiều cao; {advice}"
        )
    return asked, asked * ratio


def _attribute(text: str) -> str:
    return escape_xml(text).replace('"', "&quot;")
