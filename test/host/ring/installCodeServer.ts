import { existsSync } from 'node:fs';
import path from 'node:path';
import { installOnce, npm } from './installOnce';

/** A code-server that is ready to start: VS Code in a server, for the browser. */
export interface CodeServer {
  /** The Node it needs, which is newer than the one that runs the tests may be. */
  readonly node: string;
  /** The script that starts it. */
  readonly entry: string;
}

/** Installs it into the cache where it is not there yet. Throws where this machine can have none. */
export async function installCodeServer(): Promise<CodeServer> {
  const folder = await installOnce('code-server', async (workshop) => {
    // VS Code itself comes with a lock of its own, which npm finds fault with unless peers are left to it.
    await npm(path.join(workshop, 'node_modules', 'code-server', 'lib', 'vscode'), [
      'ci',
      '--omit=dev',
      '--legacy-peer-deps',
    ]);
  });
  const modules = path.join(folder, 'node_modules');
  const node = path.join(modules, `node-linux-${process.arch}`, 'bin', 'node');
  if (process.platform !== 'linux' || !existsSync(node))
    throw new Error(
      `code-server comes with a Node for Linux on x64 and arm64, not for ${process.platform} on ${process.arch}.`,
    );
  return { node, entry: path.join(modules, 'code-server', 'out', 'node', 'entry.js') };
}
