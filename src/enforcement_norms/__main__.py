"""`python -m enforcement_norms`: the same as `enorms`."""

from .cli import main

if __name__ == "__main__":
    main()
