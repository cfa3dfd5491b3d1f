/* Stands for a compiled app of the platform whose host is in C. */
#include "roc_host.h"

struct Report {
    RocList numbers;
    RocStr label;
};

struct Log {
    RocStr text;
    uint8_t level;
};

extern void roc_host__log(RocOps *ops, int64_t *ret, struct Log *args);

void roc__greet(RocOps *ops, RocStr *ret, RocStr *args) {
    (void)ops;
    *ret = *args;
}

void roc__report(RocOps *ops, int64_t *ret, struct Report *args) {
    const int64_t *numbers = args->numbers.elements;
    int64_t sum = 0, seen;
    struct Log log = { args->label, 7 };
    for (size_t i = 0; i < args->numbers.length; i++) sum += numbers[i];
    roc_host__log(ops, &seen, &log);
    roc_list_release(ops, &args->numbers, sizeof *numbers, _Alignof(int64_t), NULL);
    *ret = sum + seen;
}
