# Beffroi: `make demo` pour l'essayer, `make test` pour le vérifier. `make` seul montre la liste.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
TEXT ?= 1
SERVE ?= 1
FRESH ?= 0
DATA ?= ../shared/data
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help demo install install-dev check lint types contracts domain test golden test-postgresql browser lock bench-minutes bench-evidence bench-ledger bench-pv bench-votes bench-audit bench-privacy bench-attacks clean

help: ## montre cette liste
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 22

demo: ## installe tout, fait le travail sur l'exemple et ouvre les pages
	@$(PYTHON) tools/bootstrap.py --venv $(VENV) --port $(PORT) --serve $(SERVE) --disk
	@$(BIN)/beffroi demo --port $(PORT) --text $(TEXT) --serve $(SERVE) --fresh $(FRESH)

install: ## prépare l'environnement d'exécution
	@$(PYTHON) tools/bootstrap.py --venv $(VENV)

install-dev: ## prépare l'environnement de développement et les modèles des essais
	@$(PYTHON) tools/bootstrap.py --venv $(VENV) --dev
	@$(BIN)/beffroi models install

# Côte à côte sur deux cœurs, chaque sortie d’un seul tenant.
ASIDE = $(MAKE) --no-print-directory -j2 --output-sync=target

check: install-dev ## style, types, contrats d'architecture, règles (moins de 30 s)
	@$(ASIDE) types lint contracts domain

lint:
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports --no-logo

domain:
	$(BIN)/pytest -q -x tests/facts tests/minutes/domain tests/charter/test_decisions.py -n 2

test: install-dev ## toute la suite : SQLite et moteurs embarqués réels (moins de 5 minutes)
	@$(ASIDE) types lint contracts
	$(BIN)/pytest -n 2 --dist loadgroup -m "not golden and not browser"
	$(BIN)/pytest -m "golden and not browser"

golden: install-dev ## les seuls essais sur moteurs réels
	$(BIN)/pytest -m golden

browser: install-dev ## les parcours dans un vrai navigateur
	$(BIN)/pytest -m browser

# Le repère « database » est donné tout seul à chaque essai dont les préparatifs touchent la base (tests/passed_over.py) :
# les règles pures donnent la même chose quelle que soit la base, et ne repassent pas.
test-postgresql: install-dev ## ce qui touche la base, sur PostgreSQL (adresse dans BEFFROI_DATABASE)
	$(BIN)/pytest -n 2 --dist loadgroup -m "database and not golden and not browser"

bench-minutes: ## qualité de toute la chaîne, sur l'exemple et sur la séance partagée
	$(BIN)/python -m bench.minutes --sitting samples/conseil.opus --reference samples/conseil.json --rttm samples/conseil.rttm \
	  --agenda samples/ordre-du-jour.txt --roster samples/elus.csv --truth samples/verite.json
	$(BIN)/python -m bench.minutes --sitting $(DATA)/speech/conseil_tts_4voix.flac --reference $(DATA)/speech/conseil_tts_4voix.json \
	  --rttm $(DATA)/speech/conseil_tts_4voix.rttm --agenda $(DATA)/speech/ordre-du-jour.txt \
	  --roster $(DATA)/speech/elus.csv --truth $(DATA)/speech/verite.json

bench-evidence: ## sources des phrases, sur les débats de FREDSum
	$(BIN)/python -m bench.evidence --transcripts $(DATA)/minutes/fredsum --evidence $(DATA)/minutes/fredsum/community

bench-ledger: ## coût du registre de séance : 1 000 points, 200 membres
	$(BIN)/python -m bench.ledger --items 1000 --members 200

bench-pv: ## procès-verbaux réels lus et comparés à ce qui en est vrai
	$(BIN)/python -m bench.pv --truth tests/golden/pv/truth.json \
	  $(addprefix --pv ,$(wildcard $(DATA)/communes/*/*proces-verbal* $(DATA)/communes/*/pdf/CR_*.pdf))

bench-votes: ## votes tels qu’ils sont dits
	$(BIN)/python -m bench.votes --cases $(wildcard tests/minutes/domain/data/votes*.jsonl)

bench-audit: ## vitesse du journal : ajouts durables, vérification de 100 000 lignes
	$(BIN)/python -m bench.audit

bench-privacy: ## données personnelles trouvées, par type et par moitié
	$(BIN)/python -m bench.privacy --cases tests/charter/privacy/data/tuned.json
	$(BIN)/python -m bench.privacy --cases tests/charter/privacy/data/held.json

lock: ## refait les fichiers requirements/*.lock
	$(BIN)/uv pip compile -q pyproject.toml --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/base.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra dev --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/dev.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra entities --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/entities.lock
	$(BIN)/uv pip compile -q requirements/build.in --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/build.lock

bench-attacks: ## rejoue les attaques contre la charte et refait leur tableau
	$(BIN)/python -m tests.charter.attacks.table

clean: ## efface l'environnement (jamais les données de var/)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
