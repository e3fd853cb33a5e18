// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPage } from '#ui/layout/page.ts';

beforeEach(() => {
  document.body.replaceChildren();
});

function Counter({ onGone }: { onGone: () => void }) {
  const [count, setCount] = useState(0);
  useEffect(() => onGone, [onGone]);
  return (
    <button type="button" onClick={() => setCount(count + 1)}>
      {count}
    </button>
  );
}

describe('the one page', () => {
  it('takes what it shows out of the document and brings it back as it was', async () => {
    const page = createPage(document);
    act(() => page.show(<Counter onGone={() => undefined} />));
    await userEvent.click(screen.getByRole('button', { name: '0' }));
    page.conceal();
    expect(document.body.innerHTML).toBe('');
    page.reveal();
    expect(screen.getByRole('button', { name: '1' })).toBeTruthy();
  });

  it('is blank before anything that was shown hears that it goes', () => {
    const page = createPage(document);
    const seen: string[] = [];
    act(() => page.show(<Counter onGone={() => seen.push(document.body.innerHTML)} />));
    act(page.leave(() => undefined));
    expect(seen).toEqual(['']);
    page.reveal();
    expect(document.body.innerHTML).toBe('');
  });

  it('is blank at once, and drawn blank before anything else is done', async () => {
    const page = createPage(document);
    const seen: string[] = [];
    act(() => page.show(<Counter onGone={() => seen.push('gone')} />));
    requestAnimationFrame(() => seen.push('frame'));
    page.leave(() => seen.push('next'));
    expect(document.body.innerHTML).toBe('');
    expect(seen).toEqual([]);
    await vi.waitFor(() => expect(seen).toContain('next'));
    expect(seen).toEqual(['frame', 'gone', 'next']);
  });

  it('waits for no frame when it is told so, or when none comes', async () => {
    const page = createPage(document);
    const seen: string[] = [];
    page.leave(() => seen.push('now'))();
    expect(seen).toEqual(['now']);
    const frames = vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(0);
    page.leave(() => seen.push('out of sight'));
    await vi.waitFor(() => expect(seen).toEqual(['now', 'out of sight']));
    frames.mockRestore();
  });

  it('shows one thing after another, never two', () => {
    const page = createPage(document);
    const gone = vi.fn();
    act(() => page.show(<Counter onGone={gone} />));
    act(() => page.show(<p>other</p>));
    expect(gone).toHaveBeenCalledOnce();
    expect(document.body.textContent).toBe('other');
  });
});
