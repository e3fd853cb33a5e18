// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Progress } from '#core/interview/resume.ts';
import type { Envelope } from '#core/protocol/envelope.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { showSpace } from '#participant/showSpace.tsx';
import { createPage } from '#ui/layout/page.ts';
import { createWords } from '#ui/words/words.ts';
import { fakeSpace, nothingWritten } from '../support/preview/fakeSpace.ts';
import {
  block,
  frequency,
  section,
  smallEnvelope,
  smallQuestionnaire,
  smallTask,
  yesNo,
} from '../support/smallQuestionnaire.ts';

const short: Questionnaire = {
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
  readonly envelope?: Partial<Envelope>;
  readonly progress?: Progress | null;
  readonly exit?: string;
}

async function open({ envelope, progress, exit }: Plan = {}) {
  const written = nothingWritten();
  const went: string[] = [];
  const page = createPage(document);
  const space = fakeSpace({
    envelope: { ...smallEnvelope, ...envelope },
    questionnaires: [short],
    help,
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
  return { page, written, went };
}
const press = (name: string | RegExp): Promise<void> => userEvent.click(screen.getByRole('button', { name }));
const heading = async (name: string): Promise<void> => {
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(name));
};

beforeEach(() => {
  document.body.replaceChildren();
});
afterEach(() => {
  act(() => createPage(document).clear());
  // Stops the guard of a space that a test left open.
  window.dispatchEvent(new Event('pagehide'));
});

describe('a space', () => {
  it('lists what there is to do, in the language of its envelope', async () => {
    await open();
    await heading('Welcome');
    const task = within(screen.getByRole('listitem'));
    expect(task.getByRole('heading', { name: 'Garden' })).toBeTruthy();
    expect(task.getByText('Not begun yet')).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });

  it('lets a task wait for another', async () => {
    const later = { ...smallTask, id: 'later'.padEnd(22, '0'), gates: [smallTask.id] };
    await open({ envelope: { tasks: [smallTask, later] } });
    await heading('Welcome');
    expect(screen.getByText('Comes later')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /Begin/ })).toHaveLength(1);
  });

  it('says so when a file cannot be read, and keeps the others usable', async () => {
    await open({ envelope: { tasks: [{ ...smallTask, version: 9 }] } });
    await heading('Welcome');
    expect(screen.getByText('This cannot be opened on this device. Nothing is lost.')).toBeTruthy();
  });

  it('tells before the first item what leaving does and what it does not', async () => {
    await open();
    await press(/Begin/);
    await heading('Garden');
    expect(screen.getByText(/Pressing the Shift key three times/)).toBeTruthy();
    expect(screen.getByText(/stays in the browser's history/)).toBeTruthy();
    expect(screen.getByText(/call 112/)).toBeTruthy();
  });

  it('goes through an interview to the thanks and the help lines', async () => {
    const { written } = await open();
    await press(/Begin/);
    await press('Begin');
    await heading('Storms');
    expect(screen.getByText('Since the beginning of November 2025.')).toBeTruthy();
    await press('Next');
    await heading('How often was there wind?');
    await userEvent.click(screen.getByRole('radio', { name: 'twice' }));
    await press('Next');
    await heading('Do you have a garden?');
    expect(screen.getByText('Kept')).toBeTruthy();
    await press('Next');
    await heading('A short rest');
    await press('Next');
    await heading('The girl born in March 2015');
    await userEvent.type(screen.getByRole('textbox', { name: 'First name, if you like' }), 'Mila');
    await press('Next');
    await heading('Does Mila help?');
    await press('Next');
    await press('Next');
    await heading('Does the boy born in July 2018 help?');
    await press('Next');
    await heading('Thank you');
    expect(screen.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
      'Emergency112When it burns.',
      'Listening line0800-1Day and night.',
    ]);
    expect(screen.getByRole('link', { name: '112' }).getAttribute('href')).toBe('tel:112');
    expect(written.left).toEqual(['lock']);
    const values = written.drafts.flatMap((draft) =>
      draft.kind === 'answer' && 'value' in draft ? [draft.value] : [],
    );
    expect(values).toEqual([2]);
  });

  it('shows nothing of an earlier answer when one goes back and on', async () => {
    await open();
    await press(/Begin/);
    await press('Begin');
    await press('Next');
    await userEvent.click(screen.getByRole('radio', { name: 'often' }));
    await press('Next');
    await heading('Do you have a garden?');
    expect(screen.queryByText('often')).toBeNull();
    await press('Back');
    await heading('How often was there wind?');
    expect(screen.getByRole('radio', { name: 'often' }).getAttribute('aria-checked')).toBe('true');
  });

  it('says what failed when the device is full, and keeps the answer on the screen', async () => {
    const { written } = await open();
    await press(/Begin/);
    await press('Begin');
    await press('Next');
    await userEvent.click(screen.getByRole('radio', { name: 'once' }));
    written.answers.push({ ok: false, error: { type: 'disk-full' } });
    await press('Next');
    expect((await screen.findByRole('alert')).textContent).toContain('This device is full');
    expect(screen.getByRole('radio', { name: 'once' }).getAttribute('aria-checked')).toBe('true');
    await press('Next');
    await heading('Do you have a garden?');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('asks after an exit which way to go on', async () => {
    await open({ progress: { section: 'storms', row: null, block: 'storm', pass: 1, left: 'exit' } });
    await press(/Go on/);
    await press('Go on');
    await heading('Where would you like to go on?');
    expect(screen.getByRole('button', { name: 'This piece again' })).toBeTruthy();
    await press('The next piece');
    await heading('The girl born in March 2015');
  });

  it('gives young people somebody to talk to on every item, and the item back as it was', async () => {
    await open({ envelope: { band: 'child-8-11', role: 'child' } });
    await press(/Begin/);
    await press('Begin');
    await press('Next');
    await userEvent.click(screen.getByRole('radio', { name: 'once' }));
    await press('I want to talk to someone');
    expect(screen.getByText('Who listens to you.')).toBeTruthy();
    expect(screen.getByText('Children')).toBeTruthy();
    expect(screen.queryByRole('radio')).toBeNull();
    await userEvent.click(screen.getAllByRole('button', { name: 'Back' }).at(-1) as HTMLElement);
    expect(screen.getByRole('radio', { name: 'once' }).getAttribute('aria-checked')).toBe('true');
  });
});

describe('leaving a space', () => {
  it('has its button first in the tab order of every screen', async () => {
    await open();
    await heading('Welcome');
    const first = (): Element | undefined =>
      [...document.querySelectorAll<HTMLElement>('a[href], button, input, textarea, [tabindex]')].find(
        ({ tabIndex }) => tabIndex >= 0,
      );
    expect(first()).toBe(screen.getByRole('button', { name: 'Close' }));
    await press(/Begin/);
    await press('Begin');
    await press('Next');
    await heading('How often was there wind?');
    expect(first()).toBe(screen.getByRole('button', { name: 'Close' }));
  });

  it('blanks first, drops the keys and the space, then shows the cover', async () => {
    const { written, went } = await open();
    await press(/Begin/);
    await press('Begin');
    await press('Next');
    await press('Close');
    expect(went).toEqual(['cover, blank before']);
    expect(written.left).toEqual(['exit', 'closed']);
    expect(document.title).not.toMatch(/garden/i);
  });

  it('goes to the named address when the study has one', async () => {
    const { went } = await open({ exit: 'https://weather.example/' });
    await press('Close');
    expect(went).toEqual(['https://weather.example/']);
  });

  it('locks to the cover, never to that address', async () => {
    const { went, written } = await open({ exit: 'https://weather.example/' });
    await heading('Welcome');
    act(() => {
      window.dispatchEvent(new Event('pagehide'));
    });
    expect(went).toEqual(['cover, blank before']);
    expect(written.left).toEqual(['closed']);
  });

  it('drops a sitting that begins only after the space was left', async () => {
    const { written, went } = await open();
    await press(/Begin/);
    const begin = screen.getByRole('button', { name: 'Begin' });
    act(() => {
      begin.click();
      screen.getByRole('button', { name: 'Close' }).click();
    });
    await waitFor(() => expect(written.left).toEqual(['closed', 'lock']));
    expect(went).toHaveLength(1);
    expect(document.body.textContent).toBe('');
  });

  it('leaves one address and no step in the history', async () => {
    const push = vi.spyOn(history, 'pushState');
    const before = history.length;
    await open();
    await press(/Begin/);
    await press('Begin');
    await press('Next');
    await press('Close');
    expect(push).not.toHaveBeenCalled();
    expect(history.length).toBe(before);
  });
});
