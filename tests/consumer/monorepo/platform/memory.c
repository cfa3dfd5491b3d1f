#include "memory.h"
#include <stdlib.h>

static void house_alloc(RocAllocArgs *a, void *env) {
    (void)env;
    a->answer = aligned_alloc(a->alignment, (a->length + a->alignment - 1) & ~(a->alignment - 1));
}

static void house_dealloc(RocDeallocArgs *a, void *env) {
    (void)env;
    free(a->ptr);
}

static void house_realloc(RocReallocArgs *a, void *env) {
    (void)env;
    a->answer = realloc(a->answer, a->new_length);
}

void house_memory(RocOps *ops) {
    ops->roc_alloc = house_alloc;
    ops->roc_dealloc = house_dealloc;
    ops->roc_realloc = house_realloc;
}
