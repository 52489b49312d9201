import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { MenuItem } from './extensionManifest';
import { manifest, manifestTexts, textOf, textsIn } from './extensionManifest';
import { commands, contextKeys, settings, views } from '../../src/extension/names';
import { sourceFiles } from './importGraph';

const { contributes } = manifest;
const { menus } = contributes;
const commandIds: readonly string[] = contributes.commands.map(({ command }) => command);

/** Of VS Code itself. */
const builtInKeys = ['isWorkspaceTrusted', 'workspaceFolderCount', 'view', 'viewItem', 'resourceFilename'];
const builtInCommands = ['vscode.openFolder', 'workbench.trust.manage', 'workbench.actions.view.problems'];

suite('What the extension contributes', () => {
  test('names the commands, views and settings that the code names', () => {
    assert.deepEqual([...commandIds].sort(), Object.values(commands).sort());
    assert.deepEqual(
      Object.values(contributes.views).flatMap((each) => each.map(({ id }) => id)),
      Object.values(views),
    );
    assert.deepEqual(
      Object.keys(contributes.configuration.properties),
      Object.values(settings).map((name) => `tandem.${name}`),
    );
  });

  test('is one view container with a picture in one colour', () => {
    const containers = Object.values(contributes.viewsContainers).flat();
    assert.deepEqual(
      containers.map(({ id }) => id),
      ['tandem'],
    );
    const picture = readFileSync(containers[0]?.icon ?? '', 'utf8');
    assert.equal(new Set(picture.match(/#[0-9a-f]{3,6}/gi)).size, 1);
    assert.match(picture, /width="24" height="24"/);
  });

  test('uses only context keys that somebody sets', () => {
    const known: readonly string[] = [...Object.values(contextKeys), ...builtInKeys];
    const clauses = [...textsIn(contributes)].filter(({ property }) => ['when', 'enablement'].includes(property));
    assert.ok(clauses.length > 50);
    const unknown = clauses.filter(({ text }) => keysIn(text).some((key) => !known.includes(key)));
    assert.deepEqual(unknown, []);
    const onContext = contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap((step) => step.completionEvents));
    for (const event of onContext.filter((each) => each.startsWith('onContext:')))
      assert.ok(known.includes(event.slice('onContext:'.length)), event);
  });

  test('leads everywhere to commands that exist', () => {
    const known = [...commandIds, ...builtInCommands, ...Object.values(views).map((view) => `${view}.focus`)];
    const links = Object.values(manifestTexts).flatMap((text) => [...text.matchAll(/\(command:([\w.]+)/g)]);
    const named = [
      ...links.map(([, id]) => id ?? ''),
      ...Object.values(menus).flatMap((items) => items.flatMap(({ command }) => command ?? [])),
      ...[...textsIn(contributes.walkthroughs)].flatMap(({ text }) => /^onCommand:(.+)/.exec(text)?.[1] ?? []),
    ];
    assert.deepEqual(
      named.filter((id) => !known.includes(id)),
      [],
    );
    const submenus = Object.values(menus).flatMap((items) => items.flatMap(({ submenu }) => submenu ?? []));
    assert.deepEqual(
      [...new Set(submenus)],
      contributes.submenus.map(({ id }) => id),
    );
    for (const id of submenus) assert.ok((menus[id] ?? []).length > 2, id);
  });

  test('has all its files', () => {
    const paths = [...textsIn(manifest)].map(({ text }) => text).filter((text) => /^(\.\/)?media\//.test(text));
    assert.ok(paths.length > 10);
    assert.deepEqual(
      paths.filter((path) => !existsSync(path)),
      [],
    );
  });

  test('binds no key', () => {
    assert.equal(contributes.keybindings, undefined);
  });

  test('wakes the extension for nothing but a workspace, and what VS Code derives from views, commands and languages', () => {
    // Twice: a file in the folder's root is found at once, one further down by a search.
    // A results view that was open before the window was loaded again is filled anew.
    assert.deepEqual(manifest.activationEvents, [
      'workspaceContains:tandem.yaml',
      'workspaceContains:**/tandem.yaml',
      'onWebviewPanel:tandem.results',
    ]);
    // Without a configuration of its own, a language would not wake it.
    for (const { configuration } of contributes.languages) assert.ok(configuration);
  });
});

suite('The commands', () => {
  test('share a category, have a picture of VS Code’s own, and are named in words', () => {
    for (const { command, category, icon, title } of contributes.commands) {
      assert.equal(category, 'Tandem', command);
      assert.match(icon, /^\$\([a-z-]+\)$/, command);
      assert.match(textOf(title), /^[A-Z][\w -]+(…| \([A-Z]\w+\))?$/, command);
    }
  });

  test('have names that differ', () => {
    const titles = contributes.commands.map(({ title }) => textOf(title));
    assert.equal(new Set(titles).size, titles.length);
  });

  test('wait in the palette until they make sense', () => {
    const always: readonly string[] = [
      commands.signOut,
      commands.openSample,
      commands.openCloudSample,
      commands.createWorkspace,
      commands.showLog,
    ];
    const listed = menus['commandPalette']?.map(({ command }) => command);
    assert.deepEqual(
      listed,
      commandIds.filter((id) => !always.includes(id)),
    );
  });

  test('are grey while a run owns the state, where they would change it', () => {
    const writing = [
      commands.fullSynchronization,
      commands.synchronizeModified,
      commands.synchronizeMapping,
      commands.synchronizeRecord,
      commands.couple,
      commands.matchBasedCoupling,
      commands.removeCoupling,
      commands.retry,
      commands.findDeleted,
      commands.useDefaultSetup,
      commands.switchEnvironment,
      commands.resolveConflict,
      commands.coupleDependency,
      commands.clearJobs,
    ];
    for (const id of writing) assert.match(enablementOf(id), /!tandem\.running/, id);
  });

  test('are grey in Restricted Mode, where they would reach a system or write', () => {
    const fromFilesAlone: readonly string[] = [
      commands.signOut,
      commands.switchEnvironment,
      commands.showJobs,
      commands.cancel,
      // Says itself that an empty window will do.
      commands.openSample,
      commands.openCloudSample,
      commands.refresh,
      commands.openMapping,
      commands.showError,
      commands.searchCouplings,
      commands.filterCouplings,
      commands.clearCouplingsFilter,
      commands.loadMore,
      commands.showLog,
      commands.statusMenu,
      commands.stopSchedule,
      commands.showHistory,
      commands.exportRecords,
    ];
    assert.deepEqual(
      commandIds.filter((id) => !enablementOf(id).includes('isWorkspaceTrusted')),
      fromFilesAlone,
    );
  });

  function enablementOf(id: string): string {
    return contributes.commands.find(({ command }) => command === id)?.enablement ?? '';
  }
});

suite('The menus', () => {
  const itemMenu = menus['view/item/context'] ?? [];

  test('have at most three pictures on an item, and on a view’s title', () => {
    for (const contextValue of contextValues()) {
      const inline = itemMenu.filter((item) => item.group?.startsWith('inline') && concerns(item, contextValue));
      assert.ok(inline.length <= 3, `${contextValue}: ${inline.map(({ command }) => command).join(', ')}`);
    }
    for (const view of Object.values(views)) {
      const onTitle = (menus['view/title'] ?? []).filter(
        ({ when = '', group = '' }) => when.startsWith(`view == ${view}`) && group.startsWith('navigation'),
      );
      // Cancel stands in the place of the runs while one goes on.
      const atOnce = onTitle.filter(({ command }) => command !== commands.cancel);
      assert.ok(atOnce.length <= 3, view);
    }
  });

  test('ask for context values that the trees give', () => {
    const given = contextValues();
    assert.deepEqual(
      itemMenu.filter((item) => !given.some((contextValue) => concerns(item, contextValue))),
      [],
    );
  });

  test('offer by a menu whatever a picture offers, so that the keyboard reaches it', () => {
    for (const contextValue of contextValues()) {
      const items = itemMenu.filter((item) => concerns(item, contextValue));
      const listed = items.filter(({ group = '' }) => !group.startsWith('inline')).map(({ command }) => command);
      const pictures = items.filter(({ group = '' }) => group.startsWith('inline')).map(({ command }) => command);
      const below = items.some(({ submenu }) => submenu) ? (menus['tandem.couplingActions'] ?? []) : [];
      const all = [...listed, ...below.map(({ command }) => command)];
      assert.deepEqual(
        pictures.filter((command) => !all.includes(command)),
        [],
        contextValue,
      );
    }
  });

  test('retry and explain only what failed', () => {
    for (const command of [commands.retry, commands.showError]) {
      const items = itemMenu.filter((item) => item.command === command);
      assert.ok(items.length > 0);
      assert.ok(
        items.every((item) => !concerns(item, 'coupling.ok')),
        command,
      );
    }
  });

  test('touch files only where a table mapping is in them', () => {
    for (const name of ['editor/title', 'explorer/context']) {
      const items = menus[name] ?? [];
      assert.ok(items.length > 0);
      for (const { when = '' } of items) assert.ok(when.startsWith('resourceFilename =~ /\\.mapping\\.yaml$/'), when);
    }
  });

  test('group everything that is no picture', () => {
    for (const [name, items] of Object.entries(menus)) {
      if (name === 'commandPalette') continue;
      for (const { group } of items) assert.match(group ?? '', /^(inline|navigation|\d_[a-z]+)@\d$/, name);
    }
  });
});

suite('The settings', () => {
  const all = Object.entries(contributes.configuration.properties);

  test('have a type, a default that fits it, a scope, a place and a description', () => {
    for (const [name, setting] of all) {
      const type = Array.isArray(setting.default) ? 'array' : typeof setting.default;
      assert.equal(type === 'number' ? 'integer' : type, setting.type, name);
      assert.ok(setting.scope === 'resource' || setting.scope === 'window', name);
      assert.ok(textOf(setting.markdownDescription).length > 40, name);
    }
    assert.deepEqual(
      all.map(([, { order }]) => order),
      all.map((_, index) => index + 1),
    );
  });

  test('hold no secret, by their names', () => {
    const smell = /password|secret|token|credential|api.?key|connection.?string|pwd/i;
    assert.deepEqual(
      all.filter(([name]) => smell.test(name)),
      [],
    );
  });

  test('have names of which none begins another: VS Code keeps them as a tree', () => {
    const names = all.map(([name]) => name);
    assert.deepEqual(
      names.filter((name) => names.some((other) => other.startsWith(`${name}.`))),
      [],
    );
  });

  test('are all left to the user in Restricted Mode: a folder could start a schedule, hide production or silence a check', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(
      untrustedWorkspaces.restrictedConfigurations,
      all.map(([name]) => name),
    );
  });
});

/** Context keys of a `when` clause, without what they are compared with. */
function keysIn(clause: string): readonly string[] {
  const withoutValues = clause.replaceAll(/(=~ )\/(?:[^/\\]|\\.)+\/|((?:==|!=) )[\w.]+/g, '');
  return (withoutValues.match(/[A-Za-z][\w.]*/g) ?? []).filter(
    (word) => !['true', 'false', 'in', 'not'].includes(word),
  );
}

/** Those that the trees give, with each of a union's cases. */
function contextValues(): readonly string[] {
  const cases: Readonly<Record<string, readonly string[]>> = {
    'coupling.${line.state}': ['coupling.ok', 'coupling.failed', 'coupling.skipped'],
    'job.${job.status}': ['job.finished', 'job.inProgress', 'job.aborted', 'job.cancelled'],
  };
  const trees = sourceFiles().filter((file) => file.startsWith('src/extension/trees/'));
  const written = trees
    .flatMap((file) => readFileSync(file, 'utf8').match(/contextValue: .*/g) ?? [])
    .flatMap((line) => [...line.matchAll(/'([\w.]+)'|`([^`]+)`/g)])
    .map(([, plain, template]) => plain ?? template ?? '');
  return [...new Set(written.flatMap((value) => cases[value] ?? [value]))];
}

function concerns({ when = '' }: MenuItem, contextValue: string): boolean {
  const [, pattern, value] = /viewItem (?:=~ \/(.+)\/|== ([\w.]+))/.exec(when) ?? [];
  return pattern === undefined ? value === contextValue : new RegExp(pattern).test(contextValue);
}
