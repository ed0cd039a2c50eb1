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

function Bar(
  { value, label }: { value: number | null; label: string },
): VNode {
  const width = Math.round(Math.max(0, Math.min(1, value ?? 0)) * 100);
  return (
    <svg
      class={value === null ? 'bar unknown' : 'bar'} role="img"
      aria-label={label} viewBox="0 0 100 6" preserveAspectRatio="none"
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
  const known = item.value !== null && item.value >= 0 ? item.value : null;
  const value = known === null
    ? i18n.t('match.unknown') : i18n.percent(known);
  return (
    <li class="reason">
      <div class="reason-head">
        <span class="reason-label">
          {item.label}
          <span class="reason-weight">
            {i18n.t('match.weight', { share: i18n.percent(item.weight) })}
          </span>
        </span>
        <Bar value={known} label={`${item.label}: ${value}`} />
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

function MatchHead({ match, rank }: CardProps): VNode {
  const { i18n } = useApp();
  const kind = KINDS.includes(match.kind)
    ? i18n.t(`kind.${match.kind as Kind}`) : match.kind;
  return (
    <header>
      <span class="rank" aria-hidden="true">
        {match.excluded ? '–' : rank}
      </span>
      <div class="match-name">
        <h3>{match.name}</h3>
        <p class="muted small">
          {kind}
          {match.synthetic
            && <span class="tag warn">{i18n.t('synthetic')}</span>}
          {match.excluded
            && <span class="tag warn">{i18n.t('match.excluded')}</span>}
        </p>
      </div>
      <p class="score">
        <span class="score-n">{i18n.percent(match.score)}</span>
        <span class="muted small">
          {i18n.t('match.coverage', { share: i18n.percent(match.coverage) })}
        </span>
      </p>
    </header>
  );
}

/* The first card tells its reasons at once, the others when asked. */
function Reasons({ match, rank, findings }: CardProps): VNode | null {
  const { i18n } = useApp();
  if (!match.reasons.length) return null;
  return (
    <details class="reasons" open={rank === 1}>
      <summary>{i18n.t('match.why')}</summary>
      <ul>
        {match.reasons.map((reason) => (
          <ReasonLine
            key={reason.criterion} item={reason}
            citations={findings.citations}
          />
        ))}
      </ul>
    </details>
  );
}

function MatchCard(props: CardProps): VNode {
  const { match, findings } = props;
  const { i18n, sheet } = useApp();
  const order = (): void => {
    sheet.value = {
      kind: 'order', orderKind: findings.order?.kind ?? 'investment',
      fields: {
        ...findings.order?.fields, seeks: match.name,
        ...(match.kind === 'city' && { city: match.id }),
      },
    };
  };
  return (
    <li class="card match">
      <MatchHead {...props} />
      <Reasons {...props} />
      {match.failed.length > 0 && (
        <div class="failed">
          <h4>{i18n.t('match.failed')}</h4>
          <ul>
            {match.failed.map((failed) => (
              <FailedLine
                key={failed.criterion} item={failed}
                citations={findings.citations}
              />
            ))}
          </ul>
        </div>
      )}
      {!match.excluded && (
        <footer>
          <button type="button" class="button small quiet" onClick={order}>
            <Icon name="order" />{i18n.t('order.place')}
          </button>
        </footer>
      )}
    </li>
  );
}

export function Matches({ findings }: { findings: Findings }): VNode | null {
  const { i18n } = useApp();
  const { matches = [] } = findings;
  if (!matches.length) return null;
  return (
    <section class="matches">
      <h3 class="unseen">{i18n.t('match.title')}</h3>
      <ol>
        {matches.map((match, i) => (
          <MatchCard
            key={match.id} match={match} rank={i + 1} findings={findings}
          />
        ))}
      </ol>
    </section>
  );
}
