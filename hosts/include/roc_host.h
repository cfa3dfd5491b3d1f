/* What a platform host written in C (or C++) shares with the Roc program: host ABI version 1.
 *
 * For 64-bit little-endian targets. All functions below are static inline: nothing has to be linked.
 *
 * A host
 *   - fills a RocOps and passes it to every entry point:
 *         extern void roc__name(RocOps *ops, void *ret, void *args);
 *     `args` points to a C struct of the arguments in declaration order (to the argument itself if there is one, NULL
 *     if there is none), `ret` to room for the result (NULL if it is zero-sized);
 *   - defines every hosted function of its platform with the same shape:
 *         void roc_host__name(RocOps *ops, void *ret, void *args);
 *
 * Whoever is called owns the arguments: it passes each on, stores it, or releases it. Whoever calls owns the result.
 * Counting is not atomic: a value with all that it reaches belongs to one thread at a time.
 */
#ifndef ROC_HOST_H
#define ROC_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ROC_ABI_VERSION 1

/* ---- What the host hands to the program ---- */

typedef struct RocAllocArgs {
    size_t alignment; /* a power of two */
    size_t length;    /* bytes, never zero */
    void *answer;     /* out: the memory; NULL makes the program crash with "out of memory" */
} RocAllocArgs;

typedef struct RocDeallocArgs {
    size_t alignment; /* as at the allocation */
    void *ptr;
} RocDeallocArgs;

typedef struct RocReallocArgs {
    size_t alignment;  /* as at the allocation */
    size_t new_length; /* bytes, never zero */
    void *answer;      /* in: the old memory; out: the new one */
} RocReallocArgs;

/* UTF-8, not terminated, valid only during the call. */
typedef struct RocText {
    const uint8_t *utf8;
    size_t len;
} RocText;

/* Each function is called with `env` as its second argument. */
typedef struct RocOps {
    void *env;
    void (*roc_alloc)(RocAllocArgs *, void *env);
    void (*roc_dealloc)(RocDeallocArgs *, void *env);
    void (*roc_realloc)(RocReallocArgs *, void *env);
    void (*roc_dbg)(RocText *, void *env);
    void (*roc_expect_failed)(RocText *, void *env); /* returns; the program goes on */
    void (*roc_crashed)(RocText *, void *env);       /* must not return: exit, abort or longjmp */
} RocOps;

/* The shape of entry points and of hosted functions. */
typedef void (*RocFn)(RocOps *ops, void *ret, void *args);

/* ---- Values ----
 *
 * Bool is uint8_t (0, 1); U8 … I64, F32, F64 are as in C; {} takes no room.
 * A record is a struct of its fields by descending alignment, then by name; a tuple by descending alignment, then by
 * position. A tag union is the largest payload at offset 0, then the discriminant (uint8_t up to 256 tags), tags
 * numbered by name; Try(ok, err) is therefore Err = 0, Ok = 1.
 */

typedef struct RocStr {
    uint8_t *bytes;
    size_t length;
    size_t capacity_or_alloc_ptr;
} RocStr;

/* Elements of any type; cast `elements`. */
typedef struct RocList {
    void *elements;
    size_t length;
    size_t capacity_or_alloc_ptr;
} RocList;

/* A pointer to the value; opaque where only the program knows the type. */
typedef void *RocBox;

#if defined(__SIZEOF_INT128__)
__extension__ typedef __int128 roc_i128;
__extension__ typedef unsigned __int128 roc_u128;
/* A count of 10^-18. */
typedef struct RocDec {
    roc_i128 units;
} RocDec;
#endif

/* ---- Counted memory ----
 *
 * An allocation is [padding][element count][count][data...]. Data is aligned to the larger of 8 and the elements'
 * alignment. The element count is there only in lists whose elements are themselves counted: the number of live
 * elements in the whole allocation. Boxes and strings have none. The padding makes the header a multiple of the data's
 * alignment. Count 1 is a unique value; 0 is constant data, never counted or freed.
 *
 * In these functions `data` is the first byte of an allocation's data.
 */

#define ROC_MARK ((size_t)1 << 63)

static inline size_t roc_data_align(size_t align) { return align > 8 ? align : 8; }

static inline size_t roc_header_size(size_t align, bool elements_counted) {
    size_t fields = elements_counted ? 16 : 8, to = roc_data_align(align);
    return (fields + to - 1) / to * to;
}

static inline void roc_crash(RocOps *ops, const char *message) {
    RocText text;
    text.utf8 = (const uint8_t *)message;
    text.len = strlen(message);
    ops->roc_crashed(&text, ops->env);
}

/* Room for `bytes` bytes of data with count 1 and element count 0; the data is uninitialised. */
static inline void *roc_alloc_counted(RocOps *ops, size_t bytes, size_t align, bool elements_counted) {
    size_t header = roc_header_size(align, elements_counted);
    RocAllocArgs args;
    uint8_t *data;
    args.alignment = roc_data_align(align);
    args.length = header + bytes;
    args.answer = NULL;
    if (bytes <= PTRDIFF_MAX - header) ops->roc_alloc(&args, ops->env);
    if (args.answer == NULL) {
        roc_crash(ops, "out of memory");
        return NULL;
    }
    data = (uint8_t *)args.answer + header;
    ((ptrdiff_t *)(void *)data)[-1] = 1;
    if (elements_counted) ((size_t *)(void *)data)[-2] = 0;
    return data;
}

static inline void roc_retain_data(void *data) {
    ptrdiff_t *count = (ptrdiff_t *)data - 1;
    if (*count != 0) *count += 1;
}

/* True: this was the last owner, who releases the elements and calls roc_free_counted. */
static inline bool roc_release_data(void *data) {
    ptrdiff_t *count = (ptrdiff_t *)data - 1;
    if (*count > 1) {
        *count -= 1;
        return false;
    }
    return *count == 1;
}

static inline void roc_free_counted(RocOps *ops, void *data, size_t align, bool elements_counted) {
    RocDeallocArgs args;
    args.alignment = roc_data_align(align);
    args.ptr = (uint8_t *)data - roc_header_size(align, elements_counted);
    ops->roc_dealloc(&args, ops->env);
}

/* Only for lists with counted elements. */
static inline size_t roc_element_count(const void *data) { return ((const size_t *)data)[-2]; }
static inline void roc_set_element_count(void *data, size_t n) { ((size_t *)data)[-2] = n; }

/* ---- Str ---- */

/* Up to 23 bytes are stored in the value itself; the last byte is the length with its high bit set. */
static inline bool roc_str_is_small(const RocStr *s) { return (s->capacity_or_alloc_ptr & ROC_MARK) != 0; }

static inline bool roc_str_is_slice(const RocStr *s) { return !roc_str_is_small(s) && (s->length & ROC_MARK) != 0; }

static inline size_t roc_str_len(const RocStr *s) {
    return roc_str_is_small(s) ? (s->capacity_or_alloc_ptr >> 56) ^ 0x80 : s->length & ~ROC_MARK;
}

/* The bytes; of a small string only as long as `*s` stays where it is. Not terminated. */
static inline const uint8_t *roc_str_bytes(const RocStr *s) {
    return roc_str_is_small(s) ? (const uint8_t *)s : s->bytes;
}

/* The allocation's data; NULL for small strings. */
static inline void *roc_str_allocation(const RocStr *s) {
    if (roc_str_is_small(s)) return NULL;
    return roc_str_is_slice(s) ? (void *)(s->capacity_or_alloc_ptr << 1) : s->bytes;
}

/* A copy of `length` bytes, which must be UTF-8. */
static inline RocStr roc_str_from_bytes(RocOps *ops, const void *bytes, size_t length) {
    RocStr s;
    memset(&s, 0, sizeof s);
    if (length <= 23) {
        if (length != 0) memcpy(&s, bytes, length);
        ((uint8_t *)&s)[23] = (uint8_t)(length ^ 0x80);
    } else {
        s.bytes = (uint8_t *)roc_alloc_counted(ops, length, 1, false);
        memcpy(s.bytes, bytes, length);
        s.length = length;
        s.capacity_or_alloc_ptr = length;
    }
    return s;
}

static inline void roc_str_retain(const RocStr *s) {
    void *data = roc_str_allocation(s);
    if (data != NULL) roc_retain_data(data);
}

static inline void roc_str_release(RocOps *ops, const RocStr *s) {
    void *data = roc_str_allocation(s);
    if (data != NULL && roc_release_data(data)) roc_free_counted(ops, data, 1, false);
}

/* ---- List ----
 *
 * A list owns its allocation whole, or a part of it (a slice). An empty list without capacity and every list of
 * zero-sized elements owns no memory and has NULL elements.
 */

static inline bool roc_list_is_slice(const RocList *l) { return (l->capacity_or_alloc_ptr & ROC_MARK) != 0; }

/* The allocation's data; NULL where the list owns none. */
static inline void *roc_list_allocation(const RocList *l) {
    return roc_list_is_slice(l) ? (void *)(l->capacity_or_alloc_ptr << 1) : l->elements;
}

/* A list of `length` elements of `size` bytes, copied from `elements`, which gives their ownership up. */
static inline RocList roc_list_from(RocOps *ops, const void *elements, size_t length, size_t size, size_t align,
                                    bool elements_counted) {
    RocList l;
    l.elements = NULL;
    l.length = length;
    l.capacity_or_alloc_ptr = 0;
    if (length == 0 || size == 0) return l;
    l.elements = roc_alloc_counted(ops, length > PTRDIFF_MAX / size ? SIZE_MAX : length * size, align, elements_counted);
    l.capacity_or_alloc_ptr = length;
    memcpy(l.elements, elements, length * size);
    if (elements_counted) roc_set_element_count(l.elements, length);
    return l;
}

static inline void roc_list_retain(const RocList *l) {
    void *data = roc_list_allocation(l);
    if (data != NULL) roc_retain_data(data);
}

/* Releases one element that lies at `element`. */
typedef void (*RocReleaseElement)(RocOps *ops, void *element);

/* `release` is NULL for elements that hold no counted memory. The last owner releases every live element of the
 * allocation, also those that a slice doesn't show. */
static inline void roc_list_release(RocOps *ops, const RocList *l, size_t size, size_t align,
                                    RocReleaseElement release) {
    void *data = roc_list_allocation(l);
    size_t i, n;
    if (data == NULL || !roc_release_data(data)) return;
    if (release != NULL) {
        n = roc_element_count(data);
        for (i = 0; i < n; i++) release(ops, (uint8_t *)data + i * size);
    }
    roc_free_counted(ops, data, align, release != NULL);
}

/* A `release` for lists of strings. */
static inline void roc_str_release_element(RocOps *ops, void *element) {
    roc_str_release(ops, (const RocStr *)element);
}

/* ---- Box ----
 *
 * A host can make more owners of a box that it can't look into, and pass it on. It can't release it, since the contents
 * may own memory too: a platform whose host has to give one up has an entry that takes it.
 */

static inline void roc_box_retain(RocBox box) { roc_retain_data(box); }

/* ---- Adapter ----
 *
 * Defined by the tool at link time, for the interpreter; a host doesn't use these.
 */

typedef struct RocAdapter {
    uint32_t abi_version;
    uint32_t entry_count;
    uint32_t hosted_count;
    uint32_t reserved;
    uint8_t platform_digest[32];
    RocFn hosted[]; /* hosted_count of them */
} RocAdapter;

typedef struct RocEmbedded {
    const uint8_t *image;
    uint64_t bytes;
} RocEmbedded;

#ifdef __cplusplus
}
#endif

#endif
