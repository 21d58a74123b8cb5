// Who may import whom: the table in src/README.md, held by a tool.
const modules = [
  'accounts',
  'tickets',
  'mail',
  'sla',
  'knowledge',
  'releases',
  'events',
  'stats',
  'editing',
  'feedback',
  'customers',
  'answers',
  'bulk',
  'views',
  'drafts',
  'rules',
  'processes',
  'advisories',
  'notices',
  'webhooks',
]

/** Module order: each may use those before it, through their index alone. */
const mayUse = {
  shared: [],
  events: [],
  sla: ['events'],
  accounts: ['events', 'sla'],
  knowledge: ['events', 'accounts'],
  releases: ['events', 'accounts'],
  advisories: ['events', 'accounts', 'releases'],
  tickets: ['events', 'accounts', 'sla'],
  editing: ['events', 'accounts', 'knowledge', 'tickets'],
  feedback: ['events', 'accounts', 'knowledge', 'tickets'],
  answers: ['events', 'accounts', 'tickets'],
  rules: ['events', 'accounts', 'sla', 'tickets', 'answers'],
  processes: ['events', 'accounts', 'sla', 'tickets', 'answers'],
  webhooks: ['events', 'accounts', 'releases', 'advisories'],
  bulk: ['accounts', 'tickets'],
  views: ['events', 'tickets'],
  drafts: ['tickets'],
  customers: ['events', 'sla', 'accounts', 'tickets', 'releases'],
  notices: ['events', 'sla', 'accounts', 'releases', 'advisories', 'tickets'],
  mail: ['events', 'accounts', 'tickets', 'knowledge', 'releases', 'sla', 'notices'],
  stats: ['events', 'accounts', 'tickets', 'knowledge', 'releases', 'sla', 'feedback', 'mail'],
}

const moduleRules = modules.map((name) => ({
  name: `domain-${name}-order`,
  comment: `domain/${name} uses ${mayUse[name].join(', ') || 'no other module'} and shared`,
  severity: 'error',
  from: { path: `^src/domain/${name}/` },
  to: {
    path: '^src/domain/',
    pathNot: [`^src/domain/(${name}|shared)/`, ...mayUse[name].map((m) => `^src/domain/${m}/index\\.ts$`)],
  },
}))

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment: 'domain uses zod, semver, temporal and itself; SQL only in store.ts',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '/[a-z-]*store\\.ts$' },
      to: {
        pathNot: [
          '^src/domain/',
          '^src/words/',
          'node_modules/zod/',
          'node_modules/(@types/)?semver/',
          'node_modules/ae-cvss-calculator/',
          'node_modules/temporal-',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'store-only-sql',
      severity: 'error',
      from: { path: '^src/domain/.*store\\.ts$' },
      to: {
        pathNot: ['^src/domain/', '^db/schema/', 'node_modules/drizzle-orm/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    ...moduleRules,
    {
      name: 'one-door-per-module',
      severity: 'error',
      from: { pathNot: '^src/domain/' },
      to: { path: '^src/domain/', pathNot: ['^src/domain/[a-z]+/index\\.ts$'] },
    },
    {
      name: 'pages-use-verbs',
      comment: 'pages and components never touch the database or node',
      severity: 'error',
      from: { path: '^src/(pages|components|layouts)/' },
      to: { path: ['^db/', 'node_modules/drizzle-orm', '^src/server/(jobs|demo)/', '^src/cli/'] },
    },
    {
      name: 'client-stays-in-the-browser',
      severity: 'error',
      from: { path: '^src/client/' },
      to: {
        pathNot: ['^src/(client|words)/', 'node_modules/(@codemirror|@lezer)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'server-knows-no-pages',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/(pages|components|layouts|cli|client)/' },
    },
    {
      name: 'words-import-nothing',
      comment: 'rules of the languages: the browser and the server share them',
      severity: 'error',
      from: { path: '^src/words/' },
      to: { pathNot: ['^src/words/'] },
    },
    {
      name: 'db-stands-alone',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^src/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(node_modules|dist|db/local)', '\\.css$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
