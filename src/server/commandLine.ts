/** The mailbox's command line, read strictly: an unknown option is a mistake, not a wish to ignore. */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#core/result.ts';
import { cannotStart, type StartProblem } from './openDatabase.ts';
import type { MailboxSettings } from './startMailbox.ts';

export type Command =
  | { readonly do: 'serve'; readonly settings: MailboxSettings }
  | { readonly do: 'backup'; readonly from: string; readonly to: string }
  | { readonly do: 'help' };

export const help = `The mailbox: keeps sealed bundles for the desk. It cannot read them.

  node src/server/main.ts [options]

  --data <folder>          database, receipt key and desk token (.data/mailbox)
  --port <number>          for devices and the app (8080)
  --desk-port <number>     for the desk (8081)
  --host <address>         where devices reach it (127.0.0.1; with --lan 0.0.0.0)
  --desk-host <address>    where the desk reaches it (127.0.0.1)
  --lan                    serve a demonstration to the local network
  --cert <file> --key <file>   HTTPS for devices
  --app <folder>           the built app (dist/app); "none": no app
  --proxy <addresses>      reverse proxies whose X-Forwarded-For counts, separated by commas
  --redeems-per-hour <n>   refused invites per hour and neighbourhood of addresses (10)
  --puts-per-minute <n>    bundles per minute and space (60)
  --backup <folder>        copy everything into a new folder and stop; works beside a running mailbox
                           To restore: start with --data <that folder>.
`;

const options = {
  data: { type: 'string', default: '.data/mailbox' },
  port: { type: 'string', default: '8080' },
  'desk-port': { type: 'string', default: '8081' },
  host: { type: 'string' },
  'desk-host': { type: 'string', default: '127.0.0.1' },
  lan: { type: 'boolean', default: false },
  cert: { type: 'string' },
  key: { type: 'string' },
  app: { type: 'string' },
  proxy: { type: 'string' },
  'redeems-per-hour': { type: 'string', default: '10' },
  'puts-per-minute': { type: 'string', default: '60' },
  backup: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

export function parseCommandLine(words: readonly string[], builtApp: string): Result<Command, StartProblem> {
  const read = readWords(words);
  if (!read.ok) return read;
  const given = read.value;
  if (given.help) return ok({ do: 'help' });
  const data = resolve(given.data);
  if (given.backup !== undefined) return ok({ do: 'backup', from: data, to: resolve(given.backup) });

  const port = wholeNumber(given.port, 65_535);
  const deskPort = wholeNumber(given['desk-port'], 65_535);
  if (port === null)
    return err(cannotStart(`"${given.port}" is no port: --port takes a number from 0 to 65535.`));
  if (deskPort === null)
    return err(
      cannotStart(`"${given['desk-port']}" is no port: --desk-port takes a number from 0 to 65535.`),
    );
  const redeemsPerHour = wholeNumber(given['redeems-per-hour'], 1_000_000);
  const putsPerMinute = wholeNumber(given['puts-per-minute'], 1_000_000);
  if (!redeemsPerHour || !putsPerMinute) {
    return err(cannotStart('--redeems-per-hour and --puts-per-minute take a whole number above 0.'));
  }
  if ((given.cert === undefined) !== (given.key === undefined)) {
    return err(cannotStart('--cert and --key belong together: give both or neither.'));
  }
  if (given.proxy !== undefined && !given.proxy.split(',').every(isAddress)) {
    return err(cannotStart(`"${given.proxy}" is no address: --proxy takes addresses separated by commas.`));
  }
  return ok({
    do: 'serve',
    settings: {
      data,
      port,
      deskPort,
      host: given.host ?? (given.lan ? '0.0.0.0' : '127.0.0.1'),
      deskHost: given['desk-host'],
      lan: given.lan,
      tlsFiles:
        given.cert === undefined || given.key === undefined ? null : { cert: given.cert, key: given.key },
      appFolder: given.app === 'none' ? null : resolve(given.app ?? builtApp),
      trustedProxy: given.proxy ?? null,
      limits: { redeemsPerHour, putsPerMinute },
    },
  });
}

type Given = ReturnType<typeof parseArgs<{ options: typeof options; strict: true }>>['values'];

function readWords(words: readonly string[]): Result<Given, StartProblem> {
  try {
    return ok(parseArgs({ args: [...words], options, strict: true, allowPositionals: false }).values);
  } catch (cause) {
    const word = /'(-[^' ]*)/.exec(cause instanceof Error ? cause.message : '')?.[1];
    const what = word === undefined ? 'That' : `"${word}"`;
    return err(cannotStart(`${what} cannot be used so: --help lists the options.`));
  }
}

/** With or without the length of a prefix; the library that uses it throws on a length beyond the address. */
function isAddress(text: string): boolean {
  const [address = '', length = '1', ...more] = text.split('/');
  const family = isIP(address);
  const longest = family === 4 ? 32 : 128;
  return family !== 0 && more.length === 0 && /^[1-9]\d{0,2}$/.test(length) && Number(length) <= longest;
}

function wholeNumber(text: string, most: number): number | null {
  const value = Number(text);
  return /^\d{1,7}$/.test(text) && value <= most ? value : null;
}
