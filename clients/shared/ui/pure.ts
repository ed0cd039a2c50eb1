// SPDX-License-Identifier: GPL-3.0-or-later
// A component drawn again only if one of its properties is another one: a
// thread of hundreds of answers must not be compared at each new word.

import { Component, type ComponentChildren } from 'preact';

export function pure<P extends object>(
  view: (props: P) => ComponentChildren,
): new () => Component<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const before = this.props as Record<string, unknown>;
      const after = next as Record<string, unknown>;
      return Object.keys({ ...before, ...after })
        .some((name) => before[name] !== after[name]);
    }

    override render(): ComponentChildren {
      return view(this.props);
    }
  };
}
