// Lint: type-aware rules, and the layers of ARCHITECTURE.md. Each layer message says where the code belongs instead.
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Forbids a layer to import from others; `why` tells where to go. */
const layer = (files, forbidden, why, extra = []) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [...forbidden.map((name) => ({ group: [`**/${name}/**`], message: why })), ...extra] },
    ],
  },
});

const node = {
  group: ['node:*', 'fs', 'path', 'os'],
  message: 'The core does no I/O. Put this behind a port in src/core/ports.',
};
const yaml = { group: ['yaml'], message: 'Only src/core/mapping reads YAML.' };
const sqlJs = { group: ['sql.js'], message: 'Only connectors/sqlite, store and files know sql.js.' };

export default tseslint.config(
  { ignores: ['dist/**', '.build/**', '.types/**', 'media/**', '**/*.mjs'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400 }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      // Connectors answer with promises whether or not they have to wait.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/core/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'fetch'],
      'no-restricted-syntax': [
        'error',
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
      ],
    },
  },
  layer(
    ['src/core/**'],
    ['connectors', 'store', 'service', 'protocol', 'extension', 'server', 'cli', 'files'],
    'The core imports only the core: what it needs from outside is a port in src/core/ports.',
    [node, sqlJs, yaml],
  ),
  layer(
    ['src/core/mapping/**'],
    ['connectors', 'store', 'service', 'protocol', 'extension', 'server', 'cli', 'files'],
    'The core imports only the core.',
    [node, sqlJs],
  ),
  layer(
    ['src/connectors/**'],
    ['store', 'service', 'protocol', 'cli'],
    'Connectors see only the core and src/files; src/service joins them with the store.',
    [yaml],
  ),
  layer(
    ['src/store/**'],
    ['connectors', 'service', 'protocol', 'cli'],
    'The store sees only the core and src/files; src/service joins it with connectors.',
    [yaml],
  ),
  layer(
    ['src/files/**'],
    ['connectors', 'store', 'service', 'protocol', 'cli'],
    'src/files is below connectors and store.',
    [yaml],
  ),
  layer(
    ['src/protocol/**'],
    ['connectors', 'store', 'service', 'cli', 'files'],
    'The protocol holds words only: types of src/core/model.',
    [node, yaml, sqlJs],
  ),
  layer(['src/service/**'], ['cli'], 'Shells import the service, never the other way round.', [yaml]),
  layer(['src/cli/**'], ['connectors', 'store'], 'The command line asks src/service for everything.', [yaml]),
  { files: ['test/**'], rules: { 'max-lines': 'off' } },
);
