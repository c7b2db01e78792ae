"""What case files have in common (同类案卷): words and flags, without the days, amounts, names and numbers of each.

A rule that declares `Alike` looks at nothing else than what stands here, so its silence at one step is its silence at
every step with the same; `by_words` and `by_moment` declare it of what says whether a rule concerns a step at all.
What stands here is put into a key as it is: a rule may look at all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from operator import attrgetter
from typing import Any, Final, TypeVar

import attrs

from ..model.casefile import CaseFile, Competence, Decision, StandardUsed
from ..model.duty import Alike

Words = tuple[Hashable, ...]
W = TypeVar("W", bound=Callable[..., bool])

OF_FILES: Final = (
    "not_done",
    "procedure",
    "domain",
    "division",
    "subject",
    "acting_for",
    "entrustment",
    "power",
    "crime_suspected",
    "affects_life_or_finance",
    "harm_done",
    "complex_or_major",
    "socially_relevant",
    "triggers",
    # What seldom happens stands here whole; most files record that there is none.
    "priors",
    "earlier",
    "criminal",
    "favours",
    "conduct_reports",
    "accountability",
)
WHOLE: Final[Mapping[str, type[Any]]] = {"competence": Competence, "standard": StandardUsed}
"""Records of files that stand here with all that is in them."""
OF_PARTIES: Final = ("not_done", "kind", "capacity", "division")
OF_DECISIONS: Final = (
    "not_done",
    "kind",
    "document_kind",
    "issued_by",
    "decided_by",
    "signed_by",
    "elements",
    "orders_correction",
    "breached",
    "basis",
    "payment_days",
    "surcharge_told",
    "surcharge_cap_told",
    "educated",
)
OF_REMEDIES: Final = (
    "not_done",
    "review_organ",
    "review_organ_is_government",
    "review_days",
    "court",
    "suit_months",
    "review_first",
)
OF_DISCRETION: Final = ("not_done", "standard", "tier", "direction")
OF_STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "archive": ("not_done", "paged", "complete", "indexed", "altered"),
    "complaints": ("not_done", "about_enforcement", "real_name", "informant_disclosed"),
    "inspections": (
        "not_done",
        "by_body",
        "certificates_shown",
        "notice_given",
        "scanned",
        "record_made",
        "endangers",
        "origin",
        "problem_found",
    ),
    "notices": ("not_done", "told", "hearing_days", "basis"),
    "payments": ("not_done", "on_spot"),
    "publications": ("not_done", "channel", "same_as_served", "shows_secrets"),
    "questionings": ("not_done", "certificates_shown", "rights_told", "record_made"),
    "reviews": ("not_done", "reviewer", "unit", "result", "points"),
    "services": ("not_done", "of", "method", "told_of_publication"),
    "statements": ("not_done", "waived", "refused", "made_out", "accepted"),
}
"""Of other lists of steps."""

_file, _party, _decision = attrgetter(*OF_FILES), attrgetter(*OF_PARTIES), attrgetter(*OF_DECISIONS)
_competence, _standard = (attrgetter(*(field.name for field in attrs.fields(each))) for each in WHOLE.values())
_remedies, _discretion = attrgetter(*OF_REMEDIES), attrgetter(*OF_DISCRETION)


When = Callable[[Any, Any], bool]
"""(what is audited, the step) → whether a rule concerns it."""
_DECIDED: Final[dict[When, tuple[Alike, When | None]]] = {}
_UNDECIDED: Final = (None, None)


def by_words(when: W, *, unless: When | None = None) -> W:
    """Declare that what says whether a rule concerns a step looks at words and flags alone, and at the registers.

    It may look at more where `unless` holds, which itself looks at nothing else: there it is asked of each step.
    """
    _DECIDED[when] = Alike.WORDS, unless
    return when


def by_moment(when: W, *, unless: When | None = None) -> W:
    """The same of what looks besides at the moment on which the rule is judged."""
    _DECIDED[when] = Alike.MOMENT, unless
    return when


def decided_by(when: When | None) -> Alike | None:
    """What decides whether rules concern a step: words, words and the moment, or each step for itself."""
    return None if when is None or when not in _DECIDED else _DECIDED[when][0]


def told(when: When, audited: Any, step: Any) -> bool | None:
    """Whether rules concern steps alike to this one; None where each of the steps must be asked for itself."""
    _alike, unless = _DECIDED.get(when, _UNDECIDED)
    if _alike is None or (unless is not None and unless(audited, step)):
        return None
    return bool(when(audited, step))


def words_of_file(file: CaseFile) -> Words:
    """The words and flags of a file beside its steps."""
    party, matter, competence, standard = file.party, file.matter, file.competence, file.standard
    return (
        _file(file),
        None if competence is None else _competence(competence),
        None if standard is None else _standard(standard),
        None if party is None else _party(party),
        # Of hearings, whether there were any.
        None if file.hearings is None else bool(file.hearings),
        # Plain data are written out, for maps are in no key.
        None if matter is None else (matter.not_done, matter.violation, repr(matter.circumstances)),
    )


def _words_of_decision(decision: Decision) -> Words:
    remedies, discretion, sanctions = decision.remedies, decision.discretion, decision.sanctions
    return (
        _decision(decision),
        None if remedies is None else _remedies(remedies),
        None if discretion is None else _discretion(discretion),
        None if sanctions is None else tuple([each.kind for each in sanctions]),
    )


WORDS: Final[Mapping[str, Callable[[Any], Words]]] = {
    "decisions": _words_of_decision,
    **{name: attrgetter(*names) for name, names in OF_STEPS.items()},
}
"""By lists of steps: the words and flags of one of them."""
