/** Gives a sentence in the user's language; `{0}` and so on stand for the arguments. The shell passes `vscode.l10n.t`. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;
