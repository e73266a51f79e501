/** Shows one alert on one section: what happened, why, and at most two things to do about it. */
import { useEffect, useRef, type ReactNode } from 'react';
import { StateIcon, type Look } from './StateIcon';

const looks = { danger: 'fails', warning: 'warns', success: 'done', info: 'info' } as const satisfies Readonly<Record<string, Look>>;

export function SectionMessage({ tone, title, alert = false, page = false, actions, children }: {
  tone: keyof typeof looks;
  title?: string | undefined;
  /** It answers something the reader just did: it is read out and gets the focus. */
  alert?: boolean;
  /** It stands in place of the whole screen, which the reader did not leave. */
  page?: boolean;
  actions?: ReactNode;
  children?: ReactNode;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (alert && !page) box.current?.focus();
  }, [alert, page]);
  return (
    <div ref={box} className={`msg msg--${tone}`} role={alert ? 'alert' : undefined} tabIndex={alert ? -1 : undefined}>
      <StateIcon look={looks[tone]} />
      {title === undefined ? null : <p className="msg__title">{title}</p>}
      <div>{children}</div>
      {actions ? <div className="btns">{actions}</div> : null}
    </div>
  );
}
