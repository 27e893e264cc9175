#!/bin/sh
# Runs the tests with the oldest version of each base dependency that pyproject.toml allows.
set -eu
python=${1:-python3}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" - "$root/pyproject.toml" > "$work/floors.txt" <<'PYTHON'
import sys
import tomllib

with open(sys.argv[1], "rb") as file:
    for dependency in tomllib.load(file)["project"]["dependencies"]:
        print(dependency.replace(">=", "=="))
PYTHON
"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  -e "$root[test,bench,lint]" -r "$work/floors.txt"
cat "$work/floors.txt"
cd "$root"
"$work/venv/bin/python" -m pytest -p no:cacheprovider -n auto --dist loadfile --ignore tests/batch/test_cluster.py
"$work/venv/bin/python" -m pytest -p no:cacheprovider tests/batch/test_cluster.py
