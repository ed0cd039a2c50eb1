/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz.h - what a fuzz target is: bytes from outside must be taken or
 * refused, never end the program.
 *
 * libFuzzer calls these (make fuzz), or replay.c does with files (a stage of
 * make test). */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Ends the program when what is asserted does not hold. */
#define FUZZ_HOLDS(what)      \
    do {                      \
        if (!(what))          \
            __builtin_trap(); \
    } while (0)

#endif
