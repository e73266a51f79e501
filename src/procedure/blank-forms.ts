/** Decides which digests the blank forms of a desk stand for. */
import type { Rules } from './rules';

export type BlankForm = Rules['policies']['blankForms'][number];

/** Base64 makes four bytes of three, and Forge takes 500 kB in a question. */
export const mostFormBytes = 350_000;

export const digestsOf = (form: BlankForm): readonly string[] => (typeof form === 'string' ? [form] : form.digests);
