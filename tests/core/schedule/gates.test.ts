import { describe, expect, it } from 'vitest';
import { type ConsentOf, type GatedTask, resolveGates } from '#core/schedule/gates.ts';
import type { OfferedGate } from '#core/schedule/offeredTask.ts';

const task = (id: string, gates: readonly OfferedGate[] = [], subject = 'self'): GatedTask => ({
  id,
  questionnaire: id.split(' ')[0] ?? '',
  subject,
  gates,
});
const consents: OfferedGate = { gate: 'consent-given', questionnaire: 'consent', consent: 'taking-part' };
const seen: OfferedGate = { gate: 'information-seen', questionnaire: 'consent', hours: 24 };
const consent = task('consent');
const core = task('core', [seen, consents]);
const rest = task('rest', [{ gate: 'task-done', questionnaire: 'core' }]);

const handedOut = (
  all: readonly GatedTask[],
  done: readonly string[],
  said: ReturnType<ConsentOf> = null,
) => {
  const { tasks, refused } = resolveGates(all, new Set(done), () => said);
  return { tasks: tasks.map(({ id, gates }) => [id, gates]), refused: refused.map(({ id }) => id) };
};

describe('gates of an envelope', () => {
  it('name the tasks of that envelope', () => {
    expect(handedOut([consent, core, rest], [])).toEqual({
      tasks: [
        ['consent', []],
        [
          'core',
          [
            { gate: 'information-seen', task: 'consent', hours: 24 },
            { gate: 'consent-given', task: 'consent', consent: 'taking-part' },
          ],
        ],
        ['rest', [{ gate: 'task-done', task: 'core' }]],
      ],
      refused: [],
    });
  });

  it('fall away with a task that is done', () => {
    expect(handedOut([consent, core, rest], ['consent'], 'given')).toEqual({
      tasks: [
        ['core', []],
        ['rest', [{ gate: 'task-done', task: 'core' }]],
      ],
      refused: [],
    });
  });

  it('stay closed for good behind a consent that was refused, and so does what waits behind them', () => {
    expect(handedOut([consent, core, rest], ['consent'], 'refused')).toEqual({
      tasks: [],
      refused: ['core', 'rest'],
    });
  });

  it('bring a consent back that was passed over: else nothing behind it could ever open', () => {
    const { tasks } = handedOut([consent, core], ['consent'], null);
    expect(tasks.map(([id]) => id)).toEqual(['consent', 'core']);
    expect(tasks[1]?.[1]).toHaveLength(2);
  });

  it('are of no weight once the task itself is done, whatever was said later', () => {
    expect(handedOut([consent, core], ['consent', 'core'], 'refused')).toEqual({ tasks: [], refused: [] });
  });

  it('mean the task about the same child where there is one', () => {
    const about = (subject: string) => [
      task(`consent ${subject}`, [], subject),
      task(`core ${subject}`, [consents], subject),
    ];
    expect(handedOut([...about('girl'), ...about('boy')], []).tasks).toEqual([
      ['consent girl', []],
      ['core girl', [{ gate: 'consent-given', task: 'consent girl', consent: 'taking-part' }]],
      ['consent boy', []],
      ['core boy', [{ gate: 'consent-given', task: 'consent boy', consent: 'taking-part' }]],
    ]);
  });

  it('mean every task of the questionnaire where none is about the same one', () => {
    const all = [task('consent girl', [], 'girl'), task('consent boy', [], 'boy'), task('core', [consents])];
    expect(handedOut(all, []).tasks[2]?.[1]).toMatchObject([
      { task: 'consent girl' },
      { task: 'consent boy' },
    ]);
  });

  it('that name a questionnaire which this person does not get hold nothing back', () => {
    expect(handedOut([core], []).tasks).toEqual([['core', []]]);
  });
});
