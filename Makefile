# make run     environment, browser client, server
# make test    every test; as root on Debian or Ubuntu it installs the system packages that are missing
# make check   ruff, mypy, tsc, eslint, generated types
# make client  the browser client alone          make bench  the figures of benchmarks/
# make wheel   a wheel with the built client    make screenshots  the pictures of the README

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CLIENT := server/deepvision/api/static/index.html
ARGUMENTS ?= --network covidresnet

.PHONY: run test check client bench wheel environment screenshots

run: environment $(CLIENT)
	$(BIN)/python server/app.py $(ARGUMENTS)

test: $(VENV)/.tested $(CLIENT)
	tools/system_packages.sh
	$(BIN)/python tools/test.py

check: $(VENV)/.tested web_client/node_modules/.package-lock.json
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/generate_types.py --check
	tools/npm.sh run check

client: $(CLIENT)

bench: $(VENV)/.tested $(CLIENT)
	$(BIN)/python benchmarks/run_all.py

wheel: $(VENV)/.tested $(CLIENT)
	$(BIN)/python -m build

screenshots: $(VENV)/.tested $(CLIENT)
	$(BIN)/python tools/screenshots.py

environment: $(VENV)/.installed

$(BIN)/python:
	$(PYTHON) tools/check_python.py
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test,check]'
	touch $@

web_client/node_modules/.package-lock.json: web_client/package.json web_client/package-lock.json | environment
	tools/npm.sh ci --no-audit --no-fund
	touch $@

$(CLIENT): web_client/node_modules/.package-lock.json $(shell find web_client/src web_client/index.html web_client/vite.config.ts -type f 2>/dev/null)
	tools/npm.sh run build
	touch $@
