#pragma once
#include "roc_host.h"

/* The memory callbacks of a RocOps, by the C library's heap. */
void house_memory(RocOps *ops);
