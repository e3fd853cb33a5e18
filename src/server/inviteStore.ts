/**
 * Invites and the spaces they become. Redeeming is one update with all its conditions in its
 * WHERE, so that of any number of simultaneous tries exactly one succeeds; every try, whatever becomes of
 * it, runs the same statements.
 */
import type { RedeemReply } from '#core/protocol/wire.ts';
import { err, ok, type Result } from '#core/result.ts';
import { type Kept, readSigned } from './studyStore.ts';
import type { Database } from './tables.ts';

export interface Redeeming {
  readonly tokenHash: string;
  readonly publicKey: string;
  readonly bearerHash: string;
}

export interface NewInvite {
  readonly number: string;
  readonly tokenHash: string;
  readonly envelope: string;
  readonly expires: Date;
}

export interface Space {
  readonly invite: string;
  readonly revoked: boolean;
}

export interface InviteStore {
  put(invite: NewInvite): Promise<Result<Kept, { type: 'another-invite' }>>;
  /** Null: unknown, used, expired, closed, revoked, or no valid manifest. They cannot be told apart. */
  redeem(redeeming: Redeeming, now: Date): Promise<RedeemReply | null>;
  spaceOf(bearerHash: string): Promise<Space | null>;
  /** False: no such invite. Closing or revoking twice changes nothing. */
  close(number: string, now: Date): Promise<boolean>;
  revoke(number: string, now: Date): Promise<boolean>;
}

export function createInviteStore(db: Database): InviteStore {
  return {
    async put(invite) {
      const row = {
        number: invite.number,
        token_hash: invite.tokenHash,
        envelope: invite.envelope,
        expires: invite.expires.toISOString(),
      };
      const inserted = await db
        .insertInto('invite')
        .values({
          ...row,
          public_key: null,
          bearer_hash: null,
          redeemed_at: null,
          closed_at: null,
          revoked_at: null,
          stored_bytes: 0,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('number')
        .executeTakeFirst();
      if (inserted !== undefined) return ok('new');
      const there = await db
        .selectFrom('invite')
        .select(['token_hash', 'envelope', 'expires'])
        .where('number', '=', invite.number)
        .executeTakeFirst();
      const same =
        there?.token_hash === row.token_hash &&
        there.envelope === row.envelope &&
        there.expires === row.expires;
      return same ? ok('same') : err({ type: 'another-invite' });
    },

    redeem: (redeeming, now) => redeem(db, redeeming, now.toISOString()),

    async spaceOf(bearerHash) {
      const row = await db
        .selectFrom('invite')
        .select(['number', 'revoked_at'])
        .where('bearer_hash', '=', bearerHash)
        .executeTakeFirst();
      return row === undefined ? null : { invite: row.number, revoked: row.revoked_at !== null };
    },

    async close(number, now) {
      const row = await db
        .updateTable('invite')
        .set((set) => ({ closed_at: set.fn.coalesce('closed_at', set.val(now.toISOString())) }))
        .where('number', '=', number)
        .returning('number')
        .executeTakeFirst();
      return row !== undefined;
    },

    async revoke(number, now) {
      const row = await db
        .updateTable('invite')
        .set((set) => ({ revoked_at: set.fn.coalesce('revoked_at', set.val(now.toISOString())) }))
        .where('number', '=', number)
        .returning('number')
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

function redeem(db: Database, redeeming: Redeeming, now: string): Promise<RedeemReply | null> {
  return db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('invite')
      .set({ public_key: redeeming.publicKey, bearer_hash: redeeming.bearerHash, redeemed_at: now })
      .where('token_hash', '=', redeeming.tokenHash)
      .where('public_key', 'is', null)
      .where('closed_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires', '>', now)
      .where((where) =>
        where.exists(where.selectFrom('study').select('one').where('manifest_until', '>', now)),
      )
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('invite as other')
              .select('other.number')
              .where('other.bearer_hash', '=', redeeming.bearerHash),
          ),
        ),
      )
      .execute();
    const row = await transaction
      .selectFrom('invite')
      .innerJoin('study', (join) => join.onTrue())
      .select(['invite.number', 'invite.envelope', 'study.root', 'study.manifest'])
      .where('token_hash', '=', redeeming.tokenHash)
      .where('public_key', '=', redeeming.publicKey)
      .where('bearer_hash', '=', redeeming.bearerHash)
      .where('closed_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires', '>', now)
      .where('manifest_until', '>', now)
      .executeTakeFirst();
    if (row === undefined || row.manifest === null) return null;
    return { invite: row.number, envelope: row.envelope, manifest: readSigned(row.manifest), root: row.root };
  });
}
