import type { BatchPart } from '../odata/multipartBatch';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { DataverseService } from './dataverseService';
import type { DataverseTable, LookupTarget } from './dataverseTable';
import type { ExactObject } from '../odata/exactJson';
import type { Result } from '../../core/result';
import type { ServiceFailure } from '../odata/serviceCall';
import { describeColumn, flag, labelOf, optionMembers } from './describeColumn';
import { err, ok } from '../../core/result';
import { isExactList, isExactObject, textOf } from '../odata/exactJson';
import { parsePage, readPages, unexpected } from '../odata/readPages';
import { queryText } from '../odata/literals';
import { sendBatch } from './sendBatch';

/** What the list of tables tells of each. */
export interface ListedTable {
  readonly name: string;
  readonly caption?: string;
  readonly entitySet: string;
  readonly idField: string;
  readonly nameField?: string;
  readonly tracksChanges: boolean;
  /** People can look for its records: not one of the system's own. */
  readonly isForPeople: boolean;
  readonly keys: readonly (readonly string[])[];
}

/** All tables with records of their own, in one request (Query table definitions using the Web API). */
export async function readTableList(
  service: DataverseService,
  cancel: CancelSignal,
): Promise<Result<ReadonlyMap<string, ListedTable>, ServiceFailure>> {
  const url = `EntityDefinitions?${queryText({
    $select:
      'LogicalName,DisplayName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,ChangeTrackingEnabled,IsValidForAdvancedFind,IsIntersect',
    $expand: 'Keys($select=KeyAttributes)',
  })}`;
  const tables = new Map<string, ListedTable>();
  for await (const page of readPages(service.client, { url }, cancel)) {
    if (!page.ok) return page;
    for (const row of page.value.rows) {
      const table = listedTable(row);
      if (table) tables.set(table.name, table);
    }
  }
  return ok(tables);
}

function listedTable(row: ExactObject): ListedTable | undefined {
  const name = textOf(row, 'LogicalName');
  const entitySet = textOf(row, 'EntitySetName');
  const idField = textOf(row, 'PrimaryIdAttribute');
  if (!name || !entitySet || !idField || flag(row, 'IsIntersect', false)) return undefined;
  const caption = labelOf(row['DisplayName']);
  const nameField = textOf(row, 'PrimaryNameAttribute');
  const keys = isExactList(row['Keys']) ? row['Keys'].filter(isExactObject) : [];
  return {
    name,
    entitySet,
    idField,
    tracksChanges: flag(row, 'ChangeTrackingEnabled', false),
    isForPeople: flag(row, 'IsValidForAdvancedFind', true),
    keys: keys.map((key) =>
      isExactList(key['KeyAttributes']) ? key['KeyAttributes'].filter((each) => typeof each === 'string') : [],
    ),
    ...(caption === undefined ? {} : { caption }),
    ...(nameField ? { nameField } : {}),
  };
}

/** How long a service is left alone that was too busy for a question. */
const busyMs = 5_000;

/** Tables in one batch: each takes as many requests as `questions` has. */
const tablesAtOnce = 20;

/** The tables with their columns: one batch for every twenty of them. */
export async function readTables(
  service: DataverseService,
  list: ReadonlyMap<string, ListedTable>,
  wanted: readonly ListedTable[],
  cancel: CancelSignal,
): Promise<Result<readonly DataverseTable[], ServiceFailure>> {
  const groups = Array.from({ length: Math.ceil(wanted.length / tablesAtOnce) }, (_, index) =>
    wanted.slice(index * tablesAtOnce, (index + 1) * tablesAtOnce),
  );
  const read = await Promise.all(groups.map((group) => readGroup(service, list, group, cancel)));
  const failed = read.find((group) => !group.ok);
  if (failed && !failed.ok) return failed;
  return ok(read.flatMap((group) => (group.ok ? group.value : [])));
}

/** Properties of the derived types come along only where nothing is selected; option sets must be expanded by their own type. */
const questions = [
  '/Attributes',
  '/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet($select=Options)',
  '/Attributes/Microsoft.Dynamics.CRM.StateAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)',
  '/Attributes/Microsoft.Dynamics.CRM.StatusAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)',
  '/ManyToOneRelationships?$select=ReferencingAttribute,ReferencedEntity,ReferencingEntityNavigationPropertyName',
] as const;

async function readGroup(
  service: DataverseService,
  list: ReadonlyMap<string, ListedTable>,
  tables: readonly ListedTable[],
  cancel: CancelSignal,
): Promise<Result<readonly DataverseTable[], ServiceFailure>> {
  const parts = tables.flatMap((table) =>
    questions.map((question): BatchPart => ({
      method: 'GET',
      url: `${service.root}EntityDefinitions(LogicalName='${table.name}')${question}`,
    })),
  );
  const answers = await sendBatch(service, parts, 'read', cancel);
  if (!answers.ok) return answers;
  const turnedAway = answers.value.answers
    .flat()
    .find(({ status }) => status === 429 || (status >= 500 && status !== 501));
  if (turnedAway) return err(notNow(service, turnedAway.status));
  const made: DataverseTable[] = [];
  for (const [index, table] of tables.entries()) {
    const pages = questions.map((_, place) => {
      const [answer] = answers.value.answers[index * questions.length + place] ?? [];
      return answer && answer.status < 300 ? parsePage(answer.body)?.rows : undefined;
    });
    const [attributes, picklists = [], states = [], statuses = [], relationships = []] = pages;
    if (!attributes) return err(unexpected(`no columns of ${table.name}`));
    made.push(makeTable(table, list, { attributes, choices: [...picklists, ...states, ...statuses], relationships }));
  }
  return ok(made);
}

/** A question that was turned away is no answer: options and lookups would be missing until the connection is opened anew. */
function notNow({ name }: DataverseService, status: number): ServiceFailure {
  const message = `${name} is too busy to describe its tables (status ${status}). Run the synchronization again later.`;
  return status === 429 ? { kind: 'throttled', message, retryAfterMs: busyMs } : { kind: 'unreachable', message };
}

interface TableMetadata {
  readonly attributes: readonly ExactObject[];
  readonly choices: readonly ExactObject[];
  readonly relationships: readonly ExactObject[];
}

function makeTable(
  table: ListedTable,
  list: ReadonlyMap<string, ListedTable>,
  metadata: TableMetadata,
): DataverseTable {
  const { idField } = table;
  const single = table.keys.filter((key) => key.length === 1).map(([only = '']) => only);
  const columns = metadata.attributes.flatMap((attribute) =>
    describeColumn(attribute, {
      idField,
      options: new Map(metadata.choices.map((choice) => [textOf(choice, 'LogicalName') ?? '', optionMembers(choice)])),
      targets: lookupTargets(metadata.relationships, list),
      idFieldOf: (name) => list.get(name)?.idField,
      unique: new Set(single),
    }),
  );
  const byName = new Map(columns.map((column) => [column.field.name, column]));
  // One alternate key of one column is meant for this; otherwise people know a record by its name.
  const keyField = (single.length === 1 ? single[0] : undefined) ?? table.nameField ?? idField;
  return {
    description: {
      name: table.name,
      fields: columns.map((column) => column.field),
      idField,
      keyField,
      ...(byName.has('modifiedon') ? { modifiedOnField: 'modifiedon' } : {}),
      ...(table.caption === undefined ? {} : { caption: table.caption }),
      ...(table.tracksChanges ? { tracksChanges: true } : {}),
    },
    entitySet: table.entitySet,
    idField,
    columns: byName,
    keys: table.keys,
  };
}

function lookupTargets(
  relationships: readonly ExactObject[],
  list: ReadonlyMap<string, ListedTable>,
): ReadonlyMap<string, readonly LookupTarget[]> {
  const targets = new Map<string, LookupTarget[]>();
  for (const relationship of relationships) {
    const lookup = textOf(relationship, 'ReferencingAttribute');
    const navigation = textOf(relationship, 'ReferencingEntityNavigationPropertyName');
    if (lookup === undefined || navigation === undefined) continue;
    for (const name of tablesBehind(textOf(relationship, 'ReferencedEntity') ?? '')) {
      const target = list.get(name);
      const known = targets.get(lookup) ?? [];
      if (!target || known.some(({ table }) => table === name)) continue;
      targets.set(lookup, [...known, { table: name, entitySet: target.entitySet, navigation }]);
    }
  }
  return targets;
}

/** Users and teams own records; the metadata knows both as one (entity reference: owner). */
function tablesBehind(referenced: string): readonly string[] {
  return referenced === 'owner' ? ['systemuser', 'team'] : [referenced];
}
