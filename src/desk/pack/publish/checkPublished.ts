/**
 * Published versions are as they were, byte for byte, and none is gone. What can take an entry out of
 * published.json itself is seen by whoever keeps the files' history, not here.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#core/questionnaire/problem.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import { type PublishedVersion, publishedFile, readPublished } from './publishedSource.ts';

/** Files of a version that publishing fixes: what is asked, in every language. Cases are tests and may grow. */
export const frozenFiles = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => /^(definition|[a-z]{2})\.json$/.test(file))
        .sort()
    : [];

export const hashOf = (path: string): string => sha256Hex(readFileSync(path));

export function checkPublished(directory: string): readonly Problem[] {
  // A folder of instruments from outside has no study and may have published nothing yet.
  if (existsSync(join(directory, 'study.json')) && !existsSync(join(directory, publishedFile))) {
    return [
      {
        file: publishedFile,
        at: '',
        cause: 'the file is not there: any published version could change and nobody would see it',
        remedy:
          'put it back (git checkout); in a pack that published nothing write { "format": 1, "versions": [] }',
      },
    ];
  }
  const published = readPublished(directory);
  if (!published.ok) {
    return [
      {
        file: publishedFile,
        at: '',
        cause: `it cannot be read: ${published.error.message}`,
        remedy: 'put it back (git checkout)',
      },
    ];
  }
  const { versions } = published.value;
  return [
    ...versions.flatMap((version) => changesOf(version, directory)),
    ...versions
      .filter((one, index) => versions.findIndex((other) => keyOf(other) === keyOf(one)) < index)
      .map((one) => ({
        file: publishedFile,
        at: keyOf(one),
        cause: 'it stands there twice',
        remedy: 'put the file back (git checkout)',
      })),
  ];
}

const keyOf = ({ questionnaire, version }: PublishedVersion): string => `${questionnaire}/v${version}`;

function changesOf(version: PublishedVersion, directory: string): readonly Problem[] {
  const folder = keyOf(version);
  const next = `v${version.version + 1}`;
  const present = frozenFiles(join(directory, folder));
  if (present.length === 0) {
    return [
      {
        file: folder,
        at: '',
        cause: 'it was published and is not there any more',
        remedy: 'put the folder back (git checkout): answers to it may be on their way',
      },
    ];
  }
  const gone = Object.keys(version.files).filter((file) => !present.includes(file));
  const added = present.filter((file) => !Object.hasOwn(version.files, file));
  const changed = present.filter((file) => {
    const hash = version.files[file];
    return hash !== undefined && hashOf(join(directory, folder, file)) !== hash;
  });
  return [
    ...gone.map((file) => ({
      file: `${folder}/${file}`,
      at: '',
      cause: 'it was published and is not there any more',
      remedy: 'put it back (git checkout)',
    })),
    ...added.map((file) => ({
      file: `${folder}/${file}`,
      at: '',
      cause: 'it was added after its version was published',
      remedy: `move it to ${next}`,
    })),
    ...changed.map((file) => ({
      file: `${folder}/${file}`,
      at: '',
      cause: 'it was published and has changed since',
      remedy: `put it back (git checkout), and make the change in ${next}`,
    })),
  ];
}
