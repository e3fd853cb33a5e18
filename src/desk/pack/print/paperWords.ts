/** The words around a paper version, in Dutch and English; other languages get the English ones. */
import type { MissingReason } from '#core/event/missing.ts';
import type { ProtocolFactName } from '#core/questionnaire/protocolFacts.ts';

export interface PaperWords {
  readonly version: string;
  readonly prefix: string;
  readonly draft: string;
  readonly licence: string;
  readonly onPaper: string;
  readonly section: string;
  readonly flags: string;
  readonly practice: string;
  readonly rest: string;
  readonly period: string;
  readonly repeat: Readonly<Record<'child' | 'partner' | 'parent', string>>;
  readonly onlyIf: string;
  readonly block: string;
  readonly hard: string;
  readonly soft: string;
  readonly holds: string;
  readonly aloud: string;
  readonly signal: string;
  readonly consent: string;
  readonly information: string;
  readonly alone: string;
  readonly offeredIf: string;
  readonly everyRow: Readonly<Record<'child' | 'partner' | 'parent', string>>;
  readonly notAnswering: string;
  readonly passed: string;
  readonly reasons: Readonly<Partial<Record<MissingReason, string>>>;
  readonly row: string;
  readonly count: string;
  readonly from: string;
  readonly whole: string;
  readonly characters: string;
  readonly date: Readonly<Record<'year' | 'month' | 'day', string>>;
  readonly is: string;
  readonly isNot: string;
  readonly below: string;
  readonly atMost: string;
  readonly above: string;
  readonly atLeast: string;
  readonly oneOf: string;
  readonly among: string;
  readonly and: string;
  readonly or: string;
  readonly not: string;
  readonly missing: string;
  readonly reasonOf: string;
  readonly ifThen: readonly [string, string, string];
  readonly yes: string;
  readonly no: string;
  readonly facts: Readonly<Record<ProtocolFactName, string>>;
  readonly madeFor: string;
  /** Values of facts that are words. */
  readonly values: Readonly<Record<string, string>>;
}

const nl: PaperWords = {
  version: 'versie',
  prefix: 'Namen van variabelen beginnen met',
  draft: 'CONCEPT: deze tekst is niet nagekeken.',
  licence: 'Licentie',
  onPaper:
    'Deze papieren versie laat zien wat wordt gevraagd, met namen en codes. Op het scherm staat één vraag tegelijk en mag elke vraag worden overgeslagen.',
  section: 'Deel',
  flags: 'Kenmerken',
  practice: 'Oefening: komt niet in de tabel.',
  rest: 'Daarna een rust met de ademoefening.',
  period: 'Dit deel gaat over een periode. Op de plaats van ...... staat de maand waarin die begint.',
  repeat: {
    child: 'Dit deel wordt voor elk kind gevraagd.',
    partner: 'Dit deel wordt voor elke partner en ex-partner gevraagd.',
    parent: 'Dit deel wordt voor elke ouder gevraagd.',
  },
  onlyIf: 'Alleen als',
  block: 'Blok',
  hard: 'Kan niet verder tenzij',
  soft: 'Vraagt het na tenzij',
  holds: 'melding',
  aloud: 'Voorgelezen',
  signal: 'Geeft een signaal bij',
  consent: 'Ja of nee is de toestemming',
  information: 'Verder gaan legt vast dat de informatie is gezien.',
  alone: 'alleen dit',
  offeredIf: 'staat er alleen als',
  everyRow: {
    child: '[elk kind bij de voornaam]',
    partner: '[elke partner en ex-partner bij de voornaam]',
    parent: '[elke ouder bij de voornaam]',
  },
  notAnswering: 'Niet antwoorden',
  passed: 'overgeslagen',
  reasons: {
    'dont-know': 'weet ik niet',
    'prefer-not': 'wil ik niet zeggen',
    'not-applicable': 'niet van toepassing',
    'not-asked': 'niet gevraagd',
    'seen-and-passed': 'overgeslagen',
  },
  row: '[voornaam]',
  count: '[aantal]',
  from: 'tot en met',
  whole: 'heel getal',
  characters: 'tekens, nooit verplicht',
  date: { year: 'jaar', month: 'maand en jaar', day: 'dag, maand en jaar' },
  is: 'is',
  isNot: 'is niet',
  below: 'is minder dan',
  atMost: 'is hoogstens',
  above: 'is meer dan',
  atLeast: 'is minstens',
  oneOf: 'is een van',
  among: 'is gekozen bij',
  and: 'en',
  or: 'of',
  not: 'niet',
  missing: 'heeft geen antwoord',
  reasonOf: 'de reden om niet te antwoorden bij',
  ifThen: ['als', 'dan', 'anders'],
  yes: 'ja',
  no: 'nee',
  facts: {
    role: 'de rol',
    band: 'de leeftijdsgroep',
    wave: 'de meting',
    firstWave: 'dit de eerste meting van deze persoon is',
    consentAge: 'de leeftijd op de dag zelf',
    periodDays: 'het aantal dagen van de periode',
    childCount: 'het aantal kinderen',
    partnerCount: 'het aantal partners en ex-partners',
    parentCount: 'het aantal ouders',
    extent: 'de omvang',
    subjectAge: 'de leeftijd van het kind',
    subjectBand: 'de leeftijdsgroep van het kind',
    subjectSex: 'het geslacht van het kind',
    subjectRelation: 'de relatie met het kind',
    rowKind: 'het soort persoon',
    rowSex: 'het geslacht van deze persoon',
    rowAge: 'de leeftijd van deze persoon',
    rowRelation: 'de relatie met deze persoon',
    rowCount: 'het aantal van deze personen',
  },
  madeFor: 'Voor',
  values: {
    adult: 'volwassenen',
    'child-0-2': 'kind van 0 tot en met 2 jaar',
    'child-3-7': 'kind van 3 tot en met 7 jaar',
    'child-8-11': 'kind van 8 tot en met 11 jaar',
    'youth-12-15': 'jongere van 12 tot en met 15 jaar',
    'youth-16-19': 'jongere van 16 tot en met 19 jaar',
    full: 'volledig',
    core: 'alleen de kern',
    parent: 'ouder',
    child: 'kind',
    partner: 'partner',
    interviewer: 'interviewer',
    f: 'vrouw',
    m: 'man',
    x: 'x',
  },
};

const en: PaperWords = {
  version: 'version',
  prefix: 'Names of variables begin with',
  draft: 'DRAFT: nobody has reviewed this text.',
  licence: 'Licence',
  onPaper:
    'This paper version shows what is asked, with names and codes. On a screen there is one item at a time, and every item may be passed over.',
  section: 'Part',
  flags: 'Flags',
  practice: 'Practice: not in the table.',
  rest: 'Followed by a rest with the breathing exercise.',
  period: 'This part is about a period. The month in which it begins stands in the place of ......',
  repeat: {
    child: 'This part is asked for each child.',
    partner: 'This part is asked for each partner and former partner.',
    parent: 'This part is asked for each parent.',
  },
  onlyIf: 'Only if',
  block: 'Block',
  hard: 'Cannot go on unless',
  soft: 'Asks again unless',
  holds: 'message',
  aloud: 'Read aloud',
  signal: 'Gives a signal at',
  consent: 'Yes or no is the consent',
  information: 'Going on records that the information was seen.',
  alone: 'only this',
  offeredIf: 'offered only if',
  everyRow: {
    child: '[each child by first name]',
    partner: '[each partner and former partner by first name]',
    parent: '[each parent by first name]',
  },
  notAnswering: 'Not answering',
  passed: 'passed over',
  reasons: {
    'dont-know': 'I do not know',
    'prefer-not': 'I would rather not say',
    'not-applicable': 'does not apply',
    'not-asked': 'not asked',
    'seen-and-passed': 'passed over',
  },
  row: '[first name]',
  count: '[number]',
  from: 'to',
  whole: 'whole number',
  characters: 'characters, never required',
  date: { year: 'year', month: 'month and year', day: 'day, month and year' },
  is: 'is',
  isNot: 'is not',
  below: 'is less than',
  atMost: 'is at most',
  above: 'is more than',
  atLeast: 'is at least',
  oneOf: 'is one of',
  among: 'is chosen at',
  and: 'and',
  or: 'or',
  not: 'not',
  missing: 'has no answer',
  reasonOf: 'the reason for not answering at',
  ifThen: ['if', 'then', 'else'],
  yes: 'yes',
  no: 'no',
  facts: {
    role: 'the role',
    band: 'the age band',
    wave: 'the wave',
    firstWave: 'this is the first wave of this person',
    consentAge: 'the age on the day itself',
    periodDays: 'the number of days of the period',
    childCount: 'the number of children',
    partnerCount: 'the number of partners and former partners',
    parentCount: 'the number of parents',
    extent: 'the extent',
    subjectAge: "the child's age",
    subjectBand: "the child's age band",
    subjectSex: "the child's sex",
    subjectRelation: 'the relation to the child',
    rowKind: 'the kind of person',
    rowSex: "this person's sex",
    rowAge: "this person's age",
    rowRelation: 'the relation to this person',
    rowCount: 'the number of these persons',
  },
  madeFor: 'For',
  values: {
    adult: 'adults',
    'child-0-2': 'child of 0 to 2 years',
    'child-3-7': 'child of 3 to 7 years',
    'child-8-11': 'child of 8 to 11 years',
    'youth-12-15': 'youth of 12 to 15 years',
    'youth-16-19': 'youth of 16 to 19 years',
    full: 'full',
    core: 'the core only',
    parent: 'parent',
    child: 'child',
    partner: 'partner',
    interviewer: 'interviewer',
    f: 'female',
    m: 'male',
    x: 'x',
  },
};

export const paperWords = (language: string): PaperWords => (language === 'nl' ? nl : en);
