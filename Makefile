# `make demo` writes the 2024 decree under out/; `make test` passes the tests. Both set up .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types check-wheel check-floors bench picture gallery clean

demo: $(VENV)/.installed
	$(BIN)/vanban render examples/quang_trung/2024.yaml -o out/ --force

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto --dist loadfile --ignore tests/batch/test_cluster.py
	$(BIN)/python -m pytest tests/batch/test_cluster.py

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

# The tests again, against the built wheel, with src/ out of the way.
check-wheel: $(VENV)/.installed-dev
	sh scripts/check_wheel.sh $(PYTHON)

# The tests once more, with the oldest dependencies that pyproject.toml allows.
check-floors:
	sh scripts/check_floors.sh $(PYTHON)

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/rendering.py
	$(BIN)/python benchmarks/batches.py
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/checking.py

# The picture in the README: page 1 of the decree, as LibreOffice sets it.
picture: demo
	sh scripts/picture.sh

# The pictures in docs/mau/: page 1 of each example of examples/nghi_dinh_30.
gallery: $(VENV)/.installed-dev
	$(BIN)/python scripts/gallery.py

clean:
	rm -rf out dist build $(VENV)

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[xlsx]'
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@
