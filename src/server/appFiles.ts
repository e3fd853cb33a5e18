/**
 * The built app as static files. A mailbox that holds a study made for trying out says so in the page
 * itself: such a page never goes out unmarked.
 */
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { notFound } from './refusal.ts';
import type { StudyStore } from './studyStore.ts';

const liveMark = /<meta\s+name="mode"\s+content="live"\s*\/?>/;
const demoMark = '<meta name="mode" content="demonstration">';

export async function serveApp(app: FastifyInstance, folder: string, study: StudyStore): Promise<void> {
  for (const page of ['/', '/index.html']) {
    app.get(page, async (_request, reply) => {
      const html = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null);
      if (html === null) return reply.code(404).send(notFound);
      const demo = (await study.get())?.demo ?? false;
      if (demo && !liveMark.test(html)) throw new Error('the page has no mode to mark');
      return reply.type('text/html; charset=utf-8').send(demo ? html.replace(liveMark, demoMark) : html);
    });
  }
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', cachingOf(path.slice(folder.length).replace(/\.br$/, '')));
      reply.header('vary', 'accept-encoding');
    },
  });
}

/** Names in assets/ carry a hash of their content; the service worker and all else is asked for again. */
function cachingOf(path: string): string {
  if (path.endsWith('.html')) return 'no-store';
  return path.startsWith(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
