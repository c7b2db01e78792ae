"""Identifiers of persons, divisions and documents: read, checked, written canonically, masked.

Read failures are `ValueProblem`s with the place in the identifier; what is odd but possible is a deviation.
"""

from .citizen import CitizenId, is_citizen_id, mask_citizen_id, parse_citizen_id
from .credit import NO_CREDIT_CODE, CreditCode, is_credit_code, mask_credit_code, parse_credit_code
from .divisions import Division, is_division, parse_division
from .numbers import DocumentNumber, is_document_number, parse_document_number

__all__ = [
    "NO_CREDIT_CODE",
    "CitizenId",
    "CreditCode",
    "Division",
    "DocumentNumber",
    "is_citizen_id",
    "is_credit_code",
    "is_division",
    "is_document_number",
    "mask_citizen_id",
    "mask_credit_code",
    "parse_citizen_id",
    "parse_credit_code",
    "parse_division",
    "parse_document_number",
]
