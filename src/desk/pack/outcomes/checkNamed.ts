/** Rules name each other by id: everything that is named is there, and is what the rule takes it for. */
import type { Report } from '#core/questionnaire/problem.ts';
import type { InBands, ItemRef, SectionRef } from '#core/scoring/outcomes.ts';
import type { OutcomesSource } from './outcomesSource.ts';
import type { PackItems } from './packItems.ts';

export function checkNamed(outcomes: OutcomesSource, pack: PackItems, report: Report): void {
  const naming = namingIn(outcomes, pack, report);
  checkIds(outcomes, report);
  checkIncidents(outcomes.incidents, naming, report);
  checkProblems(outcomes, naming, report);
  checkHelp(outcomes.help, naming, report);
  checkFigures(outcomes, naming, report);
}

interface Naming {
  sections(at: string, named: readonly SectionRef[]): void;
  items(at: string, named: readonly ItemRef[]): void;
  score(at: string, id: string): OutcomesSource['scores'][number] | undefined;
  bands(at: string, named: readonly InBands[]): void;
  known(what: string, at: string, ids: readonly string[], among: readonly { readonly id: string }[]): void;
  caveats(at: string, ids: readonly string[]): void;
}

function namingIn({ scores, caveats }: OutcomesSource, pack: PackItems, report: Report): Naming {
  const known: Naming['known'] = (what, at, ids, among) => {
    for (const id of ids) {
      if (!among.some((one) => one.id === id)) report(at, `unknown ${what} "${id}"`, 'correct the id');
    }
  };
  const score: Naming['score'] = (at, id) => {
    known('score', at, [id], scores);
    return scores.find((one) => one.id === id);
  };
  return {
    known,
    score,
    sections: (at, named) => {
      for (const ref of named) pack.section(ref, at);
    },
    items: (at, named) => {
      for (const ref of named) pack.item(ref, at);
    },
    bands: (at, named) => {
      for (const { score: id, bands } of named) {
        const found = score(at, id);
        const has = found?.bands?.list.map((band) => band.id) ?? [];
        for (const band of bands) {
          if (found !== undefined && !has.includes(band))
            report(at, `the score "${id}" has no band "${band}"`, 'correct the band or give the score bands');
        }
      }
    },
    caveats: (at, ids) => known('caveat', at, ids, caveats),
  };
}

function checkIncidents(incidents: OutcomesSource['incidents'], naming: Naming, report: Report): void {
  const { stoppedSixMonths, stoppedPeriod, stopped, change, childIncidents, control, witness } = incidents;
  naming.sections('incidents.change', change.value.sections);
  naming.sections('incidents.stoppedPeriod', stoppedPeriod.value.sections);
  naming.items('incidents.stopped', [...stopped.value.contact, ...stopped.value.placedOut]);
  naming.items('incidents.childIncidents', childIncidents.value.nights);
  for (const id of stoppedSixMonths.value.scores) {
    const score = naming.score('incidents.stoppedSixMonths', id);
    if (score !== undefined && score.method !== 'recency')
      report(
        'incidents.stoppedSixMonths',
        `the score "${id}" is no recency`,
        'name scores of the method recency',
      );
  }
  for (const id of witness.value.seenOrHeard) naming.score('incidents.witness', id);
  for (const id of control.value.acts) naming.score('incidents.control', id);
  naming.bands('incidents.control', [...control.value.control, ...control.value.fear]);
  naming.caveats('incidents.frequentOrSerious', [incidents.frequentOrSerious.value.caveat]);
}

function checkProblems({ problems, stacking }: OutcomesSource, naming: Naming, report: Report): void {
  for (const { id, whenAny, informants } of problems) {
    naming.bands(`problem ${id}`, whenAny);
    if (informants === 'one' && whenAny.length > 1)
      report(`problem ${id}`, 'it has more than one score and one informant', 'write "informants": "any"');
  }
  naming.known('problem', 'stacking', stacking.value.problems, problems);
}

function checkHelp(help: OutcomesSource['help'], naming: Naming, report: Report): void {
  naming.items('help.talkedWithChild', help.talkedWithChild.value.items);
  naming.items('help.caseManagers', help.caseManagers.value.items);
  for (const { need, when, services } of help.needs.value) {
    naming.bands(`need ${need}`, when);
    naming.known('service', `need ${need}`, services, help.services);
  }
  // The list that is printed and the mark on each service say the same.
  const listed = help.specialised.value.services;
  naming.known('service', 'help.specialised', listed, help.services);
  for (const { id, specialised, items } of help.services) {
    naming.items(`service ${id}`, items);
    if (specialised && !listed.includes(id))
      report(`service ${id}`, 'it is specialised and not in the list "specialised"', 'make both the same');
    if (!specialised && listed.includes(id))
      report(`service ${id}`, 'it is in the list "specialised" and not marked so', 'make both the same');
  }
}

function checkFigures(outcomes: OutcomesSource, naming: Naming, report: Report): void {
  naming.sections('participation.person', outcomes.participation.person.value.acts);
  const subjects = [
    ...outcomes.scores,
    ...outcomes.problems,
    ...[...Object.keys(outcomes.incidents), ...Object.keys(outcomes.help)].map((id) => ({ id })),
  ];
  for (const { id, of, caveats } of outcomes.statistics) {
    naming.known('score, problem or outcome', `statistic ${id}`, of, subjects);
    naming.caveats(`statistic ${id}`, caveats);
  }
  for (const { id, comparable, figure, items } of outcomes.comparisons) {
    const at = `comparison ${id}`;
    naming.items(at, items);
    if (figure !== null && figure.to < figure.from)
      report(at, 'its figure ends before it begins', 'let "to" be "from" or more');
    if (figure?.unit === 'percent' && figure.to > 100)
      report(at, `${figure.to} percent is more than everybody`, 'correct the figure');
    if (comparable && items.length === 0)
      report(at, 'nothing of this study stands beside it', 'name its "items" or write "comparable": false');
    if (comparable && figure === null)
      report(at, 'it is called comparable and has no figure', 'write the figure or "comparable": false');
  }
  for (const { id, choices, byDefault } of outcomes.switches) {
    if (!choices.includes(byDefault))
      report(`switch ${id}`, `"${byDefault}" is none of its choices`, 'correct "byDefault"');
  }
}

/** One id, one thing: a statistic names scores, problems and outcomes alike. */
function checkIds(outcomes: OutcomesSource, report: Report): void {
  const { scores, problems, acts, help, incidents, statistics, caveats, comparisons, switches } = outcomes;
  const idsOf = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);
  const groups = [
    [...idsOf(scores), ...idsOf(problems), ...Object.keys(incidents), ...Object.keys(help)],
    ...[acts, help.services, statistics, caveats, comparisons, switches].map(idsOf),
  ];
  for (const group of groups) {
    for (const id of new Set(group.filter((one, index) => group.indexOf(one) !== index)))
      report('', `the id "${id}" is used twice`, 'give each its own id');
  }
}
