/* Stands for a compiled app of the model platform: its model is a number of events and the last one. */
#include "roc_host.h"

struct Model {
    RocStr last;
    int64_t count;
};

struct Update {
    struct Model *model;
    RocStr event;
};

struct View {
    RocList lines;
    RocStr title;
};

void roc__init(RocOps *ops, struct Model **ret, void *args) {
    (void)args;
    *ret = roc_alloc_counted(ops, sizeof **ret, _Alignof(struct Model), false);
    (*ret)->last = roc_str_from_bytes(ops, "no event so far, which is a long text", 37);
    (*ret)->count = 0;
}

static void release(RocOps *ops, struct Model *model) {
    if (!roc_release_data(model)) return;
    roc_str_release(ops, &model->last);
    roc_free_counted(ops, model, _Alignof(struct Model), false);
}

/* Crashes if the model is shared: the host must not keep the old one. */
void roc__update(RocOps *ops, struct Model **ret, struct Update *args) {
    if (((ptrdiff_t *)args->model)[-1] != 1) roc_crash(ops, "the model is not unique");
    roc_str_release(ops, &args->model->last);
    args->model->last = args->event;
    args->model->count += 1;
    *ret = args->model;
}

void roc__render(RocOps *ops, struct View *ret, struct Model **args) {
    struct Model *model = *args;
    char title[] = "event 0";
    title[6] += (char)model->count;
    ret->title = roc_str_from_bytes(ops, title, 7);
    roc_str_retain(&model->last);
    ret->lines = roc_list_from(ops, &model->last, 1, sizeof(RocStr), _Alignof(RocStr), true);
    release(ops, model);
}
