// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ReadAloud } from '#ui/items/ReadAloud.tsx';
import { yesNo } from '../../support/smallQuestionnaire.ts';
import { renderWithWords } from '../../support/withWords.tsx';

const voice = (lang: string, localService: boolean) => ({ lang, localService, default: false, name: lang });

function speech(voices: readonly object[]) {
  const spoken: string[] = [];
  const cancel = vi.fn();
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      readonly text: string;
      constructor(said: string) {
        this.text = said;
      }
    },
  );
  vi.stubGlobal('speechSynthesis', {
    getVoices: () => voices,
    cancel,
    speak: ({ text }: { text: string }) => spoken.push(text),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
  return { spoken, cancel };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const texts = { label: 'Is it dry?', aloud: 'Is the garden dry?', options: { yes: 'Yes', no: 'No' } };
const show = () => renderWithWords(<ReadAloud item={yesNo('dry')} texts={texts} facts={{}} language="en" />);

describe('reading aloud', () => {
  it('says nothing by itself; a tap reads item and options, the next tap stops', async () => {
    const { spoken, cancel } = speech([voice('en-GB', true)]);
    await show();
    expect(spoken).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Read aloud' }));
    expect(spoken).toEqual(['Is the garden dry?', 'Yes', 'No']);
    cancel.mockClear();
    await userEvent.click(screen.getByRole('button', { name: 'Stop reading' }));
    expect(cancel).toHaveBeenCalledOnce();
    expect(screen.getByRole('button', { name: 'Read aloud' })).toBeTruthy();
  });

  it('stops when the screen goes', async () => {
    const { cancel } = speech([voice('en-GB', true)]);
    const { unmount } = await show();
    unmount();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it.each([
    ['a voice that sends the text away', [voice('en-GB', false)]],
    ['a voice in another language', [voice('nl-NL', true)]],
    ['no voice', []],
  ])('is not offered with %s', async (_, voices) => {
    speech(voices);
    await show();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
