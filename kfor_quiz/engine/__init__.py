"""The rules of the product: facts, questions, proofs, scoring. Pure Python: no Django, no clock, no global randomness."""
