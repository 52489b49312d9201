import * as vscode from 'vscode';
import type { Ask, Reply } from './replies';
import { chosen, fits, labelOf } from './replies';

/** What picks and inputs have in common, without a window: the properties of the API, settable, and its events. */
abstract class AnsweredBase implements vscode.QuickInput {
  title: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  enabled = true;
  busy = false;
  ignoreFocusOut = false;
  buttons: readonly vscode.QuickInputButton[] = [];
  placeholder: string | undefined;
  prompt: string | undefined;
  value = '';
  private readonly hidden = new vscode.EventEmitter<void>();
  private readonly accepted = new vscode.EventEmitter<void>();
  private readonly typed = new vscode.EventEmitter<string>();
  private readonly pressed = new vscode.EventEmitter<vscode.QuickInputButton>();
  readonly onDidHide = this.hidden.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidChangeValue = this.typed.event;
  readonly onDidTriggerButton = this.pressed.event;
  protected reply: Reply['with'] | undefined;
  private shown = false;

  constructor(private readonly ask: Ask) {}

  show(): void {
    if (this.shown) return;
    this.shown = true;
    const text = [this.title, this.prompt, this.placeholder].filter(Boolean).join(': ');
    const kind = this instanceof AnsweredPick ? 'pick' : 'input';
    this.reply = this.ask({ kind, text, modal: false, detail: '', choices: this.labels() });
    setImmediate(() => this.begin());
  }

  hide(): void {
    if (!this.shown) return;
    this.shown = false;
    this.hidden.fire();
  }

  dispose(): void {
    this.hide();
    for (const emitter of [this.hidden, this.accepted, this.typed, this.pressed]) emitter.dispose();
  }

  /** Answers, now or as soon as what it takes is there. */
  protected abstract answer(): void;
  protected abstract labels(): readonly string[];

  protected isOpen(): boolean {
    return this.shown;
  }

  protected accept(): void {
    this.accepted.fire();
  }

  protected type(text: string): void {
    this.value = text;
    this.typed.fire(text);
  }

  private begin(): void {
    const { reply } = this;
    if (typeof reply !== 'object' || !('key' in reply)) this.answer();
    else if (reply.key === 'escape') this.hide();
    else this.pressed.fire(vscode.QuickInputButtons.Back);
  }
}

/** A quick pick that chooses by a reply as soon as an item fits. */
export class AnsweredPick extends AnsweredBase {
  canSelectMany = false;
  matchOnDescription = false;
  matchOnDetail = false;
  keepScrollPosition = false;
  activeItems: readonly vscode.QuickPickItem[] = [];
  private all: readonly vscode.QuickPickItem[] = [];
  private selected: readonly vscode.QuickPickItem[] = [];
  private searched = false;
  private done = false;
  private readonly activeChanged = new vscode.EventEmitter<readonly vscode.QuickPickItem[]>();
  private readonly selectionChanged = new vscode.EventEmitter<readonly vscode.QuickPickItem[]>();
  private readonly itemPressed = new vscode.EventEmitter<vscode.QuickPickItemButtonEvent<vscode.QuickPickItem>>();
  readonly onDidChangeActive = this.activeChanged.event;
  readonly onDidChangeSelection = this.selectionChanged.event;
  readonly onDidTriggerItemButton = this.itemPressed.event;

  get items(): readonly vscode.QuickPickItem[] {
    return this.all;
  }
  set items(items: readonly vscode.QuickPickItem[]) {
    this.all = items;
    if (this.isOpen()) setImmediate(() => this.answer());
  }
  get selectedItems(): readonly vscode.QuickPickItem[] {
    return this.selected;
  }
  set selectedItems(items: readonly vscode.QuickPickItem[]) {
    this.selected = items;
  }

  protected answer(): void {
    const { reply } = this;
    if (this.done || reply === undefined || !this.isOpen()) return;
    if (typeof reply === 'object' && 'search' in reply && !this.searched) {
      this.searched = true;
      this.type(reply.search);
    }
    if (!this.holds(reply)) return;
    this.done = true;
    const found = chosen(this.all, reply, this.canSelectMany);
    const items = (Array.isArray(found) ? found : [found]) as readonly vscode.QuickPickItem[];
    this.activeItems = items;
    this.activeChanged.fire(items);
    this.selected = items;
    this.selectionChanged.fire(items);
    this.accept();
  }

  protected labels(): readonly string[] {
    return this.all.map(labelOf);
  }

  /** All that the reply names is there by now. */
  private holds(reply: Reply['with']): boolean {
    if (typeof reply === 'object' && 'key' in reply) return false;
    const words = Array.isArray(reply) ? reply : [typeof reply === 'object' && 'pick' in reply ? reply.pick : reply];
    return words.every((each) => this.all.some((item) => fits(labelOf(item), each as string | RegExp)));
  }
}

/** An input box that is filled in by a reply. */
export class AnsweredInput extends AnsweredBase {
  password = false;
  validationMessage: string | vscode.InputBoxValidationMessage | undefined;
  valueSelection: readonly [number, number] | undefined;

  protected answer(): void {
    if (typeof this.reply !== 'string') return this.hide();
    this.type(this.reply);
    this.accept();
  }

  protected labels(): readonly string[] {
    return [];
  }
}
