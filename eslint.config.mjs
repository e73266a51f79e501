// Holds the code to the project's taste where a machine can see it.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** A reader who opens a file meets one sentence that says what the file decides. */
const opensWithItsPurpose = {
  meta: { type: 'suggestion', schema: [] },
  create: (context) => ({
    Program(program) {
      const { sourceCode } = context;
      const [first] = sourceCode.getAllComments();
      const code = sourceCode.getFirstToken(program);
      if (first && first.type !== 'Shebang' && (!code || first.range[0] < code.range[0])) return;
      context.report({ loc: { line: 1, column: 0 }, message: 'Open the file with one sentence that says what it decides.' });
    },
  }),
};

const taste = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export, so that it has one name everywhere.' },
  { selector: 'TSEnumDeclaration', message: 'A union of string literals says the same as plain data.' },
  { selector: 'ClassDeclaration:not([superClass.name=/Error$/])', message: 'Functions over plain data; only an error needs a class.' },
];

const fromOutside = 'The pure folders get time, nonces and settings as parameters, so that the same evidence gives the same verdict.';

export default defineConfig(
  { ignores: ['build/', '.cache/', '.local/', 'node_modules/', '**/*.d.cts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.mts'], extends: [tseslint.configs.strict], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    plugins: { project: { rules: { 'opens-with-its-purpose': opensWithItsPurpose } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'project/opens-with-its-purpose': 'error',
      'no-restricted-syntax': ['error', ...taste],
      eqeqeq: 'error',
      'no-console': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false }],
    },
  },
  // tsconfig's noPropertyAccessFromIndexSignature asks for the brackets that this rule would take away.
  { files: ['**/*.ts', '**/*.tsx'], rules: { '@typescript-eslint/dot-notation': 'off' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An early return that ends with a call is read as one thought.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Functions over plain data have no this to lose, and one that answers at once may stand where another has to wait.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
      // Taking one field off an object is how data without it is written.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // A row that a query returns is named by its caller.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Addresses and fingerprints are taken apart by code point on purpose.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }, 'string'] }],
      // openpgp's enums exist as types alone, so its numbers are compared with plain ones.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      '@typescript-eslint/consistent-indexed-object-style': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-console': ['error', { allow: ['warn', 'error'] }] },
  },
  {
    files: ['src/trail/**', 'src/checks/**', 'src/procedure/**'],
    rules: {
      'no-restricted-globals': ['error', ...['process', 'fetch', 'setTimeout', 'setInterval', 'performance', 'crypto'].map((name) => ({ name, message: fromOutside }))],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: fromOutside }, { object: 'Math', property: 'random', message: fromOutside }],
      'no-restricted-syntax': ['error', ...taste, { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: fromOutside }],
      'no-restricted-imports': ['error', { paths: [{ name: 'node:crypto', importNames: ['randomBytes', 'randomInt', 'randomUUID', 'randomFillSync', 'webcrypto'], message: fromOutside }] }],
    },
  },
  // Their tools read a configuration from the default export alone.
  { files: ['eslint.config.mjs', '**/vite.config.mts'], rules: { 'no-restricted-syntax': 'off' } },
);
