/* A host in C against roc_host.h: two entry points, one hosted function. Prints what it gets, and checks that every
 * allocation is freed. */
#include "roc_host.h"
#include <stdio.h>
#include <stdlib.h>

/* Str -> Str */
extern void roc__greet(RocOps *ops, RocStr *ret, RocStr *args);

/* List(I64), Str => I64 */
struct Report {
    RocList numbers;
    RocStr label;
};
extern void roc__report(RocOps *ops, int64_t *ret, struct Report *args);

/* Str, U8 => I64 */
struct Log {
    RocStr text;
    uint8_t level;
};

static long live = 0;

void roc_host__log(RocOps *ops, int64_t *ret, struct Log *args) {
    printf("log %d: %.*s\n", args->level, (int)roc_str_len(&args->text), (const char *)roc_str_bytes(&args->text));
    roc_str_release(ops, &args->text);
    *ret = 1000;
}

static void host_alloc(RocAllocArgs *a, void *env) {
    (void)env;
    a->answer = malloc(a->length);
    live += a->answer != NULL;
}

static void host_dealloc(RocDeallocArgs *a, void *env) {
    (void)env;
    free(a->ptr);
    live -= 1;
}

static void host_realloc(RocReallocArgs *a, void *env) {
    (void)env;
    a->answer = realloc(a->answer, a->new_length);
}

static void host_dbg(RocText *t, void *env) {
    (void)env;
    fprintf(stderr, "[dbg] %.*s\n", (int)t->len, (const char *)t->utf8);
}

static void host_expect_failed(RocText *t, void *env) {
    *(int *)env = 1;
    fprintf(stderr, "Expect failed: %.*s\n", (int)t->len, (const char *)t->utf8);
}

static void host_crashed(RocText *t, void *env) {
    (void)env;
    fflush(stdout);
    fprintf(stderr, "Roc application crashed with this message:\n\n\t%.*s\n\n", (int)t->len, (const char *)t->utf8);
    exit(1);
}

static void greet(RocOps *ops, const char *name) {
    RocStr text = roc_str_from_bytes(ops, name, strlen(name)), answer;
    roc__greet(ops, &answer, &text);
    printf("%.*s\n", (int)roc_str_len(&answer), (const char *)roc_str_bytes(&answer));
    roc_str_release(ops, &answer);
}

int main(void) {
    int expect_failed = 0;
    RocOps ops = { &expect_failed, host_alloc, host_dealloc, host_realloc, host_dbg, host_expect_failed, host_crashed };
    greet(&ops, "C");
    greet(&ops, "somebody with a longer name");

    const int64_t numbers[] = { 1, -2, 30, 400 };
    struct Report report = {
        roc_list_from(&ops, numbers, 4, sizeof numbers[0], _Alignof(int64_t), false),
        roc_str_from_bytes(&ops, "the sum of all the numbers", 26),
    };
    int64_t result = 0;
    roc__report(&ops, &result, &report);
    printf("report = %lld\n", (long long)result);

    if (live != 0) {
        fflush(stdout);
        fprintf(stderr, "allocations not freed: %ld\n", live);
        return 1;
    }
    return expect_failed;
}
