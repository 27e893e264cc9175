"""The start of `vanban --help`, beside importing the four base packages and click alone.

    python benchmarks/start_up.py [ROUNDS]

The goal is at most half of importing python-docx, Jinja2, Babel and pydantic.
"""

import subprocess
import sys
from statistics import median
from time import perf_counter

WORKS = {
    "bare Python": "pass",
    "click": "import click",
    "vanban --help": "import sys; sys.argv = ['vanban', '--help']; "
    "from vanban.cli import main; main()",
    "python-docx, jinja2, babel, pydantic": "import docx, jinja2, babel.numbers, pydantic",
}


def seconds(code: str) -> float:
    """Wall time of one fresh Python."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    return perf_counter() - start


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    times: dict[str, list[float]] = {name: [] for name in WORKS}
    for _ in range(rounds):
        for name, code in WORKS.items():
            times[name].append(seconds(code))
    found = {name: median(values) * 1000 for name, values in times.items()}
    for name, time in found.items():
        print(f"{name:38} {time:7.0f} ms")
    share = found["vanban --help"] / found["python-docx, jinja2, babel, pydantic"]
    print(f"\nvanban --help / the four packages {share:.2f}   goal 0.50 at most")


if __name__ == "__main__":
    main()
