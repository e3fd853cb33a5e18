import { describe, expect, it } from 'vitest';
import type { Given } from '#core/interview/given.ts';
import type { Progress } from '#core/interview/resume.ts';
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import { createInterviewMachine, type InterviewParts } from '#participant/interviewMachine.ts';
import { fakeSitting, nothingWritten } from '../support/preview/fakeSpace.ts';
import {
  block,
  line,
  note,
  section,
  smallEnvelope,
  smallQuestionnaire,
  smallTask,
  yesNo,
} from '../support/smallQuestionnaire.ts';

function interview(
  progress: Progress | null = null,
  more: { number?: number; questionnaire?: Questionnaire } = {},
) {
  const written = nothingWritten();
  const finished: string[] = [];
  const sitting = fakeSitting(written, more.number ?? 1);
  const parts: InterviewParts = {
    questionnaire: more.questionnaire ?? smallQuestionnaire,
    envelope: smallEnvelope,
    task: smallTask,
    progress,
    journal: {
      ...sitting,
      finishTask: async () => {
        finished.push('done');
        return { ok: true, value: undefined };
      },
    },
    mode: 'self',
    today: '2026-11-22',
  };
  const machine = createInterviewMachine(parts);
  const item = (): string => {
    const { view } = machine.state();
    return view.kind === 'item' ? (view.block.step.block.items[view.block.at]?.id ?? '') : view.kind;
  };
  const give = (value: string | number | string[]): Promise<void> => machine.give({ value });
  const pass = (): Promise<void> => machine.give({ missing: 'seen-and-passed' });
  const events = (): string[] =>
    written.drafts.map((draft) =>
      draft.kind === 'answer'
        ? `${draft.item} ${'value' in draft ? String(draft.value) : draft.missing} ${draft.cause} ${draft.pass}`
        : draft.kind === 'block-end'
          ? `${draft.block} ends ${draft.end} ${draft.pass}`
          : `${draft.section} is over${draft.done ? ', all done' : ''}`,
    );
  return { machine, written, finished, item, give, pass, events };
}

/** To the end, always with the same thing given. */
async function through({ machine, item }: ReturnType<typeof interview>, given: Given): Promise<string[]> {
  const seen: string[] = [];
  for (let step = 0; step < 60 && item() !== 'done'; step += 1) {
    seen.push(item());
    if (machine.state().view.kind === 'item') await machine.give(given);
    else await machine.goOn();
  }
  return seen;
}

describe('filling in, from the first screen to the last', () => {
  it('shows a section before its items and writes what is given, then the ends', async () => {
    const one = interview();
    await one.machine.begin();
    expect(one.item()).toBe('section');
    await one.machine.goOn();
    expect(one.item()).toBe('tryOut');
    await one.give('yes');
    expect(one.events()).toEqual(['tryOut yes first 1', 'try ends completed 1', 'practice is over']);
    expect(one.written.drafts.every(({ mode }) => mode === 'self')).toBe(true);
    expect(one.written.bundles).toBe(1);
  });

  it('commits its place before the first event of a block', async () => {
    const one = interview();
    await one.machine.begin();
    await one.machine.goOn();
    expect(one.written.progress).toEqual([
      { section: 'practice', row: null, block: 'try', pass: 1, left: 'open' },
    ]);
    expect(one.events()).toEqual([]);
  });

  it('can be passed over as a whole, with an event for every item and each child asked about', async () => {
    const one = interview();
    await one.machine.begin();
    const seen = await through(one, { missing: 'seen-and-passed' });
    expect(one.finished).toEqual(['done']);
    expect(seen.filter((id) => id === 'watering')).toHaveLength(2);
    expect(seen).not.toContain('weeding');
    expect(one.events()).toContain('weeding not-asked first 1');
    expect(one.events().at(-1)).toBe('storms is over, all done');
  });

  it('asks what the routing answer opens', async () => {
    const one = interview();
    await one.machine.begin();
    await one.machine.goOn();
    await one.give('yes');
    await one.machine.goOn();
    await one.give('yes');
    await one.pass();
    expect(one.item()).toBe('section');
    await one.machine.goOn();
    expect(one.item()).toBe('weeding');
  });

  it('counts parts, one for each child', async () => {
    const one = interview();
    await one.machine.begin();
    expect(one.machine.state()).toMatchObject({ part: 1, parts: 6 });
    await through(one, { missing: 'seen-and-passed' });
    expect(one.machine.state()).toMatchObject({ part: 6, parts: 6 });
  });

  it('goes back inside a block only, and writes a change as a correction', async () => {
    const one = interview({ section: 'practice', row: null, block: 'try', pass: 1, left: 'closed' });
    await one.machine.begin();
    await one.machine.goOn();
    one.machine.back();
    expect(one.item()).toBe('garden');
    await one.give('yes');
    one.machine.back();
    expect(one.item()).toBe('garden');
    await one.give('no');
    expect(one.events()).toEqual(['garden yes first 1', 'garden no correction 1']);
  });
});

describe('what is wrong with an answer', () => {
  async function atWeeds() {
    const one = interview({ section: 'start', row: null, block: 'place', pass: 1, left: 'closed' });
    await one.machine.begin();
    await one.machine.goOn();
    await one.give('yes');
    await one.pass();
    await one.machine.goOn();
    await one.give('yes');
    return one;
  }

  it('stops at a hard check, and never at passing over', async () => {
    const one = await atWeeds();
    expect(one.item()).toBe('weeds');
    await one.give(60);
    expect(one.machine.state().view).toMatchObject({
      kind: 'item',
      problem: { type: 'answer', problem: { check: 'weedsTooHigh' } },
    });
    await one.pass();
    expect(one.item()).toBe('weedNames');
  });

  it('shows a soft check once, and takes the same answer then', async () => {
    const one = await atWeeds();
    const before = one.events().length;
    await one.give(30);
    expect(one.machine.state().view).toMatchObject({
      kind: 'item',
      problem: { type: 'soft', check: 'weedsHigh' },
    });
    expect(one.events()).toHaveLength(before);
    await one.give(30);
    expect(one.item()).toBe('weedNames');
    expect(one.events().at(-1)).toBe('weeds 30 first 1');
  });
});

describe('when saving does not work', () => {
  it('stays at the item, says why, and loses nothing', async () => {
    const one = interview();
    await one.machine.begin();
    await one.machine.goOn();
    one.written.answers.push({ ok: false, error: { type: 'disk-full' } });
    await one.give('yes');
    expect(one.item()).toBe('tryOut');
    expect(one.machine.state().failed).toEqual({ type: 'disk-full' });
    expect(one.events()).toEqual([]);
    await one.give('yes');
    expect(one.machine.state().failed).toBeNull();
    expect(one.events()[0]).toBe('tryOut yes first 1');
  });

  it('says so too when the journal breaks, and can be tried again', async () => {
    const one = interview();
    await one.machine.begin();
    await one.machine.goOn();
    one.written.answers.push('throw');
    await one.give('yes');
    expect([one.machine.state().saving, one.machine.state().failed]).toEqual([false, { type: 'not-saved' }]);
    await one.give('yes');
    expect(one.events()[0]).toBe('tryOut yes first 1');
  });

  it('goes on only after the commit, and takes one thing at a time', async () => {
    const one = interview();
    await one.machine.begin();
    await one.machine.goOn();
    const first = one.give('yes');
    const second = one.give('no');
    expect(one.item()).toBe('tryOut');
    expect(one.machine.state().saving).toBe(true);
    await Promise.all([first, second]);
    expect(one.events()).toEqual(['tryOut yes first 1', 'try ends completed 1', 'practice is over']);
  });
});

describe('lines of a grid', () => {
  const grid: Questionnaire = {
    ...smallQuestionnaire,
    sections: [
      section('weather', [block('storm', [yesNo('garden'), line('wind', 'storms'), line('hail', 'storms')])]),
    ],
  };
  const atGrid = async () => {
    const one = interview(null, { questionnaire: grid });
    await one.machine.begin();
    await one.machine.goOn();
    await one.give('yes');
    return one;
  };

  it('are saved in one go, with the end of the block when they end it', async () => {
    const one = await atGrid();
    const before = one.machine.state().commits;
    one.written.answers.push({ ok: false, error: { type: 'disk-full' } });
    await one.machine.giveAll([{ value: 2 }, { missing: 'seen-and-passed' }]);
    expect(one.events()).toHaveLength(1);
    expect(one.item()).toBe('wind');
    await one.machine.giveAll([{ value: 2 }, { missing: 'seen-and-passed' }]);
    // The answers, then the end of the section and of the task.
    expect(one.machine.state().commits - before).toBe(3);
    expect(one.events().slice(1)).toEqual([
      'wind 2 first 1',
      'hail seen-and-passed first 1',
      'storm ends completed 1',
      'weather is over, all done',
    ]);
  });

  it('lead back to the item before all of them', async () => {
    const one = await atGrid();
    await one.give(1);
    expect(one.item()).toBe('hail');
    one.machine.backOverGrid();
    expect(one.item()).toBe('garden');
  });

  it('are given nowhere else', async () => {
    const one = interview();
    await one.machine.begin();
    await one.machine.giveAll([{ value: 2 }]);
    expect(one.item()).toBe('section');
    expect(one.events()).toEqual([]);
  });
});

describe('gates', () => {
  const visit = { ...yesNo('visit'), consent: 'visit' } as Item;
  const consent: Questionnaire = {
    ...smallQuestionnaire,
    sections: [section('consent', [block('why', [note('why', true), visit])])],
  };
  const failing = { ok: false, error: { type: 'not-saved' } } as const;
  const atVisit = async () => {
    const one = interview(null, { questionnaire: consent });
    await one.machine.begin();
    await one.machine.goOn();
    await one.pass();
    return one;
  };

  it('are set after their events, and before what shows next', async () => {
    const one = await atVisit();
    expect(one.written.gates).toEqual([{ gate: 'information-seen' }]);
    one.written.answers.push(failing);
    await one.give('yes');
    expect(one.written.gates).toHaveLength(1);
    await one.give('yes');
    expect(one.written.gates.slice(1)).toEqual([
      { gate: 'information-seen' },
      { gate: 'consent', consent: 'visit', answer: 'given' },
    ]);
    expect(one.events()).toEqual([
      'why seen-and-passed first 1',
      'visit yes first 1',
      'why ends completed 1',
      'consent is over, all done',
    ]);
    expect(one.item()).toBe('done');
  });

  it('that could not be set are tried again without a second event', async () => {
    const one = await atVisit();
    one.written.answers.push({ ok: true, value: undefined }, failing);
    await one.give('yes');
    expect(one.events().at(-1)).toBe('visit yes first 1');
    expect(one.machine.state().failed).toEqual({ type: 'not-saved' });
    expect(one.item()).toBe('visit');
    await one.give('yes');
    expect(one.written.gates.at(-1)).toEqual({ gate: 'consent', consent: 'visit', answer: 'given' });
    expect(one.events().filter((event) => event.startsWith('visit'))).toEqual(['visit yes first 1']);
    expect(one.item()).toBe('done');
  });

  it('follow an answer that was changed before they could be set', async () => {
    const one = await atVisit();
    one.written.answers.push({ ok: true, value: undefined }, failing);
    await one.give('yes');
    await one.give('no');
    expect(one.written.gates.at(-1)).toEqual({ gate: 'consent', consent: 'visit', answer: 'refused' });
    expect(one.events()).toContain('visit no correction 1');
  });
});

describe('coming back', () => {
  const inBeds = (pass: number, left: Progress['left']): Progress => ({
    section: 'beds',
    row: null,
    block: 'weeding',
    pass,
    left,
  });

  it('after a lock asks routing again, without moving the place, then the block again', async () => {
    const one = interview(inBeds(1, 'open'), { number: 2 });
    await one.machine.begin();
    expect(one.item()).toBe('garden');
    await one.give('yes');
    await one.pass();
    expect(one.events()[0]).toBe('garden yes re-ask 2');
    expect(one.written.progress).toEqual([]);
    expect(one.item()).toBe('section');
    await one.machine.goOn();
    expect(one.item()).toBe('weeding');
    expect(one.written.progress).toEqual([inBeds(2, 'open')]);
    await one.give('no');
    expect(one.events()).toContain('weeding no re-ask 2');
  });

  it('after an exit lets the person choose the next part', async () => {
    const one = interview(inBeds(1, 'exit'), { number: 2 });
    await one.machine.begin();
    expect(one.item()).toBe('choose');
    await one.machine.choose('next');
    expect(one.events()).toEqual(['weeding ends skipped 1']);
    expect(one.item()).toBe('garden');
    await one.give('yes');
    await one.pass();
    await one.machine.goOn();
    expect(one.item()).toBe('flowers');
  });

  it('after an exit lets the person choose this part again', async () => {
    const one = interview(inBeds(1, 'exit'), { number: 2 });
    await one.machine.begin();
    await one.machine.choose('again');
    await one.give('yes');
    await one.pass();
    await one.machine.goOn();
    expect(one.item()).toBe('weeding');
    expect(one.events().some((event) => event.includes('skipped'))).toBe(false);
  });

  it('passes a block by after its second pass', async () => {
    const one = interview(inBeds(2, 'open'), { number: 3 });
    await one.machine.begin();
    expect(one.events()).toEqual(['weeding ends passed-by 2']);
    expect(one.item()).toBe('garden');
  });

  it('finishes the task when only that was missing', async () => {
    const one = interview({ section: 'storms', row: null, block: 'storm', pass: 1, left: 'closed' });
    await one.machine.begin();
    expect(one.item()).toBe('done');
    expect(one.finished).toEqual(['done']);
  });
});
