"""From a wish to new text, made without writing it: what was asked for, and nothing else."""
