/** The desk's command line. Every expected failure is one clear sentence on stderr and exit code 1. */
import { Command, InvalidArgumentError } from 'commander';
import { ok, type Result } from '#core/result.ts';
import { backup, restore } from './backup.ts';
import { decideSecondParent } from './decide.ts';
import type { DeskTools } from './desk.ts';
import { init } from './init.ts';
import { invite } from './invite.ts';
import { moveMailbox } from './moveMailbox.ts';
import { pack } from './pack.ts';
import { checkApp, inviteLines, writeSheets } from './printInvites.ts';
import { type DeskProblem, sentence } from './problem.ts';
import { type Pulled, pull } from './pull.ts';
import { receipts } from './receipts.ts';
import { revoke } from './revoke.ts';
import { status, statusLines } from './status.ts';
import { table } from './table.ts';

// Whoever reads the first lines only, like `head`, closes the pipe: the work goes on, nothing is wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const defaultDesk = '.adem/desk';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
/** For commands whose standard output is for a machine. */
const sayAside = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const toolsWith = (told: (line: string) => void): DeskTools => ({
  now: () => new Date(),
  fetch: globalThis.fetch,
  say: told,
});
const tools = toolsWith(say);

function finish<T>(result: Result<T, DeskProblem>, tell: (value: T) => void): void {
  if (result.ok) {
    tell(result.value);
    return;
  }
  process.stderr.write(`${sentence(result.error)}\n`);
  process.exitCode = 1;
}

const wholeDays = (value: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(value))
    throw new InvalidArgumentError('a whole number of days from 1 to 9999 is needed.');
  return Number(value);
};

const program = new Command('npm run desk --')
  .description('The research desk: keys, invites, bundles and tables. Nothing readable leaves this computer.')
  .showHelpAfterError('(--help lists commands and options)');

const command = (name: string, description: string): Command =>
  program.command(name).description(description).option('--desk <dir>', "the desk's folder", defaultDesk);

program
  .command('init')
  .description('make study root, identities and signing key, try each, and register the study at the mailbox')
  .requiredOption('--mailbox <url>', "address of the mailbox's desk listener")
  .requiredOption('--token-file <file>', "file with the mailbox's desk token")
  .option('--out <dir>', 'new folder for the desk', defaultDesk)
  .option('--copy <dir>', 'folder for the second copy, better on another disk (default: beside the desk)')
  .option('--demo', 'mark the root as a demonstration', false)
  .action(
    async (given: { mailbox: string; tokenFile: string; out: string; copy?: string; demo: boolean }) => {
      finish(await init(given, tools), () => undefined);
    },
  );

command('pack', 'compile and seal the questionnaires, sign the next manifest, hand both to the mailbox')
  .option('--questionnaires <dir>', 'folder of the study pack', 'questionnaires')
  .option(
    '--also <dir>',
    'folder of licensed instruments outside the repository; may be repeated',
    (dir: string, before: readonly string[]) => [...before, dir],
    [],
  )
  .option('--root <file>', "the study root's key file, when it is kept elsewhere")
  .option('--valid-days <days>', 'how long invites can be redeemed under this manifest', wholeDays, 365)
  .option('--ethics <reference>', "the committee's reference")
  .option('--contact <text>', 'whom families turn to')
  .option('--on-call <who>', 'who is on call for signals')
  .option('--disclosure <reference>', 'the disclosure protocol')
  .option('--accept-receipt-key', "take over the mailbox's new receipt key", false)
  .action(async (given: PackGiven) => {
    const office = {
      ...(given.ethics === undefined ? {} : { ethics: given.ethics }),
      ...(given.contact === undefined ? {} : { contact: given.contact }),
      ...(given.onCall === undefined ? {} : { onCall: given.onCall }),
      ...(given.disclosure === undefined ? {} : { disclosure: given.disclosure }),
    };
    finish(await pack(given.desk, { ...given, office }, tools), (packed) => {
      say(
        `Manifest ${packed.serial} with ${packed.questionnaires} questionnaires is at the mailbox; invites can be redeemed until ${packed.validUntil.slice(0, 10)}.`,
      );
    });
  });

interface PackGiven {
  desk: string;
  questionnaires: string;
  also: readonly string[];
  root?: string;
  validDays: number;
  ethics?: string;
  contact?: string;
  onCall?: string;
  disclosure?: string;
  acceptReceiptKey: boolean;
}

command('invite', 'make invites for the persons of a families file and print them')
  .option(
    '--families <file>',
    'CSV with family, person, role, birth month, sex, language, relation (without it: everybody known who has no invite for the wave yet)',
  )
  .option('--wave <wave>', 'wave to invite for', 'T0')
  .option('--app <url>', 'address of the app, for the QR code')
  .option('--out <dir>', 'also write one page to print for each person')
  .option('--json', 'print one JSON line instead, for another program', false)
  .action(
    async (given: {
      desk: string;
      families?: string;
      wave: string;
      app?: string;
      out?: string;
      json: boolean;
    }) => {
      const app = given.app ?? null;
      const usable = app === null ? ok(undefined) : checkApp(app);
      if (!usable.ok) {
        finish(usable, () => undefined);
        return;
      }
      const made = await invite(given.desk, given, given.json ? toolsWith(sayAside) : tools);
      finish(made, (invites) => {
        if (given.json) say(JSON.stringify({ invites }));
        else for (const one of invites) say(inviteLines(one, app));
      });
      if (!made.ok || given.out === undefined) return;
      finish(await writeSheets(made.value, app, given.out), (paths) => {
        sayAside(
          `${paths.length} pages to print are in ${given.out}. Delete them after printing: whoever has a page has the invite.`,
        );
      });
    },
  );

const decide = program.command('decide').description('record a decision of the team');
decide
  .command('second-parent')
  .description("that a family's second parent may be invited")
  .option('--desk <dir>', "the desk's folder", defaultDesk)
  .requiredOption('--family <code>', 'the family')
  .requiredOption('--reason <text>', 'why, in the words of the team')
  .requiredOption('--by <who>', 'who decided')
  .action(async (given: { desk: string; family: string; reason: string; by: string }) => {
    finish(await decideSecondParent(given.desk, given, tools), () =>
      say(`Recorded for family ${given.family}.`),
    );
  });

command('revoke', "close a stolen invite's space: what it still sends goes to quarantine")
  .requiredOption('--family <code>', 'the family')
  .requiredOption('--person <code>', 'the person')
  .requiredOption('--reason <text>', 'why')
  .action(async (given: { desk: string; family: string; person: string; reason: string }) => {
    finish(await revoke(given.desk, given, tools), ({ revoked }) => say(`Invites revoked: ${revoked}.`));
  });

command('pull', 'fetch, verify and keep what arrived at the mailbox, then sign desk receipts').action(
  async (given: { desk: string }) => {
    finish(await pull(given.desk, tools), (pulled) => say(pulledLine(pulled)));
  },
);

const pulledLine = (pulled: Pulled): string =>
  [
    `Bundles kept: ${pulled.kept}. In quarantine: ${pulled.quarantined}. Listed again: ${pulled.repeated}. Desk receipts handed in: ${pulled.receipts}.`,
    ...(pulled.healed > 0 ? [`Left the quarantine: ${pulled.healed}.`] : []),
    ...(pulled.quarantined > 0 ? ['"status" says why bundles are in quarantine.'] : []),
  ].join('\n');

command('receipts', 'hand in all desk receipts again').action(async (given: { desk: string }) => {
  finish(await receipts(given.desk, tools), ({ sent }) => say(`Desk receipts handed in: ${sent}.`));
});

command('table', 'open everything in memory and write table, codebook, roster, passes and problems as CSV')
  .requiredOption('--out <dir>', 'folder for the five files; they are plain text')
  .option('--language <language>', 'language of the labels')
  .action(async (given: { desk: string; out: string; language?: string }) => {
    finish(await table(given.desk, given, tools), (written) => {
      say(`Persons: ${written.persons}. Columns: ${written.columns}. Problems: ${written.problems}.`);
      say(`Written as plain text, so keep them safe: ${written.files.join(', ')}`);
    });
  });

command(
  'status',
  'how many bundles, persons and interviews there are, what is in quarantine or missing',
).action(async (given: { desk: string }) => {
  finish(await status(given.desk, tools), (now) => {
    for (const line of statusLines(now)) say(line);
  });
});

command('mailbox', 'tell the desk that the mailbox has a new address')
  .requiredOption('--url <url>', "new address of the mailbox's desk listener")
  .action(async (given: { desk: string; url: string }) => {
    finish(await moveMailbox(given.desk, given.url, tools), () => say(`The mailbox is at ${given.url}.`));
  });

command('backup', 'write everything sealed into one archive; it holds no key')
  .requiredOption('--out <file>', 'new file')
  .action(async (given: { desk: string; out: string }) => {
    finish(await backup(given.desk, given.out, tools), ({ files }) =>
      say(
        `Backup of ${files} files in ${given.out}. It can be restored with the key files only: keep copies of them apart.`,
      ),
    );
  });

program
  .command('restore')
  .description('unpack a backup into a new folder and check all of it')
  .requiredOption('--from <file>', 'the backup')
  .requiredOption('--keys <dir>', 'folder with desk.txt, desk-signing.json and mailbox-token')
  .option('--out <dir>', 'new folder for the desk', defaultDesk)
  .option('--copy <dir>', 'new folder for the second copy')
  .action(async (given: { from: string; keys: string; out: string; copy?: string }) => {
    finish(await restore(given, tools), ({ files }) =>
      say(
        `${files} files are restored and checked in ${given.out}. Run "pull": what arrived since the backup comes again.`,
      ),
    );
  });

await program.parseAsync();
