import { connectorWords } from '../../src/core/mapping/parseSideConfiguration';
import {
  authenticationWords,
  bypassWords,
  serviceSideKeys,
  settingForms,
} from '../../src/core/mapping/serviceSideWords';
import { transformationKinds, transformationParameters } from '../../src/core/mapping/parseTransformation';
import { workspaceKeys } from '../../src/core/mapping/parseWorkspace';
import {
  deletionConflictWords,
  directionWords,
  fieldKeys,
  mappingKeys,
  updateConflictWords,
} from '../../src/core/mapping/mappingWords';
import type { FieldKey, MappingKey } from '../../src/core/mapping/mappingWords';
import type { KeyText } from '../../src/server/features/languageTexts';
import { fieldKeyTexts, groupTexts, mappingKeyTexts } from '../../src/server/features/languageTexts';
import { parameterTexts, ruleTexts } from '../../src/server/features/ruleTexts';

/** A JSON Schema, or a part of one (draft 7, which editors know). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The files of `media/schemas` by name, made of the words and texts that the mapping language itself uses. */
export function jsonSchemaTexts(): ReadonlyMap<string, string> {
  return new Map(
    [...Object.entries({ 'mapping.schema.json': mappingSchema(), 'workspace.schema.json': workspaceSchema() })].map(
      ([name, schema]) => [name, `${JSON.stringify(schema, null, 2)}\n`],
    ),
  );
}

export function mappingSchema(): JsonSchema {
  const properties: Readonly<Record<MappingKey, JsonSchema>> = {
    name,
    table: { anyOf: [name, group(groupTexts.table, { name, id: name, key: name, modifiedOn: name })] },
    integrationTable: { anyOf: [name, group(groupTexts.table, { name, id: name, key: name, modifiedOn: name })] },
    direction: { enum: directionWords },
    synchOnlyCoupledRecords: flag,
    tableFilter: pairs,
    integrationTableFilter: pairs,
    updateConflict: { enum: updateConflictWords },
    deletionConflict: { enum: deletionConflictWords },
    dependsOn: { type: 'array', items: name },
    matching: group(groupTexts.matching, { createNew: flag, synchronize: flag }),
    onCreate: group(groupTexts.onCreate, { local: pairs, integration: pairs }),
    fields: { type: 'array', items: { anyOf: [arrow, fieldSchema()] } },
  };
  return document('A table mapping of Tandem', group(mappingKeyTexts, inOrder(mappingKeys, properties)));
}

export function workspaceSchema(): JsonSchema {
  const defaults = group(groupTexts.defaults, { id: name, modifiedOn: name, key: name });
  const side = {
    type: 'object',
    properties: { connector: { enum: connectorWords } },
    required: ['connector'],
    anyOf: [
      group(groupTexts.sqlite, { connector: { const: 'sqlite' }, file: name, defaults }),
      ...serviceConnectors.map((connector) =>
        group(groupTexts[connector], {
          ...Object.fromEntries(serviceSideKeys[connector].map((key) => [key, settingSchemas[key]])),
          connector: { const: connector },
        }),
      ),
    ],
  };
  const properties: Readonly<Record<(typeof workspaceKeys)[number], JsonSchema>> = {
    environments: {
      type: 'object',
      minProperties: 1,
      additionalProperties: group(groupTexts.environment, { local: side, integration: side }),
    },
    defaultEnvironment: name,
    mappings: { type: 'array', items: name },
  };
  return document('A workspace of Tandem', group(groupTexts.workspace, inOrder(workspaceKeys, properties)));
}

function document(title: string, schema: JsonSchema): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...schema };
}

/** A text that says something; YAML reads a bare number as one, and Tandem takes it as it is written. */
const name = { type: ['string', 'number'], pattern: '\\S' };
/** Any single value, also nothing. */
const scalar = { type: ['string', 'number', 'boolean', 'null'] };
const flag = { type: 'boolean' };
const pairs = { type: 'object', additionalProperties: scalar };
const arrow = { type: 'string', pattern: '(^|\\s)(<->|->|<-)(\\s|$)' };
const serviceConnectors = ['businessCentral', 'nav', 'dataverse'] as const;

/** What each setting of a service's side may be. */
const settingSchemas: Readonly<
  Record<(typeof serviceSideKeys)[(typeof serviceConnectors)[number]][number], JsonSchema>
> = {
  connector: { enum: connectorWords },
  tenant: { type: 'string', pattern: settingForms.tenant },
  environment: name,
  // Within this machine http will do; that it is this machine is not for a schema to see.
  url: { type: 'string', pattern: '^(https://|http://(localhost|127\\.|\\[::1\\]))[^@?#\\s]+$' },
  company: name,
  apis: { type: 'array', items: { type: 'string', pattern: settingForms.api } },
  authentication: { enum: authenticationWords },
  clientId: { type: 'string', pattern: settingForms.clientId },
  user: name,
  version: { type: 'string', pattern: settingForms.version },
  duplicateDetection: flag,
  bypassCustomLogic: { enum: bypassWords },
};

function fieldSchema(): JsonSchema {
  const lookup = {
    anyOf: [name, group(groupTexts.lookup, { mapping: name, localField: name, integrationField: name })],
  };
  const rules = { type: 'array', items: ruleSchema() };
  const properties: Readonly<Record<FieldKey, JsonSchema>> = {
    map: arrow,
    constant: scalar,
    enabled: flag,
    lookup: { anyOf: [...lookup.anyOf, { type: 'array', minItems: 1, items: lookup }] },
    values: { ...pairs, minProperties: 1 },
    transform: group(groupTexts.transform, { toIntegrationTable: rules, fromIntegrationTable: rules }),
    match: {
      anyOf: [
        { type: 'integer', minimum: 0 },
        group(groupTexts.match, { priority: { type: 'integer', minimum: 0 }, caseSensitive: flag }),
      ],
    },
    notNull: flag,
    clearValueOnFailedSync: flag,
  };
  return group(fieldKeyTexts, inOrder(fieldKeys, properties));
}

/** A rule is its name, or one key with its parameters. */
function ruleSchema(): JsonSchema {
  const bare = transformationKinds.filter((kind) => transformationParameters[kind].length === 0);
  const whole = { type: 'integer', minimum: 1 };
  const parameters = {
    start: whole,
    length: whole,
    find: { type: ['string', 'number', 'boolean'] },
    with: scalar,
    format: { type: ['string', 'number'] },
    precision: { type: ['string', 'number'] },
  };
  const keyed = transformationKinds.map((kind) => {
    const known: readonly (keyof typeof parameters)[] = transformationParameters[kind];
    const texts = Object.fromEntries(known.map((key) => [key, parameterTexts[key]]));
    // Of a substring the length may be left out: it then goes on to the end.
    const taken = group(texts, Object.fromEntries(known.map((key) => [key, parameters[key]])));
    const inner = known.length === 0 ? { type: 'null' } : taken;
    return [kind, { description: ruleTexts[kind], ...inner }] as const;
  });
  return {
    anyOf: [
      ...bare.map((kind) => ({ const: kind, description: ruleTexts[kind] })),
      {
        type: 'object',
        properties: Object.fromEntries(keyed),
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
      },
    ],
  };
}

/** A group of keys with what is said of each; keys that are not known are no mistake of the schema but of the file. */
function group(texts: Readonly<Record<string, KeyText>>, properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const described = Object.entries(properties).map(([key, schema]) => {
    const text = texts[key];
    return [key, text ? { description: text.about, ...schema } : schema] as const;
  });
  const required = Object.keys(properties).filter((key) => texts[key]?.needed);
  return {
    type: 'object',
    properties: Object.fromEntries(described),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function inOrder<K extends string>(
  keys: readonly K[],
  properties: Readonly<Record<K, JsonSchema>>,
): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(keys.map((key) => [key, properties[key]]));
}
