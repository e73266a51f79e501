/** Asks for a finding on every purge since a day: where one was wrong, others have been. */
import { useState, type ReactNode } from 'react';
import type { DisposalApi, DisposalView, PurgeAlike } from '../../../src/contract';
import { Field } from '../Field';
import { Form } from '../Form';
import { RefusalMessage } from '../RefusalMessage';
import { Says, useWording } from '../Says';
import { Segmented } from '../Segmented';
import { usePrepared } from '../use-prepared';
import type { DisposalInvoke } from './invoke';

type Swept = Omit<Parameters<DisposalApi<unknown>['disposal.sweep']>[0], 'disposal'>;
type Finding = Swept['looked'][number]['finding'];
const findings = ['right', 'in-error', 'unclear'] as const satisfies readonly Finding[];

function Purges({ since, purges, onSubmit, onCancel }: { since: string; purges: readonly PurgeAlike[]; onSubmit: (swept: Swept) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [found, setFound] = useState<Readonly<Record<string, Finding>>>({});
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({});
  return (
    <Form
      title={t('ui.dispose.sweep.found', { count: purges.length, since: { day: since } })}
      submit={t('ui.dispose.sweep.submit')}
      onSubmit={() => { onSubmit({ since, looked: purges.flatMap(({ purge }) => { const finding = found[purge]; return finding ? [{ purge, finding, note: notes[purge]?.trim() ?? '' }] : []; }) }); }}
      onCancel={onCancel}
    >
      {purges.map(({ purge, day, site, tenantId, who, alike }) => (
        <div className="sweep" key={purge}>
          <p><b>{site || tenantId}</b> <code className="long">{tenantId}</code></p>
          <p className="small">{t('ui.dispose.sweep.on', { on: { day } })} <Says message={who} />{alike.map((one) => <span key={one.code}>, <Says message={one} /></span>)}</p>
          <Segmented name={purge} legend={t('ui.dispose.sweep.finding', { site: site || tenantId })} value={found[purge]} onChoose={(finding) => { setFound({ ...found, [purge]: finding }); }} options={findings.map((value) => ({ value, label: t(`ui.dispose.sweep.${value}`) }))} />
          <Field label={t('ui.dispose.sweep.note')}>{(ids) => <input {...ids} className="input" maxLength={1000} required={found[purge] !== undefined && found[purge] !== 'right'} value={notes[purge] ?? ''} onChange={(event) => { setNotes({ ...notes, [purge]: event.target.value }); }} />}</Field>
        </div>
      ))}
    </Form>
  );
}

function Since<Then>({ disposal, since, invoke, onSubmit, onCancel }: { disposal: DisposalView; since: string; invoke: DisposalInvoke<Then>; onSubmit: (swept: Swept) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const { value, refusal, again } = usePrepared<{ purges: readonly PurgeAlike[] }>(() => invoke('disposal.alike', { disposal: disposal.disposal, since }));
  if (refusal) return <RefusalMessage refusal={refusal} onRetry={again} />;
  if (!value) return <p className="form subtle" role="status">{t('ui.dispose.looking')}</p>;
  return <Purges since={since} purges={value.purges} onSubmit={onSubmit} onCancel={onCancel} />;
}

export function SweepForm<Then>({ disposal, invoke, onSubmit, onCancel }: { disposal: DisposalView; invoke: DisposalInvoke<Then>; onSubmit: (swept: Swept) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [day, setDay] = useState('');
  const [since, setSince] = useState<string>();
  return (
    <>
      <Form title={t('ui.dispose.sweep.title')} why={t('ui.dispose.sweep.why')} submit={since === day ? undefined : t('ui.dispose.sweep.list')} onSubmit={() => { setSince(day); }} onCancel={onCancel}>
        <Field label={t('ui.dispose.sweep.since')} help={t('ui.dispose.sweep.since.help')}>{(ids) => <input {...ids} className="input" type="date" required value={day} onChange={(event) => { setDay(event.target.value); }} />}</Field>
      </Form>
      {since !== undefined && since === day ? <Since key={since} disposal={disposal} since={since} invoke={invoke} onSubmit={onSubmit} onCancel={onCancel} /> : null}
    </>
  );
}
