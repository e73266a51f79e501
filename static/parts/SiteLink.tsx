/** Shows a link out of the panel: Jira opens it, because a frame may not. */
import { router } from '@forge/bridge';
import { createContext, useContext, type ReactNode } from 'react';

/** The address of the Jira site, so that a link reads and copies as what it is. */
export const SiteUrl = createContext('');

export function SiteLink({ to, className, children }: { to: string; className?: string; children: ReactNode }): ReactNode {
  const site = useContext(SiteUrl);
  const href = to.startsWith('/') ? site + to : to;
  return (
    <a
      className={className}
      href={/^https?:/i.test(href) ? href : undefined}
      onClick={(event) => {
        event.preventDefault();
        void router.open(to);
      }}
    >
      {children}
    </a>
  );
}
