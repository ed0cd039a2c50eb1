/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A frame of the wire: a request, or a fault with what to answer. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>

#include "net/protocol.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct request request = {0};
    struct rpc_error error = {0};
    size_t written = 0;
    char *frame = NULL;

    if (len > PROTOCOL_FRAME_MAX)
        return 0;
    if (protocol_read((const char *)bytes, len, &request, &error) ==
        PROTOCOL_FINE) {
        FUZZ_HOLDS(json_is_object(request.params));
        frame = protocol_result(request.id, request.params, &written);
    } else {
        frame = protocol_error(request.id, &error, &written);
    }
    FUZZ_HOLDS(frame != NULL && written > 0);
    free(frame);
    request_fini(&request);
    return 0;
}
