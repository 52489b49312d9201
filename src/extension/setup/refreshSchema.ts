import { askSchema } from './askSchema';
import { schemaChangeChoices, schemaChanges, schemaText } from './schemaChanges';
import type { CommandTools } from '../quickSteps/commandTools';
import type { SchemaChange } from './schemaChanges';

/** How many tables each side has, and what is different from before. */
export interface RefreshResult {
  readonly localTables: number;
  readonly integrationTables: number;
  readonly changes: readonly SchemaChange[];
}

/** Reads the tables and fields of both systems anew and tells what changed since the last time. */
export async function refreshSchema(tools: CommandTools): Promise<RefreshResult | undefined> {
  const { workbench, dialogue, scope } = tools;
  const { t } = dialogue.locale;
  const address = scope.workspace.address();
  const before = await workbench.worker.request('schema/get', { ...address, refresh: false });
  const known = before.ok && before.value.cached ? before.value : undefined;
  // Without a cache the first question has read the systems already.
  const schema = before.ok && !before.value.cached ? before.value : await askSchema(tools, { refresh: true });
  if (!schema) return undefined;
  workbench.workspaces.refresh(scope.workspace);
  const changes = known && schemaChanges(known, schema);
  void tell();
  return {
    localTables: schema.local.tables.length,
    integrationTables: schema.integration.tables.length,
    changes: changes ?? [],
  };

  async function tell(): Promise<void> {
    if (!schema) return;
    const button = t('Show Changes');
    const text = schemaText(schema, changes, dialogue.locale);
    const chosen = await dialogue.tell('information', text, ...(changes && changes.length > 0 ? [button] : []));
    if (chosen !== button || !changes) return;
    const choices = schemaChangeChoices(changes, dialogue.locale);
    await dialogue.ask.one({
      title: t('What changed in {0}', schema.environment),
      prompt: t('Escape closes the list.'),
      choices,
    });
  }
}
