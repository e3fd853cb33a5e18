/**
 * What the expression library says about what an author wrote: the second opinion on every route. It works
 * on the authored text alone and never sees a compiled tree, so it can't make the same mistake twice.
 */
import { Environment } from '@marcbachmann/cel-js';
import type { Fact, FactValue } from '#core/questionnaire/evaluate.ts';

/** True, false, or unknown where the library fails: for want of a value, above all. */
export type Verdict = boolean | undefined;

export interface CelOracle {
  /** `named`: the block's computes, by name. */
  ask(source: string, facts: ReadonlyMap<string, Fact>, named?: Readonly<Record<string, string>>): Verdict;
}

type Parsed = (known: Record<string, FactValue>) => unknown;

export const createCelOracle = (): CelOracle => {
  const library = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
  const parsed = new Map<string, Parsed>();
  const parse = (source: string): Parsed => {
    const known = parsed.get(source) ?? (library.parse(source) as Parsed);
    parsed.set(source, known);
    return known;
  };
  return {
    ask(source, facts, named = {}) {
      const known = [...facts].flatMap(([name, fact]) => (isMissing(fact) ? [] : [[name, fact] as const]));
      try {
        const said = parse(written(source, facts, named))(Object.fromEntries(known));
        return typeof said === 'boolean' ? said : undefined;
      } catch {
        return undefined;
      }
    },
  };
};

/** Computes written out, `missing(x)` and `reason(x)` as what they are now. */
function written(
  source: string,
  facts: ReadonlyMap<string, Fact>,
  named: Readonly<Record<string, string>>,
): string {
  let text = source;
  // Computes may use earlier ones, so each round writes out one more step of the chain.
  for (let round = 0; round < Object.keys(named).length; round += 1) {
    for (const [name, of] of Object.entries(named))
      text = text.replace(new RegExp(`\\b${name}\\b(?!')`, 'g'), `(${of})`);
  }
  return text
    .replace(/\bmissing\(\s*(\w+)\s*\)/g, (_, name: string) => {
      const fact = facts.get(name);
      return String(fact === undefined || isMissing(fact));
    })
    .replace(/\breason\(\s*(\w+)\s*\)/g, (_, name: string) => {
      const fact = facts.get(name);
      return fact !== undefined && isMissing(fact) ? `'${fact.missing}'` : 'noReasonKnown';
    });
}

const isMissing = (fact: Fact): fact is Extract<Fact, { missing: unknown }> =>
  typeof fact === 'object' && !Array.isArray(fact);
