// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Questionnaire, Texts } from '#core/questionnaire/compiled.ts';
import { heading, leaveShownSpace, nothingShown, open, press, short } from '../support/shownSpace.tsx';
import { block, children, section, smallTask, yesNo } from '../support/smallQuestionnaire.ts';

beforeEach(nothingShown);
afterEach(leaveShownSpace);

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
    const gates = [{ gate: 'task-done', task: smallTask.id }] as const;
    const later = { ...smallTask, id: 'later'.padEnd(22, '0'), gates: [...gates] };
    await open({ envelope: { tasks: [smallTask, later] } });
    await heading('Welcome');
    expect(screen.getByText('Comes later')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /Begin/ })).toHaveLength(1);
  });

  it('says from when a task opens that waits for time only', async () => {
    const gates = [{ gate: 'information-seen', task: smallTask.id, hours: 24 }] as const;
    const later = { ...smallTask, id: 'later'.padEnd(22, '0'), gates: [...gates] };
    const seen = new Date(Date.now() - 3_600_000);
    await open({
      envelope: { tasks: [smallTask, later] },
      seen: { [smallTask.id]: seen.toISOString() },
    });
    await heading('Welcome');
    const day = new Intl.DateTimeFormat('en', { weekday: 'long' }).format(seen.getTime() + 24 * 3_600_000);
    expect(screen.getByText(new RegExp(`^Opens ${day}`))).toBeTruthy();
    expect(screen.queryByText('Comes later')).toBeNull();
    expect(screen.getAllByRole('button', { name: /Begin/ })).toHaveLength(1);
  });

  it('fills the title of a task with whom it is about', async () => {
    const about = { ...smallTask, subject: children[0]?.id ?? '' };
    const title = { by: 'sex', f: 'About {{subject}} (her)', m: 'him', x: 'them' } as const;
    const texts = { en: { ...(short.texts.en as Texts), title } };
    const { space } = await open({ questionnaire: { ...short, texts }, envelope: { tasks: [about] } });
    await heading('Welcome');
    expect(screen.getByRole('heading', { name: 'About the girl born in March 2015 (her)' })).toBeTruthy();
    await press(/Begin/);
    await press('Begin');
    await heading('Storms');
    expect(screen.getByText('the girl born in March 2015')).toBeTruthy();
    await userEvent.type(screen.getByRole('textbox', { name: 'First name, if you like' }), 'Mila');
    await press('Next');
    await heading('How often was there wind?');
    expect(Object.values(space.names)).toEqual(['Mila']);
  });

  it('tells tasks with one title apart by whom they are about', async () => {
    const tasks = children.map(({ id }, at) => ({ ...smallTask, id: `t${at}`.padEnd(22, '0'), subject: id }));
    await open({ envelope: { tasks } });
    await heading('Welcome');
    const titles = screen
      .getAllByRole('listitem')
      .map((each) => within(each).getByRole('heading').textContent);
    expect(titles).toEqual(['Garden: the girl born in March 2015', 'Garden: the boy born in July 2018']);
    await press('Begin: Garden: the boy born in July 2018');
    await heading('Garden: the boy born in July 2018');
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
    expect(screen.getByText(/Call 112/)).toBeTruthy();
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

  it('asks a first name the first time that somebody comes up, and never again', async () => {
    const again: Questionnaire = {
      ...short,
      sections: [
        section('children', [block('child', [yesNo('helps')])], { repeat: 'child' }),
        section('storms', [block('storm', [yesNo('garden')])], { repeat: 'child' }),
      ],
    };
    const { space } = await open({ questionnaire: again });
    const name = () => screen.queryByRole('textbox', { name: 'First name, if you like' });
    await press(/Begin/);
    await press('Begin');
    await heading('The girl born in March 2015');
    await userEvent.type(name() as HTMLElement, 'Mila');
    await press('Next');
    await press('Next');
    await heading('The boy born in July 2018');
    expect(name()).not.toBeNull();
    await press('Next');
    await press('Next');
    await heading('Storms');
    expect(name()).toBeNull();
    expect(screen.getByText('Mila').parentElement?.textContent).toBe('This part is about Mila');
    await press('Next');
    await press('Next');
    await heading('Storms');
    expect(name()).toBeNull();
    expect(screen.getByText('the boy born in July 2018')).toBeTruthy();
    expect(Object.values(space.names)).toEqual(['Mila', '']);
  });

  it('does not say twice whom a part is about', async () => {
    const rows = section('children', [block('child', [yesNo('helps')])], { repeat: 'child' });
    await open({ questionnaire: { ...short, sections: [rows, { ...rows }] } });
    await press(/Begin/);
    await press('Begin');
    for (let screens = 0; screens < 4; screens += 1) await press('Next');
    await heading('The girl born in March 2015');
    expect(screen.queryByText(/This part is about/)).toBeNull();
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
    expect(document.body.textContent).toBe('');
    await waitFor(() => expect(went).toEqual(['cover, blank before']));
    expect(written.left).toEqual(['exit', 'closed']);
    expect(document.title).not.toMatch(/garden/i);
  });

  it('goes to the named address when the study has one', async () => {
    const { went } = await open({ exit: 'https://weather.example/' });
    await press('Close');
    expect(document.body.textContent).toBe('');
    await waitFor(() => expect(went).toEqual(['https://weather.example/']));
  });

  it('leads to the cover from the end, as its button says, whatever address there is', async () => {
    const { went } = await open({ exit: 'https://weather.example/' });
    await press(/Begin/);
    await press('Begin');
    for (let screens = 0; screens < 8; screens += 1) await press('Next');
    await heading('Thank you');
    await press('To the breathing exercises');
    expect(went).toEqual(['cover, blank before']);
  });

  it('drops the keys at once when the page goes away before it was drawn blank', async () => {
    const { went, written } = await open();
    await heading('Welcome');
    act(() => {
      screen.getByRole('button', { name: 'Close' }).click();
      window.dispatchEvent(new Event('pagehide'));
    });
    expect(written.left).toEqual(['closed']);
    expect(went).toEqual(['cover, blank before']);
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
    const { space, written, went } = await open();
    const { beginSitting } = space;
    const slowly: typeof beginSitting = async (task) => {
      await waitFor(() => expect(went).toHaveLength(1));
      return beginSitting(task);
    };
    Object.assign(space, { beginSitting: slowly });
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
