/* Prints what roc_host.h says, a line each: a type's size and alignment, a field's offset and size, a constant's
 * value. The order is that of roc_shim_abi::layout::LAYOUT. Then it uses the helpers and prints what went wrong. */
#include "roc_host.h"
#include <stdio.h>
#include <stdlib.h>

#define TYPE(t, name) printf("%s: %zu %zu\n", name, sizeof(t), _Alignof(t))
#define FIELD(t, f) printf("%s.%s: %zu %zu\n", #t, #f, offsetof(t, f), sizeof(((t *)0)->f))
#define HEADER(name, align, counted) \
    printf("header of %s: %zu %zu\n", name, roc_header_size(align, counted), roc_data_align(align))
#define CHECK(what) do { if (!(what)) printf("line %d: %s\n", __LINE__, #what); } while (0)

static int live = 0;

static void host_alloc(RocAllocArgs *a, void *env) { (void)env; a->answer = aligned_alloc(a->alignment, (a->length + a->alignment - 1) / a->alignment * a->alignment); live++; }
static void host_dealloc(RocDeallocArgs *a, void *env) { (void)env; free(a->ptr); live--; }
static void host_realloc(RocReallocArgs *a, void *env) { (void)env; a->answer = NULL; }
static void host_text(RocText *t, void *env) { (void)env; printf("unexpected: %.*s\n", (int)t->len, (const char *)t->utf8); }
static void host_crashed(RocText *t, void *env) { host_text(t, env); exit(1); }

static void helpers(void) {
    RocOps ops = { NULL, host_alloc, host_dealloc, host_realloc, host_text, host_text, host_crashed };
    char text[100];
    for (size_t n = 0; n < sizeof text; n++) {
        memset(text, 'a' + (int)(n % 26), n);
        RocStr s = roc_str_from_bytes(&ops, text, n);
        CHECK(roc_str_is_small(&s) == (n <= 23) && roc_str_len(&s) == n && !memcmp(roc_str_bytes(&s), text, n));
        CHECK(live == (n > 23));
        roc_str_retain(&s);
        roc_str_release(&ops, &s);
        CHECK(live == (n > 23));
        if (n > 30) {
            RocStr part = { s.bytes + 2, (n - 5) | ROC_MARK, (size_t)s.bytes >> 1 };
            CHECK(roc_str_is_slice(&part) && !roc_str_is_small(&part) && roc_str_len(&part) == n - 5);
            CHECK(roc_str_allocation(&part) == s.bytes && roc_str_bytes(&part) == s.bytes + 2);
            s = part;
        }
        roc_str_release(&ops, &s);
        CHECK(live == 0);
    }
    RocStr words[2] = { roc_str_from_bytes(&ops, "in the value", 12), roc_str_from_bytes(&ops, "in memory of its own, really", 28) };
    RocList l = roc_list_from(&ops, words, 2, sizeof(RocStr), _Alignof(RocStr), true);
    CHECK(live == 2 && roc_element_count(l.elements) == 2);
    RocList part = { (RocStr *)l.elements + 1, 1, ((size_t)l.elements >> 1) | ROC_MARK };
    CHECK(roc_list_is_slice(&part) && !roc_list_is_slice(&l) && roc_list_allocation(&part) == l.elements);
    roc_list_retain(&l);
    roc_list_release(&ops, &l, sizeof(RocStr), _Alignof(RocStr), roc_str_release_element);
    CHECK(live == 2);
    roc_list_release(&ops, &part, sizeof(RocStr), _Alignof(RocStr), roc_str_release_element);
    CHECK(live == 0);
    RocList none = roc_list_from(&ops, NULL, 0, 8, 8, false);
    roc_list_release(&ops, &none, 8, 8, NULL);
    CHECK(live == 0 && none.elements == NULL);
}

int main(void) {
    printf("ROC_ABI_VERSION: %d 0\n", ROC_ABI_VERSION);
    TYPE(RocAllocArgs, "RocAllocArgs");
    FIELD(RocAllocArgs, alignment);
    FIELD(RocAllocArgs, length);
    FIELD(RocAllocArgs, answer);
    TYPE(RocDeallocArgs, "RocDeallocArgs");
    FIELD(RocDeallocArgs, alignment);
    FIELD(RocDeallocArgs, ptr);
    TYPE(RocReallocArgs, "RocReallocArgs");
    FIELD(RocReallocArgs, alignment);
    FIELD(RocReallocArgs, new_length);
    FIELD(RocReallocArgs, answer);
    TYPE(RocText, "RocText");
    FIELD(RocText, utf8);
    FIELD(RocText, len);
    TYPE(RocOps, "RocOps");
    FIELD(RocOps, env);
    FIELD(RocOps, roc_alloc);
    FIELD(RocOps, roc_dealloc);
    FIELD(RocOps, roc_realloc);
    FIELD(RocOps, roc_dbg);
    FIELD(RocOps, roc_expect_failed);
    FIELD(RocOps, roc_crashed);
    TYPE(RocStr, "RocStr");
    FIELD(RocStr, bytes);
    FIELD(RocStr, length);
    FIELD(RocStr, capacity_or_alloc_ptr);
    TYPE(RocList, "RocList");
    FIELD(RocList, elements);
    FIELD(RocList, length);
    FIELD(RocList, capacity_or_alloc_ptr);
    TYPE(RocBox, "RocBox");
    TYPE(RocDec, "RocDec");
    TYPE(roc_u128, "u128");
    TYPE(RocAdapter, "RocAdapter");
    FIELD(RocAdapter, abi_version);
    FIELD(RocAdapter, entry_count);
    FIELD(RocAdapter, hosted_count);
    FIELD(RocAdapter, reserved);
    FIELD(RocAdapter, platform_digest);
    printf("RocAdapter.hosted: %zu 0\n", offsetof(RocAdapter, hosted));
    TYPE(RocEmbedded, "RocEmbedded");
    FIELD(RocEmbedded, image);
    FIELD(RocEmbedded, bytes);
    HEADER("bytes", 1, false);
    HEADER("u128", 16, false);
    HEADER("counted elements", 8, true);
    HEADER("aligned counted elements", 16, true);
    helpers();
    return 0;
}
