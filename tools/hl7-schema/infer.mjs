// Proposes message structures for Data/amendments.txt from messages whose segments another reader has put into groups (../shared, oracles/hl7v2-leaves/synthetic).
//   node infer.mjs ORACLES/hl7v2-leaves/synthetic DATA v28,v281 2.8 STRUCTURE…
// The rows tell which parts a group has, in which order, and which begins it always; the first file's rows must be there, those of the others are used where
// they do not contradict. What the rows do not show of a structure that DATA knows already is kept behind the part that it follows there. Segments but
// the one that begins a group, and groups that were not seen once only, may repeat: a message is to be grouped, not judged.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, data, files, version, ...wanted] = process.argv.slice(2);
const rows = files.split(',').map(file => readFileSync(join(folder, file + '.jsonl'), 'utf8').trim().split('\n').map(l => JSON.parse(l)).filter(r => !('generated' in r)));

const newNode = name => ({ name, instances: 0, present: 0, repeats: false, before: new Map(), children: new Map() });

function add(node, paths) {
  node.instances++;
  // The parts of this instance, in order: [name, how often, the paths inside each].
  const order = [], parts = new Map();
  for (const path of paths) {
    const [, name, index] = /^([^()]+)\((\d+)\)$/.exec(path[0]) ?? [null, path[0], '0'];
    const isGroup = path.length > 1;
    if (!parts.has(name)) { parts.set(name, new Map()); order.push(name); }
    const inside = parts.get(name);
    if (!inside.has(index)) inside.set(index, isGroup ? [] : null);
    if (isGroup) inside.get(index).push(path.slice(1));
  }
  for (const name of order) {
    const child = node.children.get(name) ?? newNode(name);
    node.children.set(name, child);
    child.present++;
    if (parts.get(name).size > 1) child.repeats = true;
    for (const inside of parts.get(name).values()) { if (inside) { child.isGroup = true; add(child, inside); } }
  }
  order.forEach((name, i) => order.slice(i + 1).forEach(later => {
    const set = node.before.get(later) ?? new Set(); set.add(name); node.before.set(later, set);
  }));
}

function sorted(node) {
  const rest = [...node.children.keys()], out = [];
  while (rest.length) {
    const at = rest.findIndex(n => ![...(node.before.get(n) ?? [])].some(b => rest.includes(b)));
    if (at < 0) throw new Error('no order in ' + node.name);
    out.push(...rest.splice(at, 1));
  }
  return out.map(n => node.children.get(n));
}

// The grammar that DATA has for a structure, as a tree of the same kind.
function known(structure) {
  const text = name => readFileSync(join(data, name), 'utf8').split('\n').map(l => l.split('\t'));
  const chain = version === '2.8.1' ? ['2.8.1', '2.8', '2.7.1'] : version === '2.8' ? ['2.8', '2.7.1'] : [version];
  for (const v of chain) {
    const line = text('amendments.txt').find(c => c[0] === v && c[1] === structure) ?? (v.startsWith('2.8') ? null : text(`v${v}.txt`).find(c => c[0] === 'M' && c[1] === structure));
    if (line) return parse(line[2].split(/ +/).filter(x => x));
  }
  return [];
}

function parse(tokens) {
  const list = [];
  while (tokens.length && tokens[0] !== ')') {
    let token = tokens.shift();
    const isGroup = token.endsWith('(');
    if (isGroup) token = token.slice(0, -1);
    if (token[0] === '<') { for (const name of token.replace(/[<>?*+]/g, '').split('|')) list.push({ name, suffix: '*' }); continue; }
    const name = token.replace(/[?*+]$/, ''), node = { name, suffix: token.slice(name.length), isGroup };
    if (isGroup) { node.children = parse(tokens); tokens.shift(); }
    list.push(node);
  }
  return list;
}

const first = node => node.isGroup ? first(node.children[0]) : node.name.slice(0, 3);

function shown(node) {
  return sorted(node).map((child, i) => {
    const required = i === 0 && child.present === node.instances;
    const suffix = child.isGroup ? (child.present === node.instances ? (child.repeats ? '+' : '') : '*') : i === 0 ? (required ? (child.repeats ? '+' : '') : child.repeats ? '*' : '?') : '*';
    return { name: child.isGroup ? child.name : child.name.slice(0, 3), suffix, isGroup: child.isGroup, children: child.isGroup ? shown(child) : undefined };
  });
}

function merge(own, old) {
  const has = name => own.some(n => n.name === name);
  old.forEach((node, i) => {
    if (has(node.name)) { if (node.isGroup) { const mine = own.find(n => n.name === node.name); if (mine.isGroup) merge(mine.children, node.children); } return; }
    if (node.isGroup && own.some(n => first(n) === first(node))) return;
    if (!node.isGroup && own.some(n => n.isGroup && first(n) === node.name)) return;
    const before = old.slice(0, i).map(n => own.map(o => o.name).lastIndexOf(n.name)).filter(x => x >= 0).pop() ?? -1;
    if (before < 0) return;
    own.splice(before + 1, 0, node.isGroup ? node : { ...node, suffix: '*' });
  });
  return own;
}

const written = list => list.map(n => n.isGroup ? `${n.name}${n.suffix}( ${written(n.children)} )` : n.name + n.suffix).join(' ');

const names = node => new Map([...node.children].flatMap(([n, c]) => [[n, !!c.isGroup], ...(c.isGroup ? [...names(c)].map(([k, v]) => [n + '/' + k, v]) : [])]));

for (const structure of wanted) {
  const tree = newNode(structure);
  rows[0].filter(r => r.structure === structure).forEach(r => add(tree, r.paths.map(p => p.split('/'))));
  let best = tree;
  for (const others of rows.slice(1)) {
    const both = newNode(structure), other = newNode(structure);
    const theirs = others.filter(r => r.structure === structure);
    theirs.forEach(r => add(other, r.paths.map(p => p.split('/'))));
    [...rows[0].filter(r => r.structure === structure), ...theirs].forEach(r => add(both, r.paths.map(p => p.split('/'))));
    // A group that only the other version has, or one that it does not have, is another structure.
    const mine = names(tree), its = names(other);
    const groups = m => [...m].filter(([, g]) => g).map(([k]) => k);
    const clash = groups(its).some(g => [...mine.keys()].some(k => k.split('/').pop().slice(0, 3) === g.split('/').pop()) ) || [...its].some(([k, g]) => mine.has(k) && mine.get(k) !== g);
    try { shown(both); if (!clash) best = both; } catch { /* in another order: another structure */ }
  }
  console.log(`${version}\t${structure}\t${written(merge(shown(best), known(structure)))}`);
}
