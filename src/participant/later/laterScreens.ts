import { ChooseScreen } from './ChooseScreen.tsx';
import { EndScreen } from './EndScreen.tsx';
import { GridItem } from './GridItem.tsx';
import { HelpLines } from './HelpLines.tsx';
import { readHelp } from './help.ts';
import { RestScreen } from './RestScreen.tsx';

/** What no first item waits for, together in one chunk. */
export const laterScreens = { ChooseScreen, EndScreen, GridItem, HelpLines, RestScreen, readHelp };
