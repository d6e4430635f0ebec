# The two commands of this project are `make demo` and `make test`. Both do the set-up they need and work
# without root when the Debian packages of packages.txt are there.

VENV ?= .venv
DEMO_HOME ?= var/demo
BIN := $(VENV)/bin

.PHONY: demo test setup system samples lock clean bench

demo: setup
	@scripts/demo $(BIN) $(DEMO_HOME)

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

setup: system $(VENV)/.installed

# Debian packages: installed when missing and we are root; else named exactly.
system:
	@scripts/system-packages

# Locked Python packages; again only when the lock or the project file changed.
$(VENV)/.installed: requirements.lock pyproject.toml
	@scripts/python-packages $(VENV)
	@touch $@

# Draw the bundled samples anew (needs the fonts of packages.txt).
samples: setup
	PYTHONPATH=tests $(BIN)/python -m draw.samples samples

# Resolve the newest allowed Python packages and write them down with their hashes.
# Versions stay as they are locked; to renew them all, empty requirements.lock first.
lock:
	python3 -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet uv
	(echo "# Locked by \`make lock\` for every Python from 3.11 on; do not edit."; \
	  $(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --extra dev -c requirements.lock pyproject.toml) > requirements.lock.new
	mv requirements.lock.new requirements.lock
	rm -r $(VENV)-lock

bench: setup
	PYTHONPATH=tests $(BIN)/python -m bench.reading

clean:
	rm -rf $(VENV) var
