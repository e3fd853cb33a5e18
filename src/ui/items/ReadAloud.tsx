import { useEffect, useState } from 'react';
import type { Item } from '#core/questionnaire/compiled.ts';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import { offered, offeredOptions } from '#core/questionnaire/offered.ts';
import { Button } from '../layout/Button.tsx';
import { useWords } from '../words/useWords.ts';
import type { ShownTexts } from './fillText.ts';
import { useLocalVoice } from './useLocalVoice.ts';

interface Props {
  readonly item: Item;
  readonly texts: ShownTexts;
  readonly facts: Facts;
  readonly language: string;
}

/** Starts by a tap only, and stops when the screen changes. Without a voice on the device there is no button. */
export function ReadAloud({ item, texts, facts, language }: Props) {
  const { t } = useWords('space');
  const voice = useLocalVoice(language);
  const [speaking, setSpeaking] = useState(false);

  useEffect(() => {
    if (voice === null) return;
    return () => window.speechSynthesis.cancel();
  }, [voice]);

  if (voice === null) return null;

  const toggle = (): void => {
    window.speechSynthesis.cancel();
    if (speaking) {
      setSpeaking(false);
      return;
    }
    const parts = spokenParts(item, texts, facts);
    parts.forEach((part, index) => {
      const utterance = new SpeechSynthesisUtterance(part);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = 0.9;
      if (index === parts.length - 1) utterance.onend = () => setSpeaking(false);
      // Somebody else fell silent on its behalf: another screen opened.
      utterance.onerror = () => setSpeaking(false);
      window.speechSynthesis.speak(utterance);
    });
    setSpeaking(true);
  };

  return (
    <div>
      <Button kind="quiet" onClick={toggle} aria-pressed={speaking}>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" stroke="currentColor">
          <path d="M4 10v4h4l5 4V6l-5 4H4z" strokeWidth="1.8" strokeLinejoin="round" />
          <path
            d="M16 9c1.3 1.8 1.3 4.2 0 6M18.5 6.5c3 3.4 3 7.6 0 11"
            strokeWidth="1.8"
            strokeLinecap="round"
          />
        </svg>
        {speaking ? t('item.aloud.stop') : t('item.aloud')}
      </Button>
    </div>
  );
}

export function spokenParts(item: Item, texts: ShownTexts, facts: Facts): readonly string[] {
  const label = (id: string): string => texts.options?.[id] ?? id;
  const options =
    item.type === 'choice'
      ? offered(item.options, facts).map(({ id }) => label(id))
      : item.type === 'choices'
        ? offeredOptions(item, facts).map(({ id }) => label(id))
        : item.type === 'scale' || item.type === 'frequency'
          ? offered(item.points, facts).map(({ value }) => label(String(value)))
          : [];
  const stem = texts.stem === undefined ? [] : [texts.stem];
  return [...stem, texts.aloud ?? texts.label, ...(texts.help === undefined ? [] : [texts.help]), ...options];
}
