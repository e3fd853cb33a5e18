import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '#desk/pack/print/findBrowser.ts';
import { noBrowser } from '#desk/pack/print/printPdf.ts';
import { printQuestionnaire } from '#desk/pack/print/printQuestionnaire.ts';
import { type Authoring, itemOf, sectionOf, textsAt } from '../../support/authoredQuestionnaire.ts';
import { compiledGarden } from '../../support/compiledGarden.ts';
import { packCommand } from '../../support/packCommand.ts';
import { packDirectory } from '../../support/packFolder.ts';

const paper = (change: Authoring = () => undefined, language = 'en'): string => {
  const html = printQuestionnaire(compiledGarden(change), language);
  if (html === null) throw new Error('nothing printed');
  return html;
};
/** What a reader sees of the article of one item. */
const article = (html: string, name: string): string => {
  const found = html.split('<article').find((part) => part.includes(`<code>g_${name}</code>`)) ?? '';
  return found.split('</article>', 1)[0]?.replaceAll('\n', ' ') ?? '';
};

describe('a paper version', () => {
  it('has every item once, under the name of its column', () => {
    const html = paper();
    const names = [...html.matchAll(/<h4>.*<code>g_(\w+)<\/code><\/h4>/g)].map(([, name]) => name);
    expect(names).toEqual([
      ...['hasGarden', 'plants', 'trees', 'apples', 'pears', 'story', 'hail', 'frost', 'rainDays', 'boots'],
      ...['helpers', 'nettles', 'thistles', 'rules', 'mayEnter', 'sown'],
    ]);
  });

  it('has the codes of all answers, and of the reasons for none', () => {
    const html = paper();
    expect(article(html, 'hasGarden')).toContain('<li>○ Yes <code>1</code></li><li>○ No <code>0</code></li>');
    expect(article(html, 'plants')).toContain('☐ None <code>9</code> <em>(only this)</em>');
    expect(article(html, 'nettles')).toContain(
      '○ many <code>2</code> <em>(offered only if: this is the first wave',
    );
    expect(article(html, 'trees')).toContain('______ trees (0 to 40, whole number)');
    expect(article(html, 'helpers')).toContain('☐ [each child by first name]');
    expect(article(html, 'apples')).toContain(
      'Not answering: I do not know -91, I would rather not say -92, passed over -96',
    );
  });

  it('says conditions and checks in words', () => {
    const html = paper();
    expect(article(html, 'trees')).toContain('Only if: g_hasGarden is “Yes” (1).');
    expect(article(html, 'pears')).toContain(
      'Only if: g_hasGarden is “Yes” (1) and this person&#39;s age is at least 8.'.replace('&#39;', "'"),
    );
    expect(article(html, 'pears')).toContain(
      'Asks again unless: g_pears is at most g_apples; message: “So many?”',
    );
    expect(paper(undefined, 'nl')).toContain('Alleen als: g_hasGarden is “Yes” (1).');
  });

  it.each<[source: string, said: string]>([
    ["hasGarden in ['yes', 'no']", 'g_hasGarden is one of: “Yes” (1), “No” (0).'],
    [
      "'rose' in plants && !missing(hasGarden)",
      '“Rose” (1) is chosen at g_plants and not (g_hasGarden has no answer).',
    ],
    [
      "(firstWave || wave == 'T2') && hasGarden != 'no'",
      '(this is the first wave of this person or the wave is T2) and g_hasGarden is not “No” (0).',
    ],
    ["reason(hasGarden) == 'dont-know'", 'the reason for not answering at g_hasGarden is I do not know.'],
    [
      'childCount + partnerCount > 2.0',
      'the number of children + the number of partners and former partners is more than 2.',
    ],
    [
      "firstWave ? hasGarden == 'yes' : true",
      'if this is the first wave of this person then g_hasGarden is “Yes” (1) else yes.',
    ],
    ["band == 'adult'", 'the age band is adults.'],
  ])('"%s"', (source, said) => {
    const html = paper((from) => {
      itemOf(from, 'trees', 'number').relevant = source;
    });
    expect(article(html, 'trees')).toContain(`Only if: ${said}`);
  });

  it('shows gaps for what is piped, and every form of a text', () => {
    const html = paper();
    expect(html).toContain('The year of [first name]');
    expect(article(html, 'apples')).toContain('Apples since the beginning of ......?');
    expect(article(html, 'pears')).toContain('Her pears? / His pears? / Pears?');
    expect(article(html, 'helpers')).toContain('Which of your [number] children help?');
    expect(html).not.toContain('{{');
  });

  it('shows them inside a condition and a signal too', () => {
    const html = paper((from) => {
      for (const id of ['hasGarden', 'mayEnter'])
        for (const texts of textsAt(from, id)) texts.options = { yes: 'Since {{since}}', no: 'No' };
      itemOf(from, 'mayEnter', 'choice').signal = ['yes'];
    });
    expect(article(html, 'trees')).toContain('Only if: g_hasGarden is “Since ......” (1).');
    expect(article(html, 'mayEnter')).toContain('Gives a signal at: Since ......');
  });

  it('says of a section for whom it is, whether it asks about a period, and what it is flagged', () => {
    const html = paper((from) => {
      sectionOf(from, 'shed').relevant = 'childCount > 0.0';
    });
    expect(html).toContain('This part is asked for each child.');
    expect(html).toContain('This part is about a period.');
    expect(html).toContain('Flags: core.');
    expect(html).toContain('Only if: the number of children is more than 0.');
    expect(html).toContain('How many of these grow there?');
    expect(article(html, 'mayEnter')).toContain('Yes or no is the consent <code>entering</code>.');
    expect(article(html, 'rules')).toContain('Going on records that the information was seen.');
  });

  it('is marked as long as nobody has reviewed it', () => {
    expect(paper()).toContain('DRAFT: nobody has reviewed this text.');
    expect(
      paper((from) => {
        if (from.texts.en !== undefined) from.texts.en.review = 'reviewed';
      }),
    ).not.toContain('DRAFT');
  });

  it('stands alone, and a text stays a text', () => {
    const html = paper((from) => {
      for (const texts of textsAt(from, 'story')) texts.label = '<script>alert("1")</script> & more';
    });
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more');
    expect(html).not.toMatch(/<script|<link|<img|src=|https?:/);
  });

  it('does not exist in a language without texts', () => {
    expect(printQuestionnaire(compiledGarden(), 'fr')).toBeNull();
    expect(printQuestionnaire(compiledGarden(), 'constructor')).toBeNull();
  });
});

describe('on the command line', { timeout: 90_000 }, () => {
  let away: string;
  beforeEach(() => {
    away = mkdtempSync(join(tmpdir(), 'paper-'));
  });
  afterEach(() => {
    rmSync(away, { recursive: true });
  });

  it('writes a page, in the source language unless told otherwise', () => {
    const file = join(away, 'dummy.html');
    const { code, out, err } = packCommand(packDirectory, ['print', 'dummy/v1', '--out', file]);
    expect({ code, out, err }).toEqual({ code: 0, out: `${file}\n`, err: '' });
    expect(readFileSync(file, 'utf8')).toContain('<html lang="nl">');
  });

  it('writes a PDF through the browser of this computer', () => {
    const file = join(away, 'dummy.pdf');
    const { code, err } = packCommand(packDirectory, ['print', 'dummy/v1', '--pdf', '--out', file]);
    const installed = findBrowser(process.env) !== null;
    expect({ code, err }).toEqual(installed ? { code: 0, err: '' } : { code: 1, err: `${noBrowser}\n` });
    expect(existsSync(file) ? readFileSync(file).subarray(0, 5).toString('latin1') : 'none').toBe(
      installed ? '%PDF-' : 'none',
    );
  });

  it('says in one sentence that there is no browser, and what is not there', () => {
    const nowhere = { env: { ...process.env, ADEM_CHROMIUM: join(away, 'chromium') } };
    expect(
      packCommand(packDirectory, ['print', 'dummy/v1', '--pdf', '--out', join(away, 'x')], nowhere),
    ).toEqual({
      code: 1,
      out: '',
      err: `${noBrowser}\n`,
    });
    expect(packCommand(packDirectory, ['print', 'dummy/v9']).err).toContain(
      'There is no dummy/v9. Known are: ',
    );
    expect(packCommand(packDirectory, ['print', 'dummy/v1', '--language', 'fr']).err).toBe(
      'dummy/v1 has no texts in "fr": it has nl, en.\n',
    );
  });
});
