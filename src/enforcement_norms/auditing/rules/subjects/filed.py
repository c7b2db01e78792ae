"""The result of clearing up subjects and powers, filed with the justice bureau (清理结果报审)."""

from __future__ import annotations

from ....i18n import _
from ....model.actors import SystemKind
from ..filing import filed_by_october

subject_review_filed = filed_by_october(
    "subjects.review_filed", SystemKind.SUBJECT_REVIEW, _("主体、人员、依据、职责清理结果"), "s4.1.1"
)
