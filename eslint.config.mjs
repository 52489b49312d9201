// Lint: type-aware rules, and the layers of ARCHITECTURE.md. Each layer message says where the code belongs instead.
import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Everything below src but the core: what each layer may not import is told by leaving out what it may. */
const layers = ['files', 'connectors', 'store', 'service', 'protocol', 'extension', 'worker', 'server', 'cli'];

/** Packages that one place alone knows, so that it can be exchanged there. */
const packages = {
  yaml: 'Only src/core/mapping reads YAML.',
  'sql.js': 'Only src/files loads the SQLite engine; connectors/sqlite and store get it handed in.',
  commander: 'Only src/cli parses a command line.',
  vscode: 'Only src/extension knows VS Code.',
  'vscode-languageserver': 'Only src/server speaks the Language Server Protocol.',
  'vscode-languageserver-textdocument': 'Only src/server keeps documents.',
  'vscode-languageserver-types': 'Only src/server speaks the Language Server Protocol.',
  'vscode-languageclient': 'Only src/extension/language starts the language server.',
  '@vscode/webview-ui-toolkit': 'Only webview/kit.ts knows the toolkit, so that it can be exchanged.',
  '@tanstack/virtual-core': 'Only webview/grid/virtualRows.ts makes rows of long lists.',
  'vscode-jsonrpc': 'Only the two ends of the worker speak the protocol: src/worker and src/extension/connection.',
};
const node = {
  regex: '^(node:|fs|path|os|crypto|child_process|worker_threads)',
  message: 'Here nothing is read, written or asked of the machine. Put it behind a port in src/core/ports.',
};

/** Lets the files of a layer import from some layers and packages only; `why` tells where the code belongs instead. */
const layer = (files, { imports = [], uses = [], why, also = [] }) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: layers.filter((name) => !imports.includes(name)).map((name) => `**/${name}/**`), message: why },
          { group: ['**/test/**'], message: 'Tests see src, never the other way round.' },
          ...Object.entries(packages)
            .filter(([name]) => !uses.includes(name))
            .map(([name, message]) => ({ group: [name, `${name}/**`], message })),
          ...also,
        ],
      },
    ],
  },
});

const coreIsPure = 'The core imports only the core: what it needs from outside is a port in src/core/ports.';

const syntax = [
  { selector: 'TSEnumDeclaration', message: 'A union of texts says the same and stays readable in data.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
  { selector: 'ExportNamedDeclaration[source]', message: 'No barrels: import from the file that has it.' },
];
const outsideSyntax = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes from the Clock port.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time comes from the Clock port.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Ids come from the Ids port.',
  },
];

export default defineConfig(
  { ignores: ['dist/**', '.build/**', '.types/**', 'media/**'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // A default that is meant is fine: over the seven kinds of values it says more than five empty cases would. Where
      // each case counts the default is `unreachable(value)`, which does not type-check while one is missing.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', ...syntax],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true } },
      ],
      // Connectors answer with promises whether or not they have to wait.
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['src/**'], rules: { 'no-console': 'error' } },
  {
    files: ['src/core/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'fetch', 'performance', 'crypto'],
      'no-restricted-syntax': ['error', ...syntax, ...outsideSyntax],
    },
  },
  layer(['src/core/**'], { why: coreIsPure, also: [node] }),
  layer(['src/core/mapping/**'], { uses: ['yaml'], why: coreIsPure, also: [node] }),
  layer(['src/files/**'], { uses: ['sql.js'], why: 'src/files is below connectors and store, and knows no record.' }),
  layer(['src/connectors/**'], {
    imports: ['files', 'connectors'],
    uses: ['sql.js'],
    why: 'Connectors see only the core and src/files; src/service joins them with the store.',
  }),
  layer(['src/store/**'], {
    imports: ['files', 'store'],
    uses: ['sql.js'],
    why: 'The store sees only the core and src/files; src/service joins it with connectors.',
  }),
  layer(['src/service/**'], {
    imports: ['files', 'connectors', 'store', 'service', 'protocol'],
    why: 'Shells import the service, never the other way round.',
  }),
  layer(['src/worker/**'], {
    imports: ['files', 'service', 'protocol', 'worker'],
    uses: ['vscode-jsonrpc'],
    why: 'The worker passes requests on: src/service does the work, src/protocol has the words.',
  }),
  layer(['src/protocol/**'], { why: 'The protocol holds words only: types of src/core/model.', also: [node] }),
  layer(['src/extension/**'], {
    imports: ['protocol', 'extension'],
    uses: ['vscode'],
    why: 'The shell shows and asks; what it needs done is a request in src/protocol/workerProtocol.ts, done by src/worker.',
  }),
  layer(['src/extension/connection/**'], {
    imports: ['protocol', 'extension'],
    uses: ['vscode-jsonrpc'],
    why: 'The line to the worker knows neither VS Code nor what goes over it.',
  }),
  layer(['src/extension/language/**'], {
    imports: ['protocol', 'extension'],
    uses: ['vscode', 'vscode-languageclient'],
    why: 'The client passes on what the editor knows; src/server does the work, src/protocol has the words.',
  }),
  layer(['src/server/**'], {
    imports: ['protocol', 'server'],
    uses: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-languageserver-types'],
    why: 'The language server reads files and cached schemas alone: no system, no state, no service.',
  }),
  layer(['src/cli/**'], {
    imports: ['files', 'service', 'protocol', 'cli', 'server'],
    uses: ['commander'],
    why: 'The command line asks src/service for everything.',
  }),
  layer(['webview/**'], {
    imports: ['protocol'],
    uses: ['@tanstack/virtual-core'],
    why: 'The results view knows the words of src/protocol and the types of src/core/model; what it needs is a question to the host.',
    also: [node],
  }),
  {
    files: ['webview/kit.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tanstack/**'], message: 'The kit has components only.' }] },
      ],
    },
  },
  {
    files: ['test/**'],
    rules: {
      'max-lines': 'off',
      // The ports are objects of functions that use no `this`; tests take them apart to compare what they answer.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', performance: 'readonly' } },
  },
);
