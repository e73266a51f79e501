// Says which tests run together: units fast and side by side, journeys and browsers one file after another.
const { join } = require('node:path');

/** These ship as ES modules only; jest runs CommonJS. */
const modulesOnly = ['canonicalize', 'intl-messageformat', '@formatjs', '@libpdf', '@noble', '@scure'];

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022', transform: { react: { runtime: 'automatic' } } },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${modulesOnly.join('|')})/)`],
  // These have an entry that jest does not read: one for browsers alone, one for import alone.
  moduleNameMapper: {
    '^@forge/jira-bridge$': join(__dirname, 'node_modules/@forge/jira-bridge/out/index.js'),
    '^canonicalize$': join(__dirname, 'node_modules/canonicalize/lib/canonicalize.js'),
  },
  modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/.local/'],
};

module.exports = {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/**/*.test.ts?(x)'], testPathIgnorePatterns: ['/test/journeys/', '/test/browser/'] },
    { ...shared, displayName: 'journeys', testMatch: ['<rootDir>/test/journeys/**/*.test.ts'], testPathIgnorePatterns: ['\\.browser\\.test\\.ts$'] },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts', '<rootDir>/test/journeys/**/*.browser.test.ts'] },
  ],
};
