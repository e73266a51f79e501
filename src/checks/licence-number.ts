/** Decides what a licence number is and when two are the same: by form and by exact equality, never by a text search. */
import type { Licence } from './evidence';

const entitlement = /^E(-[0-9A-Z]{3}){3,4}$/;
const supportEntitlement = /^SEN-L?[0-9]+$/;

/** The number in its one spelling, or nothing where the text has not the form of one: a search for free text finds other customers. */
export function licenceNumber(written: string): string | undefined {
  const number = written.normalize('NFKC').trim().toUpperCase().replace(/\p{Pd}/gu, '-');
  return number.length <= 40 && (entitlement.test(number) || supportEntitlement.test(number)) ? number : undefined;
}

function sameNumber(one: string, other: string): boolean {
  const number = licenceNumber(one);
  return number !== undefined && number === licenceNumber(other);
}

/** The four fields of a directory entry that hold a number a customer may name. */
export function numbersOf(licence: Licence): readonly string[] {
  return [licence.appEntitlementNumber, licence.hostEntitlementNumber, licence.licenseId, licence.addonLicenseId].filter((number) => number !== undefined);
}

export const hasNumber = (licence: Licence, number: string): boolean => numbersOf(licence).some((own) => sameNumber(own, number));
