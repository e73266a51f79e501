/** Fetches the form of an action when it is first needed and holds its place until it is here. */
import { lazy, Suspense, type ReactNode } from 'react';
import type { ActionFormProps } from './forms/ActionForm';

const ActionForm = lazy(async () => ({ default: (await import('./forms/ActionForm')).ActionForm }));

export function FormHere(props: ActionFormProps): ReactNode {
  return <Suspense fallback={<div className="form" aria-busy="true" />}><ActionForm {...props} /></Suspense>;
}
