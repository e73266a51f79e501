/** Takes the name under which the recipient's key lies in Keybase, for those who have one. */
import { useState, type ReactNode } from 'react';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import type { Acts } from './use-portal';

export function Keybase({ username, acts }: { username: string | undefined; acts: Acts }): ReactNode {
  const { t } = useWording();
  const [given, setGiven] = useState(username ?? '');
  return (
    <details>
      <summary className="linklike">{username ? t('ui.portal.keybase.kept', { username }) : t('ui.portal.keybase')}</summary>
      {acts.refused?.place === 'keybase' ? <RefusalMessage refusal={acts.refused.refusal} /> : null}
      <form className="portal__paste" aria-label={t('ui.portal.keybase')} onSubmit={(event) => { event.preventDefault(); acts.send('keybase', (invoke) => invoke('keybase.note', { username: given.trim() })); }}>
        <Field label={t('ui.portal.keybase.name')} help={t('ui.portal.keybase.help')}>
          {(ids) => <input {...ids} className="input" autoComplete="off" spellCheck={false} maxLength={16} pattern="[A-Za-z0-9_]{2,16}" value={given} onChange={(event) => { setGiven(event.target.value); }} />}
        </Field>
        <div className="btns"><Button submit working={acts.underWay === 'keybase'}>{t('ui.portal.keybase.save')}</Button></div>
      </form>
    </details>
  );
}
