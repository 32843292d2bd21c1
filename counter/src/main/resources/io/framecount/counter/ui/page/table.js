// The numbers as a table, and the legend of groups: the same as the charts show, as text.

import {counted, groupName, number, sizeName} from './format.js';
import {dash} from './chart.js';

const MOST = 200;
const SVG = 'http://www.w3.org/2000/svg';

const element = id => document.getElementById(id);

export function cell(kind, text, className) {
  const made = document.createElement(kind);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

/** What is to be said of a row beside its numbers. */
export function remarks(row) {
  const said = [row.settled ? 'settled' : 'still open'];
  if (row.corrected) {
    said.push('corrected');
  }
  if (row.late) {
    said.push(`${counted(row.late, 'frame', 'frames')} came late`);
  }
  return said.join(', ');
}

/** Between what the users lie; a saturated sketch tells no upper bound. */
export function bounds(row) {
  if (row.exact) {
    return '';
  }
  return row.upper === null ? `${number(row.lower)} or more, no upper bound` : `${number(row.lower)} to ${number(row.upper)}`;
}

export function showTable({rows, groups, clock, size, from, to, grouped, approximate, by}) {
  const all = groups.flatMap(group => rows.of(group)
    .filter(row => row.start >= from && row.start <= to)
    .map(row => ({group, row})));
  all.sort((a, b) => b.row.start - a.row.start);
  const head = ['Window', ...(grouped ? [by ?? 'Group'] : []), 'Unique users',
    ...(approximate ? ['95% between'] : []), 'Frames', 'Revision', 'State'];
  const text = new Set(['Window', by ?? 'Group', 'State']);
  const table = element('rows').querySelector('table');
  table.tHead.rows[0].replaceChildren(...head.map(name => {
    const heading = cell('th', name, text.has(name) ? 'text' : '');
    heading.scope = 'col';
    return heading;
  }));
  table.tBodies[0].replaceChildren(...all.slice(0, MOST).map(({group, row}) => {
    const line = document.createElement('tr');
    const first = cell('th', clock.window(size, row.start, row.seconds), 'text');
    first.scope = 'row';
    line.append(first, ...(grouped ? [cell('td', groupName(group), 'text')] : []),
      cell('td', (row.exact ? '' : '≈ ') + number(row.users)),
      ...(approximate ? [cell('td', bounds(row))] : []),
      cell('td', number(row.frames)),
      cell('td', number(row.revision), row.revision > 1 ? 'revised' : ''),
      cell('td', remarks(row), 'text'));
    return line;
  }));
  element('rows-title').textContent = `Windows of a ${sizeName(size)} in view, newest first`
    + (all.length > MOST ? `: ${MOST} of ${number(all.length)}` : '');
}

/** The legend; its numbers are those of one window, as the title says. */
export function showLegend({groups, palette, title, rowOf}) {
  element('legend-title').textContent = title;
  const body = element('legend').tBodies[0];
  body.replaceChildren(...groups.map((group, i) => {
    const row = rowOf(group);
    const name = cell('th', '');
    name.scope = 'row';
    name.append(swatch(palette.groups[i % 8], dash(i)), groupName(group));
    const line = document.createElement('tr');
    line.append(name,
      cell('td', row ? (row.exact ? '' : '≈ ') + number(row.users) : '–'),
      cell('td', row ? number(row.frames) : '–'));
    return line;
  }));
}

function swatch(colour, dashes) {
  const stroke = document.createElementNS(SVG, 'path');
  for (const [name, value] of Object.entries({
    d: 'M0 5H26', stroke: colour, 'stroke-width': 2.5, 'stroke-dasharray': dashes.join(' ') || 'none',
  })) {
    stroke.setAttribute(name, value);
  }
  return svg('0 0 26 10', stroke);
}

function svg(viewBox, ...children) {
  const made = document.createElementNS(SVG, 'svg');
  made.setAttribute('viewBox', viewBox);
  made.setAttribute('aria-hidden', 'true');
  made.append(...children);
  return made;
}

const SHAPES = {corrected: 'M6 1L11 6L6 11L1 6Z', late: 'M6 1L11 11L1 11Z', open: 'M2 6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0'};

/** What the signs in the charts mean, for those that are in view. */
export function showMarks(found) {
  element('marks').replaceChildren(...found.map(({name, text}) => {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', SHAPES[name]);
    path.setAttribute('fill', 'none');
    path.setAttribute('stroke', 'currentColor');
    path.setAttribute('stroke-width', '1.6');
    const item = cell('li', '');
    item.append(svg('0 0 12 12', path), text);
    return item;
  }));
}
