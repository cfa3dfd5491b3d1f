/* Stands for the adapter of the echo platform, in front of the shim. EMBEDDED is a file with the bytes of an image
 * as numbers, which the executable then holds. */
#include "roc_host.h"

extern void roc_entrypoint(uint32_t index, RocOps *ops, void *ret, void *args);
extern void roc_host__echo(RocOps *ops, void *ret, void *args);

/* The struct with its table of one function. */
struct Adapter {
    uint32_t abi_version, entry_count, hosted_count, reserved;
    uint8_t platform_digest[32];
    RocFn hosted[1];
};

__attribute__((visibility("hidden"))) const struct Adapter roc_adapter = { 1, 1, 1, 0, { 0xab, 1 }, { roc_host__echo } };

#ifdef EMBEDDED
static _Alignas(16) uint8_t image[] = {
#include EMBEDDED
};
__attribute__((visibility("hidden"))) const RocEmbedded roc_embedded = { image, sizeof image };
#else
__attribute__((visibility("hidden"))) const RocEmbedded roc_embedded = { NULL, 0 };
#endif

#ifndef EMBEDDED
extern char *getenv(const char *name);
extern void _exit(int code);

/* The image was taken before: nothing that a host starts can inherit it. */
__attribute__((constructor)) static void look(void) {
    if (getenv("ROC_MODULE_IMAGE") != NULL) _exit(99);
}
#endif

void roc__main(RocOps *ops, void *ret, void *args) { roc_entrypoint(0, ops, ret, args); }
