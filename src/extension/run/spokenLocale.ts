import * as vscode from 'vscode';
import { createLocale } from '../locale';
import type { Locale } from '../locale';

let made: Locale | undefined;

/** The words and numbers of this VS Code; its language does not change while it runs. */
export function spokenLocale(): Locale {
  made ??= createLocale({ t: vscode.l10n.t, language: vscode.env.language, now: () => new Date() });
  return made;
}
