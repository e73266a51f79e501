// Answers for the files on an issue: taking them in, describing them, giving out their bytes, removing them.
import { randomBytes } from 'node:crypto';
import { announceAttachment } from './events';
import { answerJson, answerNothing, del, get, post, type Call, type Route } from './routing';
import { attachmentView } from './attachment-view';
import { changeItem, saveChanged } from './issue-changes';
import { demand, may, maySee, seenIssue } from './issue-access';
import { filePartsOf, type FilePart } from './multipart';
import { jiraTime, type Attachment, type Issue } from './issue';
import { nowIso, type Site } from './site';
import { refuse } from './refusal';
import { userView, type Person } from './people';

const FILES_AT_ONCE = 60;

interface NewFile {
  filename: string;
  mimeType: string;
  content: Uint8Array;
  isPublic: boolean;
  at?: string;
  quiet?: boolean;
}

export function addAttachment(site: Site, who: Person, issue: Issue, file: NewFile): Attachment {
  const attachment: Attachment = {
    id: site.store.nextNumber('attachment', 10000),
    issueId: issue.id,
    filename: file.filename,
    mimeType: file.mimeType,
    size: file.content.byteLength,
    author: who.accountId,
    created: file.at ?? nowIso(site),
    isPublic: file.isPublic,
    token: randomBytes(16).toString('hex'),
  };
  site.store.addAttachment(attachment, file.content);
  if (file.quiet === true) return attachment;
  announceAttachment(site, who, 'created', attachment);
  const current = site.store.issue(issue.id) ?? issue;
  saveChanged(site, who, current, [changeItem('Attachment', [null, null], [String(attachment.id), attachment.filename], 'attachment')]);
  return attachment;
}

/** The files of a multipart request, refused as Jira refuses them before anything is read. */
export async function filesOf(call: Call, tooLarge: number): Promise<FilePart[]> {
  if (call.request.headers.get('x-atlassian-token')?.toLowerCase() !== 'no-check') throw refuse(403, 'XSRF check failed');
  const contentType = call.request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data/i.test(contentType)) throw refuse(415, 'Unsupported Media Type');
  const parts = filePartsOf(contentType, new Uint8Array(await call.request.arrayBuffer()));
  if (!parts) throw refuse(400, 'The multipart body cannot be read.');
  const files = parts.filter((part) => part.field === 'file');
  if (files.length > FILES_AT_ONCE) throw refuse(413, `No more than ${FILES_AT_ONCE} files can be attached at once.`);
  const limit = call.site.attachmentLimit();
  const big = files.find((file) => file.content.byteLength > limit);
  if (big) throw refuse(tooLarge, `The file '${big.filename}' exceeds the maximum attachment size of ${limit} bytes.`);
  return files;
}

async function upload(call: Call): Promise<Response> {
  const issue = seenIssue(call);
  demand(call, 'CREATE_ATTACHMENTS', issue, 403, 'You do not have permission to create attachments for this issue.');
  const files = await filesOf(call, 413);
  const added = files.map((file) => addAttachment(call.site, call.who, issue, { ...file, isPublic: false }));
  return answerJson(200, added.map((one) => attachmentView(call, one)));
}

function found(call: Call): { attachment: Attachment; issue: Issue } {
  const id = call.part('attachment');
  const attachment = /^\d+$/.test(id) ? call.site.store.attachment(Number(id)) : undefined;
  const issue = attachment && call.site.store.issue(attachment.issueId);
  if (!attachment || !issue) throw refuse(404, `The attachment with id '${id}' does not exist`);
  if (!maySee(call.site, call.who, issue) && !isCustomersOwn(call.who, issue, attachment))
    throw refuse(403, `You do not have permission to view attachment with id: ${id}`);
  return { attachment, issue };
}

const isCustomersOwn = (who: Person, issue: Issue, attachment: Attachment): boolean =>
  attachment.isPublic && (issue.reporter === who.accountId || issue.participants.includes(who.accountId));

function content(call: Call): Response {
  const { attachment } = found(call);
  const address = `${call.origin}/local/jira/media/${attachment.id}/${attachment.token}`;
  if (call.query('redirect') !== 'false') return new Response(null, { status: 303, headers: { location: address } });
  return bytes(call, attachment);
}

/** The address that a download is sent on to names its own permission, as Atlassian's media store does. */
function media(call: Call): Response {
  const attachment = call.site.store.attachment(Number(call.part('attachment')));
  if (attachment?.token !== call.part('token')) throw refuse(404, 'There is no such file.');
  return bytes(call, attachment);
}

function bytes(call: Call, attachment: Attachment): Response {
  const whole = call.site.store.attachmentContent(attachment.id);
  const headers: Record<string, string> = {
    'content-type': attachment.mimeType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`,
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
  };
  const asked = call.request.headers.get('range');
  if (asked === null) return new Response(Buffer.from(whole), { status: 200, headers });
  const range = /^bytes=(\d*)-(\d*)$/.exec(asked);
  if (!range || (range[1] === '' && range[2] === '')) throw refuse(400, 'The Range header is malformed.');
  const size = whole.byteLength;
  const first = range[1] === '' ? Math.max(size - Number(range[2]), 0) : Number(range[1]);
  const last = range[1] === '' || range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1);
  if (first > last) throw refuse(416, 'The range cannot be satisfied.');
  return new Response(Buffer.from(whole.slice(first, last + 1)), {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${first}-${last}/${size}` },
  });
}

function remove(call: Call): Response {
  const { attachment, issue } = found(call);
  const own = attachment.author === call.who.accountId;
  if (!may(call.site, call.who, 'DELETE_ALL_ATTACHMENTS', issue) && !(own && may(call.site, call.who, 'DELETE_OWN_ATTACHMENTS', issue)))
    throw refuse(403, `You do not have permission to delete attachment with id: ${attachment.id}`);
  call.site.store.deleteAttachment(attachment.id);
  announceAttachment(call.site, call.who, 'deleted', attachment);
  saveChanged(call.site, call.who, issue, [changeItem('Attachment', [String(attachment.id), attachment.filename], [null, null], 'attachment')]);
  return answerNothing();
}

export const attachmentRoutes: Route[] = [
  post('/rest/api/3/issue/:issue/attachments', upload),
  get('/rest/api/3/attachment/meta', (call) => answerJson(200, { enabled: true, uploadLimit: call.site.attachmentLimit() })),
  get('/rest/api/3/attachment/:attachment', (call) => {
    const { attachment } = found(call);
    return answerJson(200, {
      self: `${call.origin}/rest/api/3/attachment/${attachment.id}`,
      id: attachment.id,
      filename: attachment.filename,
      author: userView(call.site.store, attachment.author, call.who, call.origin),
      created: jiraTime(attachment.created),
      size: attachment.size,
      mimeType: attachment.mimeType,
      properties: {},
      content: `${call.origin}/rest/api/3/attachment/content/${attachment.id}`,
    });
  }),
  get('/rest/api/3/attachment/content/:attachment', content),
  get('/local/jira/media/:attachment/:token', media),
  del('/rest/api/3/attachment/:attachment', remove),
];
