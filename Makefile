# SPDX-License-Identifier: Apache-2.0
# guohu: `make run` and `make test` do all set-up themselves; `make help` lists the rest.

SWIFT ?= swift
RELEASE := .build/release/guohu
OUT := out
# What the program needs at build and run time, and what the tests need besides.
PACKAGES := pkg-config libgraphviz-dev fontconfig fonts-noto-cjk
TEST_PACKAGES := poppler-utils
# What reads event logs again; pm4py itself comes from pip.
LOG_PACKAGES := python3-venv

.DEFAULT_GOAL := help
CONFIGURATIONS := B0 B1 B2 B3
.PHONY: help setup setup-test build run test check lint gate references false-alarms validate textbook \
  validation-page event-logs interval-coverage diagrams bench growth instructions coverage clean

help:
	@echo "make run       install what is missing, build, compare B0 to B3, count indicators, prove"
	@echo "               coverage, draw S01; all of it into $(OUT)/ as well"
	@echo "make test      install what is missing, run all tests"
	@echo "make check     format lint, tests, regenerated files unchanged"
	@echo "make gate      hold B0 to B3 against their reference results"
	@echo "make references  record the reference results anew, after a change that is meant"
	@echo "make false-alarms  of the gate in 100 reruns: RERUNS=10 CONFIG=B2 for fewer"
	@echo "make validate  textbook cases against theory, docs/validation.md against them, event logs,"
	@echo "               coverage of intervals in 1000 experiments (EXPERIMENTS=100 for fewer)"
	@echo "make validation-page  write docs/validation.md anew, after a change that is meant"
	@echo "make event-logs  read event logs with pm4py (from pip) and hold them against results"
	@echo "make diagrams  write diagrams/ anew from the pack"
	@echo "make bench     cases per CPU second of the benchmark packs"
	@echo "make growth    how the cost of a case grows, measured and drawn into docs/"
	@echo "make instructions  hold the instructions of a case against the recorded ones"
	@echo "make coverage  line coverage of the tests"

setup:
	@.ci/setup $(PACKAGES)

setup-test:
	@.ci/setup $(PACKAGES) $(TEST_PACKAGES)

build: setup
	$(SWIFT) build -c release --product guohu

run: build
	@mkdir -p $(OUT)
	$(RELEASE) compare scenarios $(CONFIGURATIONS) --days 250 --replications 30 \
	  --json $(OUT)/compare.json --out $(OUT)/compare.txt
	@cat $(OUT)/compare.txt
	$(RELEASE) indicators --format json --out $(OUT)/indicators.json
	$(RELEASE) indicators --out $(OUT)/indicators.txt
	@cat $(OUT)/indicators.txt
	$(RELEASE) coverage --drive --format json --out $(OUT)/coverage.json
	$(RELEASE) coverage --drive --out $(OUT)/coverage.txt
	@cat $(OUT)/coverage.txt
	$(RELEASE) draw S01 --kind mindmap --as svg,pdf,png --out-dir $(OUT)
	@echo "results and the mind map of S01 are in $(OUT)/"

test: setup-test
	$(SWIFT) test

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

check: lint test
	@.ci/regenerated

# Both run 60 days with 40 replications and take seconds.
gate: build
	@failed=0; for name in $(CONFIGURATIONS); do echo "$$name"; \
	  $(RELEASE) gate --config $$name --reference Tests/References/$$name.json || failed=1; \
	done; exit $$failed

references: build
	for name in $(CONFIGURATIONS); do $(RELEASE) gate --config $$name \
	  --reference Tests/References/$$name.json --record --days 60 --replications 40 || exit 1; done

event-logs: build
	@.ci/setup $(LOG_PACKAGES)
	GUOHU=$(RELEASE) Tests/EventLogs/check.sh

interval-coverage: build
	GUOHU=$(RELEASE) Tests/References/interval-coverage.sh

false-alarms: build
	GUOHU=$(RELEASE) Tests/References/false-alarms.sh

# Half a minute of CPU time; one case alone is .build/release/validate 1.03.
textbook: setup
	$(SWIFT) build -c release --product validate
	.build/release/validate

validate: textbook event-logs interval-coverage

validation-page: setup
	$(SWIFT) build -c release --product validate
	.build/release/validate --write

diagrams: build
	$(RELEASE) draw --all --kind mindmap --as svg --out-dir diagrams
	$(RELEASE) draw --all --kind mindmap --as dot --out-dir diagrams/dot

bench: setup
	@Benchmarks/run.sh

growth: build
	@GUOHU=$(RELEASE) Benchmarks/growth.sh

instructions: build
	@.ci/setup valgrind
	@GUOHU=$(RELEASE) Benchmarks/instructions.sh

coverage: setup-test
	$(SWIFT) test --enable-code-coverage
	@$(SWIFT) test --show-codecov-path

clean:
	rm -rf .build $(OUT)
