// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { JoiningScreens } from '#participant/JoiningScreens.tsx';
import { fakeSpace, nothingWritten } from '../support/preview/fakeSpace.ts';
import { smallEnvelope } from '../support/smallQuestionnaire.ts';
import { renderWithWords } from '../support/withWords.tsx';

type Confirm = Parameters<typeof JoiningScreens>[0]['pending']['confirm'];

async function join(confirm?: Confirm) {
  const space = fakeSpace({
    envelope: smallEnvelope,
    questionnaires: [],
    help: null,
    written: nothingWritten(),
  });
  const onOpen = vi.fn();
  let code = '482915';
  await renderWithWords(
    <JoiningScreens
      pending={{
        get code() {
          return code;
        },
        band: 'adult',
        contact: 'team@example.org',
        drawAgain: () => {
          code = '730164';
          return code;
        },
        confirm:
          confirm ??
          (async (typed) =>
            typed === code ? { ok: true, value: space } : { ok: false, error: { type: 'wrong-code' } }),
      }}
      onOpen={onOpen}
    />,
  );
  return { onOpen, space };
}
const press = (name: string): Promise<void> => userEvent.click(screen.getByRole('button', { name }));

describe('joining', () => {
  it('shows the drawn number, spoken digit by digit', async () => {
    await join();
    expect(screen.getByText('4 8 2 9 1 5')).toBeTruthy();
    expect(screen.getByText('482')).toBeTruthy();
    expect(screen.getByText(/team@example.org/)).toBeTruthy();
  });

  it('draws another', async () => {
    await join();
    await press('Another number');
    expect(screen.getByText('7 3 0 1 6 4')).toBeTruthy();
    expect(screen.queryByText('4 8 2 9 1 5')).toBeNull();
  });

  it('opens the space once the number was typed', async () => {
    const { onOpen, space } = await join();
    await press('I know the number');
    expect(screen.queryByText('482')).toBeNull();
    await userEvent.type(screen.getByRole('textbox', { name: 'Number' }), '482915{Enter}');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(space);
  });

  it('says when it was another number, and shows the right one again', async () => {
    const { onOpen } = await join();
    await press('I know the number');
    await userEvent.type(screen.getByRole('textbox', { name: 'Number' }), '111111');
    await press('Open');
    expect(screen.getByRole('alert').textContent).toContain('That is another number');
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('');
    await press('Show the number again');
    expect(screen.getByText('4 8 2 9 1 5')).toBeTruthy();
    expect(onOpen).not.toHaveBeenCalled();
  });

  it('says when the device is full', async () => {
    const { onOpen } = await join(async () => ({
      ok: false,
      error: { type: 'storage', problem: { type: 'disk-full' } },
    }));
    await press('I know the number');
    await press('Open');
    expect(screen.getByRole('alert').textContent).toContain('This device is full');
    expect(onOpen).not.toHaveBeenCalled();
  });
});
