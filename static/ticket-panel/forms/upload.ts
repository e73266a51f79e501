/** Decides how a file of any size gets onto the ticket: as the person, straight to Jira, past the limit of an invocation. */
import { requestJira } from '@forge/bridge';
import type { Refusal } from '../../../src/contract';

const idOf = (body: unknown): string | undefined => {
  const first: unknown = Array.isArray(body) ? body[0] : undefined;
  if (typeof first !== 'object' || first === null || !('id' in first)) return undefined;
  return typeof first.id === 'string' ? first.id : undefined;
};

const refusalOf = (status: number, name: string): Refusal => {
  if (status === 413) return { code: 'ui.file.too-large', params: { name } };
  if (status === 401 || status === 403 || status === 404) return { code: 'ui.file.not-allowed', params: { name } };
  return { code: 'ui.file.not-taken', params: { name, status } };
};

export async function upload(issueKey: string, file: File): Promise<{ readonly attachmentId: string } | { readonly refusal: Refusal }> {
  const form = new FormData();
  form.append('file', file, file.name);
  try {
    const response = await requestJira(`/rest/api/3/issue/${encodeURIComponent(issueKey)}/attachments`, { method: 'POST', headers: { 'X-Atlassian-Token': 'no-check', Accept: 'application/json' }, body: form });
    const attachmentId = response.ok ? idOf(await response.json()) : undefined;
    return attachmentId === undefined ? { refusal: refusalOf(response.status, file.name) } : { attachmentId };
  } catch {
    return { refusal: { code: navigator.onLine ? 'ui.file.not-sent' : 'ui.offline', params: { name: file.name } } };
  }
}
