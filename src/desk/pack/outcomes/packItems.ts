/** Finds items and sections of a pack by name, in the newest version of their questionnaire. */
import type { Item, Questionnaire, Section } from '#core/questionnaire/compiled.ts';
import type { Report } from '#core/questionnaire/problem.ts';
import type { ItemRef, SectionRef } from '#core/scoring/outcomes.ts';

export interface PlacedItem {
  readonly item: Item;
  readonly section: Section;
}

export interface PackItems {
  readonly newest: readonly Questionnaire[];
  /** A questionnaire with mistakes of its own: what names it is left alone until they are mended. */
  isBroken(questionnaire: string): boolean;
  find(questionnaire: string, item: string): PlacedItem | null;
  /** Null after it was reported, or when its questionnaire is broken. */
  item(ref: ItemRef, at: string): PlacedItem | null;
  section(ref: SectionRef, at: string): void;
  questionnaire(name: string, at: string): boolean;
}

export function packItems(
  compiled: readonly Questionnaire[],
  folders: readonly string[],
  report: Report,
): PackItems {
  const newest = [...new Set(compiled.map(({ questionnaire }) => questionnaire))].flatMap((name) =>
    compiled
      .filter(({ questionnaire }) => questionnaire === name)
      .toSorted((one, other) => other.version - one.version)
      .slice(0, 1),
  );
  const named = (name: string): Questionnaire | undefined =>
    newest.find(({ questionnaire }) => questionnaire === name);
  const isBroken = (name: string): boolean => named(name) === undefined && folders.includes(name);
  const find = (name: string, item: string): PlacedItem | null => {
    for (const section of named(name)?.sections ?? []) {
      for (const block of section.blocks) {
        const found = block.items.find(({ id }) => id === item);
        if (found !== undefined) return { item: found, section };
      }
    }
    return null;
  };
  const questionnaire = (name: string, at: string): boolean => {
    if (named(name) !== undefined) return true;
    if (!isBroken(name)) report(at, `unknown questionnaire "${name}"`, 'correct the name or write it');
    return false;
  };
  return {
    newest,
    isBroken,
    find,
    questionnaire,
    item: (ref, at) => {
      if (!questionnaire(ref.questionnaire, at)) return null;
      const placed = find(ref.questionnaire, ref.item);
      if (placed === null) {
        report(at, `${ref.questionnaire} has no item "${ref.item}"`, 'correct the id');
        return null;
      }
      for (const option of ref.options ?? []) {
        if (!('options' in placed.item) || !placed.item.options.some(({ id }) => id === option))
          report(at, `the item "${ref.item}" has no option "${option}"`, 'correct the option');
      }
      return placed;
    },
    section: (ref, at) => {
      if (!questionnaire(ref.questionnaire, at)) return;
      if (named(ref.questionnaire)?.sections.every(({ id }) => id !== ref.section) === true)
        report(at, `${ref.questionnaire} has no section "${ref.section}"`, 'correct the id');
    },
  };
}
