/** Decides how Atlassian is told whose personal data is kept here, and what it says has become of those people. */
import { privacy } from '@forge/api';

/** `updatedAt` is when the oldest copy here was taken. */
export type ReportedAccount = { readonly accountId: string; readonly updatedAt: string };
export type AccountUpdate = { readonly accountId: string; readonly status: 'updated' | 'closed' };

/** The SDK reports them 90 at a time. */
export const reportAccounts = (accounts: readonly ReportedAccount[]): Promise<readonly AccountUpdate[]> => privacy.reportPersonalData([...accounts]);
