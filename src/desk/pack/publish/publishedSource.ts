/** published.json: which versions are published, with the fingerprint of every file that may not change any more. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { nameSchema } from '#core/event/event.ts';
import { err, ok, type Result } from '#core/result.ts';

export const publishedFile = 'published.json';

const name = z.string().refine((value) => nameSchema.safeParse(value).success, { error: 'not an id' });

const publishedVersion = z.strictObject({
  questionnaire: name,
  version: z.int().positive(),
  /** Day of publishing. */
  on: z.iso.date(),
  /** Published for trying out, with texts that nobody has reviewed. */
  demo: z.boolean(),
  /** SHA-256 of the definition and of each language's texts, byte for byte. */
  files: z.record(
    z.string().regex(/^(definition|[a-z]{2})\.json$/),
    z.string().regex(/^[0-9a-f]{64}$/, { error: 'not a SHA-256 in hex' }),
  ),
});
export type PublishedVersion = z.infer<typeof publishedVersion>;

export const publishedSchema = z.strictObject({
  format: z.literal(1),
  versions: z.array(publishedVersion),
});
export type Published = z.infer<typeof publishedSchema>;

/** Licences' folders may lack the file: nothing is published there. A pack that lacks it is refused elsewhere. */
export function readPublished(directory: string): Result<Published, { readonly message: string }> {
  const path = join(directory, publishedFile);
  try {
    if (!existsSync(path)) return ok({ format: 1, versions: [] });
    const parsed = publishedSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (parsed.success) return ok(parsed.data);
    const [first] = parsed.error.issues;
    return err({ message: `${first?.path.join('.') ?? ''}: ${first?.message ?? 'it is not readable'}` });
  } catch (error) {
    return err({ message: error instanceof Error ? error.message : String(error) });
  }
}

export const publishedEntry = (
  published: Published,
  questionnaire: string,
  version: number,
): PublishedVersion | undefined =>
  published.versions.find((one) => one.questionnaire === questionnaire && one.version === version);

/** Of several folders together; what cannot be read counts as unpublished, and is a problem elsewhere. */
export const readPublishedAll = (directories: readonly string[]): Published => ({
  format: 1,
  versions: directories.flatMap((directory) => {
    const read = readPublished(directory);
    return read.ok ? read.value.versions : [];
  }),
});

/** A study may add a language later: a version that was published before stays complete without it. */
export function languagesThen(
  languages: readonly string[],
  { questionnaire, version }: { readonly questionnaire: string; readonly version: number },
  published: Published,
): readonly string[] {
  const files = publishedEntry(published, questionnaire, version)?.files;
  return files === undefined
    ? languages
    : languages.filter((language) => Object.hasOwn(files, `${language}.json`));
}
