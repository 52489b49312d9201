import { connectionChoices, connectionText } from './connectionText';
import type { CommandTools } from '../quickSteps/commandTools';
import type { ConnectionReport } from '../../protocol/connectionReport';

/** Tries to reach both systems and tells in one message how it went; the details are a list. */
export async function testConnection({
  workbench,
  dialogue,
  scope,
}: CommandTools): Promise<{ readonly sides: readonly ConnectionReport[] } | undefined> {
  const { t } = dialogue.locale;
  const { environment } = scope.overview;
  const answer = await dialogue.progress(t('Reaching both systems of {0}', environment), (token) =>
    workbench.worker.request('connection/test', scope.workspace.address(), token),
  );
  if (!answer.ok) {
    dialogue.refuse(answer.error);
    return undefined;
  }
  const { sides } = answer.value;
  void tell();
  return answer.value;

  async function tell(): Promise<void> {
    const severity = sides.every(({ ok }) => ok) ? 'information' : 'warning';
    const details = t('Show Details');
    const chosen = await dialogue.tell(severity, connectionText(sides, environment, dialogue.locale), details);
    if (chosen !== details) return;
    const choices = connectionChoices(sides, dialogue.locale);
    await dialogue.ask.one({
      title: t('Connections of {0}', environment),
      prompt: t('Escape closes the list.'),
      choices,
    });
  }
}
