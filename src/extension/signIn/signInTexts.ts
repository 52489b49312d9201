import type { Confirmation } from '../quickSteps/dialogue';
import type { Forgotten } from './signInMemory';
import type { HostQuestion, SecretQuestion } from '../../protocol/workerQuestions';
import type { Locale } from '../locale';
import type { Translate } from '../translate';

/** May Tandem talk to this host? Says who named it, and what will happen there. */
export function hostConfirmation(question: HostQuestion, t: Translate): Confirmation {
  const { host, environment, side, system, isMicrosoft } = question;
  const named =
    side === 'local'
      ? t('tandem.yaml names it as the local side of {0}: {1}.', environment, system)
      : t('tandem.yaml names it as the integration side of {0}: {1}.', environment, system);
  const care = isMicrosoft
    ? t(
        'The host is Microsoft’s, but whose organization or environment it is, only the name tells. Confirm it if it is yours.',
      )
    : t('Confirm it only if you know this server: what you sign in with is sent there.');
  return {
    message: t('Let Tandem connect to {0}?', host),
    detail: [named, t('Tandem signs you in there, and reads and writes its records.'), care].join('\n\n'),
    act: t('Connect'),
    keep: t('Do Not Connect'),
  };
}

/** What an input box for a secret says. */
export function secretPrompt(
  { kind, owner, service, renew }: SecretQuestion,
  t: Translate,
): { readonly title: string; readonly prompt: string } {
  const title = t('Sign In to {0}', service);
  const what =
    kind === 'password'
      ? t('Password or web service access key of {0}. It is kept in the system’s secret store.', owner)
      : t('Secret of the application {0}. It is kept in the system’s secret store.', owner);
  return { title, prompt: renew ? `${t('The last one was refused.')} ${what}` : what };
}

/** What is about to be forgotten. */
export function forgetConfirmation({ secrets, hosts, accounts }: Forgotten, locale: Locale): Confirmation {
  const { t } = locale;
  const counted = (each: number): string => locale.count(each);
  return {
    message: t('Forget all that Tandem signs in with on this machine?'),
    detail: [
      t(
        'Secrets: {0}. Confirmed hosts: {1}. Chosen accounts: {2}.',
        counted(secrets),
        counted(hosts),
        counted(accounts),
      ),
      t('The accounts themselves stay signed in in VS Code; its Accounts menu signs them out.'),
    ].join('\n\n'),
    act: t('Forget'),
    keep: t('Keep'),
  };
}
