"""``python -m vanban``, the same as ``vanban``."""

from vanban.cli import main

if __name__ == "__main__":
    main()
