// The newest window in large figures, in the title, and, once a window is over, as a spoken line.

import {counted, number, sizeName} from './format.js';
import {bounds} from './table.js';

const element = id => document.getElementById(id);

export class Latest {
  show({some, rows, clock, size}) {
    const row = rows.newest;
    element('latest').hidden = !some || !row;
    if (!some || !row) {
      return;
    }
    const all = rows.of('');
    const before = all[all.length - 2];
    element('latest-title').textContent =
      `${clock.window(size, row.start, row.seconds)}${row.settled ? '' : ', still open'}`;
    element('latest-users').textContent = (row.exact ? '' : '≈ ') + number(row.users);
    element('latest-bounds').textContent = bounds(row);
    element('latest-frames').textContent = number(row.frames);
    element('before-title').textContent = `The ${sizeName(size)} before`;
    element('before-users').textContent = before
      ? `${before.exact ? '' : '≈ '}${counted(before.users, 'user', 'users')}, ${counted(before.frames, 'frame', 'frames')}` : '–';
    this.say(all, clock, size);
  }

  /** Says the numbers of a window when the next one has begun. */
  say(all, clock, size) {
    const over = all[all.length - 2];
    const key = over && `${size}/${over.start}`;
    if (key && this.said && this.said !== key && this.said.startsWith(`${size}/`)) {
      element('say').textContent = `${clock.window(size, over.start, over.seconds)}: `
        + `${counted(over.users, 'unique user', 'unique users')}, ${counted(over.frames, 'frame', 'frames')}`;
    }
    this.said = key;
  }

  title({rows, groups, clock, size, topic}) {
    const row = rows.newest;
    if (row) {
      const users = groups.length === 1 ? `${row.exact ? '' : '≈ '}${counted(row.users, 'user', 'users')}`
        : counted(groups.reduce((sum, group) => sum + (rows.find(group, row.start)?.frames ?? 0), 0), 'frame', 'frames');
      document.title = `${users} · ${topic}`;
    }
  }
}
