/** Shows whom a message will reach, and who of them is a stranger to the customer. */
import type { ReactNode } from 'react';
import type { PreparedReply } from '../../src/contract';
import { Icon } from './Icon';
import { Says, useWording } from './Says';

export function Recipients({ reply }: { reply: PreparedReply }): ReactNode {
  const { t } = useWording();
  return (
    <div className="to">
      <span>{t('ui.reply.reaches')}</span>
      <ul className="to__people">
        {reply.recipients.map(({ name, address, stranger, active }) => (
          <li key={address ?? name} className={stranger ? 'person person--stranger' : 'person'}>
            {stranger ? <><Icon name="warns" /><span className="vh">{t('ui.reply.stranger')} </span></> : null}
            {stranger && address !== undefined ? address : name}
            {active ? null : ` (${t('ui.reply.inactive')})`}
          </li>
        ))}
      </ul>
      {reply.organisations ? <span><Says message={reply.organisations} /></span> : null}
      {reply.strangers ? <span><Says message={reply.strangers} /></span> : null}
      {reply.inactive ? <span><Says message={reply.inactive} /></span> : null}
    </div>
  );
}
