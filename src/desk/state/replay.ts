/** The state that the log tells: folded from the first entry on, nowhere stored by itself. */

import type { Signed } from '#core/protocol/signed.ts';
import { unreachable } from '#core/result.ts';
import type { Entry, Frame, Invite, KeptBundle, Person, QuarantinedBundle, RepeatedBundle } from './entry.ts';

export interface Family {
  readonly family: string;
  /** Day of the family's first invite. */
  readonly due: string;
  readonly persons: readonly Person[];
  /** Rows of the children who are asked about in full, in the order in which they were drawn. */
  readonly sample: readonly string[];
}

export type ManifestEntry = Extract<Entry, { kind: 'manifest' }>;

export interface State {
  study: Extract<Entry, { kind: 'study' }> | null;
  manifests: ManifestEntry[];
  families: Map<string, Family>;
  decisions: Extract<Entry, { kind: 'decision' }>[];
  invites: Map<string, Invite>;
  closed: Set<string>;
  /** When the desk recorded it, by number. */
  revoked: Map<string, string>;
  cursor: number;
  kept: Map<string, KeptBundle>;
  quarantine: Map<string, QuarantinedBundle>;
  repeated: RepeatedBundle[];
  receipts: { readonly sha256: string; readonly signed: Signed }[];
  receiptsSent: number;
}

export function replay(frames: readonly Frame[]): State {
  const state: State = {
    study: null,
    manifests: [],
    families: new Map(),
    decisions: [],
    invites: new Map(),
    closed: new Set(),
    revoked: new Map(),
    cursor: 0,
    kept: new Map(),
    quarantine: new Map(),
    repeated: [],
    receipts: [],
    receiptsSent: 0,
  };
  for (const frame of frames) apply(state, frame.entry, frame.time);
  return state;
}

export function apply(state: State, entry: Entry, time: string): void {
  switch (entry.kind) {
    case 'study':
      state.study = entry;
      return;
    case 'manifest':
      state.manifests.push(entry);
      return;
    case 'family':
      state.families.set(entry.family, {
        family: entry.family,
        due: entry.due,
        persons: entry.persons,
        sample: entry.sample ?? [],
      });
      return;
    case 'decision':
      state.decisions.push(entry);
      return;
    case 'invites':
      for (const invite of entry.invites) state.invites.set(invite.number, invite);
      for (const number of entry.closes) state.closed.add(number);
      return;
    case 'revoked':
      state.revoked.set(entry.number, time);
      return;
    case 'pulled':
      state.cursor = entry.cursor;
      for (const bundle of entry.kept) {
        state.kept.set(bundle.sha256, bundle);
        // A bundle that fits by now (its invite or version came later) leaves the quarantine.
        state.quarantine.delete(bundle.sha256);
      }
      for (const bundle of entry.quarantined) state.quarantine.set(bundle.sha256, bundle);
      state.repeated.push(...entry.repeated);
      return;
    case 'receipts':
      state.receipts.push(...entry.receipts);
      return;
    case 'receipts-sent':
      state.receiptsSent = entry.count;
      return;
    default:
      unreachable(entry);
  }
}
