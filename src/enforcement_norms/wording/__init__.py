"""The words of the law (用语): kinds, ranges, citations, conditions and amounts as sentences, and the names behind ids."""
