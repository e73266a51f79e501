// Decides in which language the app speaks to whoever looks: what was chosen here, or stands in the address, else English.
export const locales = { 'en-US': 'English', 'de-DE': 'Deutsch' } as const;
export type Locale = keyof typeof locales;

const COOKIE = 'snapshot-desk-locale';

const known = (value: string | null | undefined): Locale | undefined => (Object.keys(locales) as Locale[]).find((one) => one === value);

export const chosenLocale = (): Locale =>
  known(new URLSearchParams(location.search).get('locale')) ?? known(document.cookie.split('; ').find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1)) ?? 'en-US';

export function chooseLocale(locale: Locale): void {
  document.cookie = `${COOKIE}=${locale}; path=/; max-age=31536000; samesite=lax`;
}

/** The frames of the app read it from here; the pages around them stay in English. */
export function startLocale(): void {
  document.documentElement.dataset['locale'] = chosenLocale();
}
