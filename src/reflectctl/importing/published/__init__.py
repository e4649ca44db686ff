"""The published tool as it is printed, and its words under the ids of a content pack.

`find` is the way in. The lines become events (`scan`): labels, quotations, and what is neither. The parts of the
document are then taken one by one (`front`, `principles`, `asked`, `annex`), and what they say, with every doubt, is
noted (`notes`). Nothing of the document is known here but how it is built: which label stands above what, what stands
in quotation marks, what ends in a question mark.
"""
