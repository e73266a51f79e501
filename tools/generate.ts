/** Writes what is generated: the reference of the checks, the tables of the procedure and the English catalogue. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../src/checks';
import { defaultRules } from '../src/procedure/default-rules';
import { messages } from '../src/procedure/messages';
import { catalogue } from './catalogue';
import { checksReference } from './checks-reference';
import { withGates } from './procedure-reference';

const root = join(__dirname, '..');
const procedure = join(root, 'docs/procedure.md');
writeFileSync(join(root, 'static/parts/catalogue.en.json'), catalogue(checks, messages));
writeFileSync(join(root, 'docs/checks.md'), checksReference(checks));
writeFileSync(procedure, withGates(readFileSync(procedure, 'utf8'), defaultRules, messages));
