/** The facts of a disposal whose people write their names in four scripts. */
import type { CertificateFacts } from '../../src/procedure/request';

export const facts: CertificateFacts = {
  ticket: 'SUP-86',
  number: 2,
  profile: 'tenant-systems',
  ground: 'copy-declined',
  company: 'Żółw & Syn Sp. z o.o.',
  site: 'zolw.atlassian.net',
  tenantId: 't-4f2a9c31-77b0-4e0f-9d3e-0a1b2c3d4e5f',
  licences: ['E-1A2-B3C-4D5-E6F', 'SEN-12345678'],
  disposedOn: '2026-11-21',
  systems: [
    { system: 'Analytics instance', note: 'Job 88121 ended with no row left.' },
    { system: 'Support tracker', note: 'Project removed,\nits recycle bin emptied.' },
  ],
  askedBy: 'Tomasz Zieliński',
  approvedBy: 'Ελένη Παπαδοπούλου',
  approvedOn: '2026-10-02',
  carriedOutBy: 'Юлия Смирнова',
  restorableUntil: '2026-12-21',
  backups: [{ what: 'Bucket behind an air gap', until: '2027-01-20' }],
  issuedBy: 'Nguyễn Thị Hồng',
  issuedOn: '2026-11-22',
  trailHead: '0123456789abcdef'.repeat(4),
};
