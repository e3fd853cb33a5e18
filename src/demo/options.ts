/** The starter's own options, read strictly. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#core/result.ts';

export interface DemoOptions {
  readonly port: number;
  readonly lan: boolean;
  /** Folder of mailbox and desk; null: `.adem` in the project. */
  readonly data: string | null;
  /** Folder of the study pack; null: the project's own. */
  readonly pack: string | null;
}

export const usualPort = 8080;

export function parseDemoOptions(words: readonly string[]): Result<DemoOptions, string> {
  const options = {
    port: { type: 'string' },
    lan: { type: 'boolean', default: false },
    data: { type: 'string' },
    pack: { type: 'string' },
  } as const;
  try {
    const { values } = parseArgs({ args: [...words], options, strict: true, allowPositionals: false });
    const port = Number(values.port ?? usualPort);
    // The port after it is the desk's.
    if (!Number.isInteger(port) || port < 1 || port > 65_534) {
      return err(`"${values.port}" is no port: npm start -- --port takes a number from 1 to 65534.`);
    }
    const folder = (named: string | undefined): string | null =>
      named === undefined ? null : resolve(named);
    return ok({ port, lan: values.lan, data: folder(values.data), pack: folder(values.pack) });
  } catch {
    return err(
      'That option is not known: npm start -- takes --port <number>, --lan, --data <folder> and --pack <folder>.',
    );
  }
}
