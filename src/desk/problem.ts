/**
 * Everything that can go wrong at the desk without being a bug, and the one sentence that says so
 * on stderr. A sentence names the thing, the cause and what to do; never a key, an answer or a name.
 */
import { unreachable } from '#core/result.ts';

export type DeskProblem =
  | { readonly type: 'no-desk'; readonly dir: string }
  | { readonly type: 'not-empty'; readonly dir: string }
  | { readonly type: 'cannot-write'; readonly path: string; readonly cause: string }
  | { readonly type: 'cannot-read'; readonly path: string; readonly cause: string }
  | { readonly type: 'missing-key'; readonly path: string }
  | { readonly type: 'damaged-key'; readonly path: string }
  | { readonly type: 'wrong-identity'; readonly path: string }
  | { readonly type: 'trial-failed'; readonly what: string }
  | { readonly type: 'in-use'; readonly pid: number; readonly path: string }
  | { readonly type: 'damaged-state'; readonly path: string; readonly copy: string | null }
  | { readonly type: 'state-behind'; readonly dir: string; readonly copy: string }
  | { readonly type: 'damaged-file'; readonly path: string }
  | { readonly type: 'insecure-address'; readonly url: string }
  | { readonly type: 'unreachable'; readonly url: string; readonly cause: string }
  | { readonly type: 'wrong-token'; readonly url: string }
  | {
      readonly type: 'mailbox-refused';
      readonly doing: string;
      readonly status: number;
      readonly says: string;
    }
  | { readonly type: 'mailbox-reply'; readonly doing: string }
  | { readonly type: 'pinned-elsewhere'; readonly url: string }
  | { readonly type: 'bad-recipients'; readonly cause: string }
  | { readonly type: 'no-manifest' }
  | { readonly type: 'bad-pack'; readonly lines: readonly string[] }
  | { readonly type: 'not-ready'; readonly missing: readonly string[] }
  | { readonly type: 'receipt-key-changed'; readonly url: string }
  | { readonly type: 'root-differs'; readonly path: string }
  | { readonly type: 'bad-families'; readonly lines: readonly string[] }
  | { readonly type: 'bad-option'; readonly sentence: string }
  | { readonly type: 'nothing-due' }
  | { readonly type: 'bad-backup'; readonly path: string; readonly cause: string };

export const existsAlready = 'it exists already';

/** Lines for stderr: the first is the sentence, the others its details. */
export function sentence(problem: DeskProblem): string {
  switch (problem.type) {
    case 'no-desk':
      return `There is no desk in ${problem.dir}: make one with "init", or name its folder with --desk.`;
    case 'not-empty':
      return `The folder ${problem.dir} is not empty: choose a new one, nothing was changed.`;
    case 'cannot-write':
      return `Cannot write ${problem.path} (${problem.cause}): ${
        problem.cause === existsAlready
          ? 'choose another name'
          : "check the folder's permissions and the space on the disk"
      }.`;
    case 'cannot-read':
      return `Cannot read ${problem.path} (${problem.cause}).`;
    case 'missing-key':
      return `The key file ${problem.path} is not here: bring it back from where it is kept off line, or name it with the option for it.`;
    case 'damaged-key':
      return `The key file ${problem.path} is damaged or not a key file of its kind: use a sound copy of it.`;
    case 'wrong-identity':
      return `The key file ${problem.path} is sound but does not belong to this desk: use the one that "init" made for it.`;
    case 'trial-failed':
      return `A trial with ${problem.what} failed, so nothing was registered: run the command again on a sound disk.`;
    case 'in-use':
      return `Another desk command (process ${problem.pid}) is writing here: wait for it, or, if no such command runs, delete ${problem.path}.`;
    case 'damaged-state':
      return `The state entry ${problem.path} is damaged and others follow it: ${
        problem.copy === null ? 'restore a backup' : `put the whole copy ${problem.copy} in its place`
      }. Nothing was changed.`;
    case 'state-behind':
      return `The state in ${problem.dir} is older than its copy in ${problem.copy}: bring the missing entries back from the copy before going on, so that no number is used twice.`;
    case 'damaged-file':
      return `The file ${problem.path} is not what it was when it was stored: take it from the copy or a backup.`;
    case 'insecure-address':
      return `The mailbox address ${problem.url} is not usable: it must be https://, or http:// on this computer only.`;
    case 'unreachable':
      return `The mailbox at ${problem.url} cannot be reached (${problem.cause}): check that it runs and that this computer is on line, then run the command again. Nothing is lost.`;
    case 'wrong-token':
      return `The mailbox at ${problem.url} refuses the desk token: use the token file of this mailbox.`;
    case 'mailbox-refused':
      return `The mailbox refused ${problem.doing} (status ${problem.status}${problem.says === '' ? '' : `: ${problem.says}`}).`;
    case 'mailbox-reply':
      return `The mailbox answered ${problem.doing} with something this desk does not understand: check that both are of the same version.`;
    case 'pinned-elsewhere':
      return `The mailbox at ${problem.url} already belongs to another study: start a mailbox with a new database for this one.`;
    case 'bad-recipients':
      return `The recipients of this desk cannot be sealed to (${problem.cause}).`;
    case 'no-manifest':
      return 'This desk has no manifest yet: run "pack" first.';
    case 'bad-pack':
      return ['The questionnaires cannot be packed:', ...problem.lines].join('\n');
    case 'not-ready':
      return [
        'This manifest is not for a demonstration, so it is refused until these are in order:',
        ...problem.missing,
      ].join('\n');
    case 'receipt-key-changed':
      return `The mailbox at ${problem.url} signs with another receipt key than the one registered here: if its owner says that this is right, run "pack" with --accept-receipt-key, otherwise stop and ask.`;
    case 'root-differs':
      return `The study root in ${problem.path} is not the root of this desk: use the one that "init" made for it.`;
    case 'bad-families':
      return ['The families file has errors, so no invite was made:', ...problem.lines].join('\n');
    case 'bad-option':
      return problem.sentence;
    case 'nothing-due':
      return 'Nobody who was looked at has a task that is due, so no invite was made.';
    case 'bad-backup':
      return `The backup ${problem.path} cannot be used (${problem.cause}).`;
    default:
      return unreachable(problem);
  }
}
