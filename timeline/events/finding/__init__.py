"""A sentence that was read in, its mentions out.

`sentence` goes through the clauses; `telling` decides what a clause tells, with `kinds` and `stages`; `mentions` makes the record, with
`participants`, `attribution` and `times`; `nouns` reads event nouns that no verb carries; `links` ties the mentions of a sentence together.
"""
