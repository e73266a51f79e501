// Decides as whom a request is made: basic auth for scripts, a cookie for the browser, nobody otherwise.

/** What every person's password is; this host listens to its own machine alone. */
const PASSWORD = 'local';
const COOKIE = 'snapshot-desk-person';

export interface Asking {
  email: string;
  /** Ordinary REST clients and scripts, as opposed to the pages. */
  byPassword: boolean;
}

export function whoAsks(request: Request): Asking | undefined {
  const basic = /^Basic (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (basic !== undefined) {
    const [email = '', password] = Buffer.from(basic, 'base64').toString('utf8').split(/:(.*)/s);
    return password === PASSWORD ? { email, byPassword: true } : undefined;
  }
  const cookie = (request.headers.get('cookie') ?? '').split('; ').find((pair) => pair.startsWith(`${COOKIE}=`));
  return cookie === undefined ? undefined : { email: decodeURIComponent(cookie.slice(COOKIE.length + 1)), byPassword: false };
}

export const basicAuth = (email: string): string => `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`;

/** Lax: a page of another site that posts here is nobody. */
export const sessionCookie = (email: string): string => `${COOKIE}=${encodeURIComponent(email)}; Path=/; HttpOnly; SameSite=Lax`;
