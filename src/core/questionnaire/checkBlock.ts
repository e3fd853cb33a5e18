/** Rules on a block as a whole: how long it is, how it begins, which acts it asks about. */
import type { ActSide } from './compiled.ts';
import type { Report } from './problem.ts';
import { type Place, type Scope, sharedAt } from './scope.ts';
import type { BlockSource, Definition, SectionSource } from './source.ts';

export const mostItemsInBlock = 6;
export const mostItemsInChildBlock = 5;

export function checkBlock(
  block: BlockSource,
  section: SectionSource,
  definition: Definition,
  scope: Scope,
  report: Report,
): void {
  const at = `block ${block.id}`;
  const places = scope.places.filter((place) => place.block === block);
  const forChildren = definition.bands.includes('child-8-11');
  const most = forChildren ? mostItemsInChildBlock : mostItemsInBlock;
  if (places.length > most) {
    report(
      at,
      `it has ${places.length} items, at most ${most} are allowed${forChildren ? ' for children' : ''}`,
      places.some((place) => place.grid !== null)
        ? 'split it into two blocks: each line of a grid counts'
        : 'split it into two blocks',
    );
  }
  const [first] = places;
  if (first?.item.relevant !== undefined) {
    report(
      sharedAt(first),
      `the first item of block ${block.id} has "relevant"`,
      'begin the block with an item that is always asked, or put the condition on the section',
    );
  }
  checkActs(block, section, definition, places, report);
}

function checkActs(
  block: BlockSource,
  section: SectionSource,
  definition: Definition,
  places: readonly Place[],
  report: Report,
): void {
  const at = `block ${block.id}`;
  const acts = places.flatMap(({ item }) => (item.act === undefined ? [] : [item.act]));
  if (acts.length === 0) return;
  const directions = new Set(acts.map((act) => `${act.kind} ${act.actor} ${act.victim}`));
  if (directions.size > 1) {
    report(at, 'it mixes kinds or directions of acts', 'make a block for each kind and each direction');
  }
  if (block.counts !== 'highest') {
    report(at, 'it asks about acts but does not count the highest pass', 'write "counts": "highest"');
  }
  const sides = new Set<ActSide>(acts.flatMap((act) => [act.actor, act.victim]));
  const alone = acts.find((act) => act.actor === act.victim && act.actor !== 'other');
  if (alone !== undefined) {
    report(at, `actor and victim are both "${alone.actor}"`, 'say who did it to whom');
  }
  if (section.repeat === undefined && sides.has('row')) {
    report(
      at,
      `an act names the roster row, but section ${section.id} is not repeated`,
      'write "repeat" on the section or use "other"',
    );
  }
  if (definition.subject !== 'child' && sides.has('subject')) {
    report(
      at,
      'an act names the subject, but the questionnaire is not about a child of the roster',
      'write "subject": "child" on the questionnaire or use "self", "row" or "other"',
    );
  }
}
