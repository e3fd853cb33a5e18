/**
 * Shows the screens of a space without storage, for looking at them and for accessibility. The
 * address says which: ?who=parent|child|youth, ?screen=space|joining, ?pack=1 for the compiled pack under
 * /pack instead of the examples.
 */
import type { Envelope } from '#core/protocol/envelope.ts';
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
const envelope: Envelope = {
  ...smallEnvelope,
  language: 'nl',
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
const space = fakeSpace({
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
      language: 'nl',
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
