"""What git and bash run by its path, under `python -I -S`: the program without site packages, half of a short run.

What was said before needs none of them. Where it does not suffice, they are added by `__main__`.
"""

import os
import sys


def main() -> None:
    """Run reflectctl from where this file is."""
    above = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    others = [path for path in sys.path if path != above]
    # Nothing else is looked for there before it is looked for where Python keeps its own.
    sys.path[:] = [above]
    from reflectctl.__main__ import program

    sys.path[:] = [*others, above]
    program()


if __name__ == "__main__":
    main()
