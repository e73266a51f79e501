/** Shows why work must stop: what the task says otherwise than was approved, and what to do now. */
import type { ComponentProps, ReactNode } from 'react';
import type { Message, SreAct, SrePanelView, TextDifference } from '../../src/contract';
import { Lozenge } from '../parts/Lozenge';
import { Says, useWording } from '../parts/Says';
import { Todo } from '../parts/Todo';
import { difference } from '../parts/WasNow';
import { ActButton } from './Delivery';
import type { Acts } from './use-acts';

function Differences({ differences }: { differences: readonly TextDifference[] }): ReactNode {
  const { t } = useWording();
  return (
    <section aria-labelledby="differs">
      <div className="section__head"><h2 className="h-xs" id="differs">{t('ui.sre.differs')}</h2><Lozenge tone="danger">{t('ui.sre.differs.count', { count: differences.length })}</Lozenge></div>
      <div className="terms">
        <div className="card--pad differs">
          {differences.map(({ label, was, now }, at) => {
            const [before, changed, after] = difference(was, now);
            return (
              <div key={at}>
                {label === '' ? null : <p className="was-cap">{label}</p>}
                <dl className="was was--flat">
                  <dt>{t('ui.was')}</dt><dd>{was === '' ? <span className="subtle">{t('ui.sre.nothing')}</span> : was}</dd>
                  <dt>{t('ui.sre.task-says')}</dt><dd>{now === '' ? <span className="subtle">{t('ui.sre.nothing')}</span> : <>{before}<mark>{changed}</mark>{after}</>}</dd>
                </dl>
              </div>
            );
          })}
        </div>
        <div className="terms__foot"><p className="small">{t('ui.sre.differs.until')}</p></div>
      </div>
    </section>
  );
}

type Items = ComponentProps<typeof Todo>['items'];

const word = (code: 'ui.sre.todo.delete' | 'ui.sre.todo.second' | 'ui.sre.todo.other' | 'ui.sre.todo.nothing' | 'ui.sre.todo.stop' | 'ui.sre.todo.keep' | 'ui.sre.todo.settle' | 'ui.sre.todo.you' | 'ui.sre.todo.lead'): Message => ({ code, params: {} });

const whileHeld: Items = [
  { state: 'next', text: word('ui.sre.todo.stop'), who: word('ui.sre.todo.you') },
  { state: 'open', text: word('ui.sre.todo.keep'), who: word('ui.sre.todo.you') },
  { state: 'open', text: word('ui.sre.todo.settle'), who: word('ui.sre.todo.lead') },
];

/** After the end nothing is kept: what was made goes, and a second person looks. */
function afterEnd(clearing: SrePanelView['clearing']): Items {
  const stop = { state: 'next', text: word('ui.sre.todo.stop'), who: word('ui.sre.todo.you') } as const;
  if (!clearing) return [stop, { state: 'done', text: word('ui.sre.todo.nothing'), who: word('ui.sre.todo.you') }];
  const { standing } = clearing;
  return [
    { ...stop, state: standing === 'to-clear' ? 'next' : 'done' },
    { state: standing === 'to-clear' ? 'next' : 'done', text: word('ui.sre.todo.delete'), who: word('ui.sre.todo.you') },
    { state: standing === 'cleared' ? 'done' : standing === 'to-confirm' ? 'next' : 'open', text: word('ui.sre.todo.second'), who: word('ui.sre.todo.other') },
  ];
}

export function Stopped({ differences, ended, clearing, reports = [], acts, children }: { differences: readonly TextDifference[] | undefined; ended: boolean; clearing: SrePanelView['clearing']; reports?: readonly SreAct[] | undefined; acts: Acts; children?: ReactNode }): ReactNode {
  const { t } = useWording();
  return (
    <>
      {differences ? <Differences differences={differences} /> : null}
      <section aria-labelledby="to-do">
        <div className="section__head"><h2 className="h-xs" id="to-do">{t('ui.sre.to-do')}</h2>{reports.map((act) => <ActButton key={act} act={act} acts={acts} place="stop" />)}</div>
        {children}
        {clearing?.lines.map((line) => <p className="small" key={line.code}><Says message={line} /></p>)}
        <div className="terms card--pad todo--alone">
          <Todo
            place="stop"
            already={undefined}
            items={ended ? afterEnd(clearing) : whileHeld}
          />
        </div>
      </section>
    </>
  );
}
