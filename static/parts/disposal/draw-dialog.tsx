/** Decides what the dialog needs before it is drawn: its question is on its way by then. */
import type { ComponentProps, ReactElement } from 'react';
import { DisposalDialog, openQuestion } from './DisposalDialog';
import type { After } from './invoke';

export function drawDialog<Then extends After>({ invoke, profile, ...rest }: Omit<ComponentProps<typeof DisposalDialog<Then>>, 'first'>): ReactElement {
  return <DisposalDialog first={openQuestion(invoke, profile)} invoke={invoke} profile={profile} {...rest} />;
}
