import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { sourceFiles } from './importGraph';

/** A place in the sources and what stands there. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** What the editor's part of the sources says to people. */
export interface Sentences {
  /** Each sentence that is handed to the translation, as it is written. */
  readonly translated: readonly Place[];
  /** What is handed to it without being written there, so that no list of sentences can be made. */
  readonly unreadable: readonly Place[];
  /** Texts that are shown as they are. */
  readonly raw: readonly Place[];
}

/** The properties of VS Code's objects that people read. */
const shownProperties = [
  'label',
  'description',
  'detail',
  'title',
  'placeHolder',
  'placeholder',
  'prompt',
  'validationMessage',
  'openLabel',
  'saveLabel',
  'tooltip',
  'message',
  'cancelTitle',
  'accessibleLabel',
];
/** The functions of VS Code whose text arguments people read. */
const shownArguments = /^(show(Information|Warning|Error)Message|setStatusBarMessage)$/;
/** Functions whose texts are for the log, or tell of a bug: they stay as they are. */
const untranslated = /^(trace|debug|info|warn|error|appendLine|assert|must|unreachable|Error)$/;

/** Reads them from the syntax of every file below src/extension. */
export function readSentences(): Sentences {
  const sentences = { translated: [] as Place[], unreadable: [] as Place[], raw: [] as Place[] };
  for (const file of sourceFiles().filter((name) => name.startsWith('src/extension/'))) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const place = (node: ts.Node, text: string): Place => ({
      file,
      line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      text,
    });
    const visit = (node: ts.Node): void => {
      if (isCall(node)) {
        const name = calledName(node);
        const values = [...(node.arguments ?? [])];
        if (untranslated.test(name)) return;
        if (name === 't') {
          if (!isHandedOn(values)) values.slice(0, 1).forEach(read);
          values.slice(1).forEach(visit);
          return;
        }
        if (shownArguments.test(name)) sentences.raw.push(...values.flatMap(wordsOf).map((each) => place(node, each)));
      }
      const shown = isShownProperty(node) ? wordsOf(node) : isSentence(node) ? [node.text] : [];
      sentences.raw.push(...shown.map((each) => place(node, each)));
      ts.forEachChild(node, visit);
    };
    const read = (node: ts.Expression): void => {
      for (const each of sentencesOf(node)) {
        if (typeof each === 'string') sentences.translated.push(place(node, each));
        else sentences.unreadable.push(place(node, node.getText()));
      }
    };
    visit(source);
  }
  return sentences;
}

/** The sentences of the results view's page, which the host hands to it translated. */
export function pageSentences(): readonly string[] {
  const file = 'webview/words.ts';
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const sentences: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'english') ts.forEachChild(node, collect);
    else ts.forEachChild(node, visit);
  };
  const collect = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isStringLiteralLike(node.initializer))
      sentences.push(node.initializer.text);
    else ts.forEachChild(node, collect);
  };
  visit(source);
  return sentences;
}

function isCall(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

/** `t` of `t(…)`, `vscode.l10n.t(…)` and `locale.t(…)`. */
function calledName({ expression }: ts.CallExpression | ts.NewExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
}

/** `(message, ...args) => t(message, ...args)` says nothing of its own. */
function isHandedOn(values: readonly ts.Expression[]): boolean {
  return values.length === 2 && values.every((value, index) => index === 0 || ts.isSpreadElement(value));
}

/** Words with a space between them are for people, wherever they stand. */
function isSentence(node: ts.Node): node is ts.LiteralLikeNode {
  const isText =
    ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
  return isText && /\p{L}{2,},? \p{L}{2,}/u.test(node.text);
}

/** The sentences that an argument can be; the node itself where that cannot be told. */
function sentencesOf(argument: ts.Expression): readonly (string | ts.Node)[] {
  if (ts.isStringLiteralLike(argument)) return [argument.text];
  if (ts.isParenthesizedExpression(argument)) return sentencesOf(argument.expression);
  if (ts.isConditionalExpression(argument))
    return [...sentencesOf(argument.whenTrue), ...sentencesOf(argument.whenFalse)];
  if (ts.isBinaryExpression(argument) && argument.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [sentencesOf(argument.left), sentencesOf(argument.right)];
    const [first, second] = [left[0], right[0]];
    if (left.length === 1 && right.length === 1 && typeof first === 'string' && typeof second === 'string')
      return [first + second];
  }
  return [argument];
}

function isShownProperty(node: ts.Node): node is ts.PropertyAssignment | ts.BinaryExpression {
  if (ts.isPropertyAssignment(node)) return shownProperties.includes(node.name.getText());
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(node.left) &&
    shownProperties.includes(node.left.name.text)
  );
}

/** The texts with words in them that an expression shows without translating them. */
function wordsOf(node: ts.Node): readonly string[] {
  if (ts.isPropertyAssignment(node)) return wordsOf(node.initializer);
  if (ts.isBinaryExpression(node)) return [...wordsOf(node.left), ...wordsOf(node.right)];
  if (ts.isConditionalExpression(node)) return [...wordsOf(node.whenTrue), ...wordsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return wordsOf(node.expression);
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)].flatMap(({ text }) => wordsIn(text));
  return ts.isStringLiteralLike(node) ? wordsIn(node.text) : [];
}

/** Icons, signs, links and the product's name are the same in every language. */
function wordsIn(text: string): readonly string[] {
  const words = text.replaceAll(/\$\([\w~-]+\)|\]\(command:[^)]*|^Tandem$/g, '');
  return /\p{L}{2}/u.test(words) ? [text] : [];
}
