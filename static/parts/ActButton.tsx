/** Shows an action that the server offers this reader as a button, primary only while no form is open. */
import type { ReactNode } from 'react';
import type { Button as Offered } from '../../src/contract';
import { sameAction, useActing, type Place } from './acting';
import { Button } from './Button';
import { Says } from './Says';

export function ActButton({ button, place, main = false, small = false }: { button: Offered; place: Place; main?: boolean; small?: boolean }): ReactNode {
  const { act, current } = useActing();
  const mine = current?.place === place && sameAction(current.action, button.action);
  // The form that is open here has the primary button now.
  const formOpen = current !== undefined && !current.underWay;
  const loud = main && !formOpen;
  return (
    <Button
      look={loud ? (button.danger ? 'danger' : 'primary') : small ? 'subtle' : 'default'}
      small={small}
      icon={button.action.do === 'remove-file' && !small ? 'delete' : undefined}
      working={mine && current.underWay}
      expanded={mine && formOpen ? true : undefined}
      onPress={(pressed) => { act(button.action, place, pressed); }}
    >
      <Says message={button.label} />
    </Button>
  );
}
