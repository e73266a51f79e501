/** Decides what every question is answered with, how a refusal looks, and what several screens ask alike; types only. */
import type { Message } from '../checks/message';

/** An expected refusal: `code` is stable and is a catalogue entry. A fault of ours carries a `reference` that the log has too. */
export type Refusal = { readonly code: string; readonly params: Message['params']; readonly reference?: string };

/** What every question is answered with. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** What the listed contacts are told. `absent` are those who take no part in the ticket, so that a comment does not reach them. */
export type ContactsPrepared = { readonly text: string; readonly contacts: readonly string[]; readonly absent: readonly string[] };

/** What a person gives as evidence of a step that is done by hand. */
export type Attestation = { readonly note?: string; readonly link?: string };
