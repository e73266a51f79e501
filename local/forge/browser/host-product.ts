// Carries the bridge's fetchProduct to Jira as the person who looks at the screen.

export interface ProductFetch {
  product: string;
  restPath: string;
  fetchRequestInit: { method?: string; body?: string | null; headers: [string, string][] };
  isMultipartFormData: boolean;
}

export interface ProductAnswer {
  body: string;
  headers: Record<string, string>;
  status: number;
  statusText: string;
  isAttachment: boolean;
}

export async function fetchProduct(moduleKey: string, { product, restPath, fetchRequestInit, isMultipartFormData }: ProductFetch): Promise<ProductAnswer> {
  if (product !== 'jira') throw new Error(`the local host does not have ${product}`);
  const { method = 'GET', body, headers } = fetchRequestInit;
  const sent = new Headers(headers);
  sent.set('x-forge-module', moduleKey);
  const init: RequestInit = { method, headers: sent };
  if (isMultipartFormData && typeof body === 'string') {
    // The browser writes the multipart boundary itself.
    sent.delete('content-type');
    init.body = formOf(JSON.parse(body) as Record<string, string>);
  } else if (typeof body === 'string' && method !== 'GET' && method !== 'HEAD') init.body = body;
  const response = await fetch(`/local/product${restPath}`, init);
  const type = response.headers.get('content-type') ?? '';
  const isAttachment = type !== '' && !/json|text/.test(type);
  return {
    body: isAttachment ? base64Of(new Uint8Array(await response.arrayBuffer())) : await response.text(),
    headers: Object.fromEntries(response.headers),
    status: response.status,
    statusText: response.statusText,
    isAttachment,
  };
}

// @forge/bridge turns a form into JSON: the file as a data URL in `file`, its name and type beside it.
function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'file') {
      const bytes = Uint8Array.from(atob(value.slice(value.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
      form.append('file', new File([bytes], fields['__fileName'] ?? 'file', { type: fields['__fileType'] ?? '' }));
    } else if (name !== '__fileName' && name !== '__fileType') form.append(name, value);
  }
  return form;
}

function base64Of(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += 32_768) letters += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(letters);
}
