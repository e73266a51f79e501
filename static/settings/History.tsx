/** Shows who published which version of the rules, when and why, and lets an old one become the draft again. */
import { useEffect, useState, type ReactNode } from 'react';
import type { Refusal, RulesEvent } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { RefusalMessage } from '../parts/RefusalMessage';
import { Says, useWording } from '../parts/Says';
import { SectionMessage } from '../parts/SectionMessage';
import type { Invoke } from './Directory';
import type { RulesEditing } from './use-rules';

type Read = { readonly events: readonly RulesEvent[]; readonly more: boolean; readonly intact: boolean };

export function History({ editing, invoke }: { editing: RulesEditing; invoke: Invoke }): ReactNode {
  const { t, moment } = useWording();
  const [read, setRead] = useState<Read>();
  const [refusal, setRefusal] = useState<Refusal>();
  const load = async (before?: number): Promise<void> => {
    const answer = await ask(() => invoke('rules.history', before === undefined ? {} : { before }));
    if (!answer.ok) setRefusal(answer.refusal);
    else setRead((so) => ({ ...answer.value, events: before === undefined ? answer.value.events : [...(so?.events ?? []), ...answer.value.events], intact: (so?.intact ?? true) && answer.value.intact }));
  };
  // Another version in force means that something was added.
  const { version } = editing.view.rules;
  useEffect(() => { void load(); }, [version]);
  const again = async (wanted: number): Promise<void> => {
    const answer = await ask(() => invoke('rules.version', { version: wanted }));
    if (answer.ok) editing.edit((before) => ({ ...answer.value, version: before.version }));
    else setRefusal(answer.refusal);
  };
  const events = read?.events ?? [];
  return (
    <section className="card" aria-label={t('ui.history')}>
      <div className="editor__head"><h2 className="h-s">{t('ui.history')}</h2></div>
      <div className="editor__body">
        {refusal ? <RefusalMessage refusal={refusal} /> : null}
        {read?.intact === false ? <SectionMessage tone="danger" title={t('ui.history.broken')}><p>{t('ui.history.broken.why')}</p></SectionMessage> : null}
        <ul className="plain">
          {events.map((event) => (
            <li key={event.seq} className="event">
              <p><b><Says message={event.what} /></b></p>
              <p className="small">{event.who}, {moment(event.at)}{event.reason === undefined ? '' : `: ${event.reason}`}</p>
              {event.version !== undefined && event.version !== version ? <Button small look="subtle" label={t('ui.history.again.of', { version: event.version })} onPress={() => { void again(event.version ?? 1); }}>{t('ui.history.again')}</Button> : null}
            </li>
          ))}
          {read && !read.more ? <li className="event"><p><b>{t('ui.history.first')}</b></p>{version === 1 ? null : <Button small look="subtle" label={t('ui.history.again.of', { version: 1 })} onPress={() => { void again(1); }}>{t('ui.history.again')}</Button>}</li> : null}
        </ul>
        {read?.more ? <div className="btns"><Button onPress={() => { void load(events.at(-1)?.seq); }}>{t('ui.history.more')}</Button></div> : null}
      </div>
    </section>
  );
}
