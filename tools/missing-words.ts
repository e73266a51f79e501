/** Prints what the German words lack or have too much of: run it after texts were added, and write them into the `.de.json` files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unlike } from './unlike-words';

const read = (name: string): Record<string, string> => JSON.parse(readFileSync(join(__dirname, '../static/parts', name), 'utf8')) as Record<string, string>;

const found = ['first-words', 'catalogue', 'words'].flatMap((file) => unlike(read(`${file}.en.json`), read(`${file}.de.json`)).map((fault) => `${file}.de.json: ${fault}`));
for (const fault of found) console.log(fault);
process.exitCode = found.length === 0 ? 0 : 1;
