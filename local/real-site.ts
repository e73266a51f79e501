// Sends the app's product calls to a real Jira site instead of the embedded one, as the owner of an API token.

export function realSite(site: string, email: string, token: string): (request: Request) => Promise<Response> {
  const origin = new URL(site).origin;
  const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const headers = new Headers(request.headers);
    for (const local of ['host', 'cookie', 'content-length', 'connection']) headers.delete(local);
    headers.set('authorization', authorization);
    const body = request.body === null ? undefined : await request.arrayBuffer();
    return fetch(new URL(pathname + search, origin), { method: request.method, headers, ...(body && { body }) });
  };
}
