/* The host of the house: arguments, files, lines. */
#include "memory.h"
#include <stdio.h>
#include <stdlib.h>

/* List(Str) => I32 */
extern void roc__main(RocOps *ops, int32_t *ret, RocList *args);

/* Str => Str */
void roc_host__file_read(RocOps *ops, RocStr *ret, RocStr *path) {
    char name[4096], text[4096];
    snprintf(name, sizeof name, "%.*s", (int)roc_str_len(path), (const char *)roc_str_bytes(path));
    roc_str_release(ops, path);
    FILE *file = fopen(name, "rb");
    size_t length = file ? fread(text, 1, sizeof text, file) : 0;
    if (file) fclose(file);
    *ret = roc_str_from_bytes(ops, text, length);
}

/* Str => {} */
void roc_host__out_line(RocOps *ops, void *ret, RocStr *line) {
    (void)ret;
    printf("%.*s\n", (int)roc_str_len(line), (const char *)roc_str_bytes(line));
    roc_str_release(ops, line);
}

static void host_dbg(RocText *t, void *env) {
    (void)env;
    fprintf(stderr, "[dbg] %.*s\n", (int)t->len, (const char *)t->utf8);
}

static void host_expect_failed(RocText *t, void *env) {
    (void)env;
    fprintf(stderr, "expect failed: %.*s\n", (int)t->len, (const char *)t->utf8);
}

static void host_crashed(RocText *t, void *env) {
    (void)env;
    fflush(stdout);
    fprintf(stderr, "crashed: %.*s\n", (int)t->len, (const char *)t->utf8);
    exit(1);
}

int main(int count, char **words) {
    RocOps ops = { .roc_dbg = host_dbg, .roc_expect_failed = host_expect_failed, .roc_crashed = host_crashed };
    house_memory(&ops);
    RocStr *strings = calloc((size_t)count, sizeof *strings);
    for (int i = 1; i < count; i++) strings[i - 1] = roc_str_from_bytes(&ops, words[i], strlen(words[i]));
    RocList args = roc_list_from(&ops, strings, (size_t)count - 1, sizeof *strings, _Alignof(RocStr), true);
    int32_t code = 0;
    roc__main(&ops, &code, &args);
    free(strings);
    return code;
}
