/** Decides what a decision approves: the terms, their seal, and which of them changed since. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../trail/canonical-json';
import type { SnapshotRequest } from './request';

export const termNames = ['tenant', 'site', 'licences', 'kind', 'scope', 'requester', 'recipient', 'encryptionKey', 'sshKey', 'signedForm'] as const;
export type TermName = (typeof termNames)[number];

/** A term that is not yet filled is absent. Fingerprints as the checks show them, the form as its SHA-256. */
export type Terms = {
  readonly tenant?: string;
  readonly site?: string;
  readonly licences?: readonly string[];
  readonly kind?: string;
  readonly scope?: { readonly data: string; readonly from: string; readonly to: string };
  readonly requester?: { readonly name: string; readonly address: string };
  readonly recipient?: { readonly name: string; readonly address: string; readonly employer: string; readonly country: string };
  readonly encryptionKey?: string;
  readonly sshKey?: string;
  readonly signedForm?: string;
};
