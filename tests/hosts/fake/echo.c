/* Stands for a compiled app of the echo platform. The first argument says what to do, the second is a text for it. */
#include "roc_host.h"

extern void roc_host__echo(RocOps *ops, void *ret, RocStr *args);

static void echo(RocOps *ops, const void *bytes, size_t length) {
    RocStr text = roc_str_from_bytes(ops, bytes, length);
    roc_host__echo(ops, NULL, &text);
}

static bool is(const RocStr *s, const char *word) {
    return roc_str_len(s) == strlen(word) && memcmp(roc_str_bytes(s), word, strlen(word)) == 0;
}

static void text(RocOps *ops, void (*to)(RocText *, void *), const RocStr *s) {
    RocText t = { roc_str_bytes(s), roc_str_len(s) };
    to(&t, ops->env);
}

void roc__main(RocOps *ops, int32_t *ret, RocList *args) {
    static const RocStr none = { NULL, 0, (size_t)0x80 << 56 };
    const RocStr *words = args->elements;
    const RocStr *what = args->length > 0 ? &words[0] : &none, *arg = args->length > 1 ? &words[1] : &none;
    *ret = 0;
    if (is(what, "args")) {
        for (size_t i = 1; i < args->length; i++) {
            echo(ops, "[", 1);
            roc_str_retain(&words[i]);
            RocStr text = words[i];
            roc_host__echo(ops, NULL, &text);
            echo(ops, "]", 1);
        }
    } else if (is(what, "exit")) {
        *ret = -1;
    } else if (is(what, "dbg")) {
        text(ops, ops->roc_dbg, arg);
    } else if (is(what, "expect")) {
        text(ops, ops->roc_expect_failed, arg);
        echo(ops, "goes on\n", 8);
    } else if (is(what, "crash")) {
        echo(ops, "before\n", 7);
        text(ops, ops->roc_crashed, arg);
    } else if (is(what, "many")) {
        for (int i = 0; i < 20000; i++) echo(ops, "a line of text that needs some memory\n", 38);
    } else if (is(what, "leak")) {
        roc_list_retain(args);
    }
    roc_list_release(ops, args, sizeof(RocStr), _Alignof(RocStr), roc_str_release_element);
}
