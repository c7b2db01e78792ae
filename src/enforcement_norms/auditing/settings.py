"""What a district sets for itself (审查参数): numbers that no statute gives, and the calendar it knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen


@frozen
class Settings:
    """Parameters of an audit (审查参数).

    They are the library's own and no law; each rule that uses one says so in its sentence, and a district replaces
    them by its own documents. `overlay` gives working days beyond the published arrangements.
    """

    overlay: Mapping[date, bool] = field(factory=dict)
    hearing_from: Mapping[str, int] = field(factory=dict)
    """From how many fen on a fine or confiscation is large (听证“较大数额”), by kind of party; empty: not known."""
    certificate_return_working_days: int = 10
    """Days to hand back a certificate after somebody left; the notice names none."""
    upload_hours: int = 24
    """Hours to upload a recording."""
    prompt_working_days: int = 10
    """How long 及时 (promptly) may last where a text gives no number."""
    archive_days: int = 30
    """Calendar days from closing to the archive."""
    training_hours: int = 40
    """Hours of training a year."""
    night_from: int = 22
    """The hour at which night (夜间) begins; the Compulsion Law does not say."""
    night_until: int = 6
    """The hour at which it ends."""
    texts: str = ""
    """A folder with the texts of the laws (`LawLibrary`), against which citations are held; empty: none."""
    repeated_fines: int = 3
    """From how many fines of one party for like acts the comparison of case files reminds of supervision."""
