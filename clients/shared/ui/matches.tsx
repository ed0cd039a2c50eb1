// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates with their scores, the reasons for them, and what failed.

import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { has } from '../picks.js';
import type {
  Change, Citation, Demand, Failed, Match, Ranking, Reason, Weights as Values,
} from '../protocol.js';
import { shownOfRanking, shownOfReply, weightsOf } from '../ranking.js';
import { useApp } from './app.js';
import type { Findings } from './answer.js';
import { Cites } from './cites.js';
import { Icon } from './icons.js';
import { kindLabel } from './kind.js';
import { PickBar } from './pick-bar.js';
import { Weights } from './weights.js';

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
  change: (change: Change) => void;
}

function MatchHead({ match, rank }: CardProps): VNode {
  const { i18n } = useApp();
  return (
    <header>
      <span class="rank" aria-hidden="true">
        {match.excluded ? '–' : match.beside ? '…' : rank}
      </span>
      <div class="match-name">
        <h3>{match.name}</h3>
        <p class="muted small">
          {kindLabel(i18n, match.kind)}
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

/* The first card tells its reasons at once, and one that was asked about;
   the others when asked. */
function Reasons({ match, rank, findings }: CardProps): VNode | null {
  const { i18n } = useApp();
  if (!match.reasons.length) return null;
  return (
    <details class="reasons" open={rank === 1 || match.beside}>
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

function Against({ match, findings }: CardProps): VNode | null {
  const { i18n } = useApp();
  if (!match.failed.length) return null;
  return (
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
  );
}

function Changes({ match, change }: CardProps): VNode | null {
  const { i18n } = useApp();
  if (!match.changes?.length) return null;
  return (
    <div class="changes">
      <h4>{i18n.t('match.changes')}</h4>
      <ul>
        {match.changes.map((one) => (
          <li key={one.text}>
            {one.text}{' '}
            <button type="button" class="link" onClick={() => change(one)}>
              {i18n.t('match.try')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function CardTools({ match, findings }: CardProps): VNode {
  const { i18n, sheet, picks } = useApp();
  const compared = has(picks.compared.value, match.id);
  const kept = has(picks.kept.value, match.id);
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
    <footer class="row">
      {!match.excluded && (
        <button type="button" class="button small quiet" onClick={order}>
          <Icon name="order" />{i18n.t('order.place')}
        </button>
      )}
      <button
        type="button" class="button small quiet" aria-pressed={compared}
        onClick={() => picks.compare(match)}
      >
        <Icon name={compared ? 'check' : 'columns'} />
        {i18n.t('compare.pick')}
      </button>
      <button
        type="button" class="button small quiet" aria-pressed={kept}
        onClick={() => picks.keep(match)}
      >
        <Icon name={kept ? 'check' : 'star'} />{i18n.t('shortlist.keep')}
      </button>
    </footer>
  );
}

const MatchCard = (props: CardProps): VNode => (
  <li class="card match">
    <MatchHead {...props} />
    <Reasons {...props} />
    <Against {...props} />
    <Changes {...props} />
    <CardTools {...props} />
  </li>
);

/* A ranking that its reader may change: the last one asked for counts. */
function useRanking(findings: Findings) {
  const { session, i18n } = useApp();
  const first = shownOfReply(findings);
  const [shown, setShown] = useState(first);
  const [wish, setWish] = useState<{
    demand: Demand; weights: Values | null;
  } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!wish) return setShown(first);
    let current = true;
    session.call<Ranking>('match.run', {
      demand: wish.demand,
      ...(wish.weights && { weights: weightsOf(wish.weights) }),
    }).then((got) => {
      if (!current) return;
      setFailed(false);
      setShown(shownOfRanking(got, wish.demand));
    }, () => current && setFailed(true));
    return () => void (current = false);
  }, [wish, findings, i18n.lang.value]);
  return { shown, wish, setWish, failed, demand: first.demand };
}

export function Matches({ findings }: { findings: Findings }): VNode | null {
  const { i18n } = useApp();
  const { shown, wish, setWish, failed, demand } = useRanking(findings);
  if (!shown.matches.length && !wish) return null;
  const change = ({ demand: members }: Change): void => setWish({
    demand: { ...shown.demand, ...members }, weights: wish?.weights ?? null,
  });
  const inside = { ...findings, citations: [...shown.citations] };
  return (
    <section class="matches">
      <h3 class="unseen">{i18n.t('match.title')}</h3>
      {demand && (
        <Weights
          criteria={shown.criteria} reset={() => setWish(null)}
          rank={(weights) =>
            setWish({ demand: shown.demand ?? demand, weights })}
        />
      )}
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      {shown.notes.map((note) => (
        <p key={note} class="notice info">{note}</p>
      ))}
      <ol>
        {shown.matches.map((match, i) => (
          <MatchCard
            key={match.id} match={match} rank={i + 1} findings={inside}
            change={change}
          />
        ))}
      </ol>
      {wish && (
        <button type="button" class="link" onClick={() => setWish(null)}>
          {i18n.t('match.back')}
        </button>
      )}
      <PickBar demand={shown.demand} />
    </section>
  );
}
