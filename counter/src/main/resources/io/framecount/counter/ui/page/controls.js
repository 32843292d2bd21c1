// What the reader chooses: windows, range, groups, zoom.

import {groupName, number, sizeName} from './format.js';

const element = id => document.getElementById(id);
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Ranges worth offering for windows of so many seconds; null is all. */
function ranges(seconds) {
  if (seconds < HOUR) {
    return [['1 h', HOUR], ['6 h', 6 * HOUR], ['24 h', DAY], ['7 d', 7 * DAY], ['All', null]];
  }
  if (seconds < DAY) {
    return [['2 d', 2 * DAY], ['14 d', 14 * DAY], ['90 d', 90 * DAY], ['All', null]];
  }
  return seconds < 8 * DAY ? [['90 d', 90 * DAY], ['1 y', 366 * DAY], ['All', null]] : [['All', null]];
}

function radios(parent, name, choices, chosen, onChange) {
  const known = [...parent.querySelectorAll('input')].map(input => input.value).join();
  if (known === choices.map(([label]) => label).join()) {
    parent.querySelectorAll('input').forEach(input => (input.checked = input.value === chosen));
    return;
  }
  parent.querySelectorAll('label').forEach(label => label.remove());
  for (const [label, value] of choices) {
    const input = Object.assign(document.createElement('input'), {
      type: 'radio', name, value: label, checked: label === chosen,
    });
    input.addEventListener('change', () => onChange(value, label));
    const text = Object.assign(document.createElement('span'), {textContent: label});
    const box = document.createElement('label');
    box.append(input, text);
    parent.append(box);
  }
}

export class Controls {
  /** listener: {window(size), range(seconds or null), groups(names), zoom(factor), reset()} */
  constructor(listener) {
    this.listener = listener;
    element('zoom-in').addEventListener('click', () => listener.zoom(0.5));
    element('zoom-out').addEventListener('click', () => listener.zoom(2));
    element('zoom-reset').addEventListener('click', () => listener.reset());
  }

  show(state) {
    const {meta, size, seconds} = state;
    radios(element('windows'), 'window', meta.windows.map(info => [sizeName(info.size), info.size]),
      sizeName(size), value => this.listener.window(value));
    const choices = ranges(seconds);
    const chosen = state.zoomed ? null : choices.find(([, span]) => span === state.span)?.[0];
    radios(element('ranges'), 'range', choices, chosen, value => this.listener.range(value));
    element('zoom-reset').disabled = !state.zoomed;
    this.showGroups(state);
  }

  showGroups({meta, size, groups}) {
    const info = meta.windows.find(each => each.size === size);
    const names = info?.groups ?? [];
    const box = element('groups');
    box.hidden = names.length < 2;
    if (box.hidden) {
      return;
    }
    const list = element('group-list');
    const by = meta.by ? ` of ${meta.by}` : '';
    box.querySelector('summary').textContent = `Groups${by}: ${groups.length} of ${number(info.groupCount)} shown`;
    list.querySelector('legend').textContent = names.length < info.groupCount
      ? `The ${names.length} greatest; at most 8 at once` : 'At most 8 at once';
    const key = JSON.stringify([names, groups]);
    if (key !== this.groupKey) {
      this.groupKey = key;
      this.fillGroups(list, names, groups);
    }
  }

  fillGroups(list, names, groups) {
    const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
    list.querySelectorAll('label').forEach(label => label.remove());
    for (const name of names) {
      const input = Object.assign(document.createElement('input'), {
        type: 'checkbox', value: name, checked: groups.includes(name),
      });
      input.disabled = !input.checked && groups.length >= 8;
      input.addEventListener('change', () => this.chooseGroup(name, input.checked, groups));
      const label = document.createElement('label');
      label.append(input, groupName(name));
      list.append(label);
      if (name === focused) {
        input.focus();
      }
    }
  }

  chooseGroup(name, wanted, groups) {
    const next = wanted ? [...groups, name] : groups.filter(group => group !== name);
    this.listener.groups(next.length ? next : [name]);
  }
}

/** The range that shows something sensible at first. */
export function firstSpan(info, seconds) {
  if (info.last - info.first < 6 * HOUR || seconds >= DAY) {
    return null;
  }
  return seconds < HOUR ? 6 * HOUR : 14 * DAY;
}
