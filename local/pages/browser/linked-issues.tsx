// Decides how the tickets linked to this one are named.
import type { ReactNode } from 'react';
import type { IssueLink } from './jira-records';
import { StatusLozenge } from './parts';

export function LinkedIssues({ links }: { links: IssueLink[] }): ReactNode {
  return (
    <ul className="card rows">
      {links.map(({ id, type, inwardIssue, outwardIssue }) => {
        const other = outwardIssue ?? inwardIssue;
        if (!other) return null;
        return (
          <li key={id} className="linkrow">
            <span className="small">{outwardIssue ? type.outward : type.inward}</span>
            <span className="linkrow__what"><a href={`/browse/${other.key}`}>{other.key}</a> {other.fields.summary}</span>
            {other.fields.status ? <StatusLozenge status={other.fields.status} /> : null}
          </li>
        );
      })}
    </ul>
  );
}
