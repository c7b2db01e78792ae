"""Who acts in enforcement, and on whom (执法主体、执法人员、当事人), with their registers."""

from .entrustment import Delegation, EntrustedKind, Entrustment
from .officer import (
    Certificate,
    CertificateFormat,
    CertificateKind,
    Employment,
    Officer,
    StatusEvent,
    StatusKind,
    Training,
    TrainingKind,
)
from .organ import (
    ActKind,
    Announced,
    Announcement,
    CatalogFactor,
    ChangeKind,
    ComplaintChannel,
    EnforcementSubject,
    Level,
    Power,
    SubjectChange,
    SubjectKind,
)
from .party import Capacity, PartyRecord
from .publicity import FiledSystem, PlanDocument, PublicItem, PublicityDuty, PublicKind, SystemKind
from .registers import Registers, Standing, standings

__all__ = [
    "ActKind",
    "Announced",
    "Announcement",
    "Capacity",
    "CatalogFactor",
    "Certificate",
    "CertificateFormat",
    "CertificateKind",
    "ChangeKind",
    "ComplaintChannel",
    "Delegation",
    "Employment",
    "EnforcementSubject",
    "EntrustedKind",
    "Entrustment",
    "FiledSystem",
    "Level",
    "Officer",
    "PartyRecord",
    "PlanDocument",
    "Power",
    "PublicItem",
    "PublicKind",
    "PublicityDuty",
    "Registers",
    "Standing",
    "StatusEvent",
    "StatusKind",
    "SubjectChange",
    "SubjectKind",
    "SystemKind",
    "Training",
    "TrainingKind",
    "standings",
]
