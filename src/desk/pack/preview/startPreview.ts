/**
 * Serves the preview on this computer only: its pages through Vite, so that a changed screen shows at once,
 * and the pack compiled anew whenever one of its files changes.
 */
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { problemLine } from '#core/questionnaire/problem.ts';
import { err, ok, type Result } from '#core/result.ts';
import { type ExaminedPack, examinePack } from '../compilePack.ts';
import type { PackFolders } from '../packFolders.ts';
import { outlineOf, pieceOf } from './previewPieces.ts';

export interface Preview {
  readonly address: string;
  close(): Promise<void>;
}

const needsVite =
  'The preview needs Vite, which comes with the development tools: run "npm install" (without --omit=dev) first.';

export async function startPreview(
  folders: PackFolders,
  port: number,
): Promise<Result<Preview, { readonly message: string }>> {
  const tools = await loadVite();
  if (tools === null) return err({ message: needsVite });
  const examined = rememberWhileSame(folders);
  const server = createServer();
  const vite = await tools.createServer({
    configFile: false,
    root: join(import.meta.dirname, 'page'),
    publicDir: false,
    cacheDir: join(import.meta.dirname, '../../../../node_modules/.vite/preview'),
    appType: 'mpa',
    logLevel: 'error',
    plugins: [tools.react()],
    server: {
      middlewareMode: true,
      hmr: { server },
      fs: { allow: [join(import.meta.dirname, '../../../..')] },
    },
  });
  server.on('request', (request, response) => {
    try {
      if (!isOwn(request.headers.host))
        send(response, 403, { problem: 'the preview is for this computer only' });
      else if (!answer(request, response, examined)) vite.middlewares(request, response);
    } catch (error) {
      // A file that an editor replaces at this moment, or an address that is none.
      send(response, 500, { problem: error instanceof Error ? error.message : String(error) });
    }
  });
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    await vite.close();
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    return err({
      message: taken
        ? `Port ${port} is taken: name another one with --port, or 0 for any.`
        : `Cannot listen on port ${port}: ${String(error)}`,
    });
  }
  const address = server.address();
  return ok({
    address: `http://localhost:${address === null || typeof address === 'string' ? port : address.port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await vite.close();
    },
  });
}

async function loadVite() {
  try {
    const [{ createServer: create }, { default: react }] = await Promise.all([
      import('vite'),
      import('@vitejs/plugin-react'),
    ]);
    return { createServer: create, react };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** Another page that makes its own name point here still sends its name. */
const isOwn = (host: string | undefined): boolean => /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host ?? '');

/** False: it is one of Vite's pages. */
function answer(request: IncomingMessage, response: ServerResponse, examined: () => ExaminedPack): boolean {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/pack.json') {
    const { questionnaires, problems } = examined();
    send(response, 200, { questionnaires: outlineOf(questionnaires), problems: problems.map(problemLine) });
    return true;
  }
  if (pathname !== '/item.json') return false;
  const piece = pieceOf(examined().questionnaires, {
    name: searchParams.get('questionnaire') ?? '',
    item: searchParams.get('item') ?? '',
    language: searchParams.get('language') ?? '',
    together: searchParams.has('together'),
  });
  if (piece === null) send(response, 404, { problem: 'there is no such item' });
  else send(response, 200, piece);
  return true;
}

function send(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(content));
}

function rememberWhileSame(folders: PackFolders): () => ExaminedPack {
  let seen = '';
  let last: ExaminedPack | null = null;
  return () => {
    const now = [folders.directory, ...folders.also].map(lastChange).join();
    if (last === null || now !== seen) last = examinePack(folders.directory, folders.also);
    seen = now;
    return last;
  };
}

const lastChange = (directory: string): string => {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const times = files
    .filter((file) => file.endsWith('.json'))
    .map((file) => statSync(join(directory, file)).mtimeMs);
  return `${times.length} ${Math.max(0, ...times)}`;
};
