// Gives the app's page in its frame the `__bridge` that @forge/bridge reads when it is imported.
import { makePeer } from './peer.js';

interface Bridged {
  __bridge?: { callBridge: (command: string, payload?: unknown) => unknown };
}

const host = document.querySelector<HTMLMetaElement>('meta[name="forge-host"]')?.content ?? '';
const peer = makePeer((message) => { parent.postMessage(message, host); }, (name) => {
  throw new Error(`the frame does not know ${name}`);
});
addEventListener('message', (event) => {
  if (event.source === parent && event.origin === host) peer.receive(event.data);
});

const THEMES = 'dark:dark light:light spacing:spacing typography:typography shape:shape';

function paint(colorMode: unknown): void {
  document.documentElement.dataset['colorMode'] = String(colorMode);
  document.documentElement.dataset['theme'] = THEMES;
}

const tokensLoaded = (): Promise<void> =>
  new Promise((resolve) => {
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = '/local/tokens.css';
    sheet.addEventListener('load', () => { resolve(); });
    sheet.addEventListener('error', () => { resolve(); });
    document.head.append(sheet);
  });

async function enableTheming(): Promise<void> {
  paint(await peer.call('theme', { onChange: paint }));
  await tokensLoaded();
}

interface Place {
  pathname: string;
  search: string;
  hash: string;
}

// The page's own history, seen from the frame: the frame's root is the page that it stands on.
async function createHistory(): Promise<object> {
  const listeners = new Set<(place: Place, action: string) => void>();
  const moved = (place: unknown, action: string): void => {
    Object.assign(history, { action, location: place });
    for (const listener of listeners) listener(place as Place, action);
  };
  const write = (to: string, action: 'PUSH' | 'REPLACE'): void => {
    const place = placeOf(to);
    void peer.call('address', { place, action });
    moved(place, action);
  };
  const history = {
    action: 'POP',
    location: await peer.call('whereabouts', { onGo: (place: unknown) => { moved(place, 'POP'); } }),
    listen: (listener: (place: Place, action: string) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    push: (to: string) => { write(to, 'PUSH'); },
    replace: (to: string) => { write(to, 'REPLACE'); },
    go: (by: number) => { void peer.call('travel', { by }); },
    goBack: () => { history.go(-1); },
    goForward: () => { history.go(1); },
  };
  return history;
}

function placeOf(to: string): Place {
  const { pathname, search, hash } = new URL(to, location.origin);
  return { pathname, search, hash };
}

(globalThis as Bridged).__bridge = {
  callBridge: (command, payload) => {
    if (command === 'enableTheming') return enableTheming();
    if (command === 'createHistory') return createHistory();
    return peer.call(command, payload);
  },
};

// What iframe-resizer does on Forge: the content sets the height, and the page follows.
function reportHeight(): void {
  const { marginTop, marginBottom } = getComputedStyle(document.body);
  const height = Math.ceil(document.body.getBoundingClientRect().height + parseFloat(marginTop) + parseFloat(marginBottom));
  void peer.call('height', height);
}
addEventListener('DOMContentLoaded', () => {
  new ResizeObserver(reportHeight).observe(document.body);
  reportHeight();
});
