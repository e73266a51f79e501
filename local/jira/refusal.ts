// Says how Jira, and Jira Service Management in its own way, word a refusal.

export interface Refusal {
  status: number;
  messages: string[];
  errors: Record<string, string>;
  headers: Record<string, string>;
}

export type RefusalError = Error & { refusal: Refusal };

export function refuse(
  status: number,
  messages: string | string[],
  errors: Record<string, string> = {},
  headers: Record<string, string> = {},
): RefusalError {
  const list = typeof messages === 'string' ? [messages] : messages;
  const text = [...list, ...Object.values(errors)].join(' ');
  return Object.assign(new Error(`${status} ${text}`), { refusal: { status, messages: list, errors, headers } });
}

export const refuseFields = (errors: Record<string, string>): RefusalError => refuse(400, [], errors);

export const noSuchIssue = (): RefusalError =>
  refuse(404, 'Issue does not exist or you do not have permission to see it.');

export function refusalOf(thrown: unknown): Refusal | undefined {
  if (!(thrown instanceof Error) || !('refusal' in thrown)) return undefined;
  return (thrown as RefusalError).refusal;
}

export function refusalResponse(refusal: Refusal, path: string): Response {
  const body = path.startsWith('/rest/servicedeskapi/')
    ? {
        errorMessage: [...refusal.messages, ...Object.values(refusal.errors)].join(' '),
        i18nErrorMessage: { i18nKey: `sd.local.refused.${refusal.status}`, parameters: [] },
      }
    : { errorMessages: refusal.messages, errors: refusal.errors };
  return new Response(JSON.stringify(body), {
    status: refusal.status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...refusal.headers },
  });
}
