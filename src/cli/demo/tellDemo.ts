import { exitCodes } from '../../protocol/exitCodes';
import { editSample } from './editSample';
import { explainFailures } from './explainFailures';
import { Story } from './story';
import type { CliDependencies } from '../cliDependencies';

/** Plays the whole story in a new folder, command by command. Tells whether it went as it should. */
export async function tellDemo(folder: string, deps: CliDependencies): Promise<boolean> {
  const story = new Story(folder, deps);
  const startedAt = deps.now();

  story.say(`Two sample systems in ${folder}: Business Central and Dataverse, as SQLite files.`);
  story.expect('makes the sample', await story.run(['init', folder, '--sample'], { lines: 6 }), [exitCodes.ok]);

  story.say('What would a full synchronization do? Nothing is written yet.');
  const planned = await story.run(['-C', folder, 'plan', '--full'], { lines: 4 });
  story.expect('plans', planned, [exitCodes.troubled]);

  story.say(
    'Run it, and let later runs create records too. Some of the sample fails on purpose, to show how that looks.',
  );
  const full = await story.run(['-C', folder, 'sync', '--full', '--allow-new', 'yes']);
  story.expect('runs the full synchronization', full, [exitCodes.troubled]);
  const fullJobs = await story.jobs();
  story.expectJobs(
    'the full run creates records, and some fail',
    fullJobs,
    ({ inserted, failed }) => inserted > 0 && failed > 0,
  );
  story.say('Why records of the sample fail:');
  for (const line of await explainFailures(fullJobs, (args) => story.ask(args))) story.print(line);

  const edits = await editSample(folder, new Date(deps.now()).toISOString());
  story.say(
    `People go on working: ${edits.local} records edited in Business Central, ${edits.integration} in Dataverse.`,
  );
  story.say('A modified synchronization looks only at what changed, and once more at what failed.');
  const modified = await story.run(['-C', folder, 'sync']);
  story.expect('runs the modified synchronization', modified, [exitCodes.ok, exitCodes.troubled]);
  const seen = new Set(fullJobs.map(({ id }) => id));
  const newJobs = (await story.jobs()).filter(({ id }) => !seen.has(id));
  story.expectJobs('the modified run carries the edits over', newJobs, ({ modified: changed }) => changed > 0);

  story.say('Every job is on record.');
  story.expect('lists the jobs', await story.run(['-C', folder, 'jobs']), [exitCodes.ok]);

  return story.end(deps.now() - startedAt);
}
