/** Shows the question whether data is to go: which tenant of those alike, typed in full, what, when, and who else decides. */
import { useState, type FormEvent, type ReactNode } from 'react';
import type { DisposalAsked, DisposalPrepared, Refusal } from '../../../src/contract';
import { Button } from '../Button';
import { Field } from '../Field';
import { RefusalMessage } from '../RefusalMessage';
import { Says, useWording } from '../Says';
import { Bars } from './Bars';
import { DialogHead, type Close } from './DialogHead';
import { whatOf } from './invoke';
import { Numbered } from './Numbered';
import { TenantCompare } from './TenantCompare';
import { TypedIdentifier } from './TypedIdentifier';
import { WaitTimeline } from './WaitTimeline';

function Systems({ all, chosen, onChoose }: { all: readonly string[]; chosen: readonly string[]; onChoose: (systems: readonly string[]) => void }): ReactNode {
  const { t } = useWording();
  return (
    <fieldset className="systems">
      <legend className="field__label">{t('ui.dispose.systems')}</legend>
      {all.map((system) => (
        <label className="check" key={system}>
          <input type="checkbox" checked={chosen.includes(system)} onChange={(event) => { onChoose(all.filter((one) => (one === system ? event.target.checked : chosen.includes(one)))); }} />
          <span>{system}</span>
        </label>
      ))}
    </fieldset>
  );
}

type Draft = Omit<DisposalAsked, 'profile' | 'seal'>;

/** Where something bars it, it only shows what and why. */
export function DisposalQuestion({ prepared, refused, working, onSubmit, onClose }: { prepared: DisposalPrepared; refused: Refusal | undefined; working: boolean; onSubmit: (asked: DisposalAsked) => void; onClose: Close }): ReactNode {
  const { t } = useWording();
  const { profile, site, name, tenants, age, systems, wait, waitsUntil, deciders, seal, bars } = prepared;
  const [draft, setDraft] = useState<Draft>({ systems, reason: '', typed: '', decider: deciders[0]?.accountId ?? '', waitsUntil });
  const fill = (more: Partial<Draft>): void => { setDraft({ ...draft, ...more }); };
  const { waitsUntil: later = waitsUntil } = draft;
  const notBefore = later === '' ? waitsUntil : later;
  const what = whatOf(profile);
  const mayAsk = bars.length === 0 && deciders.length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (mayAsk) onSubmit({ ...draft, profile, seal, reason: draft.reason.trim() });
  };
  const [target] = tenants;
  return (
    <>
      <DialogHead title={t('ui.dispose.title', { what, site })} why={t('ui.dispose.why', { what })} onClose={onClose} />
      <form onSubmit={submit}>
        <div className="dialog__body">
          <Bars bars={bars} />
          <Numbered n={1} title={t('ui.dispose.right-one', { count: tenants.length })} small={<>{tenants.length > 1 ? t('ui.dispose.alike') : t('ui.dispose.none-alike')} <Says message={age} /></>}>
            {() => <TenantCompare tenants={tenants} />}
          </Numbered>
          {bars.length > 0 ? null : (
            <>
              <Numbered n={2} title={t('ui.dispose.typed')}>
                {(id) => <TypedIdentifier labelledBy={id} tenantId={target?.tenantId ?? ''} name={name} value={draft.typed} onChange={(typed) => { fill({ typed }); }} />}
              </Numbered>
              <Numbered n={3} title={t('ui.dispose.what')}>
                {() => (
                  <div className="grid2">
                    <Systems all={systems} chosen={draft.systems} onChoose={(chosen) => { fill({ systems: chosen }); }} />
                    <Field label={t('ui.dispose.reason')} help={t('ui.dispose.reason.help')}>
                      {(ids) => <textarea {...ids} className="input input--lines" rows={2} required minLength={3} maxLength={2000} value={draft.reason} onChange={(event) => { fill({ reason: event.target.value }); }} />}
                    </Field>
                  </div>
                )}
              </Numbered>
              <Numbered n={4} title={t('ui.dispose.when')} small={t('ui.dispose.longer')}>
                {() => (
                  <>
                    <WaitTimeline items={wait} />
                    <div className="grid2 grid2--after">
                      <Field label={t('ui.dispose.not-before')} help={t('ui.dispose.not-before.help', { earliest: { day: waitsUntil } })}>
                        {(ids) => <input {...ids} className="input" type="date" required min={waitsUntil} value={later} onChange={(event) => { fill({ waitsUntil: event.target.value }); }} />}
                      </Field>
                      <p className="small beside">{t('ui.dispose.stoppable', { until: { day: notBefore } })}</p>
                    </div>
                  </>
                )}
              </Numbered>
              <Numbered n={5} title={t('ui.dispose.who')}>
                {(id) => deciders.length === 0 ? <p>{t('ui.dispose.nobody')}</p> : (
                  <div className="grid2">
                    <div className="field">
                      <select className="select" aria-labelledby={id} aria-describedby={`${id}-help`} required value={draft.decider} onChange={(event) => { fill({ decider: event.target.value }); }}>
                        {deciders.map((one) => <option key={one.accountId} value={one.accountId}>{one.name}</option>)}
                      </select>
                      <p className="field__help" id={`${id}-help`}>{t('ui.dispose.not-you')}</p>
                    </div>
                  </div>
                )}
              </Numbered>
            </>
          )}
          {refused ? <RefusalMessage refusal={refused} /> : null}
        </div>
        <footer className="dialog__foot">
          <p className="small">{t(mayAsk ? 'ui.dispose.recorded' : 'ui.dispose.not-now')}</p>
          <div className="btns">
            <Button look="subtle" onPress={() => { onClose(); }}>{t(mayAsk ? 'ui.cancel' : 'ui.dispose.close')}</Button>
            {mayAsk ? <Button look="danger" submit working={working}>{t('ui.dispose.submit', { name })}</Button> : null}
          </div>
        </footer>
      </form>
    </>
  );
}
