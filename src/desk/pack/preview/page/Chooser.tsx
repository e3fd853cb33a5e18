import { useState } from 'react';
import type { Outlined } from '../previewPieces.ts';
import { type Frame, frameAddress, kindRows, type Row, sectionRows } from './framesFor.ts';

interface Props {
  readonly questionnaires: readonly Outlined[];
  readonly problems: readonly string[];
}

const everyKind = 'every item type';
const widths = [320, 360, 414] as const;

export function Chooser({ questionnaires, problems }: Props) {
  const [name, setName] = useState<string>(everyKind);
  const [section, setSection] = useState<string | null>(null);
  const [band, setBand] = useState<string | null>(null);
  const [width, setWidth] = useState<number>(360);
  const [dark, setDark] = useState(false);
  const chosen = questionnaires.find((one) => one.name === name);
  const shownSection = section ?? chosen?.sections[0]?.id ?? '';
  const shownBand = band ?? chosen?.bands[0] ?? '';
  const rows = chosen === undefined ? kindRows(questionnaires) : sectionRows(chosen, shownSection, shownBand);
  return (
    <>
      <header>
        <Choice
          label="Questionnaire"
          value={name}
          options={[everyKind, ...questionnaires.map((one) => one.name)]}
          onChange={(next) => {
            setName(next);
            setSection(null);
            setBand(null);
          }}
        />
        {chosen !== undefined && (
          <Choice
            label="Section"
            value={shownSection}
            options={chosen.sections.map(({ id }) => id)}
            onChange={setSection}
          />
        )}
        {chosen !== undefined && (
          <Choice label="Age band" value={shownBand} options={chosen.bands} onChange={setBand} />
        )}
        <Choice
          label="Width"
          value={String(width)}
          options={widths.map(String)}
          onChange={(next) => setWidth(Number(next))}
        />
        <label>
          <input type="checkbox" checked={dark} onChange={({ target }) => setDark(target.checked)} /> Dark
        </label>
      </header>
      {problems.length > 0 && (
        <ul className="problems">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {rows.map((row) => (
        <FrameRow key={row.title} row={row} width={width} dark={dark} />
      ))}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}

interface RowProps {
  readonly row: Row;
  readonly width: number;
  readonly dark: boolean;
}

/** As wide as a grid needs to show its lines together. */
const togetherWidth = 1060;

function FrameRow({ row, width, dark }: RowProps) {
  const caption = ({ questionnaire, item, band, language }: Frame): string =>
    `${language}, ${band}: ${questionnaire} ${item}`;
  return (
    <section>
      <h2>{row.title}</h2>
      <div className="frames">
        {row.frames.map((frame) => {
          const address = frameAddress(frame, dark);
          return (
            <figure key={address}>
              <figcaption>{caption(frame)}</figcaption>
              <iframe
                title={caption(frame)}
                src={address}
                loading="lazy"
                width={frame.together ? togetherWidth : width}
                height={680}
              />
            </figure>
          );
        })}
      </div>
    </section>
  );
}
