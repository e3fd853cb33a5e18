/** Builds the preview page and the cover as they would ship, and serves both with the strict policy. */

import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type Rollup } from 'vite';
import { top } from '../readTree.ts';
import { type PageServer, type ServedPage, servePages } from '../servePages.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types adem";
const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

export interface Preview {
  /** Screens of a space. */
  readonly space: PageServer;
  readonly cover: PageServer;
}

export const buildPreview = async (): Promise<Preview> => ({
  space: await serveBuilt(join(top, 'tests/support/preview')),
  cover: await serveBuilt(join(top, 'src/cover')),
});

async function serveBuilt(root: string): Promise<PageServer> {
  const built = await build({
    configFile: false,
    root,
    publicDir: false,
    cacheDir: join(top, 'node_modules/.vite'),
    logLevel: 'silent',
    plugins: [react()],
    build: { write: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rollup.RollupOutput;
  const pages: Record<string, ServedPage> = {};
  for (const file of output) {
    const type = types[file.fileName.split('.').at(-1) ?? ''];
    pages[`/${file.fileName}`] = {
      headers: { 'content-type': type ?? 'application/octet-stream', 'content-security-policy': policy },
      body: file.type === 'chunk' ? file.code : file.source,
    };
  }
  const first = pages['/index.html'];
  if (first !== undefined) pages['/'] = first;
  return servePages(pages);
}
