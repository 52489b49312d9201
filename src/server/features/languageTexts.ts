import type { FieldKey, MappingKey } from '../../core/mapping/mappingWords';
import type { DeletionConflict, UpdateConflict } from '../../core/model/tableMapping';
import type { Direction } from '../../core/model/side';
import { authenticationWords, bypassWords } from '../../core/mapping/serviceSideWords';
import type { DataverseConfiguration, SideConfiguration, SignInConfiguration } from '../../core/model/workspace';

/** What an editor says of a key, in Markdown, and what it writes behind it. */
export interface KeyText {
  readonly about: string;
  /** What holds where the key is absent, as it would be written. */
  readonly byDefault?: string;
  /** The group cannot do without it. */
  readonly needed?: true;
  /** What follows the key in a block, as a snippet in the editor's syntax; a line break begins further lines, indented by `\t`. */
  readonly value: string;
  /** The same between braces, where it differs. */
  readonly flowValue?: string;
}

const choice = (words: readonly string[]) => `\${1|${words.join(',')}|}`;
const anyBoolean = ' ${1|true,false|}';

/** How one signs in to a service. */
const signInKeys = {
  authentication: {
    about:
      "Who signs in. Left out, it is `interactive` at Microsoft's services, `basic` at a server of your own, and `none` on this machine.",
    value: ` ${choice(authenticationWords)}`,
  },
  clientId: {
    about: 'The app registration to sign in with, by its application (client) id.',
    value: ' ${1:00001111-aaaa-2222-bbbb-3333cccc4444}',
  },
  user: { about: 'Who signs in with `basic`. The password never stands in a file.', value: ' $0' },
} as const;

const tenantKey = {
  about: 'The domain or id of the tenant to sign in to. Left out, it is found out.',
  value: ' ${1:contoso.onmicrosoft.com}',
} as const;

export const mappingKeyTexts: Readonly<Record<MappingKey, KeyText>> = {
  name: {
    about: 'What the mapping is called: in lookups, lists and jobs. At most 20 characters.',
    needed: true,
    value: ' $0',
  },
  table: {
    about: 'The table of the local solution. In the long form its `id`, `key` and `modifiedOn` fields are named too.',
    needed: true,
    value: ' $0',
  },
  integrationTable: {
    about:
      'The table of the integration solution. In the long form its `id`, `key` and `modifiedOn` fields are named too.',
    needed: true,
    value: ' $0',
  },
  direction: {
    about: 'Where records go. Both ways makes two jobs, the one to the integration table first.',
    needed: true,
    value: ` ${choice(['bidirectional', 'toIntegrationTable', 'fromIntegrationTable'])}`,
  },
  synchOnlyCoupledRecords: {
    about:
      'Whether runs leave uncoupled records alone. With `false` they create and couple new ones. A full synchronization creates either way.',
    byDefault: 'true',
    value: anyBoolean,
  },
  tableFilter: {
    about: 'Which local records take part. A filter expression a field, and all must hold.',
    byDefault: '{}',
    value: '\n\t$0',
    flowValue: ' { $0 }',
  },
  integrationTableFilter: {
    about: 'Which integration records take part. A filter expression a field, and all must hold.',
    byDefault: '{}',
    value: '\n\t$0',
    flowValue: ' { $0 }',
  },
  updateConflict: {
    about: 'What happens to a field that was changed on both sides to different values.',
    byDefault: 'none',
    value: ` ${choice(['none', 'sendUpdateToIntegration', 'getUpdateFromIntegration'])}`,
  },
  deletionConflict: {
    about: 'What happens to a record whose counterpart was deleted. A run never deletes records.',
    byDefault: 'none',
    value: ` ${choice(['none', 'restoreRecords', 'removeCoupling'])}`,
  },
  dependsOn: {
    about: 'Mappings that run before this one, beyond those that lookups imply.',
    byDefault: '[]',
    value: ' [$0]',
  },
  matching: {
    about: 'What match-based coupling does: with records without a match, and after a match.',
    byDefault: '{ createNew: false, synchronize: false }',
    value: ' { createNew: ${1|false,true|}, synchronize: ${2|true,false|} }',
  },
  onCreate: {
    about: 'Values that are set on records that a synchronization creates, and never again.',
    byDefault: '{}',
    value: '\n\t${1|integration,local|}: { $0 }',
    flowValue: ' { ${1|integration,local|}: { $0 } }',
  },
  fields: {
    about:
      'The pairs of fields: `local field <-> integration field`, or `->` or `<-` for one way. Values are carried over in this order.',
    needed: true,
    value: '\n\t- $0',
    flowValue: ' [$0]',
  },
};

export const fieldKeyTexts: Readonly<Record<FieldKey, KeyText>> = {
  map: {
    about: 'The pair: `local field <-> integration field`; beside a constant one field and its arrow.',
    needed: true,
    value: ' $0',
  },
  constant: { about: 'A fixed value for the one field that the arrow points at.', value: ' $0' },
  enabled: { about: 'With `false` runs leave the pair out.', byDefault: 'true', value: anyBoolean },
  lookup: {
    about:
      'The value is a reference: it is translated through the couplings of this mapping. Of several the first that knows the value wins.',
    value: ' $0',
  },
  values: {
    about: 'What local values become on the other side: `local value: integration value`.',
    value: '\n\t$0',
    flowValue: ' { $0 }',
  },
  transform: {
    about: 'Rules that change the value on its way, a list for each direction.',
    value: '\n\t${1|toIntegrationTable,fromIntegrationTable|}: [$0]',
    flowValue: ' { ${1|toIntegrationTable,fromIntegrationTable|}: [$0] }',
  },
  match: {
    about: 'Records are coupled by this field. Fields of one priority match together, lower numbers are tried first.',
    value: ' ${1:1}',
  },
  notNull: { about: 'With `true` an empty value is not carried over.', byDefault: 'false', value: anyBoolean },
  clearValueOnFailedSync: {
    about:
      'With `true` the destination is emptied where the value cannot be translated, instead of failing the record.',
    byDefault: 'false',
    value: anyBoolean,
  },
};

const column = ' $0';

/** Groups of keys with names of their own; the two largest are above. */
export const groupTexts = {
  table: {
    name: { about: "The table's name.", needed: true, value: column },
    id: { about: 'The field that identifies a record and never changes. Couplings hold its values.', value: column },
    key: { about: 'The field that people and lookups call a record by.', value: column },
    modifiedOn: { about: 'The field that says when a record was changed.', value: column },
  },
  matching: {
    createNew: { about: 'With `true` records without a match are created.', byDefault: 'false', value: anyBoolean },
    synchronize: {
      about: 'With `true` coupled records are synchronized at once.',
      byDefault: 'false',
      value: anyBoolean,
    },
  },
  onCreate: {
    local: { about: 'Values for new local records.', value: ' { $0 }' },
    integration: { about: 'Values for new integration records.', value: ' { $0 }' },
  },
  transform: {
    toIntegrationTable: { about: 'Rules on the way to the integration table, in their order.', value: ' [$0]' },
    fromIntegrationTable: { about: 'Rules on the way from the integration table, in their order.', value: ' [$0]' },
  },
  match: {
    priority: {
      about: 'Lower numbers are tried first; fields of one priority match together.',
      needed: true,
      value: ' ${1:1}',
    },
    caseSensitive: { about: 'Whether capital and small letters differ.', byDefault: 'false', value: anyBoolean },
  },
  lookup: {
    mapping: { about: 'The mapping whose couplings translate the value.', needed: true, value: column },
    localField: {
      about: "The field of that mapping's local table that the local value holds.",
      byDefault: "the table's key",
      value: column,
    },
    integrationField: {
      about: "The field of that mapping's integration table that the integration value holds.",
      byDefault: "the table's id",
      value: column,
    },
  },
  workspace: {
    environments: {
      about: 'Where the two systems are. Each environment has a name, a local and an integration side.',
      needed: true,
      value:
        '\n\t${1:sample}:\n\t\tlocal: { connector: sqlite, file: ${2:data/local.sqlite} }\n\t\tintegration: { connector: sqlite, file: ${3:data/integration.sqlite} }',
      flowValue: ' { $0 }',
    },
    defaultEnvironment: {
      about: 'The environment that is used where none is named. May be left out with one environment.',
      value: column,
    },
    mappings: {
      about: 'The mapping files, or patterns for them. Their order decides where dependencies leave a choice.',
      needed: true,
      value: '\n\t- ${1:mappings/*.mapping.yaml}',
      flowValue: ' [${1:mappings/*.mapping.yaml}]',
    },
  },
  environment: {
    local: { about: 'How the local solution is reached.', needed: true, value: ' { connector: $0 }' },
    integration: { about: 'How the integration solution is reached.', needed: true, value: ' { connector: $0 }' },
  },
  sqlite: {
    connector: { about: 'The kind of system.', needed: true, value: column },
    file: { about: 'The SQLite file, relative to this file.', needed: true, value: column },
    defaults: {
      about: 'Fields that are used for every table that has them.',
      value: ' { id: ${1:SystemId}, modifiedOn: ${2:SystemModifiedAt} }',
    },
  },
  defaults: {
    id: { about: 'The field that identifies a record, in every table that has it.', value: column },
    modifiedOn: { about: 'The field that says when a record was changed, in every table that has it.', value: column },
    key: { about: 'The field that people and lookups call a record by, in every table that has it.', value: column },
  },
  businessCentral: {
    connector: { about: 'The kind of system.', needed: true, value: column },
    tenant: {
      about: 'The domain or id of the tenant. May be left out where the person who signs in has one only.',
      value: ' ${1:contoso.onmicrosoft.com}',
    },
    environment: {
      about: 'The environment, as the Business Central admin center calls it. For Business Central online.',
      value: ' ${1:Production}',
    },
    url: {
      about: 'The address of a server of your own, up to and with the instance. In place of `environment`.',
      value: ' ${1:https://bc.contoso.com:7048/BC}',
    },
    company: { about: "The company's name, display name or id.", needed: true, value: column },
    apis: {
      about:
        'Custom APIs whose entity sets are tables too, each `publisher/group/version`. Those of `v2.0` always are.',
      byDefault: '[]',
      value: '\n\t- ${1:contoso/sales/v1.0}',
      flowValue: ' [$0]',
    },
    ...signInKeys,
  },
  nav: {
    connector: { about: 'The kind of system.', needed: true, value: column },
    url: {
      about: 'The address of the server, up to and with the instance.',
      needed: true,
      value: ' ${1:https://nav.contoso.com:7048/NAV}',
    },
    company: { about: "The company's name.", needed: true, value: column },
    ...signInKeys,
    tenant: tenantKey,
  },
  dataverse: {
    connector: { about: 'The kind of system.', needed: true, value: column },
    url: {
      about: 'The address of the organization.',
      needed: true,
      value: ' ${1:https://contoso.crm.dynamics.com}',
    },
    version: {
      about: "The Web API's version. Left out, it is the newest one that the organization offers.",
      value: ' ${1:v9.2}',
    },
    duplicateDetection: {
      about: 'With `true` records that a duplicate detection rule finds are refused.',
      byDefault: 'false',
      value: anyBoolean,
    },
    bypassCustomLogic: {
      about:
        'Which plug-ins and flows are passed by when a synchronization writes. Needs a privilege of its own in Dataverse.',
      byDefault: 'none',
      value: ` ${choice(bypassWords)}`,
    },
    ...signInKeys,
    tenant: tenantKey,
  },
} as const satisfies Record<string, Readonly<Record<string, KeyText>>>;

export const directionTexts: Readonly<Record<Direction, string>> = {
  bidirectional: 'Records go both ways.',
  toIntegrationTable: 'Local records go to the integration table.',
  fromIntegrationTable: 'Integration records go to the local table.',
};

export const updateConflictTexts: Readonly<Record<UpdateConflict, string>> = {
  none: 'The record fails, and nothing is written until a person decides.',
  sendUpdateToIntegration: 'The local value wins.',
  getUpdateFromIntegration: 'The integration value wins.',
};

export const deletionConflictTexts: Readonly<Record<DeletionConflict, string>> = {
  none: 'The record fails, and nothing is written until a person decides.',
  restoreRecords: 'The deleted record is created again.',
  removeCoupling: 'The coupling is removed, and the record that is left stays.',
};

export const connectorTexts: Readonly<Record<SideConfiguration['connector'], string>> = {
  sqlite: 'A SQLite file.',
  businessCentral: 'Business Central.',
  nav: 'Dynamics NAV.',
  dataverse: 'Dataverse, Dynamics 365 Sales or Dynamics CRM.',
};

export const authenticationTexts: Readonly<Record<SignInConfiguration['authentication'], string>> = {
  interactive: 'The person at the keyboard, through VS Code or with a code in a browser.',
  clientCredentials: 'An application with a secret, for runs without a person.',
  basic: 'A user with a password or a web service access key, on a server of your own.',
  none: 'Nobody: for a service on this machine.',
};

export const bypassTexts: Readonly<Record<DataverseConfiguration['bypassCustomLogic'], string>> = {
  none: 'Plug-ins and flows run as for any other change.',
  sync: 'Those that run within a write are passed by.',
  async: 'Those that run after a write are passed by.',
  all: 'All of them are passed by.',
};

export const booleanTexts = { true: 'Yes.', false: 'No.' } as const;
