/** A condition in words: "pc_nights is less than 7 and pc_contact is one of: Weekly (3), Daily (4)". */
import type { Expression, Item, Operator, Questionnaire, Texts } from '#core/questionnaire/compiled.ts';
import { protocolFact } from '#core/questionnaire/protocolFacts.ts';
import { itemNamed } from '../check/answerDomain.ts';
import { paperText } from './paperText.ts';
import type { PaperWords } from './paperWords.ts';

export interface Speaker {
  readonly questionnaire: Questionnaire;
  readonly texts: Texts;
  readonly words: PaperWords;
}

type Call = Extract<Expression, { call: Operator }>;

export function sayCondition(expression: Expression, speaker: Speaker): string {
  if ('value' in expression) return sayLiteral(expression.value, null, speaker);
  if ('name' in expression) return sayName(expression.name, speaker);
  return sayCall(expression, speaker);
}

function sayCall({ call, of }: Call, speaker: Speaker): string {
  const { words } = speaker;
  const [first, second, third] = of;
  if (first === undefined) return '';
  const say = (part: Expression | undefined): string =>
    part === undefined ? '' : sayCondition(part, speaker);
  const inside = (part: Expression | undefined): string =>
    part !== undefined && 'call' in part && (part.call === '&&' || part.call === '||' || part.call === '?:')
      ? `(${say(part)})`
      : say(part);
  switch (call) {
    case '&&':
      return `${sideOf(first, '&&', inside, say)} ${words.and} ${sideOf(second, '&&', inside, say)}`;
    case '||':
      return `${sideOf(first, '||', inside, say)} ${words.or} ${sideOf(second, '||', inside, say)}`;
    case '!':
      return `${words.not} (${say(first)})`;
    case 'missing':
      return `${say(first)} ${words.missing}`;
    case 'reason':
      return `${words.reasonOf} ${say(first)}`;
    case '?:':
      return `${words.ifThen[0]} ${inside(first)} ${words.ifThen[1]} ${inside(second)} ${words.ifThen[2]} ${inside(third)}`;
    case 'in':
      return sayIn(first, second, speaker);
    case 'list':
      return of.map(say).join(', ');
    case '+':
    case '-':
    case '*':
    case '/':
      return `${inside(first)} ${call} ${inside(second)}`;
    default:
      return `${sayAs(first, second, speaker)} ${comparison(call, words)} ${sayAs(second, first, speaker)}`;
  }
}

/** "a and b and c" needs no brackets, "a and (b or c)" does. */
const sideOf = (
  part: Expression | undefined,
  call: Operator,
  inside: (part: Expression | undefined) => string,
  say: (part: Expression | undefined) => string,
): string => (part !== undefined && 'call' in part && part.call === call ? say(part) : inside(part));

function comparison(call: '==' | '!=' | '<' | '<=' | '>' | '>=', words: PaperWords): string {
  const said = {
    '==': words.is,
    '!=': words.isNot,
    '<': words.below,
    '<=': words.atMost,
    '>': words.above,
    '>=': words.atLeast,
  };
  return said[call];
}

/** `'a' in item` and `item in ['a', 'b']`. */
function sayIn(left: Expression, right: Expression | undefined, speaker: Speaker): string {
  if (right === undefined) return '';
  if ('call' in right && right.call === 'list') {
    const members = right.of.map((member) => sayAs(member, left, speaker)).join(', ');
    return `${sayCondition(left, speaker)} ${speaker.words.oneOf}: ${members}`;
  }
  return `${sayAs(left, right, speaker)} ${speaker.words.among} ${sayCondition(right, speaker)}`;
}

/** A literal in the words of what it is compared with. */
function sayAs(part: Expression | undefined, beside: Expression | undefined, speaker: Speaker): string {
  if (part === undefined) return '';
  if (!('value' in part)) return sayCondition(part, speaker);
  const name = beside !== undefined && 'name' in beside ? beside.name : null;
  if (beside !== undefined && 'call' in beside && beside.call === 'reason')
    return Object.entries(speaker.words.reasons).find(([id]) => id === part.value)?.[1] ?? String(part.value);
  return sayLiteral(part.value, name, speaker);
}

function sayLiteral(value: string | number | boolean, name: string | null, speaker: Speaker): string {
  if (typeof value === 'boolean') return value ? speaker.words.yes : speaker.words.no;
  if (name !== null && protocolFact(name) !== undefined)
    return speaker.words.values[String(value)] ?? String(value);
  const item = name === null ? undefined : itemNamed(speaker.questionnaire, name);
  const label = item === undefined ? undefined : speaker.texts.items[item.id]?.options?.[String(value)];
  if (item === undefined || label === undefined) return String(value);
  return `“${paperText(label, speaker.words)}” (${codeOf(item, value)})`;
}

const codeOf = (item: Item, value: string | number): string =>
  'options' in item ? String(item.options.find(({ id }) => id === value)?.code ?? value) : String(value);

function sayName(name: string, { questionnaire, words }: Speaker): string {
  const facts: Readonly<Record<string, string>> = words.facts;
  return protocolFact(name) === undefined ? `${questionnaire.prefix}_${name}` : (facts[name] ?? name);
}
