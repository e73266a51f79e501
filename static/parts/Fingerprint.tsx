/** Shows a fingerprint whole, in fours with a wider gap in the middle; groups that differ from another are marked. */
import type { ReactNode } from 'react';

/** The groups of a hexadecimal fingerprint; nothing where the text is no such thing. */
export function groupsOf(fingerprint: string): readonly string[] {
  const bare = fingerprint.replace(/[\s:]/g, '');
  return /^[\dA-F]{32,}$/i.test(bare) ? (bare.toUpperCase().match(/.{1,4}/g) ?? []) : [];
}

export function Fingerprint({ value, unlike }: { value: string; unlike?: string | undefined }): ReactNode {
  const groups = groupsOf(value);
  if (groups.length === 0) return <code className="long">{value}</code>;
  const others = unlike === undefined ? groups : groupsOf(unlike);
  const differs = (at: number): boolean => groups[at] !== others[at];
  // Where nothing is alike, marking everything would say nothing.
  const marks = groups.some((_, at) => !differs(at));
  const middle = Math.ceil(groups.length / 2);
  return (
    <code className="fp">
      {[groups.slice(0, middle), groups.slice(middle)].map((half, side) => (
        <span className="fp__half" key={side}>
          {half.map((group, index) => {
            const at = side * middle + index;
            return <span key={at}>{marks && differs(at) ? <mark>{group}</mark> : group}{at < groups.length - 1 ? ' ' : null}</span>;
          })}
        </span>
      ))}
    </code>
  );
}
