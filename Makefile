# The commands of the project. Everything runs in .venv, made from the versions in requirements.lock.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
# Where the transformer is trained. PyTorch stays out of .venv: spaCy imports it in each run where it is there.
TORCH  := $(VENV)-accurate
SHARED := ../shared

.PHONY: run test test-accurate check fuzz bench scale audit train train-accurate train-closer links folder pictures outlines lock clean

run: $(READY)  ## Extract from the articles in data/raw into data/processed, and make the report there
	$(BIN)/entityx extract data/raw -o data/processed --format jsonl,csv,xlsx
	$(BIN)/entityx report data/processed

test: check  ## Check style, types and behaviour
	$(BIN)/pytest

test-accurate: $(TORCH)/.ready  ## Check what make train-accurate runs; it installs PyTorch
	$(TORCH)/bin/pytest tests/train/transformer

check: $(READY)  ## Check style and types only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fuzz: $(READY)  ## Extract from folders of damaged files for about a minute, the same ones each time
	$(BIN)/pytest tests/fuzz.py

bench: $(READY)  ## Measure the speed beside the stock pipeline's, and how fast a report opens
	$(BIN)/python -m tests.benchmark
	$(BIN)/python -m tests.report.benchmark

scale: $(READY)  ## Measure how time and memory grow with the number of articles: takes about twenty minutes
	$(BIN)/python -m tests.scale
	$(BIN)/python -m tests.report.scale

audit:  ## Ask whether a vulnerability of a locked package is known; needs the network
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/pip install --quiet pip-audit
	$(VENV)-audit/bin/pip-audit --require-hashes --disable-pip --requirement requirements.lock
	rm -rf $(VENV)-audit

train: $(READY)  ## Train models/entityx_fr anew, from the annotated texts beside the project and models/passages
	$(BIN)/entityx train $(SHARED)/gold/train.jsonl $(SHARED)/gold/written.jsonl models/passages \
		--dev $(SHARED)/gold/dev.jsonl --articles $(SHARED)/corpus --teacher accurate -o models/entityx_fr

train-accurate: $(TORCH)/.ready  ## Train models/entityx_second_look anew; after a stop, the same command goes on
	$(TORCH)/bin/python -m entityx.train.transformer second-look $(SHARED)/gold/train.jsonl $(SHARED)/gold/written.jsonl models/passages \
		-o models/entityx_second_look

train-closer: $(TORCH)/.ready  ## Train models/entityx_closer_look anew, from models/links; after a stop, it goes on too
	$(TORCH)/bin/python -m entityx.train.transformer closer-look $(SHARED)/gold/train.jsonl $(SHARED)/gold/written.jsonl \
		models/passages --links models/links -o models/entityx_closer_look

links: $(READY)  ## Train what links titles and agreements anew, from models/links, and how sure it is
	$(BIN)/python -m entityx.train $(SHARED)/gold/train.jsonl $(SHARED)/gold/written.jsonl models/passages \
		--links models/links --dev $(SHARED)/gold/dev.jsonl

folder: $(READY)  ## Train what tells whose a surname is across documents anew, from models/links/folder.jsonl
	$(BIN)/entityx extract $(SHARED)/corpus -o $(VENV)/folder --model fast --format jsonl
	$(BIN)/python -m entityx.train.folder $(VENV)/folder --links models/links

pictures: run  ## Take the pictures of the report in docs anew
	$(BIN)/python -m tests.report.pictures

outlines: $(READY)  ## Write the outlines on the report's map anew, from the npm package world-atlas
	npm pack --silent --pack-destination $(VENV) world-atlas@2.0.2
	tar -xzf $(VENV)/world-atlas-2.0.2.tgz -C $(VENV) package/countries-110m.json
	$(BIN)/python -m entityx.report.natural_earth $(VENV)/package/countries-110m.json

lock:  ## Write requirements.lock anew from pyproject.toml, with the newest versions that it allows
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet uv
	$(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes \
		--no-header --upgrade --output-file requirements.lock pyproject.toml
	rm -rf $(VENV)-lock

clean:  ## Remove the environment and what runs have written
	rm -rf $(VENV) $(TORCH)
	find data/processed -type f ! -name README.md -delete

$(READY): requirements.lock pyproject.toml
	@echo "Installing into $(VENV): the first time takes a few minutes."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

$(TORCH)/.ready: requirements.lock pyproject.toml
	@echo "Installing into $(TORCH) what training the transformer needs: PyTorch is large."
	$(PYTHON) -m venv $(TORCH)
	$(TORCH)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(TORCH)/bin/pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[train-accurate]'
	touch $(TORCH)/.ready
