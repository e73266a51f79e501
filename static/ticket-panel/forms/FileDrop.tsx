/** Takes a file from the picker or by dropping it, and says what happens to it while it is on its way. */
import { useRef, useState, type ReactNode } from 'react';
import { Button } from '../../parts/Button';
import { Icon } from '../../parts/Icon';
import { useWording } from '../../parts/Says';

export function FileDrop({ sending, reading, onFile }: { sending: File | undefined; reading: boolean; onFile: (file: File) => void }): ReactNode {
  const { t, size } = useWording();
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const busy = sending !== undefined || reading;
  return (
    <div
      className={over ? 'drop drop--over' : 'drop'}
      onDragOver={(event) => { event.preventDefault(); setOver(!busy); }}
      onDragLeave={() => { setOver(false); }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file && !busy) onFile(file);
      }}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : <Icon name="attachment" />}
      <p className="drop__text" role="status">{sending ? t('ui.file.uploading', { name: sending.name, size: size(sending.size) }) : t(reading ? 'ui.file.reading' : 'ui.file.drop')}</p>
      {busy ? null : <Button onPress={() => { picker.current?.click(); }}>{t('ui.file.choose')}</Button>}
      <input
        ref={picker}
        className="vh"
        type="file"
        tabIndex={-1}
        aria-label={t('ui.file.choose')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
