import { useEffect, useState } from 'react';

/** A voice of the device itself: others send the text to a server. Null: none for this language. */
export function useLocalVoice(language: string): SpeechSynthesisVoice | null {
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null>(null);
  useEffect(() => {
    const speech = 'speechSynthesis' in window ? window.speechSynthesis : null;
    if (speech === null) return;
    const look = (): void => {
      const fits = speech
        .getVoices()
        .filter((each) => each.localService && each.lang.toLowerCase().split(/[-_]/)[0] === language);
      setVoice(fits.find((each) => each.default) ?? fits[0] ?? null);
    };
    look();
    speech.addEventListener?.('voiceschanged', look);
    return () => speech.removeEventListener?.('voiceschanged', look);
  }, [language]);
  return voice;
}
