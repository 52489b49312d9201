import type { ServicesWord } from './keepServing';
import type { Translate } from '../translate';

/** What to tell of services that are not there, and what can be done about it. */
export interface ServicesTrouble {
  readonly message: string;
  readonly tryAgain: string;
  readonly openFile: string;
}

/** `name` is the workspace's. */
export function servicesTrouble(
  word: Exclude<ServicesWord, { readonly kind: 'serving' }>,
  { name, port }: { readonly name: string; readonly port: number },
  t: Translate,
): ServicesTrouble {
  const tryAgain = t('Try Again');
  const openFile = t('Open tandem.yaml');
  if (word.kind === 'stopped') {
    return {
      message: t('The services of {0} stopped ({1}). Start them again.', name, word.reason),
      tryAgain,
      openFile,
    };
  }
  const message =
    word.code === 'EADDRINUSE'
      ? t(
          'Port {0} is taken, so the services of {1} are not served. Close the window or program that uses it, or name another port in tandem.yaml, for both systems.',
          port,
          name,
        )
      : t(
          'The services of {0} are not served ({1}). Make a fresh sample with Open Sample Workspace (Cloud), or try again.',
          name,
          word.reason,
        );
  return { message, tryAgain, openFile };
}

/** What a sample's window says the first time. */
export function servicesWelcome(t: Translate): {
  readonly message: string;
  readonly test: string;
  readonly preview: string;
} {
  return {
    message: t(
      'A small Business Central and a small Dataverse are served on this machine while this window is open. They need no account.',
    ),
    test: t('Test Connection'),
    preview: t('Preview'),
  };
}
