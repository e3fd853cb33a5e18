import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Item, Questionnaire, Texts } from '#core/questionnaire/compiled.ts';
import { offered } from '#core/questionnaire/offered.ts';
import { plainText } from '#core/questionnaire/plainText.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { type CompiledPack, compilePack } from '#desk/pack/compilePack.ts';
import { packDirectory } from './support/packFolder.ts';

function pack(): CompiledPack {
  const compiled = compilePack(packDirectory);
  if (!compiled.ok) throw new Error(compiled.error.map(problemLine).join('\n'));
  return compiled.value;
}
const { questionnaires, help, study } = pack();

const itemsOf = (questionnaire: Questionnaire): readonly Item[] =>
  questionnaire.sections.flatMap((section) => section.blocks.flatMap((block) => block.items));
const named = (questionnaire: string): Questionnaire => {
  const found = questionnaires.find((one) => one.questionnaire === questionnaire);
  if (found === undefined) throw new Error(`no ${questionnaire}`);
  return found;
};

const labelsOf = (texts: Texts): readonly string[] =>
  Object.values(texts.items).map(({ label }) => plainText(label));
const folders = questionnaires.map(({ questionnaire, version }) => `${questionnaire}/v${version}`);

describe('the study pack', () => {
  it('has a questionnaire for everybody whom the study asks', () => {
    expect(folders).toEqual([
      'assent-8-11/v1',
      'child-8-11/v1',
      'consent-for-child/v1',
      'consent-parent/v1',
      'consent-youth/v1',
      'dummy/v1',
      'parent-about-child/v1',
      'parent-core/v1',
      'topic-guide/v1',
      'visit-record/v1',
      'youth/v1',
    ]);
    for (const one of questionnaires) expect(Object.keys(one.texts)).toEqual(['nl', 'en']);
    expect(study.languages[0]).toBe('nl');
  });

  it('is a draft, and says so in every language', () => {
    expect(study.demo).toBe(true);
    for (const one of questionnaires)
      for (const texts of Object.values(one.texts)) expect(texts.review).toBe('draft');
  });

  it('lets every item be declined', () => {
    const firm = questionnaires
      .flatMap(itemsOf)
      .filter((item) => item.type !== 'note' && !item.reasons.includes('prefer-not'));
    expect(firm).toEqual([]);
  });

  it('names the month wherever it counts acts', () => {
    const timeless = questionnaires.flatMap((one) =>
      one.sections.flatMap((section) =>
        section.blocks.flatMap((block) =>
          block.items
            .filter((item) => item.type === 'frequency' && item.act !== undefined)
            .flatMap((item) =>
              Object.values(one.texts).flatMap((texts) => {
                const own = [
                  texts.items[item.id]?.help,
                  texts.items[item.id]?.label,
                  texts.sections[section.id]?.intro,
                ];
                return JSON.stringify(own).includes('{{since}}') ? [] : [`${one.questionnaire} ${item.id}`];
              }),
            ),
        ),
      ),
    );
    expect(timeless).toEqual([]);
  });

  it('never says "last time" about a period', () => {
    const said = JSON.stringify(questionnaires.map((one) => one.texts));
    expect(said).not.toMatch(/vorige keer|laatste keer|last time/i);
  });

  it('asks nobody about suicide or harming oneself', () => {
    const said = questionnaires.flatMap((one) => Object.values(one.texts).flatMap(labelsOf)).join(' ');
    expect(said).not.toMatch(/suïcid|zelfmoord|suicid|zelfbeschadig|self-harm|kill (my|your)self/i);
  });

  it('asks nobody under age about anything sexual', () => {
    const acts = questionnaires
      .filter(({ respondent, subject }) => respondent === 'child' || subject === 'child')
      .flatMap(itemsOf)
      .filter(({ act }) => act?.kind === 'sexual');
    expect(acts).toEqual([]);
    const said = questionnaires
      .filter(({ respondent }) => respondent === 'child')
      .flatMap((one) => Object.values(one.texts).flatMap(labelsOf));
    expect(said.join(' ')).not.toMatch(/seks|sexual|\bsex\b|bloot|naked/i);
  });

  it('shows nothing because of a danger answer', () => {
    const danger = new Set(
      questionnaires.flatMap(itemsOf).flatMap(({ id, act, signal }) => ((act ?? signal) ? [id] : [])),
    );
    const hanging = questionnaires.flatMap((one) =>
      itemsOf(one).flatMap((item) =>
        [...danger].some((id) => JSON.stringify(item.relevant ?? '').includes(`"${id}"`)) ? [item.id] : [],
      ),
    );
    expect(danger.size).toBeGreaterThan(40);
    expect(hanging).toEqual([]);
  });

  it('has a guide for trying each section with people, and says that nobody has', () => {
    const missing = questionnaires.flatMap(({ questionnaire, sections }) => {
      const guide = readFileSync(join(packDirectory, questionnaire, 'pretest.md'), 'utf8');
      expect(guide.split('\n\n').slice(0, 2).join(' ')).toMatch(/not(hing)?\b[^.]*\btried/i);
      return sections
        .filter(({ id }) => !guide.includes(`## ${id}\n`))
        .map(({ id }) => `${questionnaire} ${id}`);
    });
    expect(missing).toEqual([]);
  });
});

describe('acts', () => {
  const actsOf = (questionnaire: string) =>
    itemsOf(named(questionnaire)).flatMap((item) =>
      item.act === undefined ? [] : [{ id: item.id, ...item.act }],
    );

  it('between partners are asked in both directions, each act once', () => {
    const acts = actsOf('parent-core').filter(({ kind }) => kind !== 'control');
    const towardsMe = acts
      .filter((act) => act.victim === 'self')
      .map((act) => `${act.kind} ${act.id.replace('byPartner', '')}`);
    const byMe = acts
      .filter((act) => act.actor === 'self')
      .map((act) => `${act.kind} ${act.id.replace('byMe', '')}`);
    expect(towardsMe).toEqual(byMe);
    expect(towardsMe.filter((act) => !act.startsWith('any'))).toHaveLength(16);
    expect(towardsMe.filter((act) => act.startsWith('sexual'))).toHaveLength(2);
    expect(towardsMe.filter((act) => act.startsWith('any'))).toHaveLength(1);
  });

  it('towards a child are the same by each actor', () => {
    const acts = actsOf('parent-about-child').filter(({ kind }) => kind !== 'neglect' && kind !== 'any');
    const kinds = (actor: string) => acts.filter((act) => act.actor === actor).map(({ kind }) => kind);
    expect(kinds('self')).toHaveLength(8);
    expect(kinds('row')).toEqual(kinds('self'));
    expect(acts.filter(({ victim }) => victim !== 'subject')).toEqual([]);
  });

  it.each(['parent-core', 'parent-about-child', 'youth'])(
    'of %s are counted in seven classes, and "before" in the first wave only',
    (questionnaire) => {
      const counted = itemsOf(named(questionnaire)).filter(
        (item) => item.type === 'frequency' && item.act !== undefined,
      );
      expect(counted.length).toBeGreaterThan(8);
      for (const item of counted) {
        if (item.type !== 'frequency') throw new Error('no frequency');
        const values = (firstWave: boolean) => offered(item.points, { firstWave }).map(({ value }) => value);
        expect(values(false)).toEqual([0, 1, 2, 3, 4, 5, 6]);
        expect(values(true)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
        const severity = (value: number) =>
          item.points.find((point) => point.value === value)?.severity ?? -1;
        // "Before" lies between never and once.
        expect([0, 7, 1, 2, 3, 4, 5, 6].map(severity)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      }
    },
  );

  it.each(['parent-core', 'parent-about-child', 'youth'])(
    'of %s end with when it was last',
    (questionnaire) => {
      const last = actsOf(questionnaire).filter(({ kind }) => kind === 'any');
      expect(last.length).toBe(questionnaire === 'parent-core' ? 2 : 1);
      for (const { id } of last) {
        const item = itemsOf(named(questionnaire)).find((one) => one.id === id);
        expect(item?.type === 'choice' && item.options.map((option) => option.id)).toEqual([
          'past-week',
          'past-month',
          'one-to-six-months',
          'six-to-twelve-months',
          'longer-ago',
          'never',
        ]);
      }
    },
  );
});

describe('what is asked of children', () => {
  const forms = [named('child-8-11'), named('assent-8-11')];

  it('has three rests and begins with practice', () => {
    const { sections } = named('child-8-11');
    expect(sections[0]?.practice).toBe(true);
    expect(sections.filter(({ rest }) => rest)).toHaveLength(3);
  });

  it('has three or four answers, mostly with faces or circles', () => {
    const wide = forms
      .flatMap(itemsOf)
      .filter((item) => 'options' in item && item.options.length + ('rows' in item ? 2 : 0) > 4);
    expect(wide).toEqual([]);
    const looks = itemsOf(named('child-8-11')).flatMap((item) => ('look' in item ? [item.look] : []));
    expect(looks.filter((look) => look !== 'words').length).toBeGreaterThan(looks.length / 2);
  });

  it('shows nothing because of an answer', () => {
    expect(itemsOf(named('child-8-11')).filter((item) => item.relevant !== undefined)).toEqual([]);
  });

  it('is asked without negations', () => {
    const labels = (language: string) =>
      forms.flatMap(({ texts }) => (texts[language] === undefined ? [] : labelsOf(texts[language])));
    for (const label of labels('nl')) expect(label).not.toMatch(/\b(niet|geen|nooit|niemand|niets)\b/i);
    for (const label of labels('en')) expect(label).not.toMatch(/\b(not|no|never|nobody|nothing)\b|n’t|n't/i);
  });

  it('has short sentences', () => {
    const sentences = forms
      .flatMap(({ texts }) => Object.values(texts).flatMap(labelsOf))
      .flatMap((label) => label.split(/[.?!]/));
    expect(sentences.filter((sentence) => sentence.trim().split(/\s+/).length > 12)).toEqual([]);
  });
});

describe('the harmless questionnaire', () => {
  it('has no word of what the study is about', () => {
    expect(JSON.stringify(named('dummy').texts)).not.toMatch(
      /geweld|ruzie|bang|veilig|slaan|sloeg|violence|quarrel|afraid|safe|\bhit\b/i,
    );
  });
});

describe('help lines', () => {
  it('begin with the emergency number for every band', () => {
    for (const band of ['adult', 'child-8-11', 'youth-12-15', 'youth-16-19'] as const) {
      const lines = help.lines.filter((line) => line.bands.includes(band));
      expect(lines[0]?.dial).toBe('112');
      expect(lines.length).toBeGreaterThanOrEqual(3);
    }
  });

  it('were checked within the last nine months', () => {
    const oldest = new Date();
    oldest.setMonth(oldest.getMonth() - 9);
    const checkAgain = help.lines
      .filter((line) => new Date(line.checkedOn) < oldest)
      .map((line) => `${line.shown} was checked on ${line.checkedOn}`);
    expect(checkAgain).toEqual([]);
  });

  it('do not offer children a line about suicide', () => {
    expect(
      help.lines.filter((line) => line.bands.includes('child-8-11')).map((line) => line.shown),
    ).not.toContain('113');
  });
});
