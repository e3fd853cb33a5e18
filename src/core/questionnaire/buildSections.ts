/** From authored sections to compiled ones: defaults filled in, expressions as trees, sizes fixed. */
import type { Position } from './checkReferences.ts';
import type { Block, Check, Expression, Item, Option, Point, Section } from './compiled.ts';
import type { Report } from './problem.ts';
import {
  type BlockComputes,
  type ParseExpression,
  type Reading,
  readComputes,
  readCondition,
  withoutComputes,
} from './readExpression.ts';
import { isFirstLine, itemAt, type Place, type Scope, sharedAt } from './scope.ts';
import { eventBytesOf, sectionBytes, sizeClassOf } from './sizes.ts';
import type { BlockSource, Definition, ItemSource, OptionSource, SectionSource } from './source.ts';

interface Context extends Reading {
  readonly points: ReadonlyMap<string, readonly Point[]>;
  /** Ids of sections that ask about the period. */
  readonly periods: ReadonlySet<string>;
}

export function buildSections(
  definition: Definition,
  scope: Scope,
  periods: ReadonlySet<string>,
  parse: ParseExpression,
  report: Report,
): readonly Section[] {
  const reading: Reading = { definition, scope, parse, report };
  const context: Context = { ...reading, points: buildScales(reading), periods };
  return definition.sections.map((section) => buildSection(section, context));
}

function buildSection(section: SectionSource, context: Context): Section {
  const at = `section ${section.id}`;
  const blocks = section.blocks.map((block) => buildBlock(block, section, context));
  const sizeClass = sizeClassOf(blocks);
  if (sizeClass === null) {
    context.report(
      at,
      `its bundles need ${sectionBytes(blocks)} bytes, more than the largest size`,
      'split the section in two',
    );
  }
  return {
    id: section.id,
    flags: section.flags ?? [],
    repeat: section.repeat ?? null,
    ...relevantOf(section.relevant, { use: 'section', section }, at, withoutComputes(context), context),
    period: context.periods.has(section.id),
    practice: section.practice ?? false,
    rest: section.rest ?? false,
    sizeClass: sizeClass ?? 0,
    blocks,
  };
}

function buildBlock(block: BlockSource, section: SectionSource, context: Context): Block {
  const computes = readComputes(block, section, context);
  const items: Item[] = [];
  // Lines of one grid share one condition, read once.
  let shared: { relevant?: Expression } = {};
  for (const place of context.scope.places) {
    if (place.block !== block) continue;
    if (isFirstLine(place)) {
      const position = { use: 'relevant', place } as const;
      shared = relevantOf(place.item.relevant, position, sharedAt(place), computes, context);
    }
    items.push(buildItem(place, shared, computes, context));
  }
  checkUse(block, context);
  return { id: block.id, counts: block.counts ?? 'last', items };
}

/** A compute that nothing needs is a mistake: most often a condition that was forgotten. */
function checkUse(block: BlockSource, { report }: Context): void {
  const computes = Object.entries(block.compute ?? {});
  const words = new Set(
    [
      ...computes.map(([, source]) => source),
      ...block.items.flatMap((item) => [
        item.relevant ?? '',
        ...(item.type === 'grid' ? [] : (item.checks ?? []).map((check) => check.that)),
      ]),
    ].flatMap((source) => source.split(/[^A-Za-z0-9]+/)),
  );
  for (const [name] of computes) {
    if (words.has(name)) continue;
    report(
      `block ${block.id}, compute ${name}`,
      'nothing in its block uses it',
      'use it in "relevant" or in a check of this block, or take it out',
    );
  }
}

function buildItem(
  place: Place,
  shared: { relevant?: Expression },
  computes: BlockComputes,
  context: Context,
): Item {
  const { item } = place;
  const base = {
    id: item.id,
    bytes: eventBytesOf(item),
    ...shared,
    checks: buildChecks(place, computes, context),
    reasons: item.reasons ?? (item.type === 'note' ? [] : (['dont-know', 'prefer-not'] as const)),
    ...(item.act === undefined ? {} : { act: item.act }),
    carry: item.carry ?? false,
    ...(item.signal === undefined ? {} : { signal: item.signal }),
    ...(item.recode === undefined ? {} : { recode: item.recode }),
  };
  const grid = item.grid === undefined ? {} : { grid: item.grid };
  switch (item.type) {
    case 'choice':
      return {
        ...base,
        type: item.type,
        options: buildOptions(item.options, place, context),
        look: item.look ?? 'words',
        ...(item.consent === undefined ? {} : { consent: item.consent }),
      };
    case 'choices':
      return {
        ...base,
        type: item.type,
        options: buildOptions(item.options, place, context),
        ...(item.rows === undefined
          ? {}
          : { rows: { kind: item.rows.kind, severity: item.rows.severity ?? 0 } }),
      };
    case 'frequency':
      return { ...base, type: item.type, points: pointsOf(item, context), scale: item.scale, ...grid };
    case 'scale':
      return {
        ...base,
        type: item.type,
        points: pointsOf(item, context),
        scale: item.scale,
        look: item.look ?? 'words',
        ...grid,
      };
    case 'rating':
      return { ...base, type: item.type, min: item.min, max: item.max };
    case 'number':
      return { ...base, type: item.type, min: item.min, max: item.max, whole: item.whole };
    case 'date':
      return { ...base, type: item.type, precision: item.precision };
    case 'text':
      return { ...base, type: item.type, maxLength: item.maxLength };
    case 'note':
      return { ...base, type: item.type, information: item.information ?? false };
  }
}

function buildChecks(place: Place, computes: BlockComputes, context: Context): readonly Check[] {
  return (place.item.checks ?? []).flatMap((check) => {
    const at = `${itemAt(place)}, check ${check.id}`;
    const that = readCondition(check.that, { use: 'check', place }, at, computes, context);
    return that === null ? [] : [{ id: check.id, kind: check.kind, that }];
  });
}

function buildOptions(options: readonly OptionSource[], place: Place, context: Context): readonly Option[] {
  return options.map((option) => ({
    id: option.id,
    code: option.code,
    severity: option.severity ?? 0,
    exclusive: option.exclusive ?? false,
    ...relevantOf(
      option.relevant,
      { use: 'offer', section: place.section },
      `${itemAt(place)}, option ${option.id}`,
      withoutComputes(context),
      context,
    ),
  }));
}

/** Scales are shared, so each is read once, and sees no roster row. */
function buildScales(reading: Reading): ReadonlyMap<string, readonly Point[]> {
  return new Map(
    Object.entries(reading.definition.scales ?? {}).map(([name, points]) => [
      name,
      points.map((point) => ({
        value: point.value,
        severity: point.severity ?? 0,
        ...relevantOf(
          point.relevant,
          { use: 'offer', section: null },
          `scale ${name}, point ${point.value}`,
          withoutComputes(reading),
          reading,
        ),
      })),
    ]),
  );
}

const pointsOf = (item: Extract<ItemSource, { scale: string }>, context: Context): readonly Point[] =>
  context.points.get(item.scale) ?? [];

function relevantOf(
  source: string | undefined,
  position: Position,
  at: string,
  computes: BlockComputes,
  reading: Reading,
): { relevant?: Expression } {
  const relevant = source === undefined ? null : readCondition(source, position, at, computes, reading);
  return relevant === null ? {} : { relevant };
}
