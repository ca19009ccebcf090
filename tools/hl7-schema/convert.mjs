// Writes src/Ontotwin.Sources/Hl7v2/Schema/Data/*.txt from the npm package hl7-dictionary 1.0.1 (MIT).
//   npm pack hl7-dictionary@1.0.1 && tar xzf hl7-dictionary-1.0.1.tgz && node convert.mjs package OUT
// Lines, tab-separated:
//   M <structure> <grammar>   grammar: SEG, SEG? SEG* SEG+, GROUP?( … ), choice <A|B|C>; blanks between
//   A <structure named after an event> <the structure that table 0354 gives the event>
//   S <segment> <description>, then its fields:   F <type> <R|O> <max repetitions, 0 unbounded> <name>
//   D <data type> <description>, then its components:   C <type> <name>
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [packageDir, out] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), 'x.js'));
const load = p => require(join(process.cwd(), packageDir, 'lib', p));

// A misspelling in the package, and names that are no names (a slash cannot stand in a path): ours, as near to the package's as may be.
const groupNames = { TIIMING: 'TIMING', 'Observation/Result_Group': 'OBSERVATION_RESULT_GROUP',
  'SUBJECT_PERSON/ANIMAL_IDENTIFICATION': 'SUBJECT_PERSON_ANIMAL_IDENTIFICATION',
  'SUBJECT_POPULATION/LOCATION_IDENTIFICATION': 'SUBJECT_POPULATION_LOCATION_IDENTIFICATION' };

const table0354 = load('tables.js')['354'].values;
const structureOfEvent = {};
for (const [structure, events] of Object.entries(table0354)) {
  for (const e of events.split(',').map(x => x.trim())) {
    if (/^[A-Z]\w\d$|^[A-Z]\d\d$/.test(e)) structureOfEvent[structure.slice(0, 3) + '_' + e] = structure;
  }
}

const suffix = n => n.min > 0 ? (n.max === 1 ? '' : '+') : (n.max === 1 ? '?' : '*');
const clean = s => (s ?? '').replace(/[\t\r\n]+/g, ' ').trim();

// In 2.6 the package gives most groups as exactly one; take the cardinality that 2.7.1 or 2.5.1 gives the group of that name in that
// structure, else any number: a repair by inference, not from the text of 2.6.
const neighbours = {};
function noteGroups(structure, nodes) {
  for (const n of nodes) if (n.children) { neighbours[structure + '/' + n.name] ??= suffix(n); noteGroups(structure, n.children); }
}
for (const v of ['2.7.1', '2.5.1']) for (const [name, m] of Object.entries(load(`${v}/messages.js`))) noteGroups(name, m.segments.segments ?? []);
function repair26(structure, nodes) {
  for (const n of nodes) {
    if (!n.children) continue;
    if (n.min === 1 && n.max === 1) {
      const s = neighbours[structure + '/' + n.name] ?? '*';
      [n.min, n.max] = [s === '' || s === '+' ? 1 : 0, s === '' || s === '?' ? 1 : 0];
    }
    repair26(structure, n.children);
  }
}

function grammar(node) {
  if (node.compounds) {
    const names = node.compounds.map(c => typeof c === 'string' ? c : c.name).filter(n => /^[A-Z][A-Z0-9]{2}$/.test(n));
    return names.length ? `<${names.join('|')}>${suffix(node)}` : '';
  }
  if (node.children) {
    const inside = node.children.map(grammar).filter(x => x).join(' ');
    return inside ? `${groupNames[node.name] ?? node.name}${suffix(node)}( ${inside} )` : '';
  }
  return /^[A-Z][A-Z0-9]{2}$/.test(node.name) ? node.name + suffix(node) : '';
}

for (const version of ['2.1', '2.2', '2.3', '2.3.1', '2.4', '2.5', '2.5.1', '2.6', '2.7.1']) {
  const messages = load(`${version}/messages.js`), segments = load(`${version}/segments.js`), types = load(`${version}/fields.js`);
  const lines = [`# HL7 ${version}, from hl7-dictionary 1.0.1 (MIT, Fernando Serrano); written by tools/hl7-schema/convert.mjs`];
  const grammars = {};
  if (version === '2.6') for (const [name, m] of Object.entries(messages)) repair26(name, m.segments.segments ?? []);
  for (const [name, m] of Object.entries(messages)) grammars[name] = (m.segments.segments ?? []).map(grammar).filter(x => x).join(' ');
  for (const name of Object.keys(grammars).sort()) {
    const target = structureOfEvent[name];
    if (target && target !== name && grammars[target]) lines.push(`A\t${name}\t${target}`);
    else if (grammars[name]) lines.push(`M\t${name}\t${grammars[name]}`);
  }
  for (const name of Object.keys(segments).sort()) {
    lines.push(`S\t${name}\t${clean(segments[name].desc)}`);
    for (const f of segments[name].fields) lines.push(`F\t${f.datatype}\t${f.opt === 2 ? 'R' : 'O'}\t${f.rep === f.table ? 1 : f.rep}\t${clean(f.desc)}`);
  }
  for (const name of Object.keys(types).sort()) {
    lines.push(`D\t${name}\t${clean(types[name].desc)}`);
    for (const c of types[name].subfields ?? []) lines.push(`C\t${c.datatype}\t${clean(c.desc)}`);
  }
  writeFileSync(join(out, `v${version}.txt`), lines.join('\n') + '\n');
}
const events = Object.entries(structureOfEvent).filter(([e, s]) => e !== s).sort().map(([e, s]) => `${e}\t${s}`);
writeFileSync(join(out, 'table0354.txt'), '# HL7 table 0354, message structure of an event, from hl7-dictionary 1.0.1 (MIT)\n' + events.join('\n') + '\n');
