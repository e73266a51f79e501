// Clears the data of the local host, so that the next start seeds it again.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install-what-is-missing.mjs';

rmSync(join(root, '.local'), { recursive: true, force: true });
console.log('The local host starts afresh next time.');
