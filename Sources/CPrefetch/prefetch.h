// SPDX-License-Identifier: Apache-2.0

#ifndef GUOHU_PREFETCH_H
#define GUOHU_PREFETCH_H

/// Asks the processor for the cache line of an address, which need not be valid.
static inline void guohu_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 1); }

#endif
