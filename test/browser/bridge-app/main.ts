// Offers the real @forge/bridge to a test, which calls it from inside the frame.
import { events, invoke, Modal, requestJira, router, showFlag, view } from '@forge/bridge';
import { workflowRules } from '@forge/jira-bridge';

Object.assign(globalThis, { app: { events, invoke, Modal, requestJira, router, showFlag, view, workflowRules } });
await view.theme.enable();
const ready = document.querySelector('#ready');
if (ready) ready.textContent = `ready in ${(await view.getContext()).moduleKey}`;
