"""What a register or a case file records (登记事项): each field bears its Chinese name, and may be unknown.

`None` is “not recorded”: a rule that needs it says so and finds nothing. An empty tuple is “recorded that there is
none”. The two are never the same. What else can be “not done” (an approval, a notice) is named in `not_done`.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

import attrs

from ..errors import ValueProblem
from ..i18n import Message, _

Moment: TypeAlias = date | datetime
"""When something happened (时间): a `datetime` of local time where the hour is known, else a `date`."""

LABEL: Final = "label"
_MIDNIGHT: Final = time(0)
_LAST: Final = time(23, 59, 59, 999_999)


def record(label: Message, default: object = None) -> Any:
    """A field of a record: its name for people, and what it is where nothing is recorded."""
    return attrs.field(default=default, kw_only=True, metadata={LABEL: label})


@attrs.frozen(kw_only=True)
class Recorded:
    """Anything that is recorded (登记项): `not_done` names what is recorded as not done, by attribute.

    Raises:
        ValueProblem: `not_done` names what the record does not have, or what it records as done.
    """

    not_done: tuple[str, ...] = record(_("记载未办理的事项"), ())

    def __attrs_post_init__(self) -> None:
        for name in self.not_done:
            if name not in attrs.fields_dict(type(self)):
                raise ValueProblem(
                    _("not_done 中的“{name}”不是这里的记载事项", name=name), _("写这一步的键，如 approved_at")
                )
            if getattr(self, name) is not None:
                raise ValueProblem(_("“{name}”既有记载又列入 not_done", name=name), _("删去其中一处"))


def label_of(cls: type[Any], name: str) -> Message:
    """The Chinese name of a field, in the language in which it is rendered.

    Raises:
        KeyError: the class has no such field, or it bears no name.
    """
    label: Message = attrs.fields_dict(cls)[name].metadata[LABEL]
    return label


def day_of(moment: Moment) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def earliest(moment: Moment) -> datetime:
    """The first instant that the moment may be."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, _MIDNIGHT)


def latest(moment: Moment) -> datetime:
    """The last instant that the moment may be."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, _LAST)


def is_before(first: Moment, second: Moment) -> bool:
    """Whether `first` certainly comes before `second`: of two on one day only where both know the hour."""
    if first.__class__ is second.__class__ or (isinstance(first, datetime) and isinstance(second, datetime)):
        return first < second
    return day_of(first) < day_of(second)
