/** Puts the parts together and listens. Every reason not to start is one sentence. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { err, ok, type Result } from '#core/result.ts';
import { reveal } from '#crypto/redacted.ts';
import { signPayload } from '#crypto/signing.ts';
import { createCounters } from './counters.ts';
import type { Tls } from './createApp.ts';
import { type DataFolder, openDataFolder } from './dataFolder.ts';
import { buildDeskApp } from './deskApp.ts';
import { buildDeviceApp, type DeviceLimits, type ReceiptSigner } from './deviceApp.ts';
import { createMailboxStores } from './mailboxStores.ts';
import { cannotStart, codeOf, openDatabase, type StartProblem } from './openDatabase.ts';

export interface MailboxSettings {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly deskHost: string;
  readonly deskPort: number;
  /** Lets a study made for trying out be served to the local network. */
  readonly lan: boolean;
  readonly tlsFiles: { readonly cert: string; readonly key: string } | null;
  readonly appFolder: string | null;
  readonly trustedProxy: string | null;
  readonly limits: DeviceLimits;
}

export interface RunningMailbox {
  /** Addresses, as http(s)://host:port */
  readonly device: string;
  readonly desk: string;
  stop(): Promise<void>;
}

const quotaBytes = 64 * 1024 * 1024;
const mostInFlight = 256;

export async function startMailbox(
  settings: MailboxSettings,
  now: () => Date,
  log: (line: string) => void,
): Promise<Result<RunningMailbox, StartProblem>> {
  const tls = await readTls(settings.tlsFiles);
  if (!tls.ok) return tls;
  const app = await checkAppFolder(settings.appFolder);
  if (!app.ok) return app;
  const folder = await openDataFolder(settings.data);
  if (!folder.ok) return folder;
  const opened = await openDatabase(folder.value.database, folder.value.receiptKey.publicKey);
  if (!opened.ok) return opened;

  const { db } = opened.value;
  const signer = signerOf(folder.value);
  const stores = createMailboxStores(db, signer.receipt, quotaBytes);
  const demoAllowed = settings.lan || (isLoopback(settings.host) && settings.trustedProxy === null);
  if (!demoAllowed && (await stores.study.get())?.demo === true) {
    await db.destroy();
    return err(
      cannotStart(
        `This mailbox holds a demonstration and ${settings.host} can be reached from outside: start it with --lan if that is meant.`,
      ),
    );
  }
  const around = {
    now,
    log,
    counters: createCounters(),
    mostInFlight,
    trustedProxy: settings.trustedProxy,
    stores,
  };
  const deviceApp = await buildDeviceApp({
    ...around,
    tls: tls.value,
    signer,
    limits: settings.limits,
    appFolder: settings.appFolder,
  });
  const deskApp = buildDeskApp({
    ...around,
    tls: null,
    receiptKey: signer.publicKey,
    deskTokenHash: folder.value.deskTokenHash,
    demoAllowed,
  });
  const stop = async (): Promise<void> => {
    await Promise.all([deviceApp.close(), deskApp.close()]);
    await db.destroy();
  };
  const device = await listen(
    deviceApp,
    settings.host,
    settings.port,
    '--port',
    tls.value === null ? 'http' : 'https',
  );
  if (!device.ok) {
    await stop();
    return device;
  }
  const desk = await listen(deskApp, settings.deskHost, settings.deskPort, '--desk-port', 'http');
  if (!desk.ok) {
    await stop();
    return desk;
  }
  return ok({ device: device.value, desk: desk.value, stop });
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

function signerOf(folder: DataFolder): ReceiptSigner {
  const { publicKey, secretKey } = folder.receiptKey;
  return {
    publicKey,
    receipt: (payload) => signPayload('mailbox-receipt', payload, reveal(secretKey)),
    time: (payload) => signPayload('time', payload, reveal(secretKey)),
  };
}

async function listen(
  app: FastifyInstance,
  host: string,
  port: number,
  option: string,
  scheme: 'http' | 'https',
): Promise<Result<string, StartProblem>> {
  try {
    const address = await app.listen({ host, port });
    return ok(address.replace(/^http:/, `${scheme}:`));
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'EADDRINUSE')
      return err(cannotStart(`Port ${port} is taken: choose another with ${option}.`));
    if (code === 'EACCES')
      return err(cannotStart(`Port ${port} may not be used by this account: choose another with ${option}.`));
    return err(cannotStart(`Nothing can listen on ${host}, port ${port} (${code}).`));
  }
}

async function readTls(files: MailboxSettings['tlsFiles']): Promise<Result<Tls | null, StartProblem>> {
  if (files === null) return ok(null);
  try {
    const tls = { cert: await readFile(files.cert, 'utf8'), key: await readFile(files.key, 'utf8') };
    createSecureContext(tls);
    return ok(tls);
  } catch (cause) {
    return err(
      cannotStart(
        `The certificate ${files.cert} and its key ${files.key} cannot be used (${codeOf(cause)}).`,
      ),
    );
  }
}

async function checkAppFolder(folder: string | null): Promise<Result<void, StartProblem>> {
  if (folder === null) return ok(undefined);
  try {
    await access(join(folder, 'index.html'));
    return ok(undefined);
  } catch {
    return err(
      cannotStart(
        `There is no app in ${folder}: build it with "npm run build", or name its folder with --app.`,
      ),
    );
  }
}
