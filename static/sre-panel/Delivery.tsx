/** Shows an attempt to deliver: each file with whom it is sealed to, the place, and what may be done about it. */
import type { ReactNode } from 'react';
import type { AttemptView, FileVerdictView, SreAct, SrePanelView } from '../../src/contract';
import { Badge } from '../parts/Badge';
import { Button } from '../parts/Button';
import { CopyButton } from '../parts/CopyButton';
import { Says, useWording } from '../parts/Says';
import { StateIcon, type Look } from '../parts/StateIcon';
import type { Acts, OnTask } from './use-acts';

const looks = { pass: 'done', warn: 'warns', fail: 'fails', unknown: 'unknown' } as const satisfies Readonly<Record<FileVerdictView['outcome'], Look>>;

/** Both ends of a digest, for eyes that only look whether two are alike; whoever compares copies it whole. */
const ends = (sha256: string): string => `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-8, -4)} ${sha256.slice(-4)}`;

function FileVerdicts({ files }: { files: readonly FileVerdictView[] }): ReactNode {
  const { t, size } = useWording();
  return (
    <table className="table verdicts">
      <thead><tr><th scope="col">{t('ui.sre.file')}</th><th scope="col">{t('ui.sre.sealed-to')}</th><th scope="col">SHA-256</th><th scope="col"><span className="vh">{t('ui.sre.copy')}</span></th></tr></thead>
      <tbody>
        {files.map((file) => (
          <tr key={file.name}>
            <td><div className="cellv"><StateIcon look={looks[file.outcome]} /><div className="long">{file.name}<small>{size(file.size)}</small></div></div></td>
            <td><Says message={file.sealedTo} />{file.why ? <small><Says message={file.why} /></small> : null}</td>
            <td className="nowrap"><code>{ends(file.sha256)}</code></td>
            <td><CopyButton value={file.sha256} what={t('ui.sre.digest-of', { file: file.name })} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Place({ place }: { place: AttemptView['place'] }): ReactNode {
  const { t, day } = useWording();
  return (
    <dl className="facts card--pad facts--line">
      <div className="fact"><dt>{t('ui.sre.host')}</dt><dd>{place.host}<small className="long">{place.hostKey}</small></dd></div>
      <div className="fact"><dt>{t('ui.sre.account-and-path')}</dt><dd>{place.username}, <code className="long">{place.path}</code></dd></div>
      <div className="fact"><dt>{t('ui.sre.access-ends')}</dt><dd>{day(place.expiresOn)}<small>{t('ui.sre.removal')}</small></dd></div>
    </dl>
  );
}

const labels = { start: 'ui.sre.start', record: 'ui.sre.record', 'hand-details': 'ui.sre.hand', 'did-not-work': 'ui.sre.failed', 'mis-delivered': 'ui.sre.astray', 'remove-access': 'ui.sre.removed', 'clear-leftovers': 'ui.sre.clear', 'confirm-cleared': 'ui.sre.confirm-cleared' } as const satisfies Readonly<Record<SreAct, string>>;

export function ActButton({ act, acts, place, main = false }: { act: SreAct; acts: Acts; place: OnTask['place']; main?: boolean }): ReactNode {
  const { t } = useWording();
  const isOpen = acts.open?.act === act && acts.open.place === place;
  // The form that is open has the primary button now.
  const look = main && !acts.open ? 'primary' : main ? 'default' : 'subtle';
  return <Button look={look} small={!main} expanded={isOpen || undefined} onPress={() => { acts.toggle({ act, place }); }}>{t(labels[act])}</Button>;
}

export function Delivery({ delivery, already, acts, children }: { delivery: NonNullable<SrePanelView['delivery']>; already: SreAct | undefined; acts: Acts; children?: ReactNode }): ReactNode {
  const { t } = useWording();
  const { attempt, earlier } = delivery;
  // What stands at the turn is not offered twice.
  const offered = delivery.acts.filter((act) => act !== already);
  if (!attempt && earlier.length === 0 && offered.length === 0) return null;
  return (
    <section aria-labelledby="delivery">
      <div className="section__head">
        <h2 className="h-xs" id="delivery">{attempt ? t('ui.sre.attempt', { attempt: attempt.number }) : t('ui.sre.delivery')}</h2>
        {attempt ? <Badge>{t('ui.sre.files', { count: attempt.files.length })}</Badge> : null}
        {offered.map((act) => <ActButton key={act} act={act} acts={acts} place="delivery" />)}
      </div>
      {children}
      {attempt ? (
        <div className="card">
          <FileVerdicts files={attempt.files} />
          <Place place={attempt.place} />
        </div>
      ) : null}
      <ul className="small earlier">
        {attempt ? <li><Says message={attempt.meta} /></li> : null}
        {earlier.map((message, at) => <li key={at}><Says message={message} /></li>)}
      </ul>
    </section>
  );
}
