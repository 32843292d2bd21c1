// The rows that the page has, by group, in time order.

const SETTLED = 1;
const EXACT = 2;
const CORRECTED = 4;

/** Turns columns, as the server sends them, into rows; upper is null where there is no bound. */
export function unpack(columns) {
  const at = (column, i, otherwise) => (column === undefined ? otherwise : column[i]);
  return columns.t.map((start, i) => ({
    start,
    seconds: typeof columns.d === 'number' ? columns.d : columns.d[i],
    frames: columns.f[i],
    users: columns.u[i],
    lower: at(columns.lo, i, columns.u[i]),
    upper: at(columns.hi, i, columns.u[i]),
    revision: columns.r[i],
    settled: (columns.x[i] & SETTLED) !== 0,
    exact: (columns.x[i] & EXACT) !== 0,
    corrected: (columns.x[i] & CORRECTED) !== 0,
    late: at(columns.l, i, 0),
  }));
}

export class Rows {
  constructor() {
    this.byGroup = new Map();
  }

  /** Replaces everything by an answer of the server. */
  replace(series) {
    this.byGroup = new Map(series.map(columns => [columns.group, unpack(columns)]));
  }

  /** Puts rows in their places; those of groups that are not shown are left out. */
  merge(series) {
    let changed = false;
    for (const columns of series) {
      const rows = this.byGroup.get(columns.group);
      if (rows) {
        unpack(columns).forEach(row => put(rows, row));
        changed = true;
      }
    }
    return changed;
  }

  get groups() {
    return [...this.byGroup.keys()];
  }

  of(group) {
    return this.byGroup.get(group) ?? [];
  }

  get count() {
    let count = 0;
    this.byGroup.forEach(rows => (count += rows.length));
    return count;
  }

  /** The newest row of all groups. */
  get newest() {
    let newest = null;
    this.byGroup.forEach(rows => {
      const last = rows[rows.length - 1];
      if (last && (!newest || last.start > newest.start)) {
        newest = last;
      }
    });
    return newest;
  }

  /** The row of a group that begins then, if there is one. */
  find(group, start) {
    const rows = this.of(group);
    const at = firstFrom(rows, start);
    return rows[at]?.start === start ? rows[at] : undefined;
  }

  /** All starts in order, each once. */
  starts() {
    const all = new Set();
    this.byGroup.forEach(rows => rows.forEach(row => all.add(row.start)));
    return [...all].sort((a, b) => a - b);
  }
}

function put(rows, row) {
  const at = firstFrom(rows, row.start);
  rows.splice(at, rows[at]?.start === row.start ? 1 : 0, row);
}

export function firstFrom(rows, start) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].start < start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
