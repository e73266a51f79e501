/** Decides what a check may be given: every kind of evidence, each with its age and where it came from. */

/** Evidence as gathered. `missing` was never given; `unavailable` could not be asked for. Neither is ever a pass. */
export type Gathered<T> =
  | { readonly state: 'known'; readonly value: T; readonly at: string; readonly from: string }
  | { readonly state: 'missing' }
  | { readonly state: 'unavailable'; readonly reason: string };

/** How an address is known. A field that the customer typed proves nothing (`self-asserted`). */
export type AddressSource = 'account' | 'reporter-field' | 'by-hand' | 'self-asserted';

export type Person = {
  readonly accountId?: string;
  readonly name?: string;
  /** Absent means unknown, never mismatch and never pass. */
  readonly address?: string;
  readonly addressFrom?: AddressSource;
};

export type Recipient = Person & { readonly employer?: string; readonly country?: string };

export type Contact = { readonly role: 'technical' | 'billing'; readonly name?: string; readonly address?: string };

/** One entry of the vendor's licence directory, whatever source it was read from. Dates are `YYYY-MM-DD`. */
export type Licence = {
  readonly appEntitlementNumber?: string;
  readonly hostEntitlementNumber?: string;
  readonly licenseId?: string;
  readonly addonLicenseId?: string;
  readonly productKey?: string;
  readonly product?: string;
  readonly hosting?: string;
  readonly edition?: string;
  readonly licenseType?: string;
  readonly tier?: string;
  readonly status?: string;
  readonly maintenanceStart?: string;
  readonly maintenanceEnd?: string;
  readonly cloudId?: string;
  readonly site?: string;
  readonly company?: string;
  readonly country?: string;
  readonly contacts: readonly Contact[];
  readonly partner?: { readonly name?: string; readonly address?: string };
  readonly lastUpdated?: string;
};

/** What was asked for by number, and every directory entry whose number equals it exactly. */
export type LicenceLookup = { readonly asked: readonly string[]; readonly found: readonly Licence[] };

/** The vendor's own record of which tenant serves which site. */
export type TenantRecord = {
  readonly tenantId: string;
  readonly site: string;
  readonly formerSites: readonly string[];
  readonly cloudId?: string;
  readonly productionTenantId?: string;
  readonly company?: string;
  /** `YYYY-MM-DD`, when somebody last used it. */
  readonly lastActivity?: string;
  readonly users?: number;
};

export type PreviousRequest = {
  readonly issueId: string;
  readonly issueKey: string;
  readonly sharedBy: readonly ('domain' | 'site' | 'licence')[];
  readonly askedOn: string;
  readonly ending: 'open' | 'delivered' | 'disposed' | 'withdrawn' | 'refused' | 'expired' | 'duplicate' | 'unknown';
  readonly beforeTheApp: boolean;
};

/** A file of the ticket as the server read it at intake. */
export type GivenFile = { readonly name: string; readonly bytes: Uint8Array; readonly sha256: string };

export type Evidence = {
  readonly requester: Person;
  readonly recipient: Recipient;
  readonly licences: LicenceLookup;
  readonly site: { readonly host: string; readonly cloudId?: string };
  readonly tenant: { readonly id: string };
  readonly tenantMap: readonly TenantRecord[];
  readonly previousRequests: readonly PreviousRequest[];
  /** A listed contact who authorises a requester or recipient that is not listed (a reseller, a colleague). */
  readonly authorisation: { readonly by: Person; readonly forAddress: string };
  readonly recipientAuthorisation: { readonly by: Person; readonly forAddress: string };
  readonly encryptionKey: GivenFile & { readonly chosenFingerprint?: string };
  readonly sshKey: GivenFile & { readonly chosenFingerprint?: string };
  /** The fingerprint of the key that this customer's last delivery was encrypted to. */
  readonly lastDeliveredKey: { readonly fingerprint: string; readonly deliveredOn: string };
  readonly signedForm: GivenFile;
  readonly formExpectation: {
    readonly signers: readonly { readonly name?: string; readonly address?: string; readonly side: 'customer' | 'vendor' }[];
    /** The desk's own mail domain: whoever signs with an address of it signs for the vendor. */
    readonly vendorDomain?: string;
    readonly blankDigests: readonly string[];
    readonly envelope?: { readonly id: string; readonly ours: boolean; readonly ticket?: string };
  };
  readonly sealedHead: { readonly name: string; readonly head: Uint8Array; readonly size: number };
  /** The key ids and fingerprints (upper-case hex) that a dump must be encrypted to, all of them the customer's. */
  readonly sealedFor: { readonly encryptionKeys: readonly { readonly keyId: string; readonly fingerprint: string }[] };
  /** The last day, `YYYY-MM-DD`, on which the delivery may still happen. */
  readonly deliveryBy: { readonly day: string };
};

export type EvidenceName = keyof Evidence;
