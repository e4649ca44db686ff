"""A copy of the published tool that somebody has filled in, as a proposal of what would be recorded.

`reading` is the way in. `pieces` puts what a DOCX holds into the order in which it is read, `boxes` tells what somebody
wrote from what was printed, `marks` which point of the scale is marked, and `actions` who does what by when.
"""
