import type { Band } from '#core/protocol/envelope.ts';
import { helpSchema } from '#core/questionnaire/helpLines.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';

export interface HelpEntry {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly shown: string;
  readonly dial: string;
  readonly site: string | null;
  readonly emergency: boolean;
}

/** The help lines for one band in one language, in the order of the pack, the one for danger first. */
export interface Help {
  readonly title: string;
  readonly intro: string;
  readonly entries: readonly HelpEntry[];
}

/** Null: the file cannot be read; the emergency number stands in the words too. */
export async function readHelp(
  space: { readonly help: OpenSpace['help']; readonly envelope: { readonly band: Band } },
  language: string,
): Promise<Help | null> {
  const read = await space.help();
  const parsed = read.ok ? helpSchema.safeParse(read.value) : null;
  if (parsed?.success !== true) return null;
  const { lines, texts: all } = parsed.data;
  const texts = Object.hasOwn(all, language) ? all[language] : undefined;
  if (texts === undefined) return null;
  const { band } = space.envelope;
  const entries = lines
    .filter((line) => line.bands.includes(band))
    .flatMap(({ id, shown, dial, site, emergency }) => {
      const own = texts.lines[id];
      return own === undefined ? [] : [{ id, ...own, shown, dial, site, emergency }];
    })
    .sort((one, other) => Number(other.emergency) - Number(one.emergency));
  return { title: texts.title, intro: band === 'adult' ? texts.intro : texts.childIntro, entries };
}
