import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

const top = import.meta.dirname;
const app = resolve(top, 'dist/app');

/**
 * Writes which source files went into which chunk, beside the app and never into it:
 * tests/bundle.test.ts reads there that no desk code is inside.
 */
const listModules = (): Plugin => ({
  name: 'list-modules',
  apply: 'build',
  writeBundle(options, bundle) {
    if (options.dir === undefined || resolve(options.dir) !== app) return;
    const modules: Record<string, string[]> = {};
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      modules[chunk.fileName] = chunk.moduleIds.map((id) => relative(top, id)).sort();
    }
    if (modules['serviceWorker.js'] !== undefined) return;
    writeFileSync(resolve(dirname(app), 'app-modules.json'), `${JSON.stringify(modules, null, 1)}\n`);
  },
});

/** What no first item waits for: src/participant/later.ts fetches it. */
const later =
  /\/src\/(participant|ui\/items|core\/questionnaire)\/(later\/|GridScreen\.|ReadAloud\.|useLocalVoice\.|helpLines\.)/;
/** Runs beside everything else from the cover on. */
const sending =
  /\/src\/(storage\/bundleLeftovers|sync\/(backOff|deskReceipts|noteTime|refreshManifest|sendOutbox|sendParcel))\./;

/** All that the first page loads at once. */
const atTheCover =
  /\/src\/(cover|ui\/(breathing|layout|theme))\/|\/src\/ui\/items\/textAttributes|\/src\/ui\/words\/\w+\.ts|\/node_modules\/(react|react-dom|scheduler|i18next)\//;

const behindTheCode =
  /\/src\/(participant|interviewer|storage|sync|crypto|core)\/|\/src\/ui\/(items\/(?!textAttributes)|layout\/(Later|Screen|Notice|useHeadingFocus)|words\/monthText)|\/node_modules\/(dexie|zod|hash-wasm|age-encryption|@noble|@scure)\//;

/**
 * The age library carries three things that no device uses: recipients on hardware tokens (P-256), passphrase
 * files (scrypt) and post-quantum recipients. Left out of the app they cost nothing; reaching one throws.
 * Decision 0008 has the sizes and says what switching to post-quantum recipients takes.
 */
const leaveOutOfAge = (): Plugin => {
  const stubs: Readonly<Record<string, string>> = {
    '@noble/curves/nist.js': 'export const p256 = null;',
    '@noble/hashes/scrypt.js': 'export const scrypt = null;',
    '@noble/post-quantum/hybrid.js': 'export const MLKEM768X25519 = null, MLKEM768P256 = null;',
  };
  return {
    name: 'leave-out-of-age',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id, importer) =>
      id in stubs && importer?.includes('/age-encryption/') === true ? `\0left-out:${id}` : null,
    load: (id) => (id.startsWith('\0left-out:') ? (stubs[id.slice('\0left-out:'.length)] ?? null) : null),
  };
};

/** Each script and style a second time, compressed once and for all: a phone on a poor line gets these. */
const compressBeside = (): Plugin => {
  let outDir = app;
  return {
    name: 'compress-beside',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const file of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
          if (!/\.(js|css)$/.test(file)) continue;
          const path = resolve(outDir, file);
          writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
        }
      },
    },
  };
};

// Dates are counted in a zone west of Greenwich without daylight saving: a day taken from the
// wrong zone shows up at once.
if (process.env.VITEST !== undefined) process.env.TZ = 'America/Phoenix';

/** These start the commands themselves, again and again: right, and slow. `npm test` runs them. */
const processTests = [
  'tests/desk/commandLine.test.ts',
  'tests/server/process.test.ts',
  'tests/demo/demo.test.ts',
];

export default defineConfig({
  root: resolve(top, 'src/cover'),
  publicDir: resolve(top, 'public'),
  cacheDir: resolve(top, 'node_modules/.vite'),
  resolve: {
    // The same release as a module for browsers of today: a twentieth smaller.
    alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }],
  },
  plugins: [
    react(),
    leaveOutOfAge(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'serviceWorker.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*'],
        globIgnores: ['**/serviceWorker.js'],
        // Names in assets/ carry a hash of their content already.
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 4_000_000,
        rollupFormat: 'iife',
        sourcemap: false,
      },
    }),
    listModules(),
    compressBeside(),
  ],
  build: {
    outDir: app,
    emptyOutDir: true,
    sourcemap: false,
    reportCompressedSize: false,
    // The page's policy allows neither inline scripts nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          // Everybody keeps the whole app, and nothing behind a code works without the rest of it: one
          // file compresses a twentieth better than twenty do. Languages stay apart.
          groups: [
            { name: 'later', test: later, priority: 1 },
            { name: 'sending', test: sending, priority: 1 },
            { name: 'space', test: behindTheCode },
            { name: 'cover', test: atTheCover },
          ],
        },
      },
    },
  },
  test: {
    root: top,
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'fast',
          root: top,
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', 'tests/a11y/**', 'tests/bundle.test.ts', ...processTests],
          testTimeout: 20_000,
          maxWorkers: '100%',
          // One project after the other: a browser is not measured beside a hundred other tests.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: { name: 'bundle', root: top, include: ['tests/bundle.test.ts'], sequence: { groupOrder: 2 } },
      },
      {
        test: {
          name: 'processes',
          root: top,
          include: processTests,
          testTimeout: 60_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'e2e',
          root: top,
          include: ['tests/e2e/**/*.test.ts', 'tests/a11y/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
