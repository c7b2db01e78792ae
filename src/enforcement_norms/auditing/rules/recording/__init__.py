"""Recording of the whole process (执法全过程记录)."""
