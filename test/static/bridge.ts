/** Decides what stands for Forge's bridge where a test only draws: it must be there before @forge/bridge is read. */
Object.assign(globalThis, { __bridge: { callBridge: (name: string) => Promise.reject(new Error(`A drawing asked the bridge for “${name}”`)) } });

export {};
