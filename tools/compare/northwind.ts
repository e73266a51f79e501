// The licence that requesters are held against, by the comparison and by the tests of the checks.
import type { Licence, LicenceLookup } from '../../src/checks/evidence';

export const northwind: Licence = {
  appEntitlementNumber: 'E-1A2-B3C-D4E-5F6',
  product: 'Timesheets',
  licenseType: 'COMMERCIAL',
  status: 'active',
  tier: '500 Users',
  maintenanceStart: '2025-12-01',
  maintenanceEnd: '2027-11-30',
  cloudId: 'c0ffee00-1111',
  site: 'northwind.atlassian.net',
  company: 'Northwind Traders',
  contacts: [
    { role: 'technical', name: 'Dana Whitfield', address: 'dana.whitfield@northwindtraders.com' },
    { role: 'billing', name: 'Luis Ferreira', address: 'luis.ferreira@gmail.com' },
  ],
  partner: { name: 'Reselling Ltd', address: 'sales@reselling.example' },
};

export const lookup = (...found: Licence[]): LicenceLookup => ({ asked: ['E-1A2-B3C-D4E-5F6'], found });
