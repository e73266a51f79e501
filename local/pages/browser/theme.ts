// Decides whether the pages are light or dark: what was chosen here, else what the system prefers.
export type ThemeChoice = 'light' | 'dark' | 'system';

// A cookie rather than storage, so that the server can send the page in its colours and it never flashes.
const COOKIE = 'snapshot-desk-theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

export function chosenTheme(): ThemeChoice {
  const value = document.cookie.split('; ').find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  return value === 'light' || value === 'dark' ? value : 'system';
}

function paint(): void {
  const choice = chosenTheme();
  const dark = choice === 'dark' || (choice === 'system' && prefersDark.matches);
  document.documentElement.dataset['colorMode'] = dark ? 'dark' : 'light';
}

export function chooseTheme(choice: ThemeChoice): void {
  document.cookie = `${COOKIE}=${choice}; path=/; max-age=31536000; samesite=lax`;
  paint();
}

export function startTheme(): void {
  paint();
  prefersDark.addEventListener('change', paint);
}
