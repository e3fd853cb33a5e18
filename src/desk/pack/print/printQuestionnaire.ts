/**
 * A questionnaire on paper, as one page that stands alone: everything that is asked, with the names and
 * codes under which it comes into the table, conditions and checks in words. For ethics committees and
 * for whoever reads the table.
 */
import { missingCodes } from '#core/event/missing.ts';
import type { Block, Item, Option, Questionnaire, Section, Text } from '#core/questionnaire/compiled.ts';
import { unreachable } from '#core/result.ts';
import { escapeHtml } from './escapeHtml.ts';
import { paperStyle } from './paperStyle.ts';
import { paperText } from './paperText.ts';
import { type PaperWords, paperWords } from './paperWords.ts';
import { type Speaker, sayCondition } from './sayCondition.ts';

/** Null: it has no texts in this language. */
export function printQuestionnaire(questionnaire: Questionnaire, language: string): string | null {
  const texts = Object.hasOwn(questionnaire.texts, language) ? questionnaire.texts[language] : undefined;
  if (texts === undefined) return null;
  const speaker: Speaker = { questionnaire, texts, words: paperWords(language) };
  const { words } = speaker;
  const title = `${paperText(texts.title, words)}: ${questionnaire.questionnaire}, ${words.version} ${questionnaire.version}`;
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${paperStyle}</style>
<h1>${escapeHtml(title)}</h1>
${texts.review === 'draft' ? `<p class="draft">${words.draft}</p>\n` : ''}${licenceLine(questionnaire, words)}<p>${words.onPaper} ${words.prefix} <code>${questionnaire.prefix}_</code>. ${words.madeFor}: ${questionnaire.bands.map((band) => words.values[band] ?? band).join(', ')}.</p>
${questionnaire.sections.map((section, index) => printSection(section, index + 1, speaker)).join('\n')}
</html>
`;
}

const licenceLine = ({ licence }: Questionnaire, words: PaperWords): string =>
  licence === undefined
    ? ''
    : `<p class="draft">${words.licence}: ${escapeHtml(licence.holder)}. ${escapeHtml(licence.terms)}</p>\n`;

function printSection(section: Section, number: number, speaker: Speaker): string {
  const { texts, words } = speaker;
  const own = texts.sections[section.id];
  const remarks = [
    ...(section.relevant === undefined
      ? []
      : [`${words.onlyIf}: ${sayCondition(section.relevant, speaker)}.`]),
    ...(section.repeat === null ? [] : [words.repeat[section.repeat]]),
    ...(section.period ? [words.period] : []),
    ...(section.practice ? [words.practice] : []),
    ...(section.rest ? [words.rest] : []),
    ...(section.flags.length === 0 ? [] : [`${words.flags}: ${section.flags.join(', ')}.`]),
  ];
  return `<section>
<h2>${words.section} ${number}. ${text(own?.title ?? section.id, words)} <code>${section.id}</code></h2>
${remarks.map((remark) => `<p class="remark">${escapeHtml(remark)}</p>`).join('\n')}
${own?.intro === undefined ? '' : `<p class="intro">${text(own.intro, words)}</p>`}
${section.blocks.map((block) => printBlock(block, speaker)).join('\n')}
</section>`;
}

function printBlock(block: Block, speaker: Speaker): string {
  let grid: string | undefined;
  const items = block.items.map((item) => {
    const own = 'grid' in item ? item.grid : undefined;
    const above = own !== undefined && own !== grid ? printGrid(own, speaker) : '';
    grid = own;
    return above + printItem(item, speaker);
  });
  return `<h3>${speaker.words.block} <code>${block.id}</code></h3>\n${items.join('\n')}`;
}

function printGrid(id: string, { texts, words }: Speaker): string {
  const own = texts.grids[id];
  if (own === undefined) return '';
  return `<p class="grid">${text(own.label, words)}${own.help === undefined ? '' : ` <em>${text(own.help, words)}</em>`}</p>\n`;
}

function printItem(item: Item, speaker: Speaker): string {
  const { questionnaire, texts, words } = speaker;
  const own = texts.items[item.id];
  const lines = [
    ...(own?.help === undefined ? [] : [`<p class="help">${text(own.help, words)}</p>`]),
    ...(own?.aloud === undefined ? [] : [`<p class="remark">${words.aloud}: ${text(own.aloud, words)}</p>`]),
    ...(item.relevant === undefined
      ? []
      : [`<p class="remark">${words.onlyIf}: ${escapeHtml(sayCondition(item.relevant, speaker))}.</p>`]),
    printAnswers(item, speaker),
    ...item.checks.map((check) => {
      const said = own?.checks?.[check.id];
      return `<p class="remark">${words[check.kind]}: ${escapeHtml(sayCondition(check.that, speaker))}; ${words.holds}: “${text(said ?? check.id, words)}”</p>`;
    }),
    ...(item.signal === undefined
      ? []
      : [`<p class="remark">${words.signal}: ${escapeHtml(saySignal(item, speaker))}</p>`]),
    printReasons(item, words),
  ];
  return `<article${'grid' in item && item.grid !== undefined ? ' class="line"' : ''}>
<h4><span>${text(own?.label ?? item.id, words)}</span> <code>${questionnaire.prefix}_${item.id}</code></h4>
${lines.filter((line) => line !== '').join('\n')}
</article>`;
}

function printAnswers(item: Item, speaker: Speaker): string {
  const { texts, words } = speaker;
  const own = texts.items[item.id];
  const label = (id: string): string => text(own?.options?.[id] ?? id, words);
  const unit = own?.unit === undefined ? '' : ` ${text(own.unit, words)}`;
  switch (item.type) {
    case 'choice':
    case 'choices': {
      const rows =
        item.type === 'choices' && item.rows !== undefined ? [`☐ ${words.everyRow[item.rows.kind]}`] : [];
      const consent =
        item.type === 'choice' && item.consent !== undefined
          ? `\n<p class="remark">${words.consent} <code>${item.consent}</code>.</p>`
          : '';
      return (
        list([...rows, ...item.options.map((option) => sayOption(option, label(option.id), item, speaker))]) +
        consent
      );
    }
    case 'frequency':
    case 'scale':
      return list(
        item.points.map(({ value, relevant }) => {
          const only =
            relevant === undefined
              ? ''
              : ` <em>(${words.offeredIf}: ${escapeHtml(sayCondition(relevant, speaker))})</em>`;
          return `○ ${label(String(value))} <code>${value}</code>${only}`;
        }),
      );
    case 'rating':
      return `<p class="answer">${item.min} ${words.from} ${item.max}: ______</p>`;
    case 'number':
      return `<p class="answer">______${unit} (${item.min} ${words.from} ${item.max}${item.whole ? `, ${words.whole}` : ''})</p>`;
    case 'date':
      return `<p class="answer">______ (${words.date[item.precision]})</p>`;
    case 'text':
      return `<p class="answer">____________________ (${item.maxLength} ${words.characters})</p>`;
    case 'note':
      return item.information ? `<p class="remark">${words.information}</p>` : '';
    default:
      return unreachable(item);
  }
}

function sayOption(option: Option, label: string, item: Item, speaker: Speaker): string {
  const { words } = speaker;
  const remarks = [
    ...(option.exclusive ? [words.alone] : []),
    ...(option.relevant === undefined
      ? []
      : [`${words.offeredIf}: ${escapeHtml(sayCondition(option.relevant, speaker))}`]),
  ];
  const box = item.type === 'choices' ? '☐' : '○';
  return `${box} ${label} <code>${option.code}</code>${remarks.length === 0 ? '' : ` <em>(${remarks.join('; ')})</em>`}`;
}

const list = (lines: readonly string[]): string =>
  `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;

const saySignal = (item: Item, { texts, words }: Speaker): string =>
  typeof item.signal === 'number'
    ? `≥ ${item.signal}`
    : (item.signal ?? []).map((id) => paperText(texts.items[item.id]?.options?.[id] ?? id, words)).join(', ');

function printReasons(item: Item, words: PaperWords): string {
  if (item.type === 'note') return '';
  const reasons = item.reasons.map((reason) => `${words.reasons[reason] ?? reason} ${missingCodes[reason]}`);
  const all = [...reasons, `${words.passed} ${missingCodes['seen-and-passed']}`];
  return `<p class="reasons">${words.notAnswering}: ${all.join(', ')}</p>`;
}

const text = (all: Text, words: PaperWords): string =>
  escapeHtml(paperText(all, words)).replaceAll('\n', '<br>');
