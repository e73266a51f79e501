/** Writes what is generated from the checks: their reference and the English catalogue. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../src/checks';
import { catalogue } from './catalogue';
import { checksReference } from './checks-reference';

const root = join(__dirname, '..');
writeFileSync(join(root, 'static/parts/catalogue.en.json'), catalogue(checks, {}));
writeFileSync(join(root, 'docs/checks.md'), checksReference(checks));
