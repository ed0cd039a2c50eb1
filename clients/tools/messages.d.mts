// SPDX-License-Identifier: GPL-3.0-or-later
export function compileMessages(
  texts: Record<string, string>, file: string,
): Record<string, unknown>;
