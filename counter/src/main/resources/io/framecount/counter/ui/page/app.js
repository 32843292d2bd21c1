// Brings the parts together: what is shown follows from the state, and the state from the events.

import {Chart, columns} from './chart.js';
import {Controls, firstSpan} from './controls.js';
import {Feed, ask} from './feed.js';
import {Clock, sizeName, zoneOf} from './format.js';
import {listenToKeys} from './keys.js';
import {Latest} from './latest.js';
import {showNotice, showStatus} from './status.js';
import {Rows} from './rows.js';
import {marksInView, showReadout, spoken} from './readout.js';
import {showMarks, showTable} from './table.js';
import {View} from './view.js';

const META_PAUSE = 1000;
const TABLE_PAUSE = 1000;
const element = id => document.getElementById(id);

const view = new View();
const rows = new Rows();
const latest = new Latest();
let meta = null;
let status = null;
let version = null;
let generation = null;
let clock = new Clock('UTC');
let charts = [];
let chartKey = '';
let data = null;
let pointed = null;
let loading = null;
let early = [];
let stale = false;
let drawing = false;
let metaTimer = null;
let tabled = 0;
let lost = false;

const feed = new Feed({hello, rows: changed, again, status: told, lost: disconnected});

function hello(now) {
  lost = false;
  if (now.generation !== generation || now.version !== version) {
    load();
  } else {
    draw();
  }
}

function disconnected() {
  lost = true;
  draw();
}

function told(now) {
  const wasLoaded = status?.loaded;
  status = now;
  if (now.loaded && wasLoaded === false) {
    load();
  } else if (meta && now.loaded && now.sizes !== meta.windows.length) {
    // The first rows of a window size come a moment after those of another.
    again();
  }
  draw();
}

function changed(event) {
  if (loading) {
    early.push(event);
    return;
  }
  merge(event);
  draw();
}

function merge(event) {
  if (event.version <= version) {
    return;
  }
  version = event.version;
  rows.merge(event.series);
  const unknown = event.series.some(columns => !info()?.groups.includes(columns.group));
  if (unknown || event.series.some(columns => columns.t.some(start => start > (info()?.last ?? 0)))) {
    noteNewest(event);
  }
  if (unknown || view.growsThin(rows.count)) {
    loadSoon();
  }
}

function noteNewest(event) {
  const known = info();
  if (known) {
    known.last = Math.max(known.last, ...event.series.flatMap(columns => columns.t));
  }
}

function info() {
  return meta?.windows.find(each => each.size === view.size);
}

/** Much changed. In a replay this comes several times a second, faster than some answers. */
function again() {
  if (loading) {
    stale = true;
  } else {
    loadSoon();
  }
}

function loadSoon() {
  metaTimer ??= setTimeout(() => {
    metaTimer = null;
    load();
  }, META_PAUSE);
}

/** Asks for all that is shown. */
async function load() {
  loading?.abort();
  const mine = (loading = new AbortController());
  try {
    const fresh = await ask('count', {}, mine.signal);
    status = fresh.status;
    if (meta && !status.loaded) {
      // A counter that was started again still reads; it tells when it has all.
      loading = null;
      draw();
      return;
    }
    meta = fresh;
    adopt();
    if (view.size) {
      const answer = await ask('windows', view.query(info()), mine.signal);
      rows.replace(answer.series);
      view.loaded(rows);
      version = answer.version;
      generation = answer.generation;
    } else {
      version = meta.version;
      generation = meta.generation;
    }
    loading = null;
    early.splice(0).forEach(merge);
    if (stale) {
      stale = false;
      loadSoon();
    }
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      loading = null;
      loadSoon();
    }
  }
  draw();
}

function adopt() {
  clock = clock.zone === zoneOf(meta.zone ?? 'UTC') ? clock : new Clock(zoneOf(meta.zone ?? 'UTC'));
  if (meta.windows.length && !info()) {
    choose(meta.windows[0].size);
  }
  view.know(meta.by, info()?.groups ?? []);
}

function choose(size) {
  view.choose(size, meta.windows.find(each => each.size === size), firstSpan);
  if (feed.size !== size) {
    feed.open(size);
  }
}

const controls = new Controls({
  window(size) {
    choose(size);
    load();
  },
  range(span) {
    view.follow(span);
    load();
  },
  groups(names) {
    view.groups = names;
    load();
  },
  zoom,
  reset,
});

function zoom(factor) {
  const [from, to] = view.span(info());
  const middle = pointed === null ? (from + to) / 2 : data.users[0][pointed];
  zoomed(middle - (middle - from) * factor, middle + (to - middle) * factor);
}

function zoomed(from, to) {
  view.zoom(from, to, info());
  point(null);
  loadZoomed();
}

let zoomTimer = null;
function loadZoomed() {
  draw();
  clearTimeout(zoomTimer);
  zoomTimer = setTimeout(load, 150);
}

function reset() {
  view.reset();
  loadZoomed();
}

function point(index) {
  pointed = index;
  charts.forEach(chart => chart.point(index));
}

function pointedAt(index) {
  pointed = index;
  readOut();
}

function readOut() {
  const start = pointed === null ? null : data?.places[pointed];
  showReadout({start, rows, clock, size: view.size, groups: view.groups, grouped: view.grouped});
}

for (const id of ['users-chart', 'frames-chart']) {
  listenToKeys(element(id), {
    step: windows => step(windows),
    end: which => step(which * Infinity),
    zoom,
    move(part) {
      const [from, to] = view.span(info());
      zoomed(from + (to - from) * part, to + (to - from) * part);
    },
    reset,
    leave: () => point(null),
  });
}

/** Moves the cursor over windows that are there, and says what it meets. */
function step(windows) {
  const [from, to] = view.span(info());
  const places = data.places.map((start, i) => [start, i]).filter(([start]) => start !== null && start >= from && start <= to);
  if (!places.length) {
    return;
  }
  const now = pointed === null ? (windows < 0 ? places.length : -1) : places.findIndex(([, i]) => i >= pointed);
  const next = Math.min(places.length - 1, Math.max(0, now + windows));
  point(places[next][1]);
  element('say').textContent = spoken(view.grouped);
}

function draw() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      show();
    });
  }
}

function show() {
  showStatus({status, meta, lost, info: info()});
  const some = Boolean(info() && rows.count);
  showNotice({status, lost, some, loaded: Boolean(status?.loaded), info: info(), clock});
  ['controls', 'charts', 'rows'].forEach(id => (element(id).hidden = !some));
  latest.show({some: some && !view.grouped, rows, clock, size: view.size, by: meta?.by});
  element('topic').textContent = meta?.topic ?? 'Framecount';
  if (!some) {
    return;
  }
  const seconds = view.seconds(rows);
  controls.show({meta, size: view.size, seconds, span: view.following, zoomed: view.zoomed, groups: view.groups});
  showCharts();
  latest.title({rows, groups: view.groups, clock, size: view.size, topic: meta.topic});
  if (element('rows').open && Date.now() - tabled > TABLE_PAUSE) {
    fillTable();
  }
}

function showCharts() {
  const [from, to] = view.span(info());
  const approximate = view.groups.some(group => rows.of(group).some(row => !row.exact));
  data = columns(rows, view, view.gap(rows, from, to), approximate);
  const key = JSON.stringify([view.groups, view.grouped, approximate, clock.zone, matchMedia('(prefers-color-scheme: dark)').matches]);
  if (key !== chartKey) {
    chartKey = key;
    build(approximate);
  }
  charts[0].set(data.users, from, to);
  charts[1].set(data.frames, from, to);
  const per = sizeName(view.size);
  element('users-title').textContent = `Unique users per ${per}` + (approximate ? ', with 95% bounds' : '');
  element('frames-title').textContent = `Frames per ${per}`;
  readOut();
  showMarks(marksInView(rows, view.groups, from, to));
}

function build(approximate) {
  charts.forEach(chart => chart.destroy());
  const common = {clock, grouped: view.grouped, groups: view.groups, approximate,
    rowsInView: group => rows.of(group), newest: group => rows.of(group).at(-1)};
  const listener = {zoomed, pointed: pointedAt, reset};
  charts = [
    new Chart(element('users-chart'), {...common, kind: 'users'}, listener),
    new Chart(element('frames-chart'), {...common, kind: 'frames'}, listener),
  ];
}

function fillTable() {
  tabled = Date.now();
  const [from, to] = view.span(info());
  showTable({rows, groups: view.groups, clock, size: view.size, from, to, grouped: view.grouped,
    approximate: view.groups.some(group => rows.of(group).some(row => !row.exact)), by: meta.by});
}

element('rows').addEventListener('toggle', () => element('rows').open && fillTable());
setInterval(draw, 1000);
new ResizeObserver(() => charts.forEach(chart => chart.resize())).observe(element('charts'));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
feed.open('minute');
