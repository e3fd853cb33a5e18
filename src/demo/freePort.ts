/** Whether nothing listens on a port yet: asked before anything is built, so that the answer comes at once. */
import { createServer } from 'node:net';

export const isFree = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
