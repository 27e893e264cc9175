"""Which words of a document are which component, how sure that is, and by which rules it goes.

How components are cut, where the decree leaves it open:

- ``quoc_hieu``, ``tieu_ngu``, ``co_quan_chu_quan``, ``co_quan_ban_hanh``, ``so_ky_hieu``,
  ``dia_danh_ngay``, ``ten_loai``, ``trich_yeu``, ``trich_yeu_cong_van``: one component each, with a
  stretch for every line. A copy has a second set, marked ``in_copy``.
- ``kinh_gui``: one component; its first stretch is the line with "Kính gửi:", the others are the
  addressees. ``noi_nhan_dien``: one component, the addressees of a công điện.
- ``noi_nhan``: one component for each entry, with a further stretch where it goes on.
- ``quyen_han_chuc_vu``: one component for each signer with all his lines; a second title above the
  name is a component of its own. ``ho_ten``: one for each signer.
- ``can_cu``: one for each. ``phu_luc_tu``, ``ten_phu_luc``, ``chi_dan_phu_luc``: one for each
  appendix; ``chi_dan_phu_luc`` also below the trích yếu of a document that is attached to another.
- Items of the body, each with ``level`` and ``number``: ``phan`` (the line "Chương I"; its level is
  phan, chuong, muc or tieu_muc), ``tieu_de_phan`` (the title below it), ``muc_la_ma``, ``dieu``,
  ``khoan``, ``tieu_de_khoan``, ``diem``, ``noi_dung`` (everything else: levels khoan_con, gach,
  cong, doan). The stretch of a ``dieu`` that has a title is the whole paragraph; of one without,
  it is "Điều 1." alone, and the sentence after it is a ``noi_dung``.
- ``below`` holds every line drawn between the component and the next one; where two stand side by
  side in one paragraph (tabs), each gets all of that paragraph's lines.
"""

from vanban.check.recognition.recognising import recognise

__all__ = ["recognise"]
