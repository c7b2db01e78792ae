"""Does a pack do what it should (一致性): worked examples, parents across packs, packs against statute texts."""
