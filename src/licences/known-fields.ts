/** Decides what of an entry is known: absent is absent, and a field that held `undefined` would count as given. */
export type Known<T> = { [Field in keyof T]?: Exclude<T[Field], undefined> };

export const knownFields = <T extends object>(fields: T): Known<T> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>;
