import assert from 'node:assert/strict';
import { aField, aJob, aLine, aMapping, aProblem, aWord, anError, tooLong, words, wordsAt } from './treeBuilders';
import {
  presentCouplingsGroup,
  presentFieldsGroup,
  presentJobsGroup,
  presentMapping,
} from '../../../../src/extension/trees/present/presentMapping';
import { brokenFiles, presentBrokenFile, presentMore } from '../../../../src/extension/trees/present/presentTrouble';
import { couplingFailure, presentCoupling } from '../../../../src/extension/trees/present/presentCoupling';
import { failureMessage, failureSteps } from '../../../../src/extension/trees/present/failureMessage';
import {
  groupErrors,
  jobErrorFailure,
  presentErrorGroup,
  presentJobError,
} from '../../../../src/extension/trees/present/presentJobError';
import { badgeOf } from '../../../../src/extension/trees/present/badge';
import { commands } from '../../../../src/extension/names';
import { createWording } from '../../../../src/extension/trees/present/wording';
import { userLanguage } from '../../../../src/extension/locale';
import { escapeMarkdown } from '../../../../src/extension/trees/present/escapeMarkdown';
import { failureClasses } from '../../../../src/core/model/failure';
import { failurePhrase } from '../../../../src/extension/trees/present/failurePhrase';
import { groupRuns } from '../../../../src/extension/trees/present/groupRuns';
import { inPseudo } from '../../../support/translations';
import { presentField } from '../../../../src/extension/trees/present/presentField';
import { presentJob } from '../../../../src/extension/trees/present/presentJob';
import { presentRun } from '../../../../src/extension/trees/present/presentRun';
import { presentWorkspace } from '../../../../src/extension/trees/present/presentWorkspace';
import type { FailureCode } from '../../../../src/core/model/failure';
import type { Row } from '../../../../src/extension/trees/treeNode';
import type { RunGroup } from '../../../../src/extension/trees/present/groupRuns';

suite('The line of a table mapping', () => {
  test('shows its direction, what failed and when it last ran', () => {
    const mapping = aMapping({ counts: { ok: 60, failed: 3, skipped: 1 }, lastJobs: [aJob()] });
    const row = presentMapping(mapping, undefined, words);
    assert.equal(row.label, 'CUSTOMER');
    assert.equal(row.description, 'account · 3 failed, 1 skipped · 1 min ago');
    assert.deepEqual(row.icon, { name: 'arrow-both', color: 'problemsErrorIcon.foreground' });
    assert.equal(row.contextValue, 'mapping.failed');
  });

  test('says in words to a screen reader what icons show', () => {
    const mapping = aMapping({ direction: 'fromIntegrationTable', counts: { ok: 1, failed: 0, skipped: 0 } });
    assert.equal(
      presentMapping(mapping, undefined, words).accessibleLabel,
      'Table mapping CUSTOMER, Customer from account, 1 coupling, never synchronized',
    );
  });

  test('has one arrow for each direction', () => {
    const icon = (direction: 'toIntegrationTable' | 'fromIntegrationTable') =>
      presentMapping(aMapping({ direction }), undefined, words).icon;
    assert.deepEqual(icon('toIntegrationTable'), { name: 'arrow-right' });
    assert.deepEqual(icon('fromIntegrationTable'), { name: 'arrow-left' });
  });

  test('says that the last job did not come to its end', () => {
    const aborted = aMapping({ lastJobs: [aJob({ status: 'aborted', finishedAt: '2026-05-03T09:00:00.000Z' })] });
    assert.equal(presentMapping(aborted, undefined, words).description, 'account · aborted 3 May 2026, 09:00');
  });

  test('counts along while it is synchronized', () => {
    const row = presentMapping(aMapping(), aWord(aJob({ status: 'inProgress' }), 1200, 63000), words);
    assert.equal(row.description, 'account · synchronizing · 1,200 of 63,000');
    assert.deepEqual(row.icon, { name: 'sync~spin' });
    assert.equal(row.contextValue, 'mapping');
  });

  test('explains itself in a tooltip, with filters and last jobs', () => {
    const mapping = aMapping({
      tableFilter: [`Blocked: ''`],
      integrationTableFilter: ['statecode: 0'],
      lastJobs: [aJob({ counters: { inserted: 60, failed: 1 } })],
    });
    assert.deepEqual(presentMapping(mapping, undefined, words).tooltip?.().split('\n\n'), [
      '**CUSTOMER**',
      'Customer ↔ account',
      'Only coupled records are synchronized; a full synchronization also creates new ones.',
      "Filter on Customer: Blocked\\: ''",
      'Filter on account: statecode\\: 0',
      '63 couplings',
      'Last job to account\\: finished, 4 May 2026, 14\\:28\\:00 · 1 failed, 60 inserted',
    ]);
  });

  test('is followed by groups that count what is in them', () => {
    const fields = [aField(), aField({ enabled: false })];
    const mapping = aMapping({ fields, counts: { ok: 1234, failed: 2, skipped: 0 }, lastJobs: [aJob()] });
    const shown = [presentFieldsGroup, presentCouplingsGroup, presentJobsGroup].map((present) => {
      const { label, description, contextValue } = present(mapping, words);
      return [label, description, contextValue];
    });
    assert.deepEqual(shown, [
      ['Fields (2)', '1 disabled', 'fields'],
      ['Couplings (1,236)', '2 failed', 'couplings'],
      ['Last Jobs', '1 min ago', 'jobs'],
    ]);
  });
});

suite('The line of a field mapping', () => {
  const cases: readonly {
    readonly name: string;
    readonly field: Parameters<typeof aField>[0];
    readonly shown: Partial<Row>;
  }[] = [
    {
      name: 'names both fields with the arrow between',
      field: { localField: 'No.', integrationField: 'accountnumber', direction: 'toIntegrationTable' },
      shown: { label: 'No. → accountnumber', description: '', accessibleLabel: 'No. to accountnumber' },
    },
    {
      name: 'says what happens on the way',
      field: { notes: ['value map', 'lookup SALESPEOPLE'], match: { priority: 1, caseSensitive: false } },
      shown: {
        label: 'Name ↔ name',
        description: 'value map · lookup SALESPEOPLE · matching, priority 1',
        accessibleLabel: 'Name and name both ways, value map · lookup SALESPEOPLE · matching, priority 1',
      },
    },
    {
      name: 'says in words that it takes no part',
      field: { enabled: false },
      shown: { description: 'disabled', icon: { name: 'circle-slash', color: 'disabledForeground' } },
    },
    {
      name: 'shows a constant in place of the field that is not there',
      field: {
        localField: null,
        constant: 'systemuser',
        integrationField: 'owneridtype',
        direction: 'toIntegrationTable',
      },
      shown: { label: "'systemuser' → owneridtype" },
    },
  ];
  for (const { name, field, shown } of cases) {
    test(name, () => {
      const row: Row = presentField(aField(field), words);
      const looked = Object.fromEntries(Object.keys(shown).map((key) => [key, row[key as keyof Row]]));
      assert.deepEqual(looked, shown);
    });
  }
});

suite('The line of a coupling', () => {
  test('names both records', () => {
    const row = presentCoupling(aLine(), false, words);
    assert.equal(row.label, '10000 Cannon Group PLC ↔ Cannon Group PLC');
    assert.equal(row.description, '');
    assert.equal(row.contextValue, 'coupling.ok');
    assert.equal(row.accessibleLabel, 'CUSTOMER: 10000 Cannon Group PLC and Cannon Group PLC, in step');
  });

  test('names the mapping where several mix, and what went wrong', () => {
    const row = presentCoupling(aLine({ state: 'failed', failure: tooLong }), true, words);
    assert.equal(row.description, 'CUSTOMER · failed: text too long');
    assert.equal(row.contextValue, 'coupling.failed');
    assert.equal(row.icon?.name, 'error');
  });

  test('falls back to ids, and says where no record is coupled yet', () => {
    const line = aLine({
      localTitle: null,
      integrationTitle: null,
      integrationId: null,
      state: 'skipped',
      failure: tooLong,
    });
    assert.equal(presentCoupling(line, false, words).label, 'c-1 ↔ not coupled');
  });

  test('shows what stands in records, and lets nothing of it act', () => {
    const line = aLine({ localTitle: '[click](https://example.org) ![x](https://example.org/x.png) <b>' });
    const tooltip = presentCoupling(line, false, words).tooltip?.() ?? '';
    assert.match(tooltip, /\\\[click\\\]\\\(https\\:\/\/example\\\.org\\\)/);
    assert.doesNotMatch(tooltip, /(?<!\\)[[\]<>!]/);
  });

  test('has a failure to tell only where one happened', () => {
    assert.equal(couplingFailure(aLine()), undefined);
    const failure = couplingFailure(aLine({ state: 'failed', failure: tooLong }));
    assert.equal(failure?.title, '10000 Cannon Group PLC');
    assert.equal(failure?.state, 'failed');
  });
});

suite('The lines of jobs and runs', () => {
  test('say where a job went, how it ended and what it did', () => {
    const job = aJob({ counters: { inserted: 60, failed: 1 } });
    const row = presentJob(job, { destination: 'account', named: 'mapping' }, words);
    assert.equal(row.label, 'CUSTOMER → account');
    assert.equal(row.description, '1 failed, 60 inserted · finished');
    assert.equal(row.icon?.name, 'warning');
    assert.equal(row.contextValue, 'job.finished');
  });

  test('say why a job was aborted', () => {
    const job = aJob({ status: 'aborted', message: 'The file is locked by DB Browser. Close it there.' });
    const { description } = presentJob(job, { destination: undefined, named: 'mapping' }, words);
    assert.equal(description, 'The file is locked by DB Browser. Close it there. · aborted');
  });

  test('count along while a job runs', () => {
    const job = aJob({ status: 'inProgress', finishedAt: null, counters: { inserted: 60 } });
    const row = presentJob(job, { destination: 'account', named: 'moment', live: aWord(job, 1200) }, words);
    assert.equal(row.label, '2 min ago');
    assert.equal(row.description, '→ account · 1,200 · 60 inserted · in progress');
    assert.equal(row.icon?.name, 'sync~spin');
  });

  const run = (...jobs: RunGroup['jobs']): Row => presentRun({ runId: 'run-1', jobs }, words);

  test('add up a run', () => {
    const row = run(aJob({ counters: { inserted: 60 } }), aJob({ counters: { inserted: 1, failed: 2 } }));
    assert.equal(row.label, '2 min ago');
    assert.equal(row.description, 'full · 2 failed, 61 inserted');
    assert.equal(row.icon?.name, 'warning');
  });

  test('say that some of a run’s jobs were aborted', () => {
    assert.equal(run(aJob(), aJob({ status: 'aborted' })).description, 'full · 1 of 2 jobs aborted · no records');
  });

  test('tell couplings by hand from synchronizations', () => {
    assert.equal(
      run(aJob({ type: 'uncoupling', mode: 'records', counters: { uncoupled: 2 } })).description,
      'removal of couplings · 2 uncoupled',
    );
  });
});

suite('Jobs as runs', () => {
  test('stand in the order they started, below the newest run first', () => {
    const listed = [
      aJob({ id: '4', runId: 'b' }),
      aJob({ id: '3', runId: 'b' }),
      aJob({ id: '2', runId: 'a' }),
      aJob({ id: '1', runId: 'a' }),
    ];
    assert.deepEqual(shape(groupRuns(listed, [], false)), [
      ['b', ['3', '4']],
      ['a', ['1', '2']],
    ]);
  });

  test('are shown by what the run itself tells last', () => {
    const listed = [aJob({ id: '3', runId: 'b', status: 'inProgress' }), aJob({ id: '1', runId: 'a' })];
    const live = [aJob({ id: '3', runId: 'b' }), aJob({ id: '4', runId: 'b', status: 'inProgress' })];
    const groups = groupRuns(listed, live, false);
    assert.deepEqual(shape(groups), [
      ['b', ['3', '4']],
      ['a', ['1']],
    ]);
    assert.deepEqual(
      groups[0]?.jobs.map(({ status }) => status),
      ['finished', 'inProgress'],
    );
  });

  test('leave out the last run where the list was cut within it', () => {
    const listed = [aJob({ id: '3', runId: 'b' }), aJob({ id: '2', runId: 'a' })];
    assert.deepEqual(shape(groupRuns(listed, [], true)), [['b', ['3']]]);
  });

  test('show a run that alone fills the list', () => {
    assert.deepEqual(shape(groupRuns([aJob({ id: '3', runId: 'b' })], [], true)), [['b', ['3']]]);
  });

  const shape = (groups: readonly RunGroup[]) => groups.map(({ runId, jobs }) => [runId, jobs.map(({ id }) => id)]);
});

suite('A job’s errors', () => {
  test('are grouped by code and say how many there are, as far as they are read', () => {
    const errors = [anError(), anError({ code: 'NO_MATCH' }), anError({ localId: 'c-2' })];
    const groups = groupErrors(errors.map((error) => jobErrorFailure(aJob(), error, [])));
    const shown = (complete: boolean) =>
      groups.map((group) => {
        const { label, description, accessibleLabel } = presentErrorGroup(group, complete, words);
        return [label, description, accessibleLabel];
      });
    assert.deepEqual(shown(true), [
      ['Text too long', '2', 'Text too long, 2 errors'],
      ['No record matches', '1', 'No record matches, 1 error'],
    ]);
    assert.equal(shown(false)[0]?.[1], '2 so far');
  });

  test('borrow title and state from the coupling that still names the record', () => {
    const troubled = [
      aLine({ localId: null, integrationId: 'a-9', integrationTitle: 'other' }),
      aLine({ state: 'skipped' }),
    ];
    const failure = jobErrorFailure(aJob(), anError(), troubled);
    assert.equal(failure.title, '10000 Cannon Group PLC');
    assert.equal(failure.state, 'skipped');
  });

  test('have their id for a title where nothing names them any more', () => {
    const unknown = jobErrorFailure(aJob(), anError({ localId: null }), []);
    assert.equal(unknown.title, 'a-1');
    assert.equal(unknown.state, undefined);
  });
});

suite('A failure in full', () => {
  const failure = jobErrorFailure(aJob(), anError(), [aLine({ state: 'skipped' })]);
  const buttons = (about: Partial<typeof failure>, trusted = true) =>
    failureSteps({ ...failure, ...about }, trusted, words).map(({ command }) => command);

  test('names mapping and record, and says that a skipped record waits', () => {
    assert.equal(
      failureMessage(failure, words),
      'CUSTOMER, 10000 Cannon Group PLC: name takes at most 50 characters. Shorten the value. Runs skip the record until you retry it.',
    );
  });

  test('names the record once, where its message names it, too', () => {
    const named = { ...failure, state: undefined, message: 'Sales Customer 10000: name is too long. Shorten it.' };
    assert.equal(failureMessage(named, words), 'CUSTOMER, 10000 Cannon Group PLC: name is too long. Shorten it.');
    assert.equal(presentJobError(named, words).description, 'name is too long. Shorten it.');
    const other = { ...named, message: 'Customer 1000: name is too long. Shorten it.' };
    assert.equal(presentJobError(other, words).description, other.message);
  });

  test('offers what helps and can be done', () => {
    const { retry, synchronizeRecord, compareRecords, openMapping } = commands;
    assert.deepEqual(buttons({}), [retry, synchronizeRecord, compareRecords, openMapping]);
    assert.deepEqual(buttons({ state: 'failed' }), [synchronizeRecord, compareRecords, openMapping]);
    assert.deepEqual(buttons({ state: 'failed', integrationId: null }), [synchronizeRecord, openMapping]);
    assert.deepEqual(buttons({ state: 'failed', localId: null }), [openMapping]);
    assert.deepEqual(buttons({}, false), [openMapping]);
  });
});

suite('Lines of trouble', () => {
  test('show each file with errors once, with its first error', () => {
    const problems = [
      aProblem({ line: 7 }),
      aProblem({ line: 3 }),
      aProblem({ file: 'tandem.yaml', severity: 'warning' }),
      aProblem({ file: 'tandem.yaml', line: 1 }),
    ];
    const rows = brokenFiles(problems).map((file) => presentBrokenFile(file, words));
    assert.deepEqual(
      rows.map(({ label, description, contextValue }) => [label, description, contextValue]),
      [
        ['tandem.yaml', '1 error · Line 1 is wrong.', 'mapping.broken'],
        ['customer.mapping.yaml', '2 errors · Line 3 is wrong.', 'mapping.broken'],
      ],
    );
  });

  test('say how much is still to be shown', () => {
    assert.equal(presentMore(200, 100_000, words).description, '200 of 100,000 shown');
    assert.equal(presentMore(200, undefined, words).description, '200 shown');
  });

  test('count into one badge, which says what it counts', () => {
    const counts = (failed: number, skipped: number) => ({ counts: { ok: 5, failed, skipped } });
    assert.deepEqual(badgeOf([counts(3, 1), counts(1, 0)], words), {
      value: 5,
      tooltip: 'Records: 4 failed, 1 skipped',
    });
    assert.equal(badgeOf([counts(0, 0)], words), undefined);
  });

  test('mark production in words', () => {
    const shown = { name: 'crm', folder: '/work/crm', environment: 'live', production: true };
    assert.equal(presentWorkspace(shown, words).description, 'live (production)');
    assert.equal(presentWorkspace({ ...shown, production: false }, words).description, 'live');
  });

  test('have a phrase for every code a record can fail with', () => {
    const codes = Object.keys(failureClasses) as readonly FailureCode[];
    const phrases = codes.map((code) => failurePhrase(code, words.t));
    assert.equal(new Set(phrases).size, codes.length);
  });
});

suite('Times and numbers', () => {
  const at = (now: string) => wordsAt(now).moment('2026-05-04T14:30:00.000Z');

  test('are relative within the hour, then the time of day, then the date', () => {
    assert.equal(at('2026-05-04T14:30:20.000Z'), 'just now');
    assert.equal(at('2026-05-04T14:32:10.000Z'), '2 min ago');
    assert.equal(at('2026-05-04T15:29:59.000Z'), '59 min ago');
    assert.equal(at('2026-05-04T18:00:00.000Z'), '14:30');
    assert.equal(at('2026-05-05T09:00:00.000Z'), '4 May 2026, 14:30');
  });

  test('are told as they stand where the clock was set back', () => {
    assert.equal(at('2026-05-04T14:29:00.000Z'), '14:30');
  });

  test('follow the user’s own habits where they speak the editor’s language', () => {
    assert.equal(userLanguage('en', 'en-GB'), 'en-GB');
    assert.equal(userLanguage('de', 'en-GB'), 'de');
    const german = createWording({ t: (text) => text, language: 'de', now: () => new Date(0), timeZone: 'UTC' });
    assert.equal(german.count(63_000), '63.000');
    assert.equal(german.moment('2026-05-04T14:30:00.000Z'), '04.05.2026, 14:30');
  });

  test('survive a language that nobody knows', () => {
    const odd = createWording({ t: (text) => text, language: 'qps_ploc', now: () => new Date(0) });
    assert.match(odd.count(63_000), /^63.?000$/);
  });
});

suite('Every line', () => {
  const pseudo = { ...words, t: inPseudo };

  test('speaks the user’s language, but for names and values', () => {
    const mapping = aMapping({ counts: { ok: 1, failed: 1, skipped: 1 }, lastJobs: [aJob({ status: 'aborted' })] });
    const coupling = presentCoupling(aLine({ state: 'failed', failure: tooLong }), false, pseudo);
    const texts = [
      ...(presentMapping(mapping, undefined, pseudo).description ?? '').split(' · ').slice(1),
      presentMapping(mapping, undefined, pseudo).accessibleLabel,
      presentFieldsGroup(mapping, pseudo).label,
      presentCouplingsGroup(mapping, pseudo).label,
      presentJobsGroup(mapping, pseudo).label,
      presentField(aField({ enabled: false }), pseudo).description,
      coupling.description,
      coupling.accessibleLabel,
      ...(presentJob(aJob(), { destination: 'account', named: 'mapping' }, pseudo).description ?? '').split(' · '),
      ...(presentRun({ runId: 'a', jobs: [aJob()] }, pseudo).description ?? '').split(' · '),
      presentMore(1, 2, pseudo).label,
    ];
    assert.deepEqual(
      texts.filter((text) => !text?.startsWith('[')),
      [],
    );
  });

  test('keeps Markdown out of what files and records say', () => {
    assert.equal(escapeMarkdown('a*b_c\n# d'), 'a\\*b\\_c \\# d');
  });
});
