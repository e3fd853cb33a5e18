/**
 * Every questionnaire, gone through at random: each walk ends, each item that shows is relevant and each that
 * is passed by is not, as the expression library sees it, and none shows twice without Back. Control: each
 * operator of the compiled conditions is broken in turn, and the oracle must notice.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Expression, Operator, Questionnaire } from '#core/questionnaire/compiled.ts';
import { definitionSchema } from '#core/questionnaire/source.ts';
import { compilePack } from '../../src/desk/pack/compilePack.ts';
import { createCelOracle } from '../support/celOracle.ts';
import { createChance } from '../support/chooseFor.ts';
import { packDirectory } from '../support/packFolder.ts';
import { authoredConditions, walkAtRandom } from '../support/randomWalk.ts';
import type { Prove } from './proof.ts';

/** It proves definitions and engine: no app is built for it. */
export const app = false;

export const prove: Prove = (full) => {
  const pack = compilePack(packDirectory);
  if (!pack.ok) throw new Error('the study pack does not compile');
  const oracle = createCelOracle();
  const forms = pack.value.questionnaires.map((questionnaire) => ({
    questionnaire,
    authored: authoredConditions(
      definitionSchema.parse(
        JSON.parse(
          readFileSync(
            join(packDirectory, questionnaire.questionnaire, `v${questionnaire.version}`, 'definition.json'),
            'utf8',
          ),
        ),
      ),
    ),
  }));
  const each = full ? Math.ceil(10_000 / forms.length) : 60;
  let walks = 0;
  let items = 0;
  const disagreements: string[] = [];
  for (const [at, form] of forms.entries()) {
    for (let run = 0; run < each; run += 1) {
      const walked = walkAtRandom({ ...form, oracle, chance: createChance(at * 100_003 + run) });
      walks += 1;
      items += walked.items;
      disagreements.push(
        ...walked.disagreements.map((text) => `${form.questionnaire.questionnaire} ${run}: ${text}`),
      );
    }
  }
  for (const text of disagreements.slice(0, 20)) process.stderr.write(`${text}\n`);

  const operators = new Set(forms.flatMap(({ questionnaire }) => [...operatorsOf(questionnaire)]));
  const caught = [...operators].filter((operator) =>
    forms.some(({ questionnaire, authored }, at) => {
      if (!operatorsOf(questionnaire).has(operator)) return false;
      const broken = mapTrees(questionnaire, (tree) => breakOperator(tree, operator));
      for (let run = 0; run < 60; run += 1) {
        const walked = walkAtRandom({
          questionnaire: broken,
          authored,
          oracle,
          chance: createChance(at * 100_003 + run),
        });
        if (walked.disagreements.length > 0) return true;
      }
      return false;
    }),
  );
  const missed = [...operators].filter((operator) => !caught.includes(operator));
  if (missed.length > 0) process.stderr.write(`not caught when broken: ${missed.join(' ')}\n`);
  return Promise.resolve({
    figures: {
      questionnaires: forms.length,
      walks,
      items,
      disagreements: disagreements.length,
      operators: operators.size,
      control: caught.length,
    },
    pass: disagreements.length === 0 && items > 0 && operators.size > 0 && missed.length === 0,
  });
};

function* treesOf(questionnaire: Questionnaire): Generator<Expression> {
  for (const section of questionnaire.sections) {
    if (section.relevant !== undefined) yield section.relevant;
    for (const item of section.blocks.flatMap((block) => block.items)) {
      if (item.relevant !== undefined) yield item.relevant;
      for (const check of item.checks) yield check.that;
    }
  }
}

function operatorsOf(questionnaire: Questionnaire): ReadonlySet<Operator> {
  const found = new Set<Operator>();
  const walk = (tree: Expression): void => {
    if (!('call' in tree)) return;
    if (tree.call !== 'list') found.add(tree.call);
    tree.of.forEach(walk);
  };
  for (const tree of treesOf(questionnaire)) walk(tree);
  return found;
}

function mapTrees(questionnaire: Questionnaire, change: (tree: Expression) => Expression): Questionnaire {
  return {
    ...questionnaire,
    sections: questionnaire.sections.map((section) => ({
      ...section,
      ...(section.relevant === undefined ? {} : { relevant: change(section.relevant) }),
      blocks: section.blocks.map((block) => ({
        ...block,
        items: block.items.map((item) => ({
          ...item,
          ...(item.relevant === undefined ? {} : { relevant: change(item.relevant) }),
          checks: item.checks.map((check) => ({ ...check, that: change(check.that) })),
        })),
      })),
    })),
  };
}

const instead: Partial<Record<Operator, Operator>> = {
  '&&': '||',
  '||': '&&',
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
};

/** The tree as an evaluator with that one operator broken would take it. */
function breakOperator(tree: Expression, operator: Operator): Expression {
  if (!('call' in tree)) return tree;
  const of = tree.of.map((part) => breakOperator(part, operator));
  if (tree.call !== operator) return { call: tree.call, of };
  const other = instead[operator];
  if (other !== undefined) return { call: other, of };
  const [first, second, third] = of;
  if (operator === '?:' && first !== undefined && second !== undefined && third !== undefined)
    return { call: '?:', of: [first, third, second] };
  if (operator === '!' && first !== undefined) return first;
  return { call: '!', of: [{ call: operator, of }] };
}
