"""Who said what.

quotes         find_quotes
quoted         what stands between marks, behind a dash (dialogues) or in a block; quoted_span is what they give
speakers       who said it: sayings are the verbs, speech_clauses the clauses around, candidates who is in them
"""
