// Says which customers the site knows: who they are, where they work, and whose address Jira keeps to itself.
import type { Seeding } from '../jira/seeding';

type CustomerPlan = Parameters<Seeding['customer']>[0];

const at = (organization: string, name: string, email: string): CustomerPlan => ({ email, name, organization, emailVisible: true });

export const DANA = 'dana.whitfield@northwindtraders.com';
export const LUIS = 'luis.ferreira@northwindtraders.com';
/** One letter is another: the l of “lndtraders”. */
export const LOOKALIKE = 'dana.whitfield@northwlndtraders.com';
export const OWEN = 'owen.park@contoso.example';
export const AMARA = 'amara.diallo@proseware.com';
export const NOOR = 'noor.haddad@tailspintoys.com';
export const SIMONE = 'simone.richter@woodgrovebank.com';
export const KOFI = 'kofi.mensah@woodgrovebank.com';
export const LENA = 'lena.sandoval.cycles@gmail.com';
export const PIOTR = 'piotr.zielinski@adatum.com';
export const GRACE = 'grace.okafor@litwareinc.com';
export const SVEN = 'sven.halvorsen@alpineskihouse.com';
export const INES = 'ines.carvalho@fabrikam.com';
export const YARA = 'yara.lindqvist@treyresearch.net';

export const customers: CustomerPlan[] = [
  at('Northwind Traders', 'Dana Whitfield', DANA),
  at('Northwind Traders', 'Luis Ferreira', LUIS),
  { email: LOOKALIKE, name: 'Dana Whitfield', emailVisible: true },
  { email: OWEN, name: 'Owen Park', emailVisible: true },
  at('Proseware', 'Amara Diallo', AMARA),
  at('Proseware', 'Tomás Rivera', 'tomas.rivera@proseware.com'),
  at('Tailspin Toys', 'Noor Haddad', NOOR),
  at('Woodgrove Bank', 'Simone Richter', SIMONE),
  at('Woodgrove Bank', 'Kofi Mensah', KOFI),
  at('Sandoval Cycles', 'Lena Sandoval', LENA),
  at('Adatum', 'Piotr Zieliński', PIOTR),
  at('Litware', 'Grace Okafor', GRACE),
  { ...at('Alpine Ski House', 'Sven Halvorsen', SVEN), emailVisible: false, emailRefusal: 404 },
  at('Fabrikam', 'Inês Carvalho', INES),
  at('Trey Research', 'Yara Lindqvist', YARA),
];
