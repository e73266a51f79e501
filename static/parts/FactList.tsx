/** Shows terms as labels and values: in a grid of three, fingerprints whole, what changed said beside its name. */
import type { ReactNode } from 'react';
import type { TermView } from '../../src/contract';
import { CopyButton } from './CopyButton';
import { Fingerprint } from './Fingerprint';
import { Lozenge } from './Lozenge';
import { Says, useWording } from './Says';
import { SiteLink } from './SiteLink';

const widths = { 1: 'fact', 2: 'fact fact--two', 3: 'fact fact--wide' } as const;

/** An address may break before its @, so that a narrow column keeps the domain whole. */
function Breakable({ text }: { text: string }): ReactNode {
  const at = text.indexOf('@');
  return at > 0 ? <>{text.slice(0, at)}<wbr />{text.slice(at)}</> : text;
}

function Value({ term }: { term: TermView }): ReactNode {
  const { kept } = useWording();
  const value = kept(term.value);
  if (term.as === 'fingerprint') return <Fingerprint value={term.value} />;
  if (term.as === 'code') return <code className="long">{term.value}</code>;
  if (term.as === 'file' && term.attachmentId !== undefined) return <SiteLink to={`/rest/api/3/attachment/content/${encodeURIComponent(term.attachmentId)}`}>{value}</SiteLink>;
  return <Breakable text={value} />;
}

export function FactList({ terms, copy }: { terms: readonly TermView[]; copy: readonly TermView['as'][] }): ReactNode {
  const { say, kept } = useWording();
  return (
    <dl className="facts">
      {terms.map((term) => {
        const mayCopy = copy.includes(term.as);
        return (
          <div className={widths[term.width]} key={term.term}>
            <dt><Says message={term.label} />{term.changed ? <Lozenge tone="warning"><Says message={term.changed} /></Lozenge> : null}</dt>
            <dd className={mayCopy ? 'with-copy' : undefined}>
              <Value term={term} />
              {term.small === undefined ? null : <small><Breakable text={kept(term.small)} /></small>}
              {mayCopy ? <CopyButton value={term.value} what={say(term.label)} /> : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
