/** What a manifest for real families needs and a demonstration does not. Pure: one line for each thing that is missing. */
import type { CompiledPack } from './pack/compilePack.ts';
import type { Office } from './state/entry.ts';

export function checkReady(
  compiled: Pick<CompiledPack, 'questionnaires' | 'help' | 'study'>,
  office: Office,
  demo: boolean,
): readonly string[] {
  if (demo) return [];
  const drafts = compiled.questionnaires.flatMap((questionnaire) =>
    draftLanguages(questionnaire.texts).map(
      (language) =>
        `- ${questionnaire.questionnaire} v${questionnaire.version}: the text in "${language}" is a draft; have it reviewed.`,
    ),
  );
  return [
    ...(compiled.study.demo
      ? ['- study.json says "demo": true, but the root of this desk is not a demonstration.']
      : []),
    ...drafts,
    ...draftLanguages(compiled.help.texts).map(
      (language) => `- help lines: the text in "${language}" is a draft; have it reviewed.`,
    ),
    ...(office.ethics === null ? ["- the committee's reference is missing; give it with --ethics."] : []),
    ...(office.disclosure === null
      ? ['- the disclosure protocol is missing; name it with --disclosure.']
      : []),
    ...(office.onCall === null ? ['- the person on call is missing; name one with --on-call.'] : []),
    ...(office.contact === null ? ['- the contact for families is missing; give it with --contact.'] : []),
  ];
}

const draftLanguages = (
  texts: Readonly<Record<string, { readonly review: 'draft' | 'reviewed' }>>,
): readonly string[] =>
  Object.entries(texts).flatMap(([language, { review }]) => (review === 'draft' ? [language] : []));
