/** Shows the sealed message that proves who holds the key, and takes the code that was in it. */
import { useState, type ReactNode } from 'react';
import type { PortalView } from '../../src/contract';
import { Button } from '../parts/Button';
import { CopyButton } from '../parts/CopyButton';
import { Field } from '../parts/Field';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import { Commands } from './Commands';
import type { Acts } from './use-portal';

type Asked = NonNullable<NonNullable<PortalView['request']>['code']>;

export function Code({ code: { sealed, left, until }, acts }: { code: Asked; acts: Acts }): ReactNode {
  const { t } = useWording();
  const [text, setText] = useState('');
  return (
    <section aria-labelledby="code" className="portal__key">
      <h2 className="h-s" id="code">{t('ui.portal.code')}</h2>
      <p className="subtle">{t('ui.portal.code.why')}</p>
      <div className="card card--pad message">
        <CopyButton value={sealed} what={t('ui.portal.code.message')} />
        <details><summary className="linklike">{t('ui.portal.code.read')}</summary><pre className="quote portal__sealed" tabIndex={0}>{sealed}</pre></details>
      </div>
      <Commands commands={['gpg --decrypt']} what={t('ui.portal.code.command')} />
      <p className="small">{t('ui.portal.code.how')}</p>
      {acts.refused?.place === 'code' ? <RefusalMessage refusal={acts.refused.refusal} /> : null}
      <form className="portal__paste" aria-label={t('ui.portal.code')} onSubmit={(event) => { event.preventDefault(); acts.send('code', (invoke) => invoke('possession.answer', { text })); }}>
        <Field label={t('ui.portal.code.label')} help={t('ui.portal.code.limits', { left, until: { moment: until } })}>
          {(ids) => <input {...ids} className="input input--mono" required autoComplete="off" spellCheck={false} maxLength={200} value={text} onChange={(event) => { setText(event.target.value); }} />}
        </Field>
        <div className="btns"><Button look="primary" submit working={acts.underWay === 'code'}>{t('ui.portal.code.send')}</Button></div>
      </form>
    </section>
  );
}
