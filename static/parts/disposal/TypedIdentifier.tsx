/** Asks for an identifier in full; it is never filled in, and says that it matches only once all of it does. */
import type { ReactNode } from 'react';
import { Icon } from '../Icon';
import { useWording } from '../Says';

/** `labelledBy` is the id of the heading that asks. */
export function TypedIdentifier({ labelledBy, tenantId, name, value, onChange }: { labelledBy: string; tenantId: string; name: string; value: string; onChange: (typed: string) => void }): ReactNode {
  const { t } = useWording();
  const help = `${labelledBy}-help`;
  return (
    <div className="typed">
      <input className="input input--mono" aria-labelledby={labelledBy} aria-describedby={help} required maxLength={300} autoComplete="off" autoCapitalize="off" autoCorrect="off" spellCheck={false} value={value} onChange={(event) => { onChange(event.target.value); }} />
      <span className="okline" role="status">{value.trim() === tenantId ? <><Icon name="done" />{t('ui.dispose.matches', { name })}</> : null}</span>
      <p className="field__help" id={help}>{t('ui.dispose.typed.help', { count: tenantId.length })}</p>
    </div>
  );
}
