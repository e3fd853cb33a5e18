/** A small web server for pages that only a test needs. */
import { once } from 'node:events';
import { createServer } from 'node:http';

export interface ServedPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface PageServer {
  readonly origin: string;
  close(): void;
}

export const servePages = async (pages: Readonly<Record<string, ServedPage>>): Promise<PageServer> => {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://localhost').pathname];
    response.writeHead(page === undefined ? 404 : 200, page?.headers ?? {});
    response.end(page?.body ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page server has no port');
  return {
    origin: `http://localhost:${address.port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
