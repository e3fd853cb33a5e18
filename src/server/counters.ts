/** Counts for whoever runs the mailbox. Numbers only: no address, no id, no size of a single bundle. */
export interface Counters {
  addAnswer(listener: string, route: string, status: number): void;
  addFault(code: string): void;
  print(): string;
}

export function createCounters(): Counters {
  const answers = new Map<string, number>();
  const faults = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return {
    addAnswer: (listener, route, status) =>
      add(answers, `listener="${listener}",route="${route}",status="${status}"`),
    addFault: (code) => add(faults, `code="${/^[A-Z_]{1,40}$/.test(code) ? code : 'other'}"`),
    print: () =>
      [
        '# TYPE adem_answers_total counter',
        ...lines('adem_answers_total', answers),
        '# TYPE adem_faults_total counter',
        ...lines('adem_faults_total', faults),
        '',
      ].join('\n'),
  };
}

const lines = (name: string, counts: ReadonlyMap<string, number>): string[] =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([labels, count]) => `${name}{${labels}} ${count}`);
