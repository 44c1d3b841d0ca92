// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <locale.h>
#if defined(__APPLE__)
#include <xlocale.h>
#endif

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

// Strings that Graphviz declares as `char *` but only reads are `const` here.

/// Sets the value of an attribute of the whole graph; returns 0 when it could not be declared.
static inline int guohu_set_graph_attribute(
    Agraph_t *graph, const char *name, const char *value) {
  return agattr(graph, AGRAPH, (char *)name, value) != NULL;
}

/// Makes numbers of the calling thread use a full stop; returns the locale to go back to.
///
/// `created` receives the locale that guohu_leave_c_numeric frees; both are NULL on failure.
static inline locale_t guohu_enter_c_numeric(locale_t *created) {
  locale_t base = duplocale(uselocale((locale_t)0));
  locale_t plain =
      base == (locale_t)0 ? (locale_t)0 : newlocale(LC_NUMERIC_MASK, "C", base);
  *created = plain;
  if (plain == (locale_t)0) {
    if (base != (locale_t)0) freelocale(base);
    return (locale_t)0;
  }
  return uselocale(plain);
}

/// Restores what guohu_enter_c_numeric changed.
static inline void guohu_leave_c_numeric(locale_t previous, locale_t created) {
  if (previous != (locale_t)0) uselocale(previous);
  if (created != (locale_t)0) freelocale(created);
}
