"""What each command does: a module for each question. Streams, the clock and the surroundings are handed in."""
