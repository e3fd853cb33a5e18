/** A space on the screen of a test: what shows, and what was written and gone to. */
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect } from 'vitest';
import type { Progress } from '#core/interview/resume.ts';
import type { Envelope } from '#core/protocol/envelope.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { showSpace } from '#participant/showSpace.tsx';
import { createPage } from '#ui/layout/page.ts';
import { createWords } from '#ui/words/words.ts';
import { fakeSpace, nothingWritten } from './preview/fakeSpace.ts';
import { block, frequency, section, smallEnvelope, smallQuestionnaire, yesNo } from './smallQuestionnaire.ts';

/** Two sections, one of them for each child, with a rest between. */
export const short: Questionnaire = {
  ...smallQuestionnaire,
  sections: [
    section('storms', [block('storm', [frequency('wind'), yesNo('garden')])], { rest: true }),
    section('children', [block('child', [yesNo('helps')])], { repeat: 'child' }),
  ],
  texts: {
    en: {
      review: 'draft',
      title: 'Garden',
      sections: {
        storms: { title: 'Storms', intro: 'Since the beginning of {{since}}.' },
        children: { title: '{{row}}' },
      },
      items: {
        wind: {
          label: 'How often was there wind?',
          options: { 0: 'never', 1: 'once', 2: 'twice', 3: 'often' },
        },
        garden: { label: 'Do you have a garden?', options: { yes: 'Yes', no: 'No' } },
        helps: { label: 'Does {{row}} help?', options: { yes: 'Yes', no: 'No' } },
      },
      grids: {},
    },
  },
};
const help = {
  format: 1,
  lines: [
    {
      id: 'talk',
      shown: '0800-1',
      dial: '08001',
      site: null,
      bands: ['adult'],
      emergency: false,
      checkedOn: '2026-11-01',
    },
    {
      id: 'now',
      shown: '112',
      dial: '112',
      site: null,
      bands: ['adult'],
      emergency: true,
      checkedOn: '2026-11-01',
    },
    {
      id: 'kids',
      shown: '0800-2',
      dial: '08002',
      site: null,
      bands: ['child-8-11'],
      emergency: false,
      checkedOn: '2026-11-01',
    },
  ],
  texts: {
    en: {
      review: 'draft',
      title: 'Help',
      intro: 'Whom you can call.',
      childIntro: 'Who listens to you.',
      lines: {
        talk: { name: 'Listening line', about: 'Day and night.' },
        now: { name: 'Emergency', about: 'When it burns.' },
        kids: { name: 'Children', about: 'For children.' },
      },
    },
  },
};

interface Plan {
  readonly questionnaire?: Questionnaire;
  /** Beside the first. */
  readonly others?: readonly Questionnaire[];
  /** When information was seen before, by task. */
  readonly seen?: Readonly<Record<string, string>>;
  readonly help?: unknown;
  readonly envelope?: Partial<Envelope>;
  readonly progress?: Progress | null;
  readonly exit?: string;
}

/** Shows a space without storage, in English. */
export async function open({
  questionnaire = short,
  help: lines = help,
  envelope,
  progress,
  exit,
  others = [],
  seen = {},
}: Plan = {}) {
  const written = nothingWritten();
  const went: string[] = [];
  const page = createPage(document);
  const space = fakeSpace({
    envelope: { ...smallEnvelope, ...envelope },
    questionnaires: [questionnaire, ...others],
    seen,
    help: lines,
    written,
    progress: progress ?? null,
    exit: exit ?? null,
  });
  const words = await createWords('nl');
  await act(async () => {
    await showSpace(space, {
      page,
      words,
      toCover: () => {
        went.push(document.body.textContent === '' ? 'cover, blank before' : 'cover, still something shown');
      },
      goTo: (address) => {
        went.push(address);
      },
    });
  });
  return { page, space, written, went };
}
/** Waits for the button: some screens come from a chunk of their own. */
export const press = async (name: string | RegExp): Promise<void> =>
  userEvent.click(await screen.findByRole('button', { name }));
export const heading = async (name: string): Promise<void> => {
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(name));
};

/** Before each test. */
export const nothingShown = (): void => document.body.replaceChildren();

/** After each test: stops the guard of a space that it left open. */
export const leaveShownSpace = (): void => {
  act(() => {
    window.dispatchEvent(new Event('pagehide'));
  });
};
