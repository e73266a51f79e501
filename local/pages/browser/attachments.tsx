// Decides how files on a ticket are listed, added by picker or drop, downloaded and removed.
import { useRef, useState, type ReactNode } from 'react';
import { size, when } from './dates';
import { Icon } from './icon';
import { Message } from './parts';

export type ListedFile = { id: string; filename: string; size: number; created: string; by: string | undefined; href: string };

function FileRow({ file, now, onRemove }: { file: ListedFile; now: Date; onRemove: ((file: ListedFile) => void) | undefined }): ReactNode {
  return (
    <li className="file">
      <Icon name="attachment" />
      <a className="file__name" href={file.href}>{file.filename}</a>
      <span className="small">{[size(file.size), when(file.created, now), file.by].filter(Boolean).join(' · ')}</span>
      <span className="btns">
        <a className="btn btn--icon" href={file.href} download={file.filename} aria-label={`Download ${file.filename}`}><Icon name="download" /></a>
        {onRemove ? (
          <button type="button" className="btn btn--icon" aria-label={`Delete ${file.filename}`} onClick={() => onRemove(file)}><Icon name="delete" /></button>
        ) : null}
      </span>
    </li>
  );
}

export function Attachments({ files, now, busy, refused, onAdd, onRemove }: {
  files: ListedFile[];
  now: Date;
  busy: boolean;
  refused: string | undefined;
  onAdd: (files: File[]) => void;
  onRemove?: (file: ListedFile) => void;
}): ReactNode {
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      {refused ? <Message tone="danger" title="The file stays as it was">{refused}</Message> : null}
      {files.length > 0 ? (
        <ul className="card rows">
          {files.map((file) => <FileRow key={file.id} file={file} now={now} onRemove={onRemove} />)}
        </ul>
      ) : null}
      <div
        className={over ? 'drop drop--over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          onAdd([...event.dataTransfer.files]);
        }}
      >
        <input
          ref={picker}
          className="vh"
          type="file"
          multiple
          tabIndex={-1}
          aria-label="Files to attach"
          onChange={(event) => {
            onAdd([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <button type="button" className="btn" disabled={busy} onClick={() => picker.current?.click()}>{busy ? 'Attaching…' : 'Attach files'}</button>
        <span>or drop them here</span>
      </div>
    </>
  );
}
