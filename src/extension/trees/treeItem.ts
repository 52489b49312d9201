import * as vscode from 'vscode';
import { commands } from '../names';
import type { TreeNode } from './treeNode';

/** A node as VS Code draws it; the tooltip is added when it is looked for. */
export function treeItem(node: TreeNode): vscode.TreeItem {
  const { label, description, icon, contextValue, accessibleLabel } = node.row();
  const item = new vscode.TreeItem(label, collapsibleState(node));
  item.id = node.id;
  item.contextValue = contextValue;
  item.accessibilityInformation = { label: accessibleLabel };
  if (description !== undefined) item.description = description;
  if (icon) item.iconPath = new vscode.ThemeIcon(icon.name, icon.color && new vscode.ThemeColor(icon.color));
  const command = clickCommand(node);
  if (command) item.command = command;
  return item;
}

/** The tooltip of a node; whatever stands in records is shown, never followed. */
export function treeTooltip(node: TreeNode): vscode.MarkdownString | undefined {
  const tooltip = node.row().tooltip?.();
  return tooltip === undefined ? undefined : new vscode.MarkdownString(tooltip);
}

function collapsibleState({ children, startsExpanded }: TreeNode): vscode.TreeItemCollapsibleState {
  if (!children) return vscode.TreeItemCollapsibleState.None;
  return startsExpanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

/** Lines open what they stand for: a file at its line, an error's message, the next page. */
function clickCommand(node: TreeNode): vscode.Command | undefined {
  if (node.loads) return { command: commands.loadMore, title: vscode.l10n.t('Load More'), arguments: [node] };
  if (node.opens && node.target.folder !== undefined) {
    const uri = vscode.Uri.joinPath(vscode.Uri.file(node.target.folder), node.opens.file);
    const start = new vscode.Position(node.opens.line - 1, 0);
    const options: vscode.TextDocumentShowOptions = { selection: new vscode.Range(start, start) };
    return { command: 'vscode.open', title: vscode.l10n.t('Open File'), arguments: [uri, options] };
  }
  return node.row().contextValue === 'jobError'
    ? { command: commands.showError, title: vscode.l10n.t('Show Error'), arguments: [node] }
    : undefined;
}
