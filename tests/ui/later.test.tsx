// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Later } from '#ui/layout/Later.tsx';

afterEach(cleanup);
const gone = () => Promise.reject(new TypeError('no connection'));

describe('something from a chunk of its own', () => {
  it('shows when it is there, and nothing before', async () => {
    const load = vi.fn(async () => ({ word: 'here' }));
    const { container } = render(<Later load={load} show={({ word }) => <p>{word}</p>} missing="missing" />);
    expect(container.textContent).toBe('');
    expect(await screen.findByText('here')).toBeTruthy();
    expect(load).toHaveBeenCalledOnce();
  });

  it('has something else to show, or another way on, when it cannot be fetched', async () => {
    const onMissing = vi.fn();
    render(<Later load={gone} show={() => 'here'} missing={<p>instead</p>} onMissing={onMissing} />);
    expect(await screen.findByText('instead')).toBeTruthy();
    expect(onMissing).toHaveBeenCalledOnce();
  });

  it('does nothing any more once it is off the screen', async () => {
    const onMissing = vi.fn();
    const { unmount } = render(<Later load={gone} show={() => 'here'} onMissing={onMissing} />);
    unmount();
    await gone().catch(() => undefined);
    await Promise.resolve();
    expect(onMissing).not.toHaveBeenCalled();
  });
});
