"""People: the words they type, the streams they read, the clock, and the exit codes. Commands are short sentences."""
