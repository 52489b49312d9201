import * as vscode from 'vscode';
import { commands } from '../names';
import { runDirections, sourceSide } from '../../core/model/side';
import type { MappingOverview, RecordComparison, WorkspaceOverview } from '../../protocol/workerProtocol';
import type { NamedRecord } from '../../protocol/resultsProtocol';
import type { Side } from '../../core/model/side';
import type { TandemWorkspace, Workbench } from '../workbench';

/** A record that a lookup points to and that is not coupled. */
interface MissingDependency {
  readonly mapping: string;
  readonly side: Side;
  readonly id: string;
  readonly title: string;
}

/**
 * Couples what a record's lookups wait for: finds the looked-up records that are not coupled, asks which one is meant where there are
 * several, and opens Couple… at it. Answers why it could not be.
 */
export async function coupleDependency(
  workbench: Workbench,
  workspace: TandemWorkspace,
  record: NamedRecord,
): Promise<string | undefined> {
  const overview = await workbench.workspaces.overview(workspace);
  if (!overview.ok) return overview.error.message;
  const mapping = overview.value.mappings.find(({ name }) => name === record.mapping);
  if (!mapping) return vscode.l10n.t('There is no table mapping {0} any more. Refresh the view.', record.mapping);
  const compared = await workbench.worker.request('records/compare', { ...workspace.address(), ...record });
  if (!compared.ok) return compared.error.message;
  const missing = await missingDependencies(workbench, workspace, referencesOf(mapping, compared.value));
  const chosen = missing.length > 1 ? await choose(missing) : missing[0];
  if (missing.length > 1 && !chosen) return undefined;
  if (!chosen) return noneMissing(mapping, overview.value);
  const { side, id } = chosen;
  await vscode.commands.executeCommand(commands.couple, {
    workspaceId: workspace.id,
    mapping: chosen.mapping,
    ...(side === 'local' ? { localId: id } : { integrationId: id }),
  });
  return undefined;
}

/** A value that some mapping's couplings have to translate. */
interface Reference {
  readonly lookups: readonly string[];
  readonly side: Side;
  readonly value: string;
}

function referencesOf(mapping: MappingOverview, { fields }: RecordComparison): readonly Reference[] {
  return mapping.fields.flatMap(({ lookups = [], localField, integrationField, direction, enabled }) => {
    const pair = fields.find((each) => each.localField === localField && each.integrationField === integrationField);
    if (!pair || !enabled || lookups.length === 0) return [];
    return runDirections(direction).flatMap((each) => {
      const side = sourceSide(each);
      const value = pair[side];
      return value === null || value === '' ? [] : [{ lookups, side, value }];
    });
  });
}

/** Looks for each reference's record by what it holds: a local one the key, an integration one the id. */
async function missingDependencies(
  { worker }: Workbench,
  workspace: TandemWorkspace,
  references: readonly Reference[],
): Promise<readonly MissingDependency[]> {
  const found = await Promise.all(
    references.flatMap(({ lookups, side, value }) =>
      lookups.map(async (mapping): Promise<readonly MissingDependency[]> => {
        const query = { ...workspace.address(), mapping, side, search: value, limit: 20 };
        const answer = await worker.request('records/find', query);
        const record = answer.ok
          ? answer.value.records.find(({ id, key }) => key === value || id === value)
          : undefined;
        return record && !record.coupled ? [{ mapping, side, id: record.id, title: record.title }] : [];
      }),
    ),
  );
  return found.flat();
}

async function choose(missing: readonly MissingDependency[]): Promise<MissingDependency | undefined> {
  const items = missing.map((each) => ({ label: each.title, description: each.mapping, each }));
  const options = {
    title: vscode.l10n.t('Couple Missing Dependency'),
    placeHolder: vscode.l10n.t('Which record is to be coupled first?'),
  };
  return (await vscode.window.showQuickPick(items, options))?.each;
}

function noneMissing({ name, fields }: MappingOverview, { mappings }: WorkspaceOverview): string {
  const lookups = fields
    .flatMap((field) => field.lookups ?? [])
    .filter((each) => mappings.some((m) => m.name === each));
  return lookups.length === 0
    ? vscode.l10n.t('{0} looks nothing up. Check the table mapping.', name)
    : vscode.l10n.t(
        'Nothing that this record of {0} looks up is waiting to be coupled. Retry it, or synchronize {1} first.',
        name,
        [...new Set(lookups)].join(', '),
      );
}
