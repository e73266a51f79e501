/** Offers to take the trail away: as lines that verify-trail reads, as a table, or with all the evidence beside it. */
import { useState, type ReactNode } from 'react';
import type { Answer, Refusal } from '../../src/contract';
import { ask } from '../parts/ask';
import { Button } from '../parts/Button';
import { RefusalMessage } from '../parts/RefusalMessage';
import { saveFile } from '../parts/save-file';
import { useWording } from '../parts/Says';
import type { Invoke } from './use-panel';

type What = 'jsonl' | 'csv' | 'pack';

/** Every part of an export; the first puts it on record. */
async function exportWhole(invoke: Invoke, format: 'jsonl' | 'csv'): Promise<Answer<null>> {
  const texts: string[] = [];
  let answer = await invoke('trail.export', { format });
  while (answer.ok) {
    const { name, text, through, next } = answer.value;
    texts.push(text);
    if (next === undefined) {
      saveFile(name, texts.join(''), format === 'csv' ? 'text/csv' : 'application/jsonl');
      return { ok: true, value: null };
    }
    answer = await invoke('trail.export', { format, through, after: next });
  }
  return answer;
}

async function savePack(invoke: Invoke): Promise<Answer<null>> {
  const answer = await invoke('evidence.pack', {});
  if (!answer.ok) return answer;
  saveFile(answer.value.name, Uint8Array.from(atob(answer.value.base64), (letter) => letter.charCodeAt(0)), 'application/zip');
  return { ok: true, value: null };
}

export function TakeTrail({ invoke, onTaken }: { invoke: Invoke; onTaken: () => void }): ReactNode {
  const { t } = useWording();
  const [working, setWorking] = useState<What>();
  const [refusal, setRefusal] = useState<Refusal>();

  const take = async (what: What): Promise<void> => {
    if (working) return;
    setRefusal(undefined);
    setWorking(what);
    const answer = await ask(() => (what === 'pack' ? savePack(invoke) : exportWhole(invoke, what)));
    setWorking(undefined);
    if (answer.ok) onTaken();
    else setRefusal(answer.refusal);
  };

  return (
    <>
      <p className="small">{t('ui.trail.recorded')}</p>
      <div className="btns">
        {(['jsonl', 'csv', 'pack'] as const).map((what) => (
          <Button key={what} look="subtle" small icon="download" working={working === what} onPress={() => { void take(what); }}>{t(`ui.trail.take.${what}`)}</Button>
        ))}
      </div>
      {refusal ? <RefusalMessage refusal={refusal} onDismiss={() => { setRefusal(undefined); }} /> : null}
    </>
  );
}
