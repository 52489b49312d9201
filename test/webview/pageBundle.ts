import * as esbuild from 'esbuild';
import path from 'node:path';

/** The page of the tests as one script; `plain` takes the kit of plain elements instead of the toolkit. */
export async function pageBundle({ plain }: { readonly plain: boolean }): Promise<string> {
  const { outputFiles } = await esbuild.build({
    entryPoints: ['test/webview/page.ts'],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'warning',
    plugins: plain ? [plainKit] : [],
  });
  return outputFiles[0]?.text ?? '';
}

const plainKit: esbuild.Plugin = {
  name: 'plain kit',
  setup(build) {
    build.onResolve({ filter: /\/kit$/ }, () => ({ path: path.resolve('test/webview/plainKit.ts') }));
  },
};
