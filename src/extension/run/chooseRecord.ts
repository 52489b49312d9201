import * as vscode from 'vscode';
import type { RunScope, ScopedRecord } from './runScope';
import type { Workbench } from '../workbench';
import { chooseMapping } from './chooseMapping';
import { pickBySearch } from './pickBySearch';

/** Asks for a mapping, where the scope names none, and for one of its local records. Undefined after Escape. */
export async function chooseRecord(
  { worker }: Workbench,
  { workspace, overview, mappings }: RunScope,
  title: string,
): Promise<ScopedRecord | undefined> {
  const [named] = mappings;
  const mapping = overview.mappings.find(({ name }) => name === named) ?? (await chooseMapping(overview, title));
  if (!mapping) return undefined;
  const query = { ...workspace.address(), mapping: mapping.name, side: 'local' as const, limit: mostRecords };
  const found = await pickBySearch({
    title: `${title}: ${mapping.name}`,
    placeHolder: vscode.l10n.t('Which record of {0}? Type a part of its key or title.', mapping.table),
    find: async (search, token) => {
      const answer = await worker.request('records/find', { ...query, search }, token);
      if (!answer.ok) return answer;
      return {
        ok: true,
        value: answer.value.records.map((record) => ({ label: record.title, description: stateOf(record), record })),
      };
    },
  });
  return found && { mapping: mapping.name, localId: found.record.id, integrationId: null };
}

/** Asks for a mapping, where the scope names none, and for one of its couplings. Undefined after Escape. */
export async function chooseCoupling(
  { worker }: Workbench,
  { workspace, overview, mappings }: RunScope,
  title: string,
): Promise<ScopedRecord | undefined> {
  const [named] = mappings;
  const mapping = overview.mappings.find(({ name }) => name === named) ?? (await chooseMapping(overview, title));
  if (!mapping) return undefined;
  const query = { ...workspace.address(), mapping: mapping.name, states: [], titles: true, limit: mostRecords };
  const found = await pickBySearch({
    title: `${title}: ${mapping.name}`,
    placeHolder: vscode.l10n.t('Which coupling? Type a part of an id or a title.'),
    find: async (search, token) => {
      const answer = await worker.request('couplings/page', { ...query, search }, token);
      if (!answer.ok) return answer;
      const items = answer.value.couplings.map((line) => ({
        label: `${line.localTitle ?? line.localId ?? '–'} ↔ ${line.integrationTitle ?? line.integrationId ?? '–'}`,
        description: line.failure?.message ?? '',
        line,
      }));
      return { ok: true, value: items };
    },
  });
  return found && { mapping: mapping.name, localId: found.line.localId, integrationId: found.line.integrationId };
}

/** Nobody reads further; searching is quicker. */
const mostRecords = 100;

function stateOf({ coupled, inFilter }: { readonly coupled: boolean; readonly inFilter: boolean }): string {
  if (!inFilter) return vscode.l10n.t("outside the mapping's filter");
  return coupled ? vscode.l10n.t('coupled') : vscode.l10n.t('not coupled');
}
