/** A page as PDF, by a browser of this computer that is started for it alone and without a network. */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { err, ok, type Result } from '#core/result.ts';
import { findBrowser } from './findBrowser.ts';

export const noBrowser =
  'No Chromium or Chrome is installed here, and a PDF needs one. Install one, name it in ADEM_CHROMIUM, or leave --pdf out and print the page from any browser.';
const longestMilliseconds = 60_000;

export async function printPdf(
  html: string,
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<Result<void, { readonly message: string }>> {
  const browser = findBrowser(env);
  if (browser === null) return err({ message: noBrowser });
  const folder = mkdtempSync(join(tmpdir(), 'adem-print-'));
  try {
    const page = join(folder, 'page.html');
    writeFileSync(page, html);
    const made = join(folder, 'page.pdf');
    const said = await run(browser, [
      '--headless',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--proxy-server=127.0.0.1:9',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      `--print-to-pdf=${made}`,
      pathToFileURL(page).href,
    ]);
    if (!existsSync(made)) return err({ message: `${browser} made no PDF: ${said}` });
    copyFileSync(made, file);
    return ok(undefined);
  } catch (error) {
    return err({ message: error instanceof Error ? error.message : String(error) });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What it said on its last line, for the case that there is no file. */
const run = (browser: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(browser, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: longestMilliseconds });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said = `${said}${part}`.slice(-2000);
    });
    child.on('error', reject);
    child.on('close', () => {
      resolve(said.trim().split('\n').at(-1) ?? '');
    });
  });
