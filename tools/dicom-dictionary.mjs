// Writes src/Ontotwin.Sources/Dicom/Dictionary/dicom.tsv.
// usage: npm pack @iwharris/dicom-data-dictionary@1.26.0 && npm pack dcmjs@0.52.2, unpack each, then
//        node tools/dicom-dictionary.mjs DICOM_DATA_DICTIONARY_FOLDER DCMJS_FOLDER > src/Ontotwin.Sources/Dicom/Dictionary/dicom.tsv
// The first is made from DICOM PS3.6 2019e chapter 6 (data elements); chapters 7 and 8 (file meta and directory elements, groups 0002 and 0004)
// and elements that the first lacks come from the second. Both are under the MIT licence.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [first, second] = process.argv.slice(2).map(folder => path.resolve(folder));
const { elements, revision } = createRequire(import.meta.url)(path.join(first, 'dist/index.js'));
const { dictionary } = await import(pathToFileURL(path.join(second, 'generate/dictionary.mjs')));
const codes = { up: 'UL', ox: 'OB/OW', xs: 'US/SS', lt: 'US/OW' };
const rows = new Map();
for (const { tag, keyword, vr, vm, isRetired } of Object.values(elements)) {
  if (!/^\(FFFE/.test(tag)) { rows.set(tag.slice(1, 10), [keyword, vr.split(' or ').join('/'), vm, isRetired ? 'retired' : '']); }
}
for (const { tag, name, vr, vm, version } of Object.values(dictionary)) {
  const plain = /^\(([0-9A-F]{4},[0-9A-F]{4})\)$/.exec(tag)?.[1];
  const group = plain && parseInt(plain.slice(0, 4), 16);
  const standard = /^(DICOM$|DICOM\/retired|Supp|CP)/.test(version ?? '') && plain && group % 2 === 0 && group !== 0 && group !== 0xFFFE;
  if (standard && !rows.has(plain) && /^[A-Z]/.test(name)) {
    rows.set(plain, [name.replace(/^RETIRED_/, '').replace(/^ACR_NEMA_/, ''), codes[vr] ?? vr, vm, /retired/.test(version) ? 'retired' : '']);
  }
}
console.log(`# DICOM data elements: tag (x: any digit), keyword, VR (alternatives by /), VM, retired. DICOM PS3.6 ${revision}, chapters 6 to 8.`);
console.log('# Made by tools/dicom-dictionary.mjs from npm @iwharris/dicom-data-dictionary 1.26.0, (c) 2019 Ian Harris, and npm dcmjs 0.52.2,');
console.log('# (c) 2017 Steve Pieper; both under the MIT licence: see LICENSE-dicom-dictionary.txt beside this file.');
for (const [tag, row] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
  if (row[0] && row[0] !== 'undefined' && row[1] && !/note/i.test(row[1])) { console.log([tag, ...row].join('\t').trimEnd()); }
}
