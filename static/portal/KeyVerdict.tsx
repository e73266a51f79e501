/** Shows what a key is worth: that it works, with the fingerprint to compare, or what is wrong and how to mend it. */
import type { ReactNode } from 'react';
import type { KeyVerdictView } from '../../src/contract';
import { CopyButton } from '../parts/CopyButton';
import { Fingerprint } from '../parts/Fingerprint';
import { Says, useWording } from '../parts/Says';
import { StateIcon } from '../parts/StateIcon';
import { Commands } from './Commands';

export function KeyVerdict({ verdict, at, children }: { verdict: KeyVerdictView; at?: string | undefined; children?: ReactNode }): ReactNode {
  const { t, headline, moment } = useWording();
  const { works, file, says, remedy, howTo, fingerprint, validUntil } = verdict;
  const said = says && headline(says);
  return (
    <div className="verdict__row">
      <StateIcon look={works ? 'done' : 'fails'} />
      <div className="verdict__text">
        <p className="verdict__title">{works ? t('ui.portal.key.works') : (said?.title ?? t('ui.portal.key.unsure'))}</p>
        <p className="subtle">{validUntil && works ? t('ui.portal.key.until', { file, until: { day: validUntil } }) : file}</p>
        {works ? says && <p className="subtle"><Says message={says} /></p> : said?.rest && <p className="subtle">{said.rest}</p>}
        {works && fingerprint ? (
          <>
            <p className="subtle">{t('ui.portal.key.compare')}</p>
            <p className="with-copy"><Fingerprint value={fingerprint} /><CopyButton value={fingerprint} what={t('ui.portal.fingerprint')} /></p>
          </>
        ) : null}
        {works || !remedy ? null : <p className="subtle"><Says message={remedy} /></p>}
        {works || howTo.length === 0 ? null : <details><summary className="linklike">{t('ui.portal.key.how')}</summary><Commands commands={howTo} what={t('ui.portal.key.commands')} /></details>}
      </div>
      <div className="verdict__act">{at === undefined ? children : <span className="small">{moment(at)}</span>}</div>
    </div>
  );
}
