/** Decides which of storage's errors mean that somebody else was faster, which is no refusal: load again and repeat. */

/** The codes of a failed condition, of two transactions on one row, and of a key that exists (PLATFORM.md, KVS). */
const codes: readonly unknown[] = ['CONDITIONAL_CHECK_FAILED', 'TRANSACTION_CONFLICT', 'KEY_CONFLICT'];

export const isConflict = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && codes.includes(error.code);
