"""Where a partnership's text lives: the working tree, and git. Bytes in and out, nothing understood."""
