/* The host of the lab platform. */
#include "roc_host.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* I64 => I64 */
extern void roc__main(RocOps *ops, int64_t *ret, int64_t *args);

extern char **environ;

/* Str => {} */
void roc_host__print(RocOps *ops, void *ret, RocStr *text) {
    (void)ret;
    const uint8_t *bytes = roc_str_bytes(text);
    size_t left = roc_str_len(text);
    while (left > 0) {
        ssize_t written = write(1, bytes, left);
        if (written < 0) _exit(9);
        bytes += written;
        left -= (size_t)written;
    }
    roc_str_release(ops, text);
}

/* () => Str */
void roc_host__read(RocOps *ops, RocStr *ret, void *args) {
    (void)args;
    static char bytes[64 << 10];
    size_t length = 0;
    ssize_t got;
    while (length < sizeof bytes && (got = read(0, bytes + length, sizeof bytes - length)) > 0) length += (size_t)got;
    *ret = roc_str_from_bytes(ops, bytes, length);
}

/* I64 => {} */
void roc_host__raise(RocOps *ops, void *ret, int64_t *number) {
    (void)ops, (void)ret;
    raise((int)*number);
}

/* () => I64 */
void roc_host__variables(RocOps *ops, int64_t *ret, void *args) {
    (void)ops, (void)args;
    for (*ret = 0; environ && environ[*ret]; ++*ret) {}
}

static void host_alloc(RocAllocArgs *a, void *env) {
    ++*(long *)env;
    a->answer = malloc(a->length);
}

static void host_dealloc(RocDeallocArgs *a, void *env) {
    --*(long *)env;
    free(a->ptr);
}

static void host_realloc(RocReallocArgs *a, void *env) {
    (void)env;
    a->answer = realloc(a->answer, a->new_length);
}

static void host_text(RocText *t, void *env) {
    (void)env;
    fprintf(stderr, "%.*s\n", (int)t->len, (const char *)t->utf8);
}

static void host_crashed(RocText *t, void *env) {
    host_text(t, env);
    exit(1);
}

int main(int count, char **words) {
    (void)words;
    long live = 0;
    RocOps ops = { &live, host_alloc, host_dealloc, host_realloc, host_text, host_text, host_crashed };
    int64_t arguments = count - 1, code = 0;
    roc__main(&ops, &code, &arguments);
    if (live != 0) fprintf(stderr, "allocations not freed: %ld\n", live);
    return (int)code;
}
