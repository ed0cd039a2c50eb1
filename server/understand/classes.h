/* SPDX-License-Identifier: GPL-3.0-or-later */
/* classes.h - the class of industry a message names itself: leading,
 * high-tech, other; and what it says it is not. Internal to understand/. */
#ifndef UNDERSTAND_CLASSES_H
#define UNDERSTAND_CLASSES_H

#include "publish/workspace.h"
#include "turn.h"
#include "understand/heard.h"

/* "leading", "high_tech", "other", or NULL. "high-tech, not leading" is
 * high-tech; what is neither leading nor high-tech is other. */
const char *class_named(struct workspace *ws, const struct heard *heard);

#endif
