// The numbers of the window under the cursor, or of the newest, in words.

import {colours} from './chart.js';
import {counted, number} from './format.js';
import {bounds, remarks, showLegend} from './table.js';

const element = id => document.getElementById(id);

/** start: of the window that is pointed to, or null */
export function showReadout({start, rows, clock, size, groups, grouped}) {
  const group = groups.find(each => start != null && rows.find(each, start)) ?? groups[0];
  const shown = (start == null ? null : rows.find(group, start)) ?? rows.newest;
  if (!shown) {
    return;
  }
  const when = clock.window(size, shown.start, shown.seconds);
  element('legend').hidden = !grouped;
  if (grouped) {
    showLegend({groups, palette: colours(), title: when, rowOf: each => rows.find(each, shown.start)});
  }
  const bold = Object.assign(document.createElement('b'), {textContent: when});
  const more = grouped ? [] : words(shown);
  element('readout').replaceChildren(bold, more.map(part => ` · ${part}`).join(''));
}

function words(row) {
  return [
    `${row.exact ? '' : '≈ '}${counted(row.users, 'user', 'users')}`,
    ...(row.exact ? [] : [bounds(row)]),
    counted(row.frames, 'frame', 'frames'),
    ...(row.revision > 1 ? [`revision ${number(row.revision)}`] : []),
    remarks(row),
  ];
}

/** The same for those who listen. */
export function spoken(grouped) {
  const lines = grouped ? [...element('legend').tBodies[0].rows] : [];
  const groups = lines.map(({cells: [name, users, frames]}) =>
    `${name.textContent}: ${users.textContent} users, ${frames.textContent} frames`);
  return [element('readout').textContent, ...groups].join('. ');
}

/** What the signs in the charts mean, for those that there are. */
export function marksInView(rows, groups, from, to) {
  const visible = groups.flatMap(group => rows.of(group).filter(row => row.start >= from && row.start <= to));
  const open = groups.some(group => rows.of(group).at(-1)?.settled === false);
  const corrected = visible.filter(row => row.corrected).length;
  const late = visible.reduce((sum, row) => sum + row.late, 0);
  return [
    ...(open ? [{name: 'open', text: 'still open'}] : []),
    ...(corrected ? [{name: 'corrected', text: `corrected after it was settled (${counted(corrected, 'window', 'windows')})`}] : []),
    ...(late ? [{name: 'late', text: `${counted(late, 'frame', 'frames')} came too late to be counted there`}] : []),
  ];
}
