import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  createInterviewMachine,
  type InterviewMachine,
  type InterviewParts,
  type InterviewState,
} from './interviewMachine.ts';

/** One interview for as long as its screen stands. The journal comes in, so a list does for a test. */
export function useInterview(parts: InterviewParts): {
  readonly state: InterviewState;
  readonly machine: InterviewMachine;
} {
  const [machine] = useState(() => createInterviewMachine(parts));
  useEffect(() => {
    void machine.begin();
  }, [machine]);
  return { state: useSyncExternalStore(machine.subscribe, machine.state), machine };
}
