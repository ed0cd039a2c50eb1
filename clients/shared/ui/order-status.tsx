// SPDX-License-Identifier: GPL-3.0-or-later
// An order as its holder sees it. The secret is read from the address's
// fragment, which no server and no log ever sees.

import { useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Introduction, OrderForm, OrderView } from '../protocol.js';
import { useApp } from './app.js';
import { AskAgain } from './ask-again.js';
import { Facts, fieldRows } from './facts.js';
import { ConsentBox } from './fields.js';
import { IntroductionCard, type IntroductionAnswer } from './introduction.js';
import { orderKindLabel } from './kind.js';
import { Timeline } from './timeline.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

function Withdraw({ order, secret, done }: {
  order: OrderView; secret: string; done: (order: OrderView) => void;
}): VNode {
  const { session, i18n } = useApp();
  return (
    <AskAgain
      label={i18n.t('status.withdraw')} yes={i18n.t('status.withdraw_yes')}
      reasons={order.reasons}
      send={({ reason, words }) =>
        session.call<OrderView>('order.withdraw', {
          reference: order.reference, secret,
          ...(reason && { reason }), ...(words && { why: words }),
        }).then(done)}
    >
      <p>{i18n.t('status.withdraw_text')}</p>
    </AskAgain>
  );
}

/* Those that concern others than the desk can be given and taken back. */
function OwnConsents({ order, form, secret, done }: {
  order: OrderView; form: OrderForm; secret: string;
  done: (order: OrderView) => void;
}): VNode | null {
  const { session, i18n } = useApp();
  const [failed, setFailed] = useState(false);
  const { reference, consents } = order;
  const asked = form.consents.filter(
    ({ name }) => consents?.[name] !== undefined);
  if (!asked.length) return null;
  const give = (name: string, given: boolean): void => {
    session.call<OrderView>('order.consent', {
      reference, secret, consents: { [name]: given },
    }).then((got) => { setFailed(false); done(got); }, () => setFailed(true));
  };
  return (
    <fieldset class="consents">
      <legend>{i18n.t('order.consents')}</legend>
      {asked.map((consent) => (
        <ConsentBox
          key={consent.name} consent={consent} fault={false}
          given={consents?.[consent.name] === true}
          onChange={(given) => give(consent.name, given)}
        />
      ))}
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
    </fieldset>
  );
}

function OrderCard({ order, secret, done, answered }: {
  order: OrderView; secret: string; done: (order: OrderView) => void;
  answered: (
    intro: Introduction, answer: IntroductionAnswer,
  ) => Promise<unknown>;
}): VNode {
  const { session, i18n } = useApp();
  const { value: form } = useLoad(
    () => session.orderForm(), [i18n.lang.value]);
  return (
    <>
      <p class="state" role="status">
        {order.outcome_label || order.state_label}
      </p>
      {order.notes?.map((note) => (
        <p key={note} class="notice info">{note}</p>
      ))}
      <Facts
        rows={[
          [i18n.t('order.kind'), orderKindLabel(i18n, order.kind)],
          ...(order.desk
            ? [[i18n.t('receipt.desk'), order.desk.name] as const] : []),
          ...fieldRows(order.fields, form),
        ]}
      />
      {order.introductions?.map((intro) => (
        <IntroductionCard
          key={intro.id} intro={intro}
          send={(answer) => answered(intro, answer)}
        />
      ))}
      {form && (
        <OwnConsents order={order} form={form} secret={secret} done={done} />
      )}
      <h2>{i18n.t('status.timeline')}</h2>
      <Timeline steps={order.timeline} i18n={i18n} />
    </>
  );
}

export function OrderStatus(
  { reference, secret }: { reference: string; secret: string },
): VNode {
  const { session, i18n } = useApp();
  const { value: order, error, set, again } = useLoad(
    () => session.order(reference, secret),
    [reference, secret, i18n.lang.value]);
  const answered = (
    intro: Introduction, answer: IntroductionAnswer,
  ): Promise<unknown> =>
    session.call<OrderView>('order.answer', {
      reference, secret, introduction: intro.id, ...answer,
    }).then(set);
  useSignalEffect(() => {
    const last = session.thread.value.entries.at(-1);
    if (last?.type === 'order.updated' && last.reference === reference)
      again();
  });
  return (
    <article class="status">
      <p class="muted">{i18n.t('status.title')}</p>
      <h1><code class="reference">{reference}</code></h1>
      {order && (
        <OrderCard
          order={order} secret={secret} done={set} answered={answered}
        />
      )}
      {order?.moves.includes('withdraw')
        && <Withdraw order={order} secret={secret} done={set} />}
      {(!order || error !== null)
        && <Waiting load={{ error, again }} lost="status.not_found" />}
      <p><a class="link" href="/">{i18n.t('status.back')}</a></p>
    </article>
  );
}
