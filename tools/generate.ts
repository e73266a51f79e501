/** Writes what is generated: the reference of the checks and the English catalogue. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../src/checks';
import { messages } from '../src/procedure/messages';
import { catalogue } from './catalogue';
import { checksReference } from './checks-reference';

const root = join(__dirname, '..');
writeFileSync(join(root, 'static/parts/catalogue.en.json'), catalogue(checks, messages));
writeFileSync(join(root, 'docs/checks.md'), checksReference(checks));
