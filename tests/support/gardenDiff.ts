/** What `diff` says of the small questionnaire of authoredQuestionnaire.ts after one change. */
import { diffVersions } from '#desk/pack/diff/diffVersions.ts';
import type { VersionFolder } from '#desk/pack/versionFolder.ts';
import { type Authoring, authored } from './authoredQuestionnaire.ts';

export const gardenVersion = (change: Authoring = () => undefined): VersionFolder => {
  const from = authored();
  change(from);
  return { name: 'garden/v1', definition: from.definition, texts: new Map(Object.entries(from.texts)) };
};

export const changed = (change: Authoring) => {
  const { breaks, keeps } = diffVersions(gardenVersion(), gardenVersion(change));
  const line = ({ kind, at, what }: (typeof breaks)[number]): string => `${kind}: ${at}: ${what}`;
  return { breaks: breaks.map(line), keeps: keeps.map(line) };
};
