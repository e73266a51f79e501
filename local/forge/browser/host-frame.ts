// Puts a screen of the app into the page and answers what it asks through the bridge.
import { makePeer, type Peer } from './peer.js';
import { closeFlag, showFlag, type Flag } from './host-flags.js';
import { openDialog } from './host-dialog.js';
import { fetchProduct, type ProductFetch } from './host-product.js';

export interface FrameTarget {
  moduleKey: string;
  issueKey?: string;
  projectKey?: string;
  entryPoint?: string;
  extension?: Record<string, unknown>;
}

export interface FrameHandle {
  /** What a workflow rule's configuration page answers to Add or Update; undefined blocks the save. */
  configureRule(): Promise<string | undefined>;
  remove(): void;
}

interface Opened {
  frame: string;
  title: string;
  viewportHeight: number | null;
  context: Record<string, unknown>;
}

type Payload = Record<string, unknown>;
type Listener = (payload: unknown) => unknown;

/** `events.emit` reaches every frame of the app on this page. */
const listeners = new Map<string, Set<Listener>>();

async function post(path: string, body: unknown): Promise<Response> {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (response.ok) return response;
  const said = (await response.json().catch(() => ({}))) as { message?: string };
  throw new Error(said.message ?? `${path} answered ${response.status}`);
}

export async function mountForgeFrame(element: HTMLElement, target: FrameTarget): Promise<FrameHandle> {
  return mount(element, target, {}, undefined);
}

async function mount(
  element: HTMLElement,
  target: FrameTarget,
  asModal: { resource?: string; context?: Payload },
  close: ((payload: unknown) => void) | undefined,
): Promise<FrameHandle> {
  const opened = (await (await post('/local/forge/open', { ...target, ...asModal })).json()) as Opened;
  const frame = document.createElement('iframe');
  frame.title = opened.title;
  frame.className = 'forge-frame';
  frame.src = opened.frame;
  frame.setAttribute('allow', 'clipboard-write');
  withStyles();
  if (opened.viewportHeight !== null) frame.style.height = `${opened.viewportHeight}px`;
  const origin = new URL(opened.frame).origin;
  const state: FrameState = { target, opened, frame, close, onClose: undefined, onConfigure: undefined };
  const peer: Peer = makePeer(
    (message) => { frame.contentWindow?.postMessage(message, origin); },
    (name, payload) => answer(state, name, payload),
  );
  const hear = (event: MessageEvent): void => {
    if (event.source === frame.contentWindow && event.origin === origin) peer.receive(event.data);
  };
  addEventListener('message', hear);
  element.replaceChildren(frame);
  return {
    configureRule: async () => {
      if (!state.onConfigure) throw new Error(`${opened.title} offers no configuration`);
      const config = await state.onConfigure();
      return typeof config === 'string' ? config : undefined;
    },
    remove: () => {
      void state.onClose?.();
      removeEventListener('message', hear);
      frame.remove();
    },
  };
}

function withStyles(): void {
  if (document.querySelector('link[href="/local/forge/host-frame.css"]')) return;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = '/local/forge/host-frame.css';
  document.head.append(sheet);
}

interface FrameState {
  target: FrameTarget;
  opened: Opened;
  frame: HTMLIFrameElement;
  close: ((payload: unknown) => void) | undefined;
  onClose: (() => unknown) | undefined;
  onConfigure: (() => unknown) | undefined;
}

interface Place {
  pathname: string;
  search: string;
  hash: string;
}
const placeHere = (): Place => ({ pathname: '/', search: location.search, hash: location.hash });

const colorMode = (): string => (document.documentElement.dataset['colorMode'] === 'dark' ? 'dark' : 'light');

const commands: Record<string, (state: FrameState, payload: Payload) => unknown> = {
  getContext: ({ opened }) => ({ ...opened.context, locale: document.documentElement.dataset['locale'] ?? opened.context.locale, theme: { colorMode: colorMode() } }),
  invoke: async ({ target }, { functionKey, payload, metadata }) => {
    if (metadata !== undefined) throw new Error('the local host does not have invoke with metadata');
    const { moduleKey, issueKey, projectKey } = target;
    const response = await post('/local/invoke', { moduleKey, issueKey, projectKey, functionKey, payload, extension: target.extension });
    const text = await response.text();
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  },
  fetchProduct: ({ target }, payload) => fetchProduct(target.moduleKey, payload as unknown as ProductFetch),
  showFlag: (_, payload) => { showFlag(payload as unknown as Flag); },
  closeFlag: (_, { id }) => closeFlag(String(id)),
  openModal: async ({ target }, payload) => {
    const { resource, context, onClose, size, title, closeOnEscape, closeOnOverlayClick } = payload;
    const dialog = openDialog({
      size: String(size),
      title: typeof title === 'string' && title !== '' ? title : 'Snapshot Desk',
      closeOnEscape: closeOnEscape !== false,
      closeOnOverlayClick: closeOnOverlayClick !== false,
      onClose: (result) => { if (typeof onClose === 'function') (onClose as Listener)(result); },
    });
    const asModal = { ...(typeof resource === 'string' && { resource }), context: (context ?? {}) as Payload };
    const handle = await mount(dialog.body, target, asModal, (result) => { dialog.close(result); });
    dialog.whenClosed(() => { handle.remove(); });
    return true;
  },
  close: (state, payload) => finish(state, payload),
  submit: (state, payload) => finish(state, payload),
  onClose: (state, payload) => {
    state.onClose = payload as unknown as () => unknown;
    return true;
  },
  refresh: () => { location.reload(); },
  reload: () => { location.reload(); },
  refreshIssueView: () => {
    // The page reads the issue again when its window gets the focus; this is the same occasion.
    dispatchEvent(new Event('focus'));
    return true;
  },
  navigate: (state, payload) => {
    const url = addressOf(payload);
    if (payload['type'] === 'new-tab') window.open(url, '_blank', 'noopener');
    else location.assign(url);
  },
  getUrl: (_, payload) => new URL(addressOf(payload), location.origin).href,
  emit: (_, payload) => { tell(payload); },
  emitPublic: (_, payload) => { tell(payload); },
  on: (_, payload) => listen(payload),
  onPublic: (_, payload) => listen(payload),
  emitReadyEvent: () => undefined,
  changeWindowTitle: (_, payload) => { document.title = typeof payload === 'string' ? payload : document.title; },
  setWorkflowRuleConfigurationCallback: (state, { data }) => {
    state.onConfigure = (data as { onConfigure: () => unknown }).onConfigure;
    return true;
  },
  // What the frame's own half of the bridge asks, beside the app.
  theme: (_, { onChange }) => {
    new MutationObserver(() => { (onChange as Listener)(colorMode()); })
      .observe(document.documentElement, { attributeFilter: ['data-color-mode'] });
    return colorMode();
  },
  // A place below the page is not served by it, so that a frame may write what it asks for and no other path.
  whereabouts: (_, { onGo }) => {
    addEventListener('popstate', () => { (onGo as Listener)(placeHere()); });
    return placeHere();
  },
  address: (_, { place, action }) => {
    const { search, hash, pathname } = place as Place;
    if (pathname !== '/') throw new Error(`the local host has no page ${pathname} below this one`);
    const to = `${location.pathname}${search}${hash}`;
    if (action === 'PUSH') history.pushState(null, '', to);
    else history.replaceState(null, '', to);
  },
  travel: (_, { by }) => { history.go(Number(by)); },
  height: ({ frame, opened }, payload) => {
    if (opened.viewportHeight === null) frame.style.height = `${Number(payload)}px`;
  },
};

function answer(state: FrameState, name: string, payload: unknown): unknown {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Error(`the local host does not have the bridge command "${name}"`);
  return command(state, (payload ?? {}) as Payload);
}

function finish(state: FrameState, payload: unknown): boolean {
  if (!state.close) return false;
  state.close(payload);
  return true;
}

function tell({ event, payload }: Payload): void {
  for (const listener of listeners.get(String(event)) ?? []) listener(payload);
}

function listen({ event, callback }: Payload): object {
  const heard = listeners.get(String(event)) ?? new Set<Listener>();
  listeners.set(String(event), heard.add(callback as Listener));
  return { unsubscribe: () => heard.delete(callback as Listener) };
}

/** Places of Jira that have a page here. */
function addressOf(payload: Payload): string {
  const { url, target, issueKey, projectKey } = payload;
  if (typeof url === 'string') return url;
  if (target === 'issue' && typeof issueKey === 'string') return `/browse/${encodeURIComponent(issueKey)}`;
  if (target === 'projectSettingsDetails' && typeof projectKey === 'string') return `/projects/${encodeURIComponent(projectKey)}/settings`;
  throw new Error(`the local host cannot go to ${JSON.stringify(payload)}`);
}
