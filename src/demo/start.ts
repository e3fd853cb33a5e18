/**
 * `npm start`: the whole of Adem as a demonstration on this computer. Builds the app if need be,
 * starts the mailbox, prepares a desk on the first run, and prints an address with fresh invites.
 */
import { access, constants, mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { buildApp } from './buildApp.ts';
import { type Started, start, stop } from './child.ts';
import { type DemoInvite, drawInvites, prepareDesk } from './demoDesk.ts';
import { isFree } from './freePort.ts';
import { lanAddresses, writeCertificate } from './localCertificate.ts';
import { type DemoOptions, parseDemoOptions } from './options.ts';
import { type DemoPaths, demoPaths, project } from './paths.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** null: it runs until it is told to stop. Else the sentence for the person. */
async function startDemo(options: DemoOptions): Promise<string | null> {
  const paths = demoPaths(options.data ?? undefined, options.pack ?? undefined);
  if (!(await isWritable(paths))) {
    return `Adem cannot write in ${paths.home}: run it from a folder of your own, or name another with "npm start -- --data <folder>".`;
  }
  const host = options.lan ? '0.0.0.0' : '127.0.0.1';
  for (const port of [options.port, options.port + 1]) {
    if (await isFree(port === options.port ? host : '127.0.0.1', port)) continue;
    return `Port ${port} is taken (this needs ${options.port} and ${options.port + 1}): try "npm start -- --port ${options.port + 10}".`;
  }
  const addresses = options.lan ? lanAddresses() : [];
  if (options.lan && addresses.length === 0) {
    return 'This computer is in no network, so no phone can reach it: connect it, or start without --lan.';
  }
  const notBuilt = await buildApp(say);
  if (notBuilt !== null) return notBuilt;
  const mailbox = await startMailbox(options, host, addresses, paths);
  stopOnSignal(mailbox);
  const listening = await mailbox.ready;
  if (!listening.ok) return listening.said === '' ? 'The mailbox did not start.' : listening.said;
  const told = await prepareAndTell(options, addresses, paths);
  if (told === null) watch(mailbox);
  else await stop(mailbox.child);
  return told;
}

async function prepareAndTell(
  options: DemoOptions,
  addresses: readonly string[],
  paths: DemoPaths,
): Promise<string | null> {
  const prepared = await prepareDesk(paths, `http://127.0.0.1:${options.port + 1}`);
  if (!prepared.ok) return prepared.error;
  const invites = await drawInvites(paths, new Date());
  if (!invites.ok) return invites.error;
  tell(options, addresses, invites.value, paths);
  return null;
}

async function startMailbox(
  options: DemoOptions,
  host: string,
  addresses: readonly string[],
  paths: DemoPaths,
): Promise<Started> {
  const words = [
    join(project, 'src', 'server', 'main.ts'),
    '--data',
    paths.mailbox,
    '--host',
    host,
    '--port',
    String(options.port),
    '--desk-port',
    String(options.port + 1),
  ];
  if (options.lan) {
    await writeCertificate(addresses, paths, new Date());
    words.push('--lan', '--cert', paths.certificate, '--key', paths.certificateKey);
  }
  return start(words, 'For the desk:');
}

/** Ctrl-C reaches the child by itself in a terminal, but not when somebody ends this process alone. */
function stopOnSignal(mailbox: Started): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    mailbox.child.removeAllListeners('close');
    stop(mailbox.child).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

function watch(mailbox: Started): void {
  mailbox.child.once('close', () => {
    process.stderr.write('The mailbox has stopped.\n');
    process.exitCode = 1;
  });
}

const who: Readonly<Record<string, string>> = {
  'parent-1': 'A mother',
  'parent-2': 'A father',
  'child-1': 'A child of nine',
  'youth-1': 'A youth',
};

function tell(
  options: DemoOptions,
  addresses: readonly string[],
  invites: readonly DemoInvite[],
  paths: DemoPaths,
): void {
  const own = options.data === null ? '' : ` --desk ${paths.desk}`;
  const out =
    options.data === null ? relative(project, join(paths.home, 'table')) : join(paths.home, 'table');
  say('');
  say('Adem runs, as a demonstration with invented people.');
  say('');
  if (options.lan) {
    for (const address of addresses)
      say(`  On a phone in this network:  https://${address}:${options.port}/`);
    say(`  On this computer:            https://localhost:${options.port}/`);
    say('  The certificate is made here and signed by nobody, so each browser warns once: choose to go on.');
  } else {
    say(`  Open  http://localhost:${options.port}/`);
  }
  say('');
  say('  Type one of these invites there; each works once:');
  for (const invite of invites)
    say(`    ${(who[invite.person] ?? invite.person).padEnd(16)}  ${invite.text}`);
  say('');
  say('  To see what arrived, in another terminal:');
  say(`    npm run desk -- pull${own}`);
  say(`    npm run desk -- table${own} --out ${out}`);
  say('');
  say('  Stop with Ctrl-C. Each start gives fresh invites; what was answered stays.');
}

async function isWritable(paths: DemoPaths): Promise<boolean> {
  try {
    await mkdir(paths.home, { recursive: true, mode: 0o700 });
    await access(paths.home, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const options = parseDemoOptions(process.argv.slice(2));
const problem = options.ok ? await startDemo(options.value) : options.error;
if (problem !== null) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
