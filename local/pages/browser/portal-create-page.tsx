// Decides how a customer raises a request: what kind, then that kind's own form.
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { ask, read, useAnswer, type Answer } from './ask';
import { Crumbs, Loaded, Message, useAct, useTitle } from './parts';
import { customerRequest, uploadTemporarily } from './portal-records';

const desks = z.object({ values: z.array(z.object({ id: z.coerce.string(), projectKey: z.string() })) });
const kinds = z.object({ values: z.array(z.object({ id: z.coerce.string(), name: z.string(), description: z.string().nullish() })) });
type Kind = z.infer<typeof kinds>['values'][number];

const form = z.object({
  requestTypeFields: z.array(
    z.object({
      fieldId: z.string(),
      name: z.string(),
      description: z.string().nullish(),
      required: z.boolean(),
      validValues: z.array(z.object({ value: z.string(), label: z.string() })).nullish(),
      jiraSchema: z.object({ type: z.string() }).nullish(),
    }),
  ),
});
type Field = z.infer<typeof form>['requestTypeFields'][number];

async function loadKinds(): Promise<Answer<{ deskId: string; kinds: Kind[] }>> {
  const found = await read(desks, '/rest/servicedeskapi/servicedesk');
  if (!found.ok) return found;
  const desk = found.value.values.find(({ projectKey }) => projectKey === 'SUP') ?? found.value.values[0];
  if (!desk) return { ok: false, status: 404, says: 'There is no service desk that you may ask.' };
  const listed = await read(kinds, `/rest/servicedeskapi/servicedesk/${desk.id}/requesttype?limit=100`);
  return listed.ok ? { ok: true, value: { deskId: desk.id, kinds: listed.value.values } } : listed;
}

export function PortalKindsPage(): ReactNode {
  useTitle('Raise a request');
  const { answer } = useAnswer('kinds', loadKinds);
  return (
    <div className="page page--narrow">
      <div className="section">
        <Crumbs trail={[{ label: 'Requests', href: '/portal' }, { label: 'Raise a request' }]} />
        <h1>What do you need?</h1>
      </div>
      <Loaded answer={answer} what="the kinds of request">
        {(known) => (
          <ul className="card rows">
            {known.kinds.map(({ id, name, description }) => (
              <li key={id} className="ticket">
                <a className="ticket__title" href={`/portal/new/${known.deskId}/${id}`}>{name}</a>
                {description ? <span className="small">{description}</span> : null}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}

function FieldInput({ field, value, onChange, onFiles }: {
  field: Field;
  value: string;
  onChange: (value: string) => void;
  onFiles: (files: File[]) => void;
}): ReactNode {
  const { required, validValues } = field;
  if (field.fieldId === 'attachment')
    return <input className="input" type="file" multiple required={required} onChange={(event) => onFiles([...(event.target.files ?? [])])} />;
  if (validValues && validValues.length > 0)
    return (
      <select className="input" required={required} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">None</option>
        {validValues.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
      </select>
    );
  return field.fieldId === 'description'
    ? <textarea className="input" required={required} value={value} onChange={(event) => onChange(event.target.value)} />
    : <input className="input" required={required} value={value} onChange={(event) => onChange(event.target.value)} />;
}

async function raise(deskId: string, kindId: string, fields: Field[], values: Record<string, string>, files: File[]): Promise<Answer<z.infer<typeof customerRequest>>> {
  const filled = fields
    .filter(({ fieldId }) => fieldId !== 'attachment' && (values[fieldId] ?? '').trim() !== '')
    .map(({ fieldId, validValues }): [string, unknown] => [fieldId, validValues?.length ? { id: values[fieldId] } : values[fieldId]]);
  if (files.length > 0) {
    const uploaded = await uploadTemporarily(deskId, files);
    if (!uploaded.ok) return uploaded;
    filled.push(['attachment', uploaded.value]);
  }
  return ask(customerRequest, 'POST', '/rest/servicedeskapi/request', {
    serviceDeskId: deskId, requestTypeId: kindId, requestFieldValues: Object.fromEntries(filled),
  });
}

function RequestForm({ deskId, kindId, fields }: { deskId: string; kindId: string; fields: Field[] }): ReactNode {
  const [values, setValues] = useState<Record<string, string>>({});
  const [files, setFiles] = useState<File[]>([]);
  const { busy, refused, act } = useAct();
  const send = (): Promise<boolean> =>
    act(async () => {
      const answer = await raise(deskId, kindId, fields, values, files);
      if (answer.ok) location.assign(`/portal/${answer.value.issueKey}`);
      return answer;
    });
  return (
    <form
      className="section"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {refused ? <Message tone="danger" title="The request was not raised">{refused}</Message> : null}
      {fields.map((field) => (
        <label key={field.fieldId} className="field">
          <span className="field__label">{field.name}{field.required ? '' : ' (optional)'}</span>
          <FieldInput
            field={field}
            value={values[field.fieldId] ?? ''}
            onChange={(value) => setValues({ ...values, [field.fieldId]: value })}
            onFiles={setFiles}
          />
          {field.description ? <span className="small">{field.description}</span> : null}
        </label>
      ))}
      <div><button type="submit" className="btn btn--primary" disabled={busy}>{busy ? 'Sending…' : 'Raise request'}</button></div>
    </form>
  );
}

export function PortalCreatePage({ deskId, kindId }: { deskId: string; kindId: string }): ReactNode {
  const base = `/rest/servicedeskapi/servicedesk/${deskId}/requesttype`;
  const { answer } = useAnswer(kindId, () => read(form, `${base}/${kindId}/field`));
  const known = useAnswer('kinds', () => read(kinds, `${base}?limit=100`)).answer;
  const title = (known?.ok ? known.value.values.find(({ id }) => id === kindId)?.name : undefined) ?? 'Raise a request';
  useTitle(title);
  return (
    <div className="page page--narrow">
      <div className="section">
        <Crumbs trail={[{ label: 'Requests', href: '/portal' }, { label: 'Raise a request', href: '/portal/new' }, { label: title }]} />
        <h1>{title}</h1>
      </div>
      <Loaded answer={answer} what="the form">
        {({ requestTypeFields }) => <RequestForm deskId={deskId} kindId={kindId} fields={requestTypeFields} />}
      </Loaded>
    </div>
  );
}
