import * as vscode from 'vscode';
import { createQuestionAnswers } from './answerQuestions';
import { createSignInMemory } from './signInMemory';
import { hostConfirmation, secretPrompt } from './signInTexts';
import type { AccountSession, QuestionAnswers, SignInPerson } from './answerQuestions';
import type { TokenQuestion } from '../../protocol/workerQuestions';

/** Answers the worker's questions with this window's person, accounts and secret store. */
export function openSignIn(context: vscode.ExtensionContext): QuestionAnswers {
  return createQuestionAnswers(createSignInMemory(context.globalState, context.secrets), windowPerson);
}

const windowPerson: SignInPerson = {
  async confirmHost(question) {
    const { message, detail, act, keep } = hostConfirmation(question, vscode.l10n.t);
    return (await vscode.window.showWarningMessage(message, { modal: true, detail }, keep, act)) === act;
  },
  askSecret: async (question) =>
    vscode.window.showInputBox({
      ...secretPrompt(question, vscode.l10n.t),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) => (value === '' ? vscode.l10n.t('It must not be empty.') : undefined),
    }),
  silentSession: (question, accountId) => getSession(question, accountId, { silent: true }),
  session: (question, { accountId, anew }) =>
    getSession(
      question,
      accountId,
      anew
        ? { forceNewSession: { detail: vscode.l10n.t('{0} refused the last sign-in.', question.service) } }
        : { createIfNone: { detail: vscode.l10n.t('Tandem signs you in to {0}.', question.service) } },
    ),
};

/**
 * A session of VS Code's own provider for Microsoft accounts. The two pseudo-scopes choose the app registration and the tenant; without
 * them it is VS Code's own application, and the account's own tenant.
 */
async function getSession(
  question: TokenQuestion,
  accountId: string | undefined,
  options: vscode.AuthenticationGetSessionOptions,
): Promise<AccountSession | undefined> {
  const provider = question.cloud === 'public' ? 'microsoft' : 'microsoft-sovereign-cloud';
  const scopes = [
    question.scope,
    ...(question.clientId === undefined ? [] : [`VSCODE_CLIENT_ID:${question.clientId}`]),
    ...(question.tenant === undefined ? [] : [`VSCODE_TENANT:${question.tenant}`]),
  ];
  try {
    const accounts = accountId === undefined ? [] : await vscode.authentication.getAccounts(provider);
    const account = accounts.find(({ id }) => id === accountId);
    // Where no account was chosen here yet, whoever is asked chooses one, whatever was chosen for another service.
    const asked = options.silent === true || account ? options : { ...options, clearSessionPreference: true };
    const session = await vscode.authentication.getSession(provider, scopes, { ...asked, ...(account && { account }) });
    return session && { token: session.accessToken, accountId: session.account.id, account: session.account.label };
  } catch {
    // Cancelled, declined, or no such provider: nobody is signed in. The provider has told why.
    return undefined;
  }
}
