#!/bin/sh
# Builds the wheel, installs it into a fresh environment, and runs the tests against it in a copy
# of the project that has no src/ and no templates/.
set -eu
python=${1:-python3}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/.venv/bin/python" -m build --quiet --wheel --outdir "$work/dist" "$root"
"$python" -m venv "$work/venv"
wheel=$(ls "$work"/dist/*.whl)
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$wheel[test,bench,lint]"

mkdir "$work/project"
cp -R "$root/tests" "$root/examples" "$root/benchmarks" "$root/scripts" "$root/docs" "$work/project/"
cp "$root"/*.md "$root/LICENSE" "$root/pyproject.toml" "$root/Makefile" "$work/project/"
if [ -d "$root/../shared" ]; then ln -s "$(cd "$root/../shared" && pwd)" "$work/shared"; fi
cd "$work/project"
where=$("$work/venv/bin/python" -c 'import vanban; print(vanban.__file__)')
case $where in "$work"/venv/*) echo "wheel: $where" ;; *) echo "not the wheel: $where" >&2; exit 1 ;; esac
"$work/venv/bin/python" -m pytest -p no:cacheprovider -n auto --dist loadfile --ignore tests/batch/test_cluster.py
"$work/venv/bin/python" -m pytest -p no:cacheprovider tests/batch/test_cluster.py
