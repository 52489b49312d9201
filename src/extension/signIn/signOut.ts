import { forgetConfirmation } from './signInTexts';
import type { Dialogue } from '../quickSteps/dialogue';
import type { Forgotten, SignInMemory } from './signInMemory';

/** Forgets secrets, confirmed hosts and chosen accounts, and the worker's tokens with them; undefined where the user keeps them. */
export async function signOut({
  memory,
  dialogue,
  forgetTokens,
}: {
  readonly memory: SignInMemory;
  readonly dialogue: Pick<Dialogue, 'confirm' | 'tell' | 'locale'>;
  readonly forgetTokens: () => Promise<void>;
}): Promise<Forgotten | undefined> {
  const { t } = dialogue.locale;
  if (!(await dialogue.confirm(forgetConfirmation(memory.counts(), dialogue.locale)))) return undefined;
  const forgotten = await memory.forgetAll();
  await forgetTokens();
  void dialogue.tell('information', t('Signed out. Tandem asks again when it next needs to connect.'));
  return forgotten;
}
