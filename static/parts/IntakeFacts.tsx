/** Shows the facts of the request: what was found, where, what is missing, and what a person confirmed. */
import { Fragment, type ReactNode } from 'react';
import type { FactView, RequestView } from '../../src/contract';
import { useActing } from './acting';
import { ActButton } from './ActButton';
import { Button } from './Button';
import { Lozenge } from './Lozenge';
import { Says, useWording } from './Says';

function FactRow({ fact }: { fact: FactView }): ReactNode {
  const { t, say } = useWording();
  const { act, at } = useActing();
  const place = `fact:${fact.fact}`;
  const opened = at(place);
  const edit = (pressed: HTMLElement): void => { act({ do: 'edit-fact', fact: fact.fact }, place, pressed); };
  return (
    <>
      <tr>
        <th scope="row"><Says message={fact.label} /></th>
        <td>
          {fact.shown ? (fact.mono ? <code className="long"><Says message={fact.shown} /></code> : <Says message={fact.shown} />) : <Lozenge tone="warning">{t('ui.fact.missing')}</Lozenge>}
          {fact.small ? <small><Says message={fact.small} /></small> : null}
        </td>
        <td className="from"><Says message={fact.source} />{fact.confirmed ? <span className="vh">, {t('ui.fact.confirmed')}</span> : null}</td>
        <td>
          {!fact.mayEdit ? null : fact.shown ? (
            <Button look="subtle" icon="edit" label={t('ui.fact.edit', { fact: say(fact.label) })} onPress={edit} />
          ) : (
            <Button look="subtle" small label={t('ui.fact.enter-named', { fact: say(fact.label) })} onPress={edit}>{t('ui.fact.enter')}</Button>
          )}
        </td>
      </tr>
      {opened ? <tr className="ftable__form"><td colSpan={4}>{opened}</td></tr> : null}
    </>
  );
}

export function IntakeFacts({ request }: { request: RequestView }): ReactNode {
  const { t } = useWording();
  const { at } = useActing();
  // The same button twice would be one too many.
  const mayConfirm = request.toConfirm > 0 && request.turn.button?.action.do !== 'confirm-facts' && request.facts.some(({ mayEdit }) => mayEdit);
  return (
    <>
      <table className="ftable">
        <caption className="vh"><Says message={request.factsSummary} /></caption>
        <thead>
          <tr><th scope="col">{t('ui.fact')}</th><th scope="col">{t('ui.fact.value')}</th><th scope="col">{t('ui.fact.source')}</th><th scope="col"><span className="vh">{t('ui.action')}</span></th></tr>
        </thead>
        <tbody>{request.facts.map((fact) => <Fragment key={fact.fact}><FactRow fact={fact} /></Fragment>)}</tbody>
      </table>
      {request.toConfirm > 0 ? (
        <div className="foot-row">
          <p className="small">{t('ui.fact.why-confirm')}</p>
          {mayConfirm ? <ActButton button={{ label: { code: 'ui.fact.confirm', params: { count: request.toConfirm } }, action: { do: 'confirm-facts' } }} place="facts" /> : null}
        </div>
      ) : null}
      {at('facts')}
    </>
  );
}
