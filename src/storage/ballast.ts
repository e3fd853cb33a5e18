/**
 * Two megabytes that are given up when the disk is full, so that what is being answered now can
 * still be committed. Nothing new is begun while they are missing.
 */
import { concat, randomBytes } from '#crypto/bytes.ts';
import type { CommonDatabase } from './commonDatabase.ts';

const megabytes = 2;
/** The browser draws no more at once. */
const drawBytes = 65536;

/** Random, because the database compresses what repeats. */
export async function keepBallast(database: CommonDatabase): Promise<void> {
  if ((await database.ballast.count()) > 0) return;
  const parts = Array.from({ length: (megabytes * 1024 * 1024) / drawBytes }, () => randomBytes(drawBytes));
  await database.ballast.put({ id: 'ballast', bytes: concat(...parts) });
}

/** False: there was none left. */
export async function dropBallast(database: CommonDatabase): Promise<boolean> {
  if ((await database.ballast.count()) === 0) return false;
  await database.ballast.clear();
  return true;
}
