import { strict as assert } from 'node:assert';
import type { DataverseTable } from './publicFacts';
import type { FieldMapping, TableMapping } from '../../../src/core/model/tableMapping';
import { dataverseTables, publicFacts } from './publicFacts';
import { must } from '../../../src/core/assert';
import { readTemplate } from './readTemplate';

/** One call of Business Central's setup code, with its arguments as written. */
interface SetupCall {
  readonly procedure: string;
  readonly call: string;
  readonly args: readonly string[];
}

const procedures: Readonly<Record<string, string>> = {
  CURRENCY: 'ResetCurrencyTransactionCurrencyMapping',
  SALESPEOPLE: 'ResetSalesPeopleSystemUserMapping',
  UNITOFMEASURE: 'ResetUnitOfMeasureUoMScheduleMapping',
  CUSTOMER: 'ResetCustomerAccountMapping',
  VENDOR: 'ResetVendorAccountMapping',
  CONTACTS: 'ResetContactContactMapping',
  'RESOURCE-PRODUCT': 'ResetResourceProductMapping',
  'ITEM-PRODUCT': 'ResetItemProductMapping',
};

/** What Business Central does in code rather than by a field mapping. */
const inPlaceOfCode: Readonly<Record<string, readonly string[]>> = {
  UNITOFMEASURE: ['Code -> name'],
  CONTACTS: ['Company No. <-> parentcustomerid'],
  'RESOURCE-PRODUCT': ['Base Unit of Measure -> defaultuomscheduleid'],
};

suite('the templates beside the setup code of Business Central', () => {
  for (const template of ['dataverse', 'sales'] as const) {
    test(`${template} pairs the same tables, and only coupled records`, async function () {
      const calls = publicFacts(this, 'default-mappings.json') as readonly SetupCall[];
      const tables = dataverseTables(this);
      for (const { name, table, integrationTable, synchOnlyCoupledRecords } of (await readTemplate(template))
        .mappings) {
        const { args } = must(setupOf(calls, name, 'InsertIntegrationTableMapping')[0], name);
        assert.equal(table.name, tableName(args[2]));
        assert.equal(integrationTable.name, tableNamed(tables, tableName(args[3])).logicalName);
        assert.equal(String(synchOnlyCoupledRecords), args[8]);
      }
    });

    test(`${template} pairs the same fields, with the same directions and constants`, async function () {
      const calls = publicFacts(this, 'default-mappings.json') as readonly SetupCall[];
      const tables = dataverseTables(this);
      for (const mapping of (await readTemplate(template)).mappings) {
        const table = must(
          tables.find(({ logicalName }) => logicalName === mapping.integrationTable.name),
          mapping.name,
        );
        const standard = setupOf(calls, mapping.name, 'InsertIntegrationFieldMapping')
          .map((call) => standardField(call, table))
          // Set only where the feature for unit groups is on, which these templates leave out.
          .filter((field) => !field.endsWith('defaultuomid'));
        const ours = mapping.fields.filter(({ enabled }) => enabled).map(fieldText);
        assert.ok(standard.length > 0, mapping.name);
        assert.deepEqual([...ours].sort(), [...standard, ...(inPlaceOfCode[mapping.name] ?? [])].sort(), mapping.name);
      }
    });

    test(`${template} names only columns that Dataverse has`, async function () {
      const tables = dataverseTables(this);
      for (const mapping of (await readTemplate(template)).mappings) {
        const table = must(
          tables.find(({ logicalName }) => logicalName === mapping.integrationTable.name),
          mapping.name,
        );
        const columns = new Set(table.fields.map(({ logicalName }) => logicalName));
        assert.deepEqual(
          integrationFields(mapping).filter((field) => !columns.has(field)),
          [],
          mapping.name,
        );
      }
    });
  }
});

function setupOf(calls: readonly SetupCall[], mapping: string, call: string): readonly SetupCall[] {
  return calls.filter((each) => each.procedure === procedures[mapping] && each.call === call);
}

/** A setup call as a field mapping is written here: `Name <-> name`, `-> owneridtype = systemuser`. */
function standardField({ args }: SetupCall, table: DataverseTable): string {
  // Where two calls are alternatives of one `if`, the record holds both: the last is for when the feature is off.
  const [local, integration, direction, constant] = args.slice(-6);
  const localField = fieldName(local);
  const integrationField = fieldName(integration);
  const column = table.fields.find(({ alName }) => alName.toLowerCase() === integrationField.toLowerCase());
  assert.ok(column ?? integrationField === '', integrationField);
  const arrow = { Bidirectional: '<->', ToIntegrationTable: '->', FromIntegrationTable: '<-' }[
    must(direction, 'direction').split('::')[1] ?? ''
  ];
  return textOf(localField, must(arrow, 'arrow'), column?.logicalName ?? '', constantText(must(constant, 'constant')));
}

/** Constants of the setup code, which are option members and one label. */
function constantText(written: string): string {
  if (written === "''") return '';
  return written === 'PersonTok' ? 'Person' : must(/::(\w+)\)$/.exec(written)?.[1], written);
}

function fieldText({ localField, direction, integrationField, constant }: FieldMapping): string {
  const arrow = { bidirectional: '<->', toIntegrationTable: '->', fromIntegrationTable: '<-' }[direction];
  return textOf(localField ?? '', arrow, integrationField ?? '', constant ?? '');
}

function textOf(localField: string, arrow: string, integrationField: string, constant: string): string {
  return `${localField} ${arrow} ${integrationField}${constant === '' ? '' : ` = ${constant}`}`.trim();
}

function integrationFields({ fields, integrationTableFilter, onCreate }: TableMapping): readonly string[] {
  return [
    ...fields.flatMap(({ integrationField }) => integrationField ?? []),
    ...integrationTableFilter.map(({ field }) => field),
    ...onCreate.integration.map(({ field }) => field),
  ];
}

/** `Customer.FieldNo("E-Mail")` → `E-Mail`; `0` → blank. */
function fieldName(argument: string | undefined): string {
  return /FieldNo\("?(.*?)"?\)$/.exec(argument ?? '')?.[1] ?? '';
}

/** `DATABASE::"CRM Account"` → `CRM Account`. */
function tableName(argument: string | undefined): string {
  return must(/^DATABASE::"?(.*?)"?$/i.exec(argument ?? '')?.[1], 'table');
}

function tableNamed(tables: readonly DataverseTable[], alName: string): DataverseTable {
  return must(
    tables.find((table) => table.alName === alName),
    alName,
  );
}
