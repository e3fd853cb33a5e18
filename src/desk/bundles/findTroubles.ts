/**
 * Reads the chain of every interview from what the bundles say about their place: what is missing,
 * what exists in two versions, what came twice. Pure; it only lists, nothing is left out because of it.
 */
import type { BundlePlace, KeptBundle, QuarantinedBundle, RepeatedBundle } from '../state/entry.ts';

export type Trouble =
  /** Bundles that were made (later ones name them) and have not arrived. */
  | {
      readonly type: 'gap';
      readonly interview: string;
      readonly numbers: readonly number[];
      readonly inQuarantine: boolean;
    }
  /** Two different bundles for one place: a copied profile or a forged one. */
  | {
      readonly type: 'fork';
      readonly interview: string;
      readonly number: number;
      readonly bundles: readonly string[];
    }
  /** Events of one seq in two bundles. */
  | { readonly type: 'overlap'; readonly interview: string; readonly bundles: readonly string[] }
  /** Two device keys for one paper. */
  | { readonly type: 'two-keys'; readonly invite: string; readonly keys: number }
  /** Handed in by another space than the one that signed it: a copy from a device. */
  | {
      readonly type: 'other-sender';
      readonly bundle: string;
      readonly invite: string;
      readonly sender: string;
    }
  /** One bundle listed again by the mailbox. */
  | { readonly type: 'repeated'; readonly bundle: string }
  /** The mailbox gave one serial to two bundles: it was put back to an earlier state. */
  | { readonly type: 'serial-twice'; readonly serial: number; readonly bundles: readonly string[] };

interface Placed {
  readonly sha256: string;
  readonly place: BundlePlace;
}

export function findTroubles(
  kept: readonly KeptBundle[],
  quarantined: readonly QuarantinedBundle[],
  repeated: readonly RepeatedBundle[],
): readonly Trouble[] {
  const asidePlaces = quarantined.flatMap(({ place }) => (place === null ? [] : [place]));
  return [
    ...[...groupBy(kept, (bundle) => bundle.place.interview)].flatMap(([interview, bundles]) => [
      ...gaps(
        interview,
        bundles,
        asidePlaces.filter((place) => place.interview === interview),
      ),
      ...forks(interview, bundles),
      ...overlaps(interview, bundles),
    ]),
    ...twoKeys(kept),
    ...kept.flatMap(({ sha256, place, sender }): readonly Trouble[] =>
      sender === undefined ? [] : [{ type: 'other-sender', bundle: sha256, invite: place.invite, sender }],
    ),
    ...serialsTwice([...kept, ...quarantined]),
    ...repeated.map(({ sha256 }): Trouble => ({ type: 'repeated', bundle: sha256 })),
  ];
}

function gaps(
  interview: string,
  bundles: readonly Placed[],
  aside: readonly BundlePlace[],
): readonly Trouble[] {
  const present = new Set(bundles.map(({ place }) => place.number));
  const asideNumbers = new Set(aside.map((place) => place.number));
  const last = Math.max(...present);
  const missing: number[] = [];
  // A number is the sender's word: a huge one must not make a list of millions.
  for (let number = 1; number < last && missing.length < 1000; number++)
    if (!present.has(number)) missing.push(number);
  const kinds = [true, false].map(
    (inQuarantine): Trouble => ({
      type: 'gap',
      interview,
      inQuarantine,
      numbers: missing.filter((number) => asideNumbers.has(number) === inQuarantine),
    }),
  );
  return kinds.filter((gap) => gap.type === 'gap' && gap.numbers.length > 0);
}

function forks(interview: string, bundles: readonly Placed[]): readonly Trouble[] {
  const byNumber = groupBy(bundles, ({ place }) => place.number);
  const troubles: Trouble[] = [];
  for (const [number, same] of byNumber) {
    const earlier = byNumber.get(number - 1) ?? [];
    const strangers = same.filter(({ place }) => !follows(place, earlier));
    if (same.length > 1)
      troubles.push({ type: 'fork', interview, number, bundles: same.map(({ sha256 }) => sha256) });
    else if (strangers.length > 0) {
      troubles.push({
        type: 'fork',
        interview,
        number,
        bundles: [...strangers, ...earlier].map(({ sha256 }) => sha256),
      });
    }
  }
  return troubles;
}

/** True also when the earlier bundle is missing: then it is a gap, not a fork. */
function follows(place: BundlePlace, earlier: readonly Placed[]): boolean {
  if (place.number === 1) return place.previous === null;
  if (earlier.length === 0) return true;
  return earlier.some((one) => one.sha256 === place.previous && one.place.tail === place.before);
}

function overlaps(interview: string, bundles: readonly Placed[]): readonly Trouble[] {
  const spans = bundles
    .flatMap(({ sha256, place }) =>
      place.first === null || place.last === null
        ? []
        : [{ sha256, number: place.number, first: place.first, last: place.last }],
    )
    .sort((a, b) => a.first - b.first || a.number - b.number);
  return spans.flatMap((span, index): readonly Trouble[] => {
    const earlier = spans
      .slice(0, index)
      .find((other) => other.number !== span.number && other.last >= span.first);
    return earlier === undefined
      ? []
      : [{ type: 'overlap', interview, bundles: [earlier.sha256, span.sha256] }];
  });
}

function twoKeys(kept: readonly Placed[]): readonly Trouble[] {
  return [...groupBy(kept, ({ place }) => place.invite)].flatMap(([invite, bundles]): readonly Trouble[] => {
    const keys = new Set(bundles.map(({ place }) => place.publicKey)).size;
    return keys > 1 ? [{ type: 'two-keys', invite, keys }] : [];
  });
}

function serialsTwice(all: readonly (KeptBundle | QuarantinedBundle)[]): readonly Trouble[] {
  const arrived = all.flatMap(({ sha256, arrived: at }) =>
    at === undefined ? [] : [{ sha256, serial: at.serial }],
  );
  return [...groupBy(arrived, ({ serial }) => serial)].flatMap(([serial, same]): readonly Trouble[] =>
    same.length > 1 ? [{ type: 'serial-twice', serial, bundles: same.map(({ sha256 }) => sha256) }] : [],
  );
}

export function groupBy<T, K>(values: Iterable<T>, keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
