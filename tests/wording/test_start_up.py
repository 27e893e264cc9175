import subprocess
import sys


def test_importing_wording_loads_neither_babel_nor_pydantic() -> None:
    code = "import sys, vanban.wording; print(*{'babel', 'pydantic', 'tomllib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
