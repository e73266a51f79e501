/** Shows the recipient how to get exactly these files: fetch, compare, decrypt, extract, on their system. */
import { useState, type ReactNode } from 'react';
import type { DownloadView } from '../../src/contract';
import { CopyButton } from '../parts/CopyButton';
import { useWording } from '../parts/Says';
import { Segmented } from '../parts/Segmented';
import { Commands } from './Commands';

type System = keyof DownloadView['howTo'];
const systems: readonly System[] = ['macos', 'linux', 'windows'];

/** The system that the browser says it runs on; only what is shown first hangs on it. */
function ownSystem(): System {
  const { userAgent } = navigator;
  return userAgent.includes('Windows') ? 'windows' : userAgent.includes('Mac OS X') ? 'macos' : 'linux';
}

const ends = (fingerprint: string): string => `${fingerprint.slice(0, 4)} … ${fingerprint.slice(-4)}`;

function Digests({ files }: { files: DownloadView['files'] }): ReactNode {
  const { t, size } = useWording();
  return (
    <ul className="digests small">
      {files.map(({ name, size: bytes, sha256 }) => (
        <li key={name}><p className="long">{name}, {size(bytes)}</p><p className="with-copy"><code className="long">{sha256}</code><CopyButton value={sha256} what={t('ui.portal.digest-of', { file: name })} /></p></li>
      ))}
    </ul>
  );
}

export function Download({ download }: { download: DownloadView }): ReactNode {
  const { t } = useWording();
  const [system, setSystem] = useState<System>(ownSystem);
  const { files, hostKey, fingerprint, keybase } = download;
  return (
    <section aria-labelledby="download">
      <div className="section__head">
        <h2 className="h-s" id="download">{t('ui.portal.download')}</h2>
        <Segmented name="system" legend={t('ui.portal.system')} quiet options={systems.map((value) => ({ value, label: t(`ui.portal.system.${value}`) }))} value={system} onChoose={setSystem} />
      </div>
      <p className="small portal__needs">{t(`ui.portal.needs.${system}`)}</p>
      <ol className="howto">
        {download.howTo[system].map(({ step, commands }, at) => (
          <li key={step}>
            <span className="howto__n">{at + 1}</span>
            <p className="howto__t">{t(`ui.portal.step.${step}`, { key: ends(fingerprint) })}</p>
            <Commands commands={commands} what={t('ui.portal.command', { nth: at + 1 })} />
            {step === 'fetch' ? <p className="small with-copy">{t('ui.portal.host')} <code className="long">{hostKey}</code><CopyButton value={hostKey} what={t('ui.portal.host-key')} /></p> : null}
            {step === 'compare' ? <Digests files={files} /> : null}
            {step === 'decrypt' && keybase ? (
              <>
                <p className="small">{t('ui.portal.keybase.instead')}</p>
                <Commands commands={keybase} what={t('ui.portal.keybase.commands')} />
              </>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
