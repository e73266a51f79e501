/** Shows what is missing, fails or no longer holds, worst first, and settled flags as one small line each. */
import { useId, type ReactNode } from 'react';
import type { Action, AttentionView, SettledView } from '../../src/contract';
import { useActing } from './acting';
import { ActButton } from './ActButton';
import { Badge } from './Badge';
import { Icon } from './Icon';
import { Lozenge } from './Lozenge';
import { PreparedReply } from './PreparedReply';
import { Recipients } from './Recipients';
import { Says, useWording } from './Says';
import { StateIcon } from './StateIcon';
import { Todo } from './Todo';
import { WasNow } from './WasNow';

function Deviation({ item, already }: { item: AttentionView; already: Action | undefined }): ReactNode {
  const { headline } = useWording();
  const { at, current } = useActing();
  // A finding is one message: the fact is its first sentence, the reason what follows.
  const { title, rest } = headline(item.title);
  const place = `attention:${item.id}`;
  // A quote that is being reviewed stands in the form already.
  const reviewing = current?.action?.do === 'review-reply' && current.action.reply === item.quote?.reply;
  return (
    <li className={`attn attn--${item.tone}`}>
      <StateIcon look={item.icon} />
      <div className="attn__text">
        <p className="attn__title"><span>{title}</span>{item.lozenge ? <Lozenge tone={item.tone === 'warning' ? 'warning' : item.tone === 'unknown' ? 'neutral' : 'danger'}><Says message={item.lozenge} /></Lozenge> : null}</p>
        {rest === undefined ? null : <p className="attn__why">{rest}</p>}
        {item.why ? <p className="attn__why"><Says message={item.why} /></p> : null}
        {item.facts ? (
          <dl className="was">
            {item.facts.map(({ label, value }) => <div className="was__row" key={label.code}><dt><Says message={label} /></dt><dd><Says message={value} /></dd></div>)}
          </dl>
        ) : null}
        {item.wasNow ? <WasNow changes={item.wasNow} /> : null}
        {item.quote && !reviewing ? <><PreparedReply text={item.quote.text} /><Recipients reply={item.quote} /></> : null}
        {item.fix ? <p className="attn__fix"><Icon name="arrow-right" /><span><Says message={item.fix} /></span></p> : null}
        {item.todo ? <Todo items={item.todo} place={place} already={already} /> : null}
        {at(place)}
      </div>
      {item.actions.length > 0 ? <div className="attn__acts">{item.actions.map((button) => <ActButton key={button.action.do} button={button} place={place} small />)}</div> : null}
    </li>
  );
}

function Settled({ flag }: { flag: SettledView }): ReactNode {
  const { pieces } = useWording();
  const address = flag.odd ? <code>{flag.odd.map(([text, odd], at) => (odd ? <mark key={at}>{text}</mark> : text))}</code> : null;
  const named = pieces(flag.text, ['odd']).some((piece) => typeof piece !== 'string' && piece.parameter === 'odd');
  return (
    <p className="settled">
      <StateIcon look="done" />
      <span><b><Says message={flag.title} /></b> {named ? null : address}{named || !address ? null : ' '}<Says message={flag.text} shown={{ odd: address }} /></span>
    </p>
  );
}

export function Attention({ items, settled, already }: { items: readonly AttentionView[]; settled: readonly SettledView[]; already: Action | undefined }): ReactNode {
  const { t } = useWording();
  const heading = useId();
  if (items.length === 0 && settled.length === 0) return null;
  return (
    <section aria-labelledby={heading}>
      <div className="section__head">
        <h2 className="h-xs" id={heading}>{t(items.length > 0 ? 'ui.attention' : 'ui.settled')}</h2>
        {items.length > 0 ? <Badge>{items.length}</Badge> : null}
      </div>
      <div className="attns">
        {items.length > 0 ? <ul>{items.map((item) => <Deviation key={item.id} item={item} already={already} />)}</ul> : null}
        {settled.map((flag) => <Settled key={flag.id} flag={flag} />)}
      </div>
    </section>
  );
}
