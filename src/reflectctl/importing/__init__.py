"""Documents made for readers in, what they say out: the published tool, blank or filled in, and answers to forms."""
