// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
