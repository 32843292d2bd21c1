// Two charts above each other that share their time axis: users and frames.
/* global uPlot */

import {compact} from './format.js';
import {drawMarks, drawOpen} from './marks.js';

const HEIGHTS = {wide: 250, narrow: 190};
const NARROW = 640;
const BAR_PIXELS = 5;
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [], [8, 4], [2, 3]];

const bars = uPlot.paths.bars({size: [0.72, 40], align: 1});
const line = uPlot.paths.linear();

/** Bars where there is room for them, else a line. */
function hasRoom(plot) {
  const [first, last] = plot.series[0].idxs ?? [0, 0];
  return plot.bbox.width / devicePixelRatio / Math.max(1, last - first) > BAR_PIXELS;
}

function barsOrLine(plot, i, first, last) {
  return (hasRoom(plot) ? bars : line)(plot, i, first, last);
}

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const value = name => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: value('ink'),
    quiet: value('quiet'),
    grid: value('grid'),
    sheet: value('sheet'),
    accent: value('accent'),
    soft: value('accent-soft'),
    groups: [1, 2, 3, 4, 5, 6, 7, 8].map(i => value(`g${i}`)),
  };
}

export const dash = i => DASHES[i % DASHES.length];

/** One chart in an element. */
export class Chart {
  /**
   * view: {clock, grouped, groups, approximate, kind: 'users' or 'frames', rowsInView(), newest(group)}
   * listener: {zoomed(from, to), pointed(index or null), reset()}
   */
  constructor(element, view, listener) {
    this.element = element;
    this.view = view;
    this.palette = colours();
    this.plot = new uPlot(this.options(listener), [[], ...this.series().slice(1).map(() => [])], element);
    this.plot.over.addEventListener('dblclick', () => listener.reset());
    this.plot.over.addEventListener('wheel', event => this.wheel(event, listener), {passive: false});
  }

  size() {
    const width = this.element.clientWidth;
    return {width, height: width < NARROW ? HEIGHTS.narrow : HEIGHTS.wide};
  }

  options(listener) {
    const axis = {
      stroke: this.palette.quiet,
      font: '12px system-ui, sans-serif',
      grid: {stroke: this.palette.grid, width: 1},
      ticks: {stroke: this.palette.grid, width: 1, size: 4},
    };
    return {
      ...this.size(),
      padding: [14, 24, 0, 0],
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), this.view.clock.zone),
      legend: {show: false},
      cursor: {
        sync: {key: 'framecount', setSeries: false},
        drag: {x: true, y: false, setScale: false},
        points: {size: 8},
        y: false,
        bind: {dblclick: () => () => {}},
      },
      scales: {
        x: {time: true, range: (plot, low, high) => [low, high]},
        y: {range: (plot, low, high) => [0, Math.max(1, high ?? 1) * 1.08]},
      },
      axes: [
        {...axis, space: 76, size: 44, values: (plot, splits, i, space, step) => this.view.clock.labels(splits, step)},
        {...axis, size: 58, space: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 2e7, 5e7, 1e8, 2e8, 5e8, 1e9],
          values: (plot, splits) => splits.map(compact)},
      ],
      series: this.series(),
      bands: this.bands(),
      hooks: {
        setSelect: [plot => this.selected(plot, listener)],
        setCursor: [plot => listener.pointed(plot.cursor.left >= 0 ? plot.cursor.idx : null)],
        draw: [plot => this.drawSigns(plot)],
      },
    };
  }

  series() {
    const {grouped, groups, kind, approximate} = this.view;
    if (grouped) {
      return [{}, ...groups.map((group, i) => ({
        stroke: this.palette.groups[i % 8], width: 1.75, dash: dash(i), points: {show: false},
      }))];
    }
    const main = {stroke: this.palette.accent, width: 1.75, fill: this.palette.soft, points: {show: false}};
    if (kind === 'frames') {
      return [{}, {...main, paths: barsOrLine, width: 1.25, fill: plot => (hasRoom(plot) ? this.palette.accent : this.palette.soft)}];
    }
    const bound = {stroke: 'transparent', width: 0, points: {show: false}};
    return approximate
      ? [{}, {...main, fill: undefined}, bound, bound]
      : [{}, {...main, points: {size: 5, fill: this.palette.sheet}}];
  }

  bands() {
    const {grouped, kind, approximate} = this.view;
    return !grouped && kind === 'users' && approximate ? [{series: [3, 2], fill: this.palette.soft}] : [];
  }

  set(data, from, to) {
    this.plot.batch(() => {
      this.plot.setData(data, false);
      this.plot.setScale('x', {min: from, max: to});
    });
  }

  resize() {
    this.plot.setSize(this.size());
  }

  /** Points to a place of the data, as the mouse would; null to point nowhere. */
  point(index) {
    const left = index === null ? -10 : this.plot.valToPos(this.plot.data[0][index], 'x');
    this.plot.setCursor({left, top: index === null ? -10 : 10});
  }

  selected(plot, listener) {
    const {left, width} = plot.select;
    if (width > 4) {
      listener.zoomed(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
    }
    plot.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
  }

  wheel(event, listener) {
    if (!event.ctrlKey && !event.metaKey) {
      return;
    }
    event.preventDefault();
    const {min, max} = this.plot.scales.x;
    const at = this.plot.posToVal(event.clientX - this.plot.over.getBoundingClientRect().left, 'x');
    const factor = event.deltaY > 0 ? 1.25 : 0.8;
    listener.zoomed(at - (at - min) * factor, at + (max - at) * factor);
  }

  drawSigns(plot) {
    const {groups, kind, grouped} = this.view;
    const valueOf = row => (kind === 'users' ? row.users : row.frames);
    groups.forEach((group, i) => {
      const stroke = grouped ? this.palette.groups[i % 8] : this.palette.accent;
      if (kind === 'users') {
        drawMarks(plot, this.view.rowsInView(group), valueOf, {sheet: this.palette.sheet, stroke: grouped ? stroke : this.palette.ink});
        const newest = this.view.newest(group);
        drawOpen(plot, newest, newest && valueOf(newest), {sheet: this.palette.sheet, stroke});
      }
    });
  }

  destroy() {
    this.plot.destroy();
  }
}

/** Columns for both charts; where nothing was counted the lines have a gap. */
export function columns(rows, {groups, grouped}, gapSeconds, approximate) {
  const starts = rows.starts();
  const x = [];
  const places = [];
  let end = null;
  starts.forEach(start => {
    if (end !== null && start > end + gapSeconds) {
      x.push(end);
      places.push(null);
    }
    x.push(start);
    places.push(start);
    groups.forEach(group => {
      const row = rows.find(group, start);
      end = row ? Math.max(row.start + row.seconds, end ?? row.start) : end;
    });
  });
  const column = (group, value) => places.map(start => {
    const row = start === null ? null : rows.find(group, start);
    return row ? value(row) : row;
  });
  const users = groups.map(group => column(group, row => row.users));
  const frames = groups.map(group => column(group, row => row.frames));
  if (approximate && !grouped) {
    users.push(column('', row => row.lower), column('', row => row.upper));
  }
  return {users: [x, ...users], frames: [x, ...frames], places};
}
