// Decides what stays at the top of every page: where one can go, what day it is, who one is, light or dark.
import { useState, type ReactNode } from 'react';
import { inFull } from './dates';
import { Icon } from './icon';
import { chooseLocale, chosenLocale, locales, type Locale } from './locale';
import { becomes, isCustomer, type Session, type SitePerson } from './session';
import { chooseTheme, chosenTheme, type ThemeChoice } from './theme';

const places: { label: string; href: string; within: RegExp }[] = [
  { label: 'Tickets', href: '/queues/SUP', within: /^\/(queues|browse\/SUP-)/ },
  { label: 'SRE', href: '/projects/SRE', within: /^\/(projects\/SRE|browse\/SRE-)/ },
  { label: 'Portal', href: '/portal', within: /^\/portal/ },
  { label: 'Settings', href: '/projects/SUP/settings', within: /^\/projects\/SUP\/settings/ },
  { label: 'Workflow', href: '/projects/SUP/workflow', within: /^\/projects\/SUP\/workflow/ },
];

export async function switchTo(email: string): Promise<void> {
  await becomes(email);
  location.reload();
}

const options = (people: SitePerson[]): ReactNode =>
  people.map(({ emailAddress, displayName }) => <option key={emailAddress} value={emailAddress}>{displayName} ({emailAddress})</option>);

export function PersonSwitcher({ session }: { session: Session }): ReactNode {
  return (
    <select
      className="input"
      aria-label="You are"
      value={session.person?.emailAddress ?? ''}
      onChange={(event) => void switchTo(event.target.value)}
    >
      {session.person ? null : <option value="">Nobody yet</option>}
      <optgroup label="Staff">{options(session.people.filter((one) => !isCustomer(one)))}</optgroup>
      <optgroup label="Customers">{options(session.people.filter(isCustomer))}</optgroup>
    </select>
  );
}

function ThemePicker(): ReactNode {
  const [choice, setChoice] = useState<ThemeChoice>(chosenTheme);
  return (
    <select
      className="input"
      aria-label="Colours"
      value={choice}
      onChange={(event) => {
        const next = event.target.value as ThemeChoice;
        chooseTheme(next);
        setChoice(next);
      }}
    >
      <option value="system">System colours</option>
      <option value="light">Light</option>
      <option value="dark">Dark</option>
    </select>
  );
}

function LocalePicker(): ReactNode {
  return (
    <select
      className="input"
      aria-label="Language of the app"
      value={chosenLocale()}
      onChange={(event) => {
        chooseLocale(event.target.value as Locale);
        const { pathname, hash } = location;
        // An address that names a language would win over the choice.
        if (new URLSearchParams(location.search).has('locale')) location.assign(pathname + hash);
        else location.reload();
      }}
    >
      {Object.entries(locales).map(([locale, name]) => <option key={locale} value={locale}>{name}</option>)}
    </select>
  );
}

export function SiteBar({ session }: { session: Session | undefined }): ReactNode {
  return (
    <header className="bar">
      <a className="skip" href="#main">Skip to the page</a>
      <div className="bar__in">
        <a className="brand" href="/"><BrandMark />Snapshot Desk <span className="loz">local host</span></a>
        <nav className="nav" aria-label="Site">
          {places.map(({ label, href, within }) => (
            <a key={href} href={href} aria-current={within.test(location.pathname) ? 'page' : undefined}>{label}</a>
          ))}
        </nav>
        {session ? (
          <div className="bar__end">
            <a className="clock" href="/#clock" title="The day on this host. Move it on the start page."><Icon name="clock" />{inFull(session.now)}</a>
            <PersonSwitcher session={session} />
            <LocalePicker />
            <ThemePicker />
          </div>
        ) : null}
      </div>
    </header>
  );
}

const BrandMark = (): ReactNode => (
  <svg className="brand__mark" viewBox="0 0 20 20" aria-hidden="true">
    <path fill="currentcolor" fillRule="evenodd" d="M5 1h10a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4m5 3.5-5 2v3.6c0 2.6 2 4.6 5 5.4 3-.8 5-2.8 5-5.4V6.500zm2.600 3.500 1 1.100L9.300 13 6.800 10.600l1-1.100L9.300 11z" />
  </svg>
);
