/** Decides how a certificate reaches the customer: made again from its record, attached once, with a public comment. */
import { createHash } from 'node:crypto';
import { certificatePdf } from '../certificate/certificate-pdf';
import { downloadAttachment } from '../jira/attachments';
import { attachForCustomer } from '../jira/portal';
import { readTicket } from '../jira/tickets';
import { withDisposal } from '../procedure/disposal';
import type { SnapshotRequest } from '../procedure/request';
import { sentence } from '../procedure/sentence';
import { change } from './change';

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** An attempt that died after the upload left the file there: the same bytes under the same name are the certificate. */
async function attachedBefore(issueId: string, name: string, sha256: string): Promise<string | undefined> {
  const { attachments } = await readTicket('app', issueId);
  for (const { id } of attachments.filter((one) => one.name === name)) if (digestOf(await downloadAttachment(id)) === sha256) return id;
  return undefined;
}

/** Throws where it is worth another attempt. */
export async function attachCertificate({ issueId, issueKey, disposals = [] }: SnapshotRequest, number: number, effectId: string): Promise<void> {
  const certificate = disposals.find((one) => one.number === number)?.certificate;
  if (!certificate || certificate.attachmentId) return;
  const bytes = await certificatePdf(certificate.facts);
  // Another version of the app may draw the page otherwise; what was put on record is what is handed out.
  if (digestOf(bytes) !== certificate.sha256) throw new Error('the certificate is no longer the one on record');
  const name = `${issueKey}-disposal-${number}.pdf`;
  const text = sentence({ code: 'disposal.certificate.comment', params: { site: certificate.facts.site, sha256: certificate.sha256 } }, { locale: 'en', timeZone: 'UTC', now: new Date(certificate.at) });
  if (!(await attachedBefore(issueId, name, certificate.sha256))) await attachForCustomer(issueKey, { name, bytes, type: 'application/pdf' }, text);
  const attachmentId = await attachedBefore(issueId, name, certificate.sha256);
  if (!attachmentId) throw new Error('the certificate was attached and is not there');
  await change(issueId, 'app', ({ request }) => {
    const disposal = request.disposals?.find((one) => one.number === number);
    if (!disposal?.certificate || disposal.certificate.attachmentId) return { unchanged: true };
    return {
      request: withDisposal(request, { ...disposal, certificate: { ...disposal.certificate, attachmentId } }),
      happening: { type: 'disposal.certified', detail: { disposal: number, sha256: certificate.sha256, attachmentId } },
      completed: [effectId],
    };
  });
}
