/** From authored sections to compiled ones: defaults filled in, expressions as trees, sizes fixed. */
import type { Result } from '../result.ts';
import { checkReferences, type Position } from './checkReferences.ts';
import type { Block, Check, Expression, Item, Option, Point, Section } from './compiled.ts';
import type { Report } from './problem.ts';
import type { FactType } from './protocolFacts.ts';
import type { Place, Scope } from './scope.ts';
import { eventBytesOf, sectionBytes, sizeClassOf } from './sizes.ts';
import type { Definition, ItemSource, OptionSource, PointSource, SectionSource } from './source.ts';

/** Parses and type-checks one condition; it must give true or false. */
export type ParseExpression = (
  source: string,
  types: Readonly<Record<string, FactType>>,
) => Result<Expression, { readonly message: string; readonly remedy: string }>;

interface Context {
  readonly definition: Definition;
  readonly scope: Scope;
  readonly parse: ParseExpression;
  readonly report: Report;
}

export function buildSections(
  definition: Definition,
  scope: Scope,
  parse: ParseExpression,
  report: Report,
): readonly Section[] {
  const context: Context = { definition, scope, parse, report };
  return definition.sections.map((section) => buildSection(section, context));
}

function buildSection(section: SectionSource, context: Context): Section {
  const at = `section ${section.id}`;
  const blocks: readonly Block[] = section.blocks.map((block) => ({
    id: block.id,
    counts: block.counts ?? 'last',
    items: context.scope.places
      .filter((place) => place.block === block)
      .map((place) => buildItem(place, context)),
  }));
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
    ...relevantOf(section.relevant, { use: 'section', section }, at, context),
    practice: section.practice ?? false,
    rest: section.rest ?? false,
    sizeClass: sizeClass ?? 0,
    blocks,
  };
}

function buildItem(place: Place, context: Context): Item {
  const { item } = place;
  const at = `item ${item.id}`;
  const base = {
    id: item.id,
    bytes: eventBytesOf(item),
    ...relevantOf(item.relevant, { use: 'relevant', place }, at, context),
    checks: buildChecks(place, at, context),
    reasons: item.reasons ?? (item.type === 'note' ? [] : (['dont-know', 'prefer-not'] as const)),
    ...(item.act === undefined ? {} : { act: item.act }),
    carry: item.carry ?? false,
    ...(item.signal === undefined ? {} : { signal: item.signal }),
  };
  switch (item.type) {
    case 'choice':
      return {
        ...base,
        type: item.type,
        options: buildOptions(item.options, place, context),
        look: item.look ?? 'words',
      };
    case 'choices':
      return { ...base, type: item.type, options: buildOptions(item.options, place, context) };
    case 'frequency':
      return { ...base, type: item.type, points: buildPoints(item, context), scale: item.scale };
    case 'scale':
      return {
        ...base,
        type: item.type,
        points: buildPoints(item, context),
        scale: item.scale,
        look: item.look ?? 'words',
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
      return { ...base, type: item.type };
  }
}

function buildChecks(place: Place, at: string, context: Context): readonly Check[] {
  return (place.item.checks ?? []).flatMap((check) => {
    const that = compile(check.that, { use: 'check', place }, `${at}, check ${check.id}`, context);
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
      `item ${place.item.id}, option ${option.id}`,
      context,
    ),
  }));
}

function buildPoints(item: Extract<ItemSource, { scale: string }>, context: Context): readonly Point[] {
  const scales = context.definition.scales ?? {};
  const points: readonly PointSource[] = Object.hasOwn(scales, item.scale) ? (scales[item.scale] ?? []) : [];
  return points.map((point) => ({
    value: point.value,
    severity: point.severity ?? 0,
    // A scale is shared, so it sees no roster row.
    ...relevantOf(
      point.relevant,
      { use: 'offer', section: null },
      `scale ${item.scale}, point ${point.value}`,
      context,
    ),
  }));
}

function relevantOf(
  source: string | undefined,
  position: Position,
  at: string,
  context: Context,
): { relevant?: Expression } {
  const relevant = source === undefined ? null : compile(source, position, at, context);
  return relevant === null ? {} : { relevant };
}

function compile(source: string, position: Position, at: string, context: Context): Expression | null {
  const parsed = context.parse(source, context.scope.types);
  if (!parsed.ok) {
    context.report(at, `"${source}": ${parsed.error.message}`, parsed.error.remedy);
    return null;
  }
  checkReferences(parsed.value, position, at, context.definition, context.scope, context.report);
  return parsed.value;
}
