/**
 * Shows the screens of a space without storage, for looking at them and for accessibility. The
 * address says which: ?who=parent|child|youth, ?screen=space|joining, ?language=nl|en, ?item=<id> to begin at that
 * example, ?left=1 to have left in its middle, ?pack=1 for the compiled pack under /pack instead of the examples.
 */
import type { Progress } from '#core/interview/resume.ts';
import type { Envelope, RosterRow } from '#core/protocol/envelope.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { showJoining } from '#participant/showJoining.tsx';
import { showSpace } from '#participant/showSpace.tsx';
import { createPage } from '#ui/layout/page.ts';
import '#ui/theme/base.css';
import { createWords } from '#ui/words/words.ts';
import { smallEnvelope, smallTask } from '../smallQuestionnaire.ts';
import { exampleHelp, examples } from './examples.ts';
import { fakeSpace, nothingWritten } from './fakeSpace.ts';

const wanted = new URLSearchParams(location.search);
const child = wanted.get('who') === 'child';
const band = child ? 'child-8-11' : wanted.get('who') === 'youth' ? 'youth-12-15' : 'adult';
const read = async (name: string) => (await fetch(`/pack/${name}.json`)).json();
const packed = wanted.has('pack');
const questionnaire: Questionnaire = packed
  ? await read(child ? 'child-8-11-v1' : 'parent-core-v1')
  : examples;
const help: unknown = packed ? await read('help') : exampleHelp;
const language = wanted.get('language') === 'en' ? 'en' : 'nl';
const parents: readonly RosterRow[] = (['mother', 'father'] as const).map((relation, at) => ({
  id: relation.padEnd(22, '0'),
  kind: 'parent',
  sex: relation === 'mother' ? 'f' : 'm',
  birthMonth: `198${at + 3}-02`,
  order: 1,
  relation,
}));
const envelope: Envelope = {
  ...smallEnvelope,
  roster: [...smallEnvelope.roster, ...parents],
  language,
  band,
  role: band === 'adult' ? 'parent' : 'child',
  tasks: [{ ...smallTask, questionnaire: questionnaire.questionnaire }],
};
const surroundings = {
  page: createPage(document),
  words: await createWords('nl'),
  toCover: () => {
    document.body.append('cover');
  },
  goTo: (address: string) => {
    document.body.append(address);
  },
};
/** As if the block before that of the named item was the last one done; an item of the first: from the start. */
const progressBefore = (item: string | null): Progress | null => {
  for (const section of questionnaire.sections) {
    const at = section.blocks.findIndex(({ items }) => items.some(({ id }) => id === item));
    const left = wanted.has('left');
    const block = section.blocks[left ? at : at - 1];
    if (block !== undefined) {
      return { section: section.id, row: null, block: block.id, pass: 1, left: left ? 'exit' : 'closed' };
    }
  }
  return null;
};
const space = fakeSpace({
  progress: progressBefore(wanted.get('item')),
  envelope,
  questionnaires: [questionnaire],
  help,
  written: nothingWritten(),
  demo: true,
});
if (wanted.get('screen') === 'joining') {
  let code = '482915';
  await showJoining(
    {
      get code() {
        return code;
      },
      demo: true,
      language,
      band: envelope.band,
      contact: 'adem@voorbeeld.nl',
      drawAgain: () => {
        code = '730164';
        return code;
      },
      confirm: async (typed) =>
        typed === code ? { ok: true, value: space } : { ok: false, error: { type: 'wrong-code' } },
    },
    surroundings,
  );
} else {
  await showSpace(space, surroundings);
}
