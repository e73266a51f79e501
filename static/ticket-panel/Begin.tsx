/** Shows that the ticket is no snapshot request yet, and begins one. */
import { useState, type ReactNode } from 'react';
import type { Kind, PanelView } from '../../src/contract';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { Says, useWording } from '../parts/Says';
import type { Panel } from './use-panel';

const kindOf = (kinds: readonly Kind[], value: string): Kind | undefined => kinds.find((kind) => kind === value);

export function Begin({ view: { begin }, change, refusal }: { view: PanelView; change: Panel['change']; refusal: ReactNode }): ReactNode {
  const { t, say } = useWording();
  const [kind, setKind] = useState(begin?.guessed ?? begin?.kinds[0]);
  const [adopted, setAdopted] = useState(false);
  if (!begin) return <p className="empty">{t('ui.no-request')}</p>;
  return (
    <section className="empty">
      {begin.kinds.length > 0 ? <h2 className="h-xs">{t('ui.begin.title')}</h2> : null}
      <p><Says message={begin.why} /></p>
      {begin.may && kind ? (
        <form
          className="begin"
          onSubmit={(event) => {
            event.preventDefault();
            void change({ intent: { do: 'begin' }, place: 'begin' }, (invoke) => invoke('request.begin', { kind, adopted }));
          }}
        >
          <Field label={t('ui.begin.kind')}>
            {(ids) => (
              <select {...ids} className="select" value={kind} onChange={(event) => { setKind(kindOf(begin.kinds, event.target.value)); }}>
                {begin.kinds.map((one) => <option key={one} value={one}>{say({ code: `kind.${one}.title`, params: {} })}</option>)}
              </select>
            )}
          </Field>
          <label className="check"><input type="checkbox" checked={adopted} onChange={(event) => { setAdopted(event.target.checked); }} /><span>{t('ui.begin.adopted')}</span></label>
          <Button look="primary" submit>{t('ui.begin')}</Button>
        </form>
      ) : null}
      {refusal}
    </section>
  );
}
