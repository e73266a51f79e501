// Lets a frame and the page around it call each other, functions in payloads included, by messages alone.

type Callback = (...args: unknown[]) => unknown;

interface Message {
  forge: 'call' | 'callback' | 'result';
  id: number;
  name?: string;
  handle?: number;
  ok?: boolean;
  value?: unknown;
}

export interface Peer {
  call(name: string, payload: unknown): Promise<unknown>;
  receive(data: unknown): void;
}

const MARK = 'forge:function';

export function makePeer(post: (message: Message) => void, answer: (name: string, payload: unknown) => unknown): Peer {
  const lent = new Map<number, Callback>();
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  let count = 0;

  // Functions cannot be posted: a number goes in their place, and what it stands for stays here.
  const pack = (value: unknown): unknown => {
    if (typeof value === 'function') {
      count += 1;
      lent.set(count, value as Callback);
      return { [MARK]: count };
    }
    if (Array.isArray(value)) return value.map(pack);
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, pack(part)]));
  };
  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpack);
    if (!isPlain(value)) return value;
    const handle = value[MARK];
    if (typeof handle === 'number') return (...args: unknown[]) => ask({ forge: 'callback', handle, value: pack(args) });
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpack(part)]));
  };
  const ask = (message: Omit<Message, 'id'>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      post({ ...message, id: count });
    });
  const reply = async (id: number, work: () => unknown): Promise<void> => {
    try {
      post({ forge: 'result', id, ok: true, value: pack(await work()) });
    } catch (failure) {
      post({ forge: 'result', id, ok: false, value: failure instanceof Error ? failure.message : String(failure) });
    }
  };

  return {
    call: (name, payload) => ask({ forge: 'call', name, value: pack(payload) }),
    receive: (data) => {
      if (!isMessage(data)) return;
      if (data.forge === 'call') void reply(data.id, () => answer(data.name ?? '', unpack(data.value)));
      else if (data.forge === 'callback') {
        void reply(data.id, () => lent.get(data.handle ?? 0)?.(...(unpack(data.value) as unknown[])));
      } else {
        const asked = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.ok === true) asked?.resolve(unpack(data.value));
        else asked?.reject(new Error(String(data.value)));
      }
    },
  };
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

const isMessage = (data: unknown): data is Message =>
  typeof data === 'object' && data !== null && 'forge' in data && 'id' in data && typeof data.id === 'number';
