/** Opens the question about a disposal in a dialog of Jira’s, which has the room for it, and tells what came of it. */
import { Modal } from '@forge/bridge';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { DisposalProfile, Message } from '../../../src/contract';
import { Button } from '../Button';
import { useWording } from '../Says';

const isMessage = (given: unknown): given is Message => typeof given === 'object' && given !== null && 'code' in given && 'params' in given;

/** `onAsked` only where it was asked for; who closes the dialog has not asked. */
export function AskInDialog({ profile, onAsked, onCancel }: { profile: DisposalProfile; onAsked: (done: Message) => void; onCancel: () => void }): ReactNode {
  const { t } = useWording();
  const [failed, setFailed] = useState(false);
  const then = useRef({ onAsked, onCancel });
  then.current = { onAsked, onCancel };
  useEffect(() => {
    const onClose = (done: unknown): void => {
      if (isMessage(done)) then.current.onAsked(done);
      else then.current.onCancel();
    };
    // A click beside it must not throw away what was filled in.
    new Modal({ size: 'large', context: { disposal: profile }, closeOnOverlayClick: false, onClose }).open().catch(() => { setFailed(true); });
  }, [profile]);
  return (
    <div className="form">
      <p className="subtle" role="status">{t(failed ? 'ui.dispose.no-dialog' : 'ui.dispose.in-dialog')}</p>
      {failed ? <div className="btns"><Button look="subtle" onPress={onCancel}>{t('ui.cancel')}</Button></div> : null}
    </div>
  );
}
