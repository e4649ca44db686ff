"""What a form service exports of the answers to a form, as a proposal of views.

`reading` is the way in. `tables` takes files to rows of cells, `columns` tells what each column holds.
"""
