/* Stands for a compiled app of the int platform. */
#include "roc_host.h"

struct Pair {
    int64_t a, b;
};

void roc__addInts(RocOps *ops, int64_t *ret, const struct Pair *args) {
    (void)ops;
    *ret = args->a + args->b;
}

void roc__multiplyInts(RocOps *ops, int64_t *ret, const struct Pair *args) {
    (void)ops;
    *ret = (int64_t)((uint64_t)args->a * (uint64_t)args->b);
}
