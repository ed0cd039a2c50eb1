# SPDX-License-Identifier: GPL-3.0-or-later
# One non-recursive Makefile. `make help` lists what there is.
# MODE=dev (default), asan, tsan, release: each has its own folder in build/.
MODE ?= dev
O := build/$(MODE)
SHELL := /bin/bash
.DEFAULT_GOAL := all

CC ?= cc
CXX ?= c++
PKGS := libwebsockets xapian-core jansson sqlite3 libutf8proc opencc icu-i18n \
        icu-uc libsodium inih
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
PKGFLAGS = $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKGLIBS = $(shell pkg-config --libs $(PKGS) 2>/dev/null)
CPPFLAGS += -Iindex -Iserver -I. -D_GNU_SOURCE
BASE := $(OPT_$(MODE)) $(WARN) $(HARDEN) -MMD -MP -pthread
CFLAGS += -std=c17 $(CWARN) $(BASE)
CXXFLAGS += -std=c++17 $(BASE)
LDFLAGS += $(LDHARDEN) -pthread
LIBS = $(PKGLIBS) -lstemmer -lev -lz -lm

INDEX_SRC := $(shell find index -name '*.c' -o -name '*.cc')
SERVER_SRC := $(filter-out server/main.c,$(shell find server -name '*.c'))
MAIN_SRC := $(wildcard server/main.c)
UNIT_SRC := $(wildcard tests/unit/test_*.c)
BENCH_SRC := $(wildcard tests/bench/*.c)
TEST_LIB_SRC := $(wildcard tests/support/*.c)
obj = $(patsubst %,$(O)/%.o,$(1))
INDEX_OBJ := $(call obj,$(INDEX_SRC))
SERVER_OBJ := $(call obj,$(SERVER_SRC))
TEST_LIB_OBJ := $(call obj,$(TEST_LIB_SRC))
UNIT_BIN := $(patsubst %.c,$(O)/%,$(UNIT_SRC))
BENCH_BIN := $(patsubst %.c,$(O)/%,$(BENCH_SRC))
LIBS_OURS := $(O)/libserver.a $(O)/libindex.a

.PHONY: all unit clean help layers format lint

all: $(O)/parlor ## build the program: build/parlor
	@ln -sfn $(MODE)/parlor build/parlor

$(O)/parlor: $(call obj,$(MAIN_SRC)) $(LIBS_OURS)
	$(CXX) $(LDFLAGS) $(OPT_$(MODE)) -o $@ $^ $(LIBS)

$(O)/libindex.a: $(INDEX_OBJ)
	@mkdir -p $(@D); rm -f $@; ar rcs $@ $^
$(O)/libserver.a: $(SERVER_OBJ)
	@mkdir -p $(@D); rm -f $@; ar rcs $@ $^

$(O)/%.c.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(PKGFLAGS) $(CFLAGS) -c -o $@ $<
$(O)/%.cc.o: %.cc
	@mkdir -p $(@D)
	$(CXX) $(CPPFLAGS) $(PKGFLAGS) $(CXXFLAGS) -c -o $@ $<

$(O)/tests/%: $(O)/tests/%.c.o $(TEST_LIB_OBJ) $(LIBS_OURS)
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) $(OPT_$(MODE)) -o $@ $^ $(LIBS) -lcmocka

unit: $(UNIT_BIN) ## build and run the unit tests
	@set -e; for t in $(UNIT_BIN); do $$t; done

format: ## let .clang-format have its way
	clang-format -i $$(git ls-files '*.c' '*.h' '*.cc' '*.hh')

clean: ## forget what was built
	rm -rf build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile

-include $(shell find build/$(MODE) -name '*.d' 2>/dev/null)
