/**
 * What a space remembers and only its code can read: gates, places, first names. One sealed record,
 * padded in steps, so that its size does not tell how far somebody is.
 */
import * as z from 'zod/mini';
import { idSchema, nameSchema } from '#core/event/event.ts';
import { envelopeSchema } from '#core/protocol/envelope.ts';
import { manifestSchema } from '#core/protocol/manifest.ts';
import { ok, type Result } from '#core/result.ts';
import { text, utf8 } from '#crypto/bytes.ts';
import { openLocal, sealLocal } from '#crypto/code.ts';
import type { Connection } from './connection.ts';
import type { StorageProblem } from './problem.ts';
import type { SealedPartRow, SpaceDatabase } from './spaceDatabase.ts';

const progressSchema = z.strictObject({
  section: nameSchema,
  row: z.nullable(idSchema),
  block: nameSchema,
  pass: z.int().check(z.positive()),
  left: z.enum(['open', 'exit', 'closed']),
});

const stateSchema = z.strictObject({
  v: z.literal(1),
  /** First names by roster row: never leave the device. */
  names: z.record(z.string(), z.string()),
  /** Gate: ids of tasks that are done. */
  done: z.array(z.string()),
  /** Gate, by task: when its information was gone on from for the first time. Absent in older states. */
  seen: z._default(z.record(z.string(), z.iso.datetime()), {}),
  /** Gate, by task and consent: as last answered. Absent in older states. */
  consents: z._default(
    z.record(
      z.string(),
      z.record(z.string(), z.strictObject({ answer: z.enum(['given', 'refused']), wall: z.iso.datetime() })),
    ),
    {},
  ),
  /** By task. */
  interviews: z.record(
    z.string(),
    z.strictObject({ interview: idSchema, progress: z.nullable(progressSchema) }),
  ),
});
export type SpaceState = z.infer<typeof stateSchema>;

export const emptyState: SpaceState = { v: 1, names: {}, done: [], seen: {}, consents: {}, interviews: {} };

const contentsSchema = z.strictObject({
  v: z.literal(1),
  envelope: envelopeSchema,
  manifest: manifestSchema,
});
/** What the invite opened. */
export type SpaceContents = z.infer<typeof contentsSchema>;

/** Everything that a space of a large family remembers fits into one. */
const stepBytes = 8192;
const space = 0x20;

/** Ties a record to its space and its place in it. */
export const partLabel = (space: string, part: SealedPartRow['id']): string => `adem ${part} 1 ${space}`;

export async function sealPart(
  key: CryptoKey,
  id: string,
  part: 'contents' | 'state',
  value: SpaceContents | SpaceState,
): Promise<SealedPartRow> {
  const plain = utf8(JSON.stringify(value));
  const padded = new Uint8Array(Math.ceil(plain.length / stepBytes) * stepBytes).fill(space);
  padded.set(plain);
  return { id: part, sealed: await sealLocal(key, padded, partLabel(id, part)) };
}

/** Null: damaged, or written by a version that this one does not know. */
export const openContents = (key: CryptoKey, id: string, sealed: Uint8Array): Promise<SpaceContents | null> =>
  openPart(key, partLabel(id, 'contents'), sealed, contentsSchema);

/** Null: damaged, or written by a version that this one does not know. */
export const openState = (key: CryptoKey, id: string, sealed: Uint8Array): Promise<SpaceState | null> =>
  openPart(key, partLabel(id, 'state'), sealed, stateSchema);

/** The state of an open space: changed in memory only after the commit. */
export interface StateKeeper {
  readonly current: SpaceState;
  change(next: (state: SpaceState) => SpaceState): Promise<Result<void, StorageProblem>>;
}

export function createStateKeeper(
  id: string,
  key: CryptoKey,
  connection: Connection<SpaceDatabase>,
  initial: SpaceState,
): StateKeeper {
  let current = initial;
  return {
    get current() {
      return current;
    },
    async change(next) {
      const changed = next(current);
      const row = await sealPart(key, id, 'state', changed);
      const saved = await connection.run((database) => database.parts.put(row));
      if (!saved.ok) return saved;
      current = changed;
      return ok(undefined);
    },
  };
}

async function openPart<T>(
  key: CryptoKey,
  label: string,
  sealed: Uint8Array,
  schema: z.ZodMiniType<T>,
): Promise<T | null> {
  const plain = await openLocal(key, sealed, label);
  if (plain === null) return null;
  const parsed = schema.safeParse(JSON.parse(text(plain)));
  return parsed.success ? parsed.data : null;
}
