// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates with their scores, the reasons for them, and what failed.

import type { VNode } from 'preact';
import type { Citation, Failed, Match, Reason } from '../protocol.js';
import { useApp } from './app.js';
import type { Findings } from './answer.js';
import { Cites } from './cites.js';
import { Icon } from './icons.js';

const KINDS = ['city', 'park', 'parlor', 'site', 'enterprise', 'service'];
type Kind = 'city' | 'park' | 'parlor' | 'site' | 'enterprise' | 'service';

function Bar({ value, label }: { value: number; label: string }): VNode {
  const width = Math.round(Math.max(0, Math.min(1, value)) * 100);
  return (
    <svg
      class={value < 0 ? 'bar unknown' : 'bar'} role="img" aria-label={label}
      viewBox="0 0 100 6" preserveAspectRatio="none"
    >
      <rect class="bar-all" width="100" height="6" />
      <rect class="bar-part" width={width} height="6" />
    </svg>
  );
}

interface LineProps<T> {
  item: T;
  citations: readonly Citation[];
}

function ReasonLine({ item, citations }: LineProps<Reason>): VNode {
  const { i18n } = useApp();
  const value = item.value < 0
    ? i18n.t('match.unknown') : i18n.percent(item.value);
  return (
    <li class="reason">
      <div class="reason-head">
        <span class="reason-label">{item.label}</span>
        <Bar value={item.value} label={`${item.label}: ${value}`} />
        <span class="reason-value" aria-hidden="true">{value}</span>
      </div>
      <p>
        {item.text}
        <Cites ns={[item.citation]} citations={citations} />
      </p>
    </li>
  );
}

const FailedLine = ({ item, citations }: LineProps<Failed>): VNode => (
  <li>
    <strong>{item.label}</strong>
    {item.text}
    <Cites ns={[item.citation]} citations={citations} />
  </li>
);

interface CardProps {
  match: Match;
  rank: number;
  findings: Findings;
}

function MatchCard({ match, rank, findings }: CardProps): VNode {
  const { i18n, sheet } = useApp();
  const { citations } = findings;
  const kind = KINDS.includes(match.kind)
    ? i18n.t(`kind.${match.kind as Kind}`) : match.kind;
  const order = (): void => {
    sheet.value = {
      kind: 'order', orderKind: findings.order?.kind ?? 'investment',
      fields: { ...findings.order?.fields, about: match.name },
    };
  };
  return (
    <li class="card match">
      <header>
        <span class="rank" aria-hidden="true">{rank}</span>
        <div class="match-name">
          <h3>{match.name}</h3>
          <p class="muted small">
            {kind}
            {match.synthetic && (
              <span class="tag warn">{i18n.t('synthetic')}</span>
            )}
          </p>
        </div>
        <p class="score">
          <span class="score-n">{i18n.percent(match.score)}</span>
          <span class="muted small">
            {i18n.t('match.coverage', {
              share: i18n.percent(match.coverage),
            })}
          </span>
        </p>
      </header>
      {match.reasons.length > 0 && (
        <ul class="reasons">
          {match.reasons.map((reason) => (
            <ReasonLine
              key={reason.criterion} item={reason} citations={citations}
            />
          ))}
        </ul>
      )}
      {match.failed.length > 0 && (
        <div class="failed">
          <h4>{i18n.t('match.failed')}</h4>
          <ul>
            {match.failed.map((failed) => (
              <FailedLine
                key={failed.criterion} item={failed} citations={citations}
              />
            ))}
          </ul>
        </div>
      )}
      <footer>
        <button type="button" class="button small quiet" onClick={order}>
          <Icon name="order" />{i18n.t('order.place')}
        </button>
      </footer>
    </li>
  );
}

export function Matches({ findings }: { findings: Findings }): VNode | null {
  const { i18n } = useApp();
  if (!findings.matches.length) return null;
  return (
    <section class="matches">
      <h3 class="unseen">{i18n.t('match.title')}</h3>
      <ol>
        {findings.matches.map((match, i) => (
          <MatchCard
            key={match.id} match={match} rank={i + 1} findings={findings}
          />
        ))}
      </ol>
    </section>
  );
}
