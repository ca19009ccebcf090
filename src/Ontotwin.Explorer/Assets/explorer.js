// Marks the step of a proof that a box of the graph stands for, and opens everything for printing.
'use strict';

function choose(step, box) {
  document.querySelectorAll('.is-chosen').forEach((e) => e.classList.remove('is-chosen'));
  for (let e = step; e; e = e.parentElement) { if (e.tagName === 'DETAILS') { e.open = true; } }
  step.classList.add('is-chosen');
  if (box) { box.classList.add('is-chosen'); }
  step.scrollIntoView({ block: 'center' });
}

document.addEventListener('click', (event) => {
  const box = event.target.closest('a.box');
  const step = box && document.querySelector(box.getAttribute('href'));
  if (!step) { return; }
  event.preventDefault();
  choose(step, box);
  step.focus({ preventScroll: true });
});

window.addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
