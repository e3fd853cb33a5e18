/** The preview's own page: what to look at, and the frames with it. */
import { createRoot } from 'react-dom/client';
import './chooser.css';
import type { Outlined } from '../previewPieces.ts';
import { Chooser } from './Chooser.tsx';

interface Pack {
  readonly questionnaires: readonly Outlined[];
  readonly problems: readonly string[];
}

const pack = (await (await fetch('/pack.json')).json()) as Pack;
const place = document.createElement('div');
document.body.append(place);
createRoot(place).render(<Chooser questionnaires={pack.questionnaires} problems={pack.problems} />);
