/** The twelve pages of an invented municipality in each of two countries: five boards, forty people. */
import type { Country } from '../../core/kernel/platform.ts';
import { digits } from '../simulator/random.ts';

export interface HistoryAccount {
  readonly externalId: string;
  readonly name: string;
  readonly country: Country;
  readonly board: string;
  /** Of all comments, in parts. */
  readonly weight: number;
  readonly administrators: readonly [string, string];
  readonly deputies: readonly string[];
  readonly head: string;
  readonly unit: string;
}

type Row = readonly [name: string, country: Country, board: string, weight: number, first: string];

const ROWS: readonly Row[] = [
  ['Norrsjö kommun (demo)', 'SE', 'Kommunstyrelsen (demo)', 22, 'ebba.snofors'],
  ['Norrsjö stadsbyggnad (demo)', 'SE', 'Tekniska nämnden (demo)', 14, 'jarl.tallmo'],
  ['Norrsjö vatten och avfall (demo)', 'SE', 'Tekniska nämnden (demo)', 8, 'tove.myrberg'],
  ['Norrsjö gator och parker (demo)', 'SE', 'Tekniska nämnden (demo)', 9, 'nils.stenhed'],
  ['Norrsjö skola (demo)', 'SE', 'Utbildningsnämnden (demo)', 12, 'cajsa.havstad'],
  ['Norrsjö gymnasium (demo)', 'SE', 'Utbildningsnämnden (demo)', 5, 'loke.ekmark'],
  ['Norrsjö bibliotek (demo)', 'SE', 'Kultur- och fritidsnämnden (demo)', 6, 'iris.ronnfors'],
  ['Norrsjö bad och idrott (demo)', 'SE', 'Kultur- och fritidsnämnden (demo)', 6, 'dag.lindaker'],
  ['Norrsjö omsorg (demo)', 'SE', 'Kommunstyrelsen (demo)', 4, 'ulla.brattmo'],
  ['Fjordvik kommune (demo)', 'NO', 'Fjordvik kommunedirektør (demo)', 9, 'sindre.fjelltun'],
  ['Fjordvik teknisk drift (demo)', 'NO', 'Fjordvik kommunedirektør (demo)', 3, 'oddny.vikane'],
  ['Fjordvik bibliotek (demo)', 'NO', 'Fjordvik kommunedirektør (demo)', 2, 'ingvild.strandbu'],
];

const DOMAINS: Readonly<Record<Country, string>> = { SE: 'norrsjo.example', NO: 'fjordvik.example' };
const SECONDS: Readonly<Record<Country, string>> = { SE: 'klara.bjorklid', NO: 'tone.sundmo' };

export const HISTORY_ACCOUNTS: readonly HistoryAccount[] = ROWS.map(
  ([name, country, board, weight, first]) => {
    const at = (person: string): string => `${person}@${DOMAINS[country]}`;
    return {
      externalId: digits(`history:${name}`),
      name,
      country,
      board,
      weight,
      administrators: [at(first), at(SECONDS[country])],
      deputies: [at('vikarie')],
      head: at(country === 'SE' ? 'ragna.aslund' : 'hilde.nordas'),
      unit: at(country === 'SE' ? 'kommunikation' : 'kommunikasjon'),
    };
  },
);

export const MUNICIPALITY = 'Norrsjö och Fjordvik (demo)';
