// Makes one service request as a PDF: blank, or filled in and signed by customer and vendor; called by make-files.sh.
import { readFileSync, writeFileSync } from 'node:fs';
import { P12Signer, PDF } from '@libpdf/core';

const [file = '', customer, vendor, ...answers] = process.argv.slice(2);

const questions = ['Customer', 'Site', 'Entitlement number', 'Data asked for', 'Dates', 'Recipient', 'Country of storage'];

async function form() {
  const pdf = PDF.create();
  const page = pdf.addPage();
  page.drawText('Service request: copy of customer data', { x: 56, y: 720, size: 18 });
  page.drawText('Customer and vendor agree that the data named below is prepared, encrypted to the', { x: 56, y: 688, size: 11 });
  page.drawText("recipient's key, delivered once, and disposed of after the receipt is confirmed.", { x: 56, y: 672, size: 11 });
  for (const [at, question] of questions.entries()) page.drawText(`${question}: ${answers[at] ?? '______________________________'}`, { x: 56, y: 632 - at * 24, size: 11 });
  return pdf.save();
}

/** @param {Uint8Array} bytes @param {string} p12 @param {string} reason */
async function signed(bytes, p12, reason) {
  const pdf = await PDF.load(bytes);
  return (await pdf.sign({ signer: await P12Signer.create(readFileSync(p12), 'local'), reason, estimatedSize: 3000 })).bytes;
}

const blank = await form();
writeFileSync(file, customer && vendor ? await signed(await signed(blank, customer, 'Agreed for the customer'), vendor, 'Agreed for the vendor') : blank);
