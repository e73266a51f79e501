/** Shows what a step rests on: its name and its age, and the way to it where there is one. */
import type { ReactNode } from 'react';
import type { EvidenceView } from '../../src/contract';
import { Icon, type IconName } from './Icon';
import { SiteLink } from './SiteLink';
import { useWording } from './Says';

const icons = { file: 'attachment', link: 'link', note: 'comment', issue: 'link', directory: 'clock' } as const satisfies Readonly<Record<EvidenceView['kind'], IconName>>;

function wayTo({ kind, href, attachmentId, name }: EvidenceView): string | undefined {
  if (href !== undefined) return href;
  if (attachmentId !== undefined) return `/rest/api/3/attachment/content/${encodeURIComponent(attachmentId)}`;
  return kind === 'issue' ? `/browse/${encodeURIComponent(name)}` : undefined;
}

export function EvidenceChip({ evidence }: { evidence: EvidenceView }): ReactNode {
  const { moment, kept } = useWording();
  const to = wayTo(evidence);
  const inside = (
    <>
      <Icon name={icons[evidence.kind]} />
      <span className="chip__name">{kept(evidence.name)}</span>
      <span className="chip__age">{moment(evidence.at)}</span>
    </>
  );
  return to === undefined ? <span className="chip chip--still">{inside}</span> : <SiteLink className="chip" to={to}>{inside}</SiteLink>;
}
