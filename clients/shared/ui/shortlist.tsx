// SPDX-License-Identifier: GPL-3.0-or-later
// A shortlist: kept in this browser, shared by a secret link, printed, or
// taken along as a table.

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Shortlist, ShortlistKey } from '../protocol.js';
import { uuid7 } from '../uuid.js';
import { useApp } from './app.js';
import { CompareView } from './compare.js';
import { Icon } from './icons.js';
import { kindLabel } from './kind.js';
import { LinkBox } from './link-box.js';
import { Sheet } from './sheet.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

interface Item {
  id: string;
  kind: string;
  name: string;
}

function Items({ items, remove }: {
  items: readonly Item[]; remove?: (item: Item) => void;
}): VNode {
  const { i18n } = useApp();
  return (
    <ul class="short-items">
      {items.map((item) => (
        <li key={item.id}>
          <span>
            <bdi>{item.name}</bdi>{' '}
            <span class="muted small">{kindLabel(i18n, item.kind)}</span>
          </span>
          {remove && (
            <button
              type="button" class="icon-button"
              aria-label={i18n.t('remove', { name: item.name })}
              onClick={() => remove(item)}
            >
              <Icon name="close" />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/* The link is told once and is kept nowhere in the browser. */
function Share({ ids }: { ids: readonly string[] }): VNode {
  const { session, i18n } = useApp();
  const [cid] = useState(uuid7);
  const [title, setTitle] = useState('');
  const [key, setKey] = useState<ShortlistKey | null>(null);
  const [failed, setFailed] = useState(false);
  const share = (event: Event): void => {
    event.preventDefault();
    session.call<ShortlistKey>('shortlist.put', {
      cid, items: ids, ...(title.trim() && { title: title.trim() }),
      ...(key && { id: key.id, secret: key.secret }),
    }).then(setKey, () => setFailed(true));
  };
  if (key) return <LinkBox url={key.url} text={i18n.t('shortlist.shared')} />;
  return (
    <form class="form share" onSubmit={share}>
      <div class="field">
        <label for="short-title">
          {i18n.t('shortlist.name')}{' '}
          <span class="muted">({i18n.t('form.optional')})</span>
        </label>
        <input
          id="short-title" type="text" maxLength={120} value={title}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      <button type="submit" class="button">{i18n.t('shortlist.share')}</button>
    </form>
  );
}

export function ShortlistSheet(): VNode {
  const { i18n, picks } = useApp();
  const kept = picks.kept.value;
  return (
    <Sheet title={i18n.t('shortlist.title')} wide>
      {kept.length ? (
        <>
          <Items items={kept} remove={(item) => picks.keep(item)} />
          {kept.length > 1 && kept.length <= 4
            && <CompareView ids={kept.map((item) => item.id)} />}
          <Share
            key={kept.map((item) => item.id).join()}
            ids={kept.map((item) => item.id)}
          />
        </>
      ) : <p class="muted">{i18n.t('shortlist.empty')}</p>}
    </Sheet>
  );
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/* /shortlist/ID#SECRET */
export function ShortlistPage(
  { id, secret }: { id: string; secret: string },
): VNode {
  const { session, i18n } = useApp();
  const load = useLoad(
    () => session.call<Shortlist>('shortlist.get', { id, secret }),
    [id, secret, i18n.lang.value]);
  const list = load.value;
  return (
    <article class="status">
      <p class="muted">{i18n.t('shortlist.title')}</p>
      <h1><bdi>{list?.title || i18n.t('shortlist.untitled')}</bdi></h1>
      {list ? (
        <>
          <Items items={list.items} />
          {list.items.length > 1 && (
            <CompareView
              ids={list.items.slice(0, 4).map((item) => item.id)}
            />
          )}
          <div class="row">
            <button
              type="button" class="button small quiet"
              onClick={() => save(`shortlist-${id}.csv`, list.csv)}
            >
              {i18n.t('shortlist.csv')}
            </button>
            <button
              type="button" class="button small quiet" onClick={() => print()}
            >
              {i18n.t('print')}
            </button>
          </div>
        </>
      ) : <Waiting load={load} lost="shortlist.not_found" />}
      <p><a class="link" href="/">{i18n.t('status.back')}</a></p>
    </article>
  );
}
