// Opens a local host in a process of its own, which a test then kills.
import { resolve } from 'node:path';
import { openHost } from '../../local/host';

openHost({ directory: resolve(process.argv[2] ?? ''), functions: () => () => undefined }).then(
  ({ url }) => { console.log(url); },
  (failure: unknown) => {
    console.error(failure);
    process.exitCode = 1;
  },
);
