import type { CodesAbout } from '../mappingProblems';
import { exampleMapping, exampleNow, exampleSide, exampleWorkspace, onlyWorkspace } from './problemPage';
import type { ProblemPage } from './problemPage';

const services = {
  local: '{ connector: businessCentral, tenant: contoso.com, environment: Production, company: CRONUS }',
  integration: '{ connector: dataverse, url: https://contoso.crm.dynamics.com }',
};

/** The workspace file: environments, connections, and which mapping files there are. */
export const workspacePages: Readonly<Record<CodesAbout<'workspace'>, ProblemPage>> = {
  ENVIRONMENT_NAME: {
    title: 'Environment name',
    explanation:
      "An environment's couplings are kept in a file of its name, on every system. Some signs cannot stand in a file name, and upper and lower case may not count there.",
    fix: 'Use letters, digits, spaces, dots, `-` and `_`, beginning with a letter or digit.',
    bad: onlyWorkspace(exampleWorkspace({ name: 'live/europe' })),
    good: onlyWorkspace(exampleWorkspace({ name: 'live-europe' })),
  },
  UNKNOWN_ENVIRONMENT: {
    title: 'Unknown environment',
    explanation:
      'Commands run in the default environment unless told otherwise, and the one that is named does not exist.',
    fix: 'Name one of the environments in the file, or add the one that is meant.',
    bad: onlyWorkspace(exampleWorkspace({ keys: ['defaultEnvironment: smaple'] })),
    good: onlyWorkspace(exampleWorkspace({ keys: ['defaultEnvironment: sample'] })),
  },
  SYSTEM_NOT_READ: {
    title: 'System not read',
    explanation:
      'The tables of a side could not be looked at, so tables and fields in the mappings were not checked. A run would stop for the same reason.',
    fix: 'Correct the path of the data file, or close the program that holds it.',
    bad: {
      files: {
        'tandem.yaml': exampleWorkspace({ local: exampleSide('navision', 'SystemModifiedAt') }),
        'mappings/customer.mapping.yaml': exampleMapping(),
      },
    },
    good: { files: { 'tandem.yaml': exampleWorkspace(), 'mappings/customer.mapping.yaml': exampleMapping() } },
  },
  PATH_OUTSIDE_WORKSPACE: {
    title: 'Path outside the workspace',
    explanation:
      'A workspace may come from elsewhere. So that opening it cannot touch other files, all paths stay within the folder of `tandem.yaml`.',
    fix: 'Move the file into the folder, and write its path relative to `tandem.yaml`.',
    bad: onlyWorkspace(exampleWorkspace({ mappings: ['../shared/customer.mapping.yaml'] })),
    good: onlyWorkspace(exampleWorkspace({ mappings: ['mappings/*.mapping.yaml'] })),
  },
  SIDES_SHARE_FILE: {
    title: 'Both sides in one file',
    explanation:
      'A file is replaced as a whole when it is written. Two sides in one file would undo what the other wrote.',
    fix: 'Give each side a data file of its own.',
    bad: onlyWorkspace(exampleWorkspace({ integration: exampleSide('business-central', 'modifiedon') })),
    good: onlyWorkspace(exampleWorkspace()),
  },
  SECRET_IN_WORKSPACE: {
    title: 'Secret in a file',
    explanation:
      'The file is shared and kept in version control, and a secret that was ever there is no secret any more.',
    fix: 'Remove it, make a new secret, and sign in instead: what you sign in with is kept by the system, not in files.',
    bad: onlyWorkspace(
      exampleWorkspace({
        ...services,
        integration: '{ connector: dataverse, url: https://contoso.crm.dynamics.com, clientSecret: abc }',
      }),
    ),
    good: onlyWorkspace(exampleWorkspace(services)),
  },
  SERVICE_ADDRESS: {
    title: 'Address of a service',
    explanation:
      "What goes to a service is signed in and may be anybody's data: it travels encrypted, `https` only, except on this machine. The address ends where the service's own begins, so that it means one place: no page, no query, no name and password.",
    fix: 'Write the address as far as the settings of the connector say, such as `https://contoso.crm.dynamics.com`.',
    bad: onlyWorkspace(
      exampleWorkspace({ ...services, integration: '{ connector: dataverse, url: http://contoso.crm.dynamics.com }' }),
    ),
    good: onlyWorkspace(exampleWorkspace(services)),
  },
  SETTINGS_CONTRADICT: {
    title: 'Settings that contradict each other',
    explanation:
      "Where a service is decides how one signs in there: a Microsoft account, or an application with a secret, at a service of Microsoft's; a user with a password on a server of one's own. What does not go together would be refused at the first call, or tell a secret to the wrong place.",
    fix: 'Remove the one that does not apply.',
    bad: onlyWorkspace(
      exampleWorkspace({
        ...services,
        integration:
          '{ connector: dataverse, url: https://contoso.crm.dynamics.com, authentication: basic, user: sync }',
      }),
    ),
    good: onlyWorkspace(exampleWorkspace(services)),
  },
  MAPPING_FILE_NOT_FOUND: {
    title: 'Mapping file not found',
    explanation: 'A file that is named does not exist. Running without it would leave out what people count on.',
    fix: 'Correct the name, create the file, or take it from the list.',
    bad: {
      files: {
        'tandem.yaml': exampleWorkspace({ mappings: ['mappings/customers.mapping.yaml'] }),
        'mappings/customer.mapping.yaml': exampleMapping(),
      },
    },
    good: {
      files: {
        'tandem.yaml': exampleWorkspace({ mappings: ['mappings/customer.mapping.yaml'] }),
        'mappings/customer.mapping.yaml': exampleMapping(),
      },
    },
  },
  PATTERN_WITHOUT_FILES: {
    title: 'Pattern without files',
    explanation:
      'The pattern matches nothing, so that nothing is synchronized because of it. `*` stays within one folder, `**` does not.',
    fix: 'Correct the pattern, or add a mapping file that it matches.',
    bad: {
      files: {
        'tandem.yaml': exampleWorkspace({ mappings: ['mapping/*.mapping.yaml'] }),
        'mappings/customer.mapping.yaml': exampleMapping(),
      },
    },
    good: {
      files: {
        'tandem.yaml': exampleWorkspace({ mappings: ['mappings/*.mapping.yaml'] }),
        'mappings/customer.mapping.yaml': exampleMapping(),
      },
    },
  },
  SCHEMA_MISSING: {
    title: 'Tables not known yet',
    explanation:
      'Tables and fields are checked against what was last read from the systems. For this environment that never happened: misspelled fields are not noticed before a run.',
    fix: 'Refresh the schema: the command _Refresh Schema_ in VS Code, or `schema` with `--refresh` on the command line.',
    bad: { ...onlyWorkspace(exampleWorkspace(services)), readAt: null },
    good: { ...onlyWorkspace(exampleWorkspace(services)), readAt: exampleNow },
  },
  SCHEMA_STALE: {
    title: 'Tables read long ago',
    explanation:
      'The tables were read from the systems more than 30 days ago. Fields may have come, gone or changed since; a run reads them anew, and then stops at what does not fit.',
    fix: 'Refresh the schema: the command _Refresh Schema_ in VS Code, or `schema` with `--refresh` on the command line.',
    bad: { ...onlyWorkspace(exampleWorkspace(services)), readAt: '2026-03-01T08:00:00.000Z' },
    good: { ...onlyWorkspace(exampleWorkspace(services)), readAt: '2026-05-31T08:00:00.000Z' },
  },
};
