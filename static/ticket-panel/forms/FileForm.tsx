/** Asks for a file: one from the reader's computer, which is put on the ticket first, or one that is there already. */
import { useId, useState, type ReactNode } from 'react';
import type { AttachmentView, FileRole, Refusal } from '../../../src/contract';
import { Field } from '../../parts/Field';
import { RefusalMessage } from '../../parts/RefusalMessage';
import { useWording } from '../../parts/Says';
import { FileDrop } from './FileDrop';
import { Form } from '../../parts/Form';
import { upload } from './upload';

const likely: Readonly<Record<FileRole, RegExp>> = { 'signed-form': /\.pdf$/i, 'encryption-key': /\.(asc|gpg|pgp|key|txt)$/i, 'ssh-key': /\.(pub|txt)$/i };

/** People copy fingerprints in groups. */
const bare = (fingerprint: string): string => fingerprint.replace(/[\s:]/g, '');

export function FileForm({ role, issueKey, attachments, taken, underWay, onSubmit, onCancel }: {
  role: FileRole;
  issueKey: string;
  attachments: readonly AttachmentView[];
  taken: string | undefined;
  underWay: boolean;
  onSubmit: (attachmentId: string, fingerprint: string) => void;
  onCancel: () => void;
}): ReactNode {
  const { t, size, moment } = useWording();
  const name = useId();
  const there = [...attachments].sort((a, b) => b.at.localeCompare(a.at));
  const [chosen, setChosen] = useState(there.find((one) => one.id !== taken && likely[role].test(one.name))?.id);
  const [fingerprint, setFingerprint] = useState('');
  const [sending, setSending] = useState<File>();
  const [refusal, setRefusal] = useState<Refusal>();

  const send = async (file: File): Promise<void> => {
    setSending(file);
    setRefusal(undefined);
    const sent = await upload(issueKey, file);
    setSending(undefined);
    if ('refusal' in sent) setRefusal(sent.refusal);
    else onSubmit(sent.attachmentId, bare(fingerprint));
  };

  return (
    <Form title={t(`ui.file.${role}`)} submit={there.length > 0 && !sending ? t('ui.file.use') : undefined} onSubmit={() => { if (chosen !== undefined) onSubmit(chosen, bare(fingerprint)); }} onCancel={onCancel}>
      {there.length > 0 ? (
        <fieldset>
          <legend className="field__label">{t('ui.file.there')}</legend>
          <div className="files">
            {there.map((one) => (
              <label className="check files__one" key={one.id}>
                <input type="radio" name={name} required checked={chosen === one.id} onChange={() => { setChosen(one.id); }} />
                <span>{one.name} <span className="small">{t('ui.file.about', { size: size(one.size), by: one.by, at: moment(one.at) })}{one.id === taken ? `, ${t('ui.file.taken')}` : null}</span></span>
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      <FileDrop sending={sending} reading={underWay} onFile={(file) => { void send(file); }} />
      {refusal ? <RefusalMessage refusal={refusal} /> : null}
      {role === 'encryption-key' ? (
        <details>
          <summary className="small">{t('ui.file.several-keys')}</summary>
          <Field label={t('ui.file.fingerprint')}>
            {(ids) => <input {...ids} className="input input--mono" pattern="[\s:0-9A-Fa-f]{40,80}" spellCheck={false} autoComplete="off" value={fingerprint} onChange={(event) => { setFingerprint(event.target.value); }} />}
          </Field>
        </details>
      ) : null}
    </Form>
  );
}
