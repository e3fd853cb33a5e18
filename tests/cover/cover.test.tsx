// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Cover } from '#cover/Cover.tsx';
import type { EntryOutcome } from '#cover/entry.ts';
import { programmeFor } from '#ui/breathing/programme.ts';
import { renderWithWords } from '../support/withWords.tsx';

type Try = Parameters<typeof Cover>[0]['tryCode'];
const answering = (outcome: EntryOutcome) => vi.fn<Try>(async () => outcome);

async function show(more: Partial<Parameters<typeof Cover>[0]> = {}) {
  const tryCode = answering('none');
  const tryInvite = answering('failed');
  const apply = vi.fn();
  const { container, unmount } = await renderWithWords(
    <Cover
      demonstration={false}
      tryCode={tryCode}
      tryInvite={tryInvite}
      updates={{ onWaiting: () => () => undefined, apply }}
      {...more}
    />,
  );
  return { container, unmount, tryCode, tryInvite, apply };
}
const enter = async (typed: string): Promise<void> => {
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Number' }),
    typed === '' ? '{Enter}' : `${typed}{Enter}`,
  );
};
const invite = 'ABCD-EFGH-JKMN-PQRS-TVWX';

describe('the cover', () => {
  it('is a list of breathing exercises with one entry', async () => {
    await show();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Adem');
    expect(screen.getAllByRole('button', { name: /minutes$/ })).toHaveLength(5);
    expect(screen.getAllByRole('textbox')).toHaveLength(1);
  });

  it('runs an exercise in words, with a pause, and comes back to the list', async () => {
    await show();
    await userEvent.click(screen.getByRole('button', { name: /^Moon/ }));
    expect(screen.getByRole('heading', { name: 'Moon' })).toBeTruthy();
    expect(screen.getByText('Breathe in')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
    await userEvent.click(screen.getByRole('button', { name: 'All exercises' }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Adem');
  });

  it.each(['123456', '654321', '7', 'hello'])(
    'opens an exercise for whatever is typed: %s',
    async (typed) => {
      const { container } = await show();
      await enter(typed);
      expect(container.querySelector('[data-tone]')?.getAttribute('data-tone')).toBe(
        String(programmeFor(typed).tone),
      );
      expect(container.textContent).not.toContain(typed);
    },
  );

  it('tries six digits as a code, and nothing shorter or longer', async () => {
    const { tryCode } = await show();
    await enter('12345');
    await userEvent.click(screen.getByRole('button', { name: 'All exercises' }));
    await enter('1234567');
    expect(tryCode).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'All exercises' }));
    await enter('123 456');
    expect(tryCode).toHaveBeenCalledOnce();
  });

  it('looks the same for a wrong code as for any number', async () => {
    const { container } = await show();
    await enter('123456');
    await act(async () => undefined);
    const wrong = container.textContent;
    await userEvent.click(screen.getByRole('button', { name: 'All exercises' }));
    await enter('123456 ');
    expect(container.textContent).toBe(wrong);
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('gives up a code when one goes back to the list before it opens', async () => {
    let open = (): void => undefined;
    let wanted: (() => boolean) | null = null;
    const tryCode: Try = (_, stillWanted) => {
      wanted = stillWanted;
      return new Promise((resolve) => {
        open = () => resolve('none');
      });
    };
    await show({ tryCode });
    await enter('123456');
    await waitFor(() => expect(wanted?.()).toBe(true));
    await userEvent.click(screen.getByRole('button', { name: 'All exercises' }));
    expect((wanted as (() => boolean) | null)?.()).toBe(false);
    await act(async () => open());
  });

  it('gives up an invite when one starts an exercise meanwhile', async () => {
    const wanted: (() => boolean)[] = [];
    const tryInvite: Try = (_typed, stillWanted) => {
      wanted.push(stillWanted);
      return new Promise(() => undefined);
    };
    await show({ tryInvite });
    await enter(invite);
    await waitFor(() => expect(wanted[0]?.()).toBe(true));
    await userEvent.click(screen.getByRole('button', { name: /^Moon/ }));
    expect(wanted[0]?.()).toBe(false);
  });

  it.each([
    ['failed', 'We cannot open this number now. Check it, or try again later.'],
    ['no-connection', 'There is no connection now. Try again later.'],
    ['busy', 'This number cannot be opened now. Close other tabs of this page and try again.'],
  ] as const)('has one sentence for an invite that does not work: %s', async (outcome, sentence) => {
    const tryInvite = answering(outcome);
    const { tryCode } = await show({ tryInvite });
    await enter(invite);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe(sentence));
    expect(tryInvite.mock.lastCall?.[0]).toBe(invite);
    expect(tryCode).not.toHaveBeenCalled();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Adem');
  });

  it('says the same when trying an invite breaks down', async () => {
    await show({ tryInvite: () => Promise.reject(new Error('no such file')) });
    await enter(invite);
    await waitFor(() =>
      expect(screen.getByRole('status').textContent).toContain('We cannot open this number now.'),
    );
  });

  it('asks for a number when there is none', async () => {
    const { tryCode, tryInvite } = await show();
    await enter('');
    expect(screen.getByRole('status').textContent).toBe('Enter a number first.');
    expect(tryCode).not.toHaveBeenCalled();
    expect(tryInvite).not.toHaveBeenCalled();
  });

  it('keeps nothing in the field, and nothing that a browser could keep', async () => {
    const { container } = await show();
    await enter(invite);
    const field = screen.getByRole<HTMLInputElement>('textbox');
    expect(field.value).toBe('');
    expect(field.getAttribute('autocomplete')).toBe('off');
    expect(container.querySelector('form')).toBeNull();
  });

  it('offers a newer version in the list only', async () => {
    const apply = vi.fn();
    const onWaiting = (call: () => void) => {
      call();
      return () => undefined;
    };
    await show({ updates: { onWaiting, apply } });
    await userEvent.click(screen.getByRole('button', { name: /^Wave/ }));
    expect(screen.queryByRole('button', { name: 'Renew' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'All exercises' }));
    await userEvent.click(screen.getByRole('button', { name: 'Renew' }));
    expect(apply).toHaveBeenCalledOnce();
  });

  it('says when everything is for trying out', async () => {
    await show();
    expect(screen.queryByText('Demonstration')).toBeNull();
  });

  it('says so at the top when it is', async () => {
    await show({ demonstration: true });
    expect(screen.getByText('Demonstration')).toBeTruthy();
  });
});
