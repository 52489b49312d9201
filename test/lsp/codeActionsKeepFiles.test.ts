import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import { createLineIndex } from '../../src/core/mapping/lineIndex';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import type { FileAnalysis, WorkspaceAnalysis } from '../../src/server/analysis';
import { codeActionsFor } from '../../src/server/features/codeActions';
import { lspRange } from '../../src/server/positions';
import { schemaOf } from './analysisBuilder';
import type { Systems } from './markedWorkspace';
import { markedWorkspace, editedFiles } from './markedWorkspace';

/** The texts of a template, by name. */
function templateFiles(name: string): Readonly<Record<string, string>> {
  const folder = path.join('media/templates', name);
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.yaml'));
  return Object.fromEntries(
    files.map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(folder, file), 'utf8')]),
  );
}

/** Tables with the fields that the template names and some more, long on one side and short on the other. */
function systemsFor(files: Readonly<Record<string, string>>): Systems {
  const local = new Map<string, Set<string>>();
  const integration = new Map<string, Set<string>>();
  const fieldsOf = (tables: Map<string, Set<string>>, name: string) => {
    const fields = tables.get(name) ?? new Set(['City', 'city']);
    tables.set(name, fields);
    return fields;
  };
  for (const [file, text] of Object.entries(files)) {
    const { mapping } = parseMapping(text, file);
    for (const field of mapping?.fields ?? []) {
      if (field.localField !== undefined) fieldsOf(local, mapping?.table.name ?? '').add(field.localField);
      if (field.integrationField !== undefined) {
        fieldsOf(integration, mapping?.integrationTable.name ?? '').add(field.integrationField);
      }
    }
  }
  const described = (tables: Map<string, Set<string>>, type: string) => {
    const ids = { id: 'guid id readOnly', changed: 'dateTime modifiedOn readOnly' };
    return schemaOf(
      Object.fromEntries(
        [...tables].map(([name, fields]) => {
          return [name, { ...ids, ...Object.fromEntries([...fields].map((field) => [field, type])) }];
        }),
      ),
    );
  };
  return { local: described(local, 'text(50)'), integration: described(integration, 'text(20)') };
}

function allProblems(analysis: WorkspaceAnalysis, file: FileAnalysis) {
  return [...file.problems, ...(analysis.crossProblems.get(file.file) ?? [])];
}

/** Everything that is offered anywhere in a range. */
function offered(analysis: WorkspaceAnalysis, file: FileAnalysis, start: number, end: number): readonly CodeAction[] {
  const lines = createLineIndex(file.text);
  const diagnostics = allProblems(analysis, file)
    .filter(({ range }) => range.start.offset <= end && start <= range.end.offset)
    .map(({ code, message, range }): Diagnostic => ({ code, message, range: lspRange(range) }));
  return codeActionsFor(analysis, file, lspRange(lines.range(start, end)), diagnostics);
}

function errorCodes(analysis: WorkspaceAnalysis): ReadonlySet<string> {
  const problems = [...analysis.byFile.values()].flatMap((file) => allProblems(analysis, file));
  return new Set(problems.filter(({ severity }) => severity === 'error').map(({ code, file }) => `${file} ${code}`));
}

function commentsOf(text: string): number {
  return text.split('\n').filter((line) => /(^|\s)# /.test(line)).length;
}

for (const template of ['dataverse', 'sales', 'blank']) {
  suite(`Every action in the template ${template}`, () => {
    const files = templateFiles(template);
    const systems = systemsFor(files);
    for (const name of Object.keys(files)) {
      test(`keeps ${name} free of new errors and keeps its comments`, () => {
        const { analysis } = markedWorkspace(files, systems);
        const file = analysis.byFile.get(name) ?? assert.fail(name);
        const before = errorCodes(analysis);
        const seen = new Set<string>();
        const places = [...file.text.matchAll(/^.*\S/gm)].map(
          ({ index, 0: line }) => [index, index + line.length] as const,
        );
        for (const [start, end] of places) {
          for (const action of offered(analysis, file, start, end)) {
            const key = JSON.stringify(action.edit);
            if (seen.has(key)) continue;
            seen.add(key);
            const texts = { ...files, ...editedFiles(analysis, action.edit) };
            const after = errorCodes(markedWorkspace(texts, systems).analysis);
            assert.deepEqual(
              [...after].filter((code) => !before.has(code)),
              [],
              `${action.title}\n${texts[name]}`,
            );
            assert.ok(commentsOf(texts[name] ?? '') >= commentsOf(file.text), action.title);
          }
        }
        assert.ok(name === 'tandem.yaml' || seen.size > 2, String(seen.size));
      });
    }
  });
}

suite('Actions in damaged files', () => {
  const files = templateFiles('sales');
  const name = 'mappings/customer.mapping.yaml';
  const text = files[name] ?? '';
  const systems = systemsFor(files);

  test('never fail, and those that change the layout bring no new error', () => {
    const damage = fc.array(
      fc.tuple(fc.nat(text.length), fc.nat(6), fc.constantFrom('', 'x', '\n', '# ', '- ', ': ', "'", '&a ', '*a')),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(damage, fc.nat(text.length), fc.nat(30), (cuts, at, length) => {
        const damaged = cuts.reduce(
          (now, [start, count, put]) => now.slice(0, start) + put + now.slice(start + count),
          text,
        );
        const { analysis } = markedWorkspace({ ...files, [name]: damaged }, systems);
        const file = analysis.byFile.get(name) ?? assert.fail(name);
        const before = new Set(file.problems.map(({ code }) => code));
        for (const action of offered(analysis, file, at, at + length)) {
          const after = editedFiles(analysis, action.edit)[name];
          if (after === undefined || action.kind !== 'refactor.rewrite') continue;
          const found = parseMapping(after, name).problems.filter(({ severity }) => severity === 'error');
          assert.deepEqual(
            found.filter(({ code }) => !before.has(code)),
            [],
            action.title,
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});
