/** Shows that work must stop, above everything else. */
import type { ReactNode } from 'react';
import { Icon } from './Icon';

export function StopBanner({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="stop" role="alert">
      <Icon name="stop" />
      <h1>{title}</h1>
      <p>{children}</p>
    </div>
  );
}
