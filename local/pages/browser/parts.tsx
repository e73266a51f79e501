// Decides the small parts that every page is put together from.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Answer } from './ask';
import { Icon } from './icon';
import type { Status } from './jira-records';

export function Message({ tone, title, children }: { tone: 'danger' | 'warning' | 'information' | 'success'; title: string; children?: ReactNode }): ReactNode {
  return (
    <div className={`msg msg--${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon name={tone === 'danger' ? 'error' : tone} />
      <p className="msg__title">{title}</p>
      {children ? <p>{children}</p> : null}
    </div>
  );
}

/** What was loaded; while it loads a line that says so, when it was refused the refusal. */
export function Loaded<T>({ answer, what, children }: { answer: Answer<T> | undefined; what: string; children: (value: T) => ReactNode }): ReactNode {
  if (!answer) return <p className="subtle" role="status">Loading {what}…</p>;
  if (!answer.ok) return <Message tone="danger" title={`We couldn’t load ${what}`}>{answer.says}</Message>;
  return children(answer.value);
}

/** A page that is nothing without what it loads: until then, or when that is refused, the same line with a heading. */
export function LoadedPage<T>({ answer, what, hint, children }: {
  answer: Answer<T> | undefined;
  what: string;
  hint?: ReactNode;
  children: (value: T) => ReactNode;
}): ReactNode {
  if (answer?.ok) return children(answer.value);
  return (
    <div className="page section">
      <h1>{what}</h1>
      <Loaded answer={answer} what={what}>{() => null}</Loaded>
      {answer && hint ? <p>{hint}</p> : null}
    </div>
  );
}

export function Section({ title, count, action, children }: { title: string; count?: number; action?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <section className="section" aria-label={title}>
      <div className="section__head">
        <h2>{title}</h2>
        {count ? <span className="loz">{count}</span> : null}
        {action ? <div className="push">{action}</div> : null}
      </div>
      {children}
    </section>
  );
}

const lozengeOf: Record<string, string> = { indeterminate: 'loz loz--going', done: 'loz loz--done' };

export const StatusLozenge = ({ status }: { status: Status }): ReactNode => (
  <span className={lozengeOf[status.statusCategory?.key ?? ''] ?? 'loz'}>{status.name}</span>
);

const initials = (name: string): string => name.split(/\s+/).slice(0, 2).map((word) => word.charAt(0).toUpperCase()).join('');

export const Avatar = ({ name }: { name: string }): ReactNode => <span className="avatar" aria-hidden="true">{initials(name)}</span>;

export const Person = ({ name }: { name: string }): ReactNode => <span className="person"><Avatar name={name} />{name}</span>;

export function Crumbs({ trail }: { trail: { label: string; href?: string }[] }): ReactNode {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="crumbs">
        {trail.map(({ label, href }) => <li key={label}>{href ? <a href={href}>{label}</a> : label}</li>)}
      </ol>
    </nav>
  );
}

/** The document's title, "SUP-1 · Snapshot Desk": the page's own name first, for tabs and screen readers. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Snapshot Desk` : 'Snapshot Desk, local host';
  }, [title]);
}

/** Runs one piece of work at a time and keeps what it was refused with. */
export function useAct(): { busy: boolean; refused: string | undefined; act: (work: () => Promise<Answer<unknown>>) => Promise<boolean>; clear: () => void } {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const running = useRef(false);
  const act = async (work: () => Promise<Answer<unknown>>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setRefused(undefined);
    const answer = await work();
    running.current = false;
    setBusy(false);
    if (!answer.ok) setRefused(answer.says);
    return answer.ok;
  };
  return { busy, refused, act, clear: () => setRefused(undefined) };
}
