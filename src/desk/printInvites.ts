/**
 * Invites on the terminal and, asked for, as pages to print. The pages say nothing that tells what
 * this is about: whoever finds one sees an address and a row of letters.
 */
import { join } from 'node:path';
import { renderSVG, renderUnicodeCompact } from 'uqr';
import { err, ok, type Result } from '#core/result.ts';
import { makeFolder, writeWhole } from './durableFile.ts';
import type { PrintedInvite } from './invite.ts';
import type { DeskProblem } from './problem.ts';

/** Before any invite is made: a page with a wrong address uses up an invite for nothing. */
export const checkApp = (app: string): Result<void, DeskProblem> =>
  URL.canParse(app) && ['https:', 'http:'].includes(new URL(app).protocol)
    ? ok(undefined)
    : err({
        type: 'bad-option',
        sentence: `"${app}" is no address of the app: write --app with https:// in front.`,
      });

/** What the QR code holds: the address alone, because a browser keeps every link it opens, secrets and all. */
export const inviteCode = (invite: PrintedInvite, app: string | null): string => app ?? invite.text;

export function inviteLines(invite: PrintedInvite, app: string | null): string {
  return [
    '',
    `Family ${invite.family}, person ${invite.person} (${invite.role}, ${invite.band}, ${invite.language}), until ${invite.expires.slice(0, 10)}:`,
    '',
    `    ${invite.text}`,
    '',
    renderUnicodeCompact(inviteCode(invite, app)),
  ].join('\n');
}

/** One page each, readable by their owner only: print, then delete. */
export async function writeSheets(
  invites: readonly PrintedInvite[],
  app: string | null,
  dir: string,
): Promise<Result<readonly string[], DeskProblem>> {
  const made = await makeFolder(dir);
  if (!made.ok) return made;
  const paths: string[] = [];
  for (const invite of invites) {
    // No code holds an underscore, so no two persons share a name.
    const path = join(dir, `${invite.family}_${invite.person}.html`);
    const written = await writeWhole(path, sheet(invite, app));
    if (!written.ok) return written;
    paths.push(path);
  }
  return ok(paths);
}

const words = {
  nl: {
    open: 'Open dit adres',
    type: 'Typ daar deze letters en cijfers',
    valid: 'Te gebruiken tot',
    own: 'Alleen voor jou. Geef dit blad aan niemand anders.',
  },
  en: {
    open: 'Open this address',
    type: 'Type these letters and numbers there',
    valid: 'Works until',
    own: 'Only for you. Do not give this page to anybody else.',
  },
} as const;

function sheet(invite: PrintedInvite, app: string | null): string {
  const language = invite.language === 'nl' ? 'nl' : 'en';
  const say = words[language];
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Adem</title>
<style>body{font:1.2rem/1.5 sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;text-align:center}
.code{font:700 1.6rem/2 monospace;letter-spacing:.05em;overflow-wrap:anywhere}svg{width:14rem;height:14rem}small{color:#444}</style>
<h1>Adem</h1>
${app === null ? '' : `<p>${say.open}:<br><strong>${escapeHtml(app)}</strong></p>\n`}<p>${say.type}:</p>
<p class="code">${invite.text}</p>
${renderSVG(inviteCode(invite, app))}
<p>${say.own}</p>
<p><small>${say.valid} ${invite.expires.slice(0, 10)}</small></p>
</html>
`;
}

const escapeHtml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
