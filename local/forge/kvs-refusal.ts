// Says no for the key-value store, in the form that @forge/kvs turns into a ForgeKvsAPIError.

export type KvsRefusal = Error & { kvs: { status: number; code: string } };

export const kvsRefusal = (status: number, code: string, message: string): KvsRefusal =>
  Object.assign(new Error(message), { kvs: { status, code } });

export const isKvsRefusal = (thrown: unknown): thrown is KvsRefusal => thrown instanceof Error && 'kvs' in thrown;
