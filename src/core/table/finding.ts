/** What is wrong or odd about what arrived: shown beside the table, never dropped. */
import type { QuarantineReason } from './arrived.ts';
import { compareText, type Sifted } from './sift.ts';

export type Finding = {
  readonly interview: string;
  readonly person: string;
  readonly wave: string;
} /** Events that others follow did not arrive. */ & (
  | { readonly type: 'gap'; readonly from: number; readonly to: number }
  /** Two runs hold this number: a copied profile or a restored device. */
  | { readonly type: 'fork'; readonly seq: number }
  /** One run holds two different events under this number. */
  | { readonly type: 'conflict'; readonly seq: number }
  | { readonly type: 'duplicate'; readonly events: number }
  | {
      readonly type: 'quarantined';
      readonly reason: QuarantineReason;
      readonly events: number;
      /** Those that were answered, each once. */
      readonly items: readonly string[];
    }
  /** Nobody was invited under this name and wave. */
  | { readonly type: 'unknown-person'; readonly events: number }
  /** The device's day is before the invite or after the mailbox's: the mailbox's day was taken. */
  | { readonly type: 'wrong-clock' }
);

export interface FindingOf {
  readonly interview: string;
  readonly person: string;
  readonly wave: string;
}

export const findingsOfSift = (of: FindingOf, sifted: Sifted): readonly Finding[] => [
  ...sifted.gaps.map((gap): Finding => ({ ...of, type: 'gap', ...gap })),
  ...sifted.forks.map((seq): Finding => ({ ...of, type: 'fork', seq })),
  ...sifted.conflicts.map((seq): Finding => ({ ...of, type: 'conflict', seq })),
  ...(sifted.duplicates > 0 ? [{ ...of, type: 'duplicate', events: sifted.duplicates } as const] : []),
];

export interface SetAside {
  readonly reason: QuarantineReason;
  /** Null: no answer. */
  readonly item: string | null;
}

export const findingsOfQuarantine = (of: FindingOf, all: readonly SetAside[]): readonly Finding[] =>
  [...new Set(all.map(({ reason }) => reason))].map((reason) => {
    const same = all.filter((one) => one.reason === reason);
    const items = [...new Set(same.flatMap(({ item }) => item ?? []))];
    return { ...of, type: 'quarantined', reason, events: same.length, items };
  });

/** A firm order, whatever order things arrived in. */
export const sortFindings = (findings: readonly Finding[]): readonly Finding[] =>
  findings
    .map((finding) => ({
      finding,
      key: JSON.stringify([finding.person, finding.wave, finding.interview, finding]),
    }))
    .sort((one, other) => compareText(one.key, other.key))
    .map(({ finding }) => finding);
