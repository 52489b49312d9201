import type { CodesAbout } from '../mappingProblems';
import { exampleField, exampleMapping, exampleWorkspace } from './problemPage';
import type { ProblemPage } from './problemPage';

const customer = 'mappings/customer.mapping.yaml';
const contact = 'mappings/contact.mapping.yaml';

/** A mapping of people, beside the one of customers. */
function contacts(keys: readonly string[], ...fields: readonly string[]): string {
  return exampleMapping({
    name: 'CONTACT',
    table: 'Contact',
    integrationTable: 'contact',
    keys,
    fields: ['Name <-> fullname', ...fields],
  });
}

/** Mappings among each other: names, lookups, order. */
export const mappingsPages: Readonly<Record<CodesAbout<'mappings'>, ProblemPage>> = {
  DUPLICATE_MAPPING_NAME: {
    title: 'Name given twice',
    explanation:
      'Couplings and jobs are kept by the name of the mapping: two of one name would take each other’s couplings for their own.',
    fix: 'Give one of them another name. The one that ran before keeps its own, since its couplings go with it.',
    bad: { files: { [customer]: exampleMapping(), [contact]: contacts([]).replace('CONTACT', 'CUSTOMER') } },
    good: { files: { [customer]: exampleMapping(), [contact]: contacts([]) } },
  },
  UNKNOWN_MAPPING: {
    title: 'Unknown mapping',
    explanation:
      'A lookup translates a reference through the couplings of another mapping, and `dependsOn` waits for one. The one that is named is not part of the workspace.',
    fix: 'Correct the name, add the file of that mapping, or disable the field until it is there.',
    bad: exampleField('map: Salesperson Code -> ownerid', 'lookup: SALESPERSON'),
    good: {
      files: {
        [customer]: exampleField('map: Salesperson Code -> ownerid', 'lookup: SALESPEOPLE'),
        'mappings/salespeople.mapping.yaml': exampleMapping({
          name: 'SALESPEOPLE',
          table: 'Salesperson/Purchaser',
          integrationTable: 'systemuser',
          fields: ['E-Mail <-> internalemailaddress'],
        }),
      },
    },
  },
  DEPENDENCY_CYCLE: {
    title: 'Mappings that wait for each other',
    explanation: '`dependsOn` says what has to run first. In a circle nothing can.',
    fix: 'Remove one of the names. Lookups may form a circle: they are resolved after both sides exist.',
    bad: {
      files: {
        [customer]: exampleMapping({ keys: ['dependsOn: [CONTACT]'] }),
        [contact]: contacts(['dependsOn: [CUSTOMER]']),
      },
    },
    good: { files: { [customer]: exampleMapping({ keys: ['dependsOn: [CONTACT]'] }), [contact]: contacts([]) } },
  },
  LOOKUP_DEFERRED: {
    title: 'Lookup resolved later',
    explanation:
      'Two mappings look each other up: customers have a primary contact, contacts a company. One of them runs first; its lookup is filled in at the end of the same run. Nothing is lost.',
    fix: 'Nothing has to be done. Where it matters which one waits, give the lookup that may wait `clearValueOnFailedSync: true`.',
    bad: {
      files: {
        [customer]: exampleField('map: Primary Contact No. <-> primarycontactid', 'lookup: CONTACT'),
        [contact]: contacts([], 'map: Company No. <-> parentcustomerid\n    lookup: CUSTOMER'),
      },
    },
    good: {
      files: {
        [customer]: exampleMapping(),
        [contact]: contacts([], 'map: Company No. <-> parentcustomerid\n    lookup: CUSTOMER'),
      },
    },
  },
  OVERLAPPING_MAPPINGS: {
    title: 'Two mappings for the same records',
    explanation:
      'Each mapping has couplings of its own. Two for the same pair of tables do not know what the other coupled: a record within the filters of both is created twice on the other side, and written by both.',
    fix: 'Give each a filter that leaves out the records of the other, on every side that a run reads from; or make them one mapping.',
    bad: {
      files: {
        [customer]: exampleMapping({
          name: 'CUSTOMER-EU',
          direction: 'toIntegrationTable',
          keys: ['tableFilter: { Area: EU }'],
        }),
        'mappings/all.mapping.yaml': exampleMapping({ name: 'CUSTOMER-ALL', direction: 'toIntegrationTable' }),
      },
    },
    good: {
      files: {
        [customer]: exampleMapping({
          name: 'CUSTOMER-EU',
          direction: 'toIntegrationTable',
          keys: ['tableFilter: { Area: EU }'],
        }),
        'mappings/others.mapping.yaml': exampleMapping({
          name: 'CUSTOMER-OTHERS',
          direction: 'toIntegrationTable',
          keys: ['tableFilter: { Area: <>EU }'],
        }),
      },
    },
  },
  LISTED_ORDER_DIFFERS: {
    title: 'Listed in another order',
    explanation:
      'Mappings run after those they look up or depend on. The list in `tandem.yaml` decides only where that leaves a choice, and here it shows another order than the one of a run.',
    fix: 'Move the line below the mapping that is needed. Nothing changes but what the list tells its readers.',
    bad: {
      files: {
        'tandem.yaml': exampleWorkspace({ mappings: [contact, customer] }),
        [contact]: contacts([], 'map: Company No. <-> parentcustomerid\n    lookup: CUSTOMER'),
        [customer]: exampleMapping(),
      },
    },
    good: {
      files: {
        'tandem.yaml': exampleWorkspace({ mappings: [customer, contact] }),
        [customer]: exampleMapping(),
        [contact]: contacts([], 'map: Company No. <-> parentcustomerid\n    lookup: CUSTOMER'),
      },
    },
  },
};
