"""Questions put to the model, pure: no disk, no clock, no printing. Today is an argument."""
