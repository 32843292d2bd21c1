// Which part of the counts is looked at: the size of windows, the groups, and the span of time.

import {firstFrom} from './rows.js';

const STRETCH_PIXELS = 2;

export class View {
  constructor() {
    this.size = null;
    this.groups = [];
    this.grouped = false;
    this.following = null;
    this.fixed = null;
    this.had = 0;
    this.thin = false;
  }

  /** Turns to windows of another size, as they come. */
  choose(size, info, firstSpan) {
    this.size = size;
    this.fixed = null;
    this.following = firstSpan(info, secondsOf(size));
  }

  get zoomed() {
    return this.fixed !== null;
  }

  /**
   * Notes whether frames are grouped, which the settings tell; where these are not known, the groups do.
   * A group may be the empty text, which is also what frames without groups have.
   */
  know(by, groups) {
    this.grouped = Boolean(by) || groups.some(group => group !== '');
  }

  /** Follows the newest windows, so many seconds of them, or null for all. */
  follow(seconds) {
    this.following = seconds;
    this.fixed = null;
  }

  /** Holds still at a span, within reach of what there is. */
  zoom(from, to, info) {
    const least = 3 * secondsOf(this.size);
    const middle = (from + to) / 2;
    const half = Math.max(to - from, least) / 2;
    const room = Math.max(info.last - info.first, least);
    this.fixed = [Math.max(middle - half, info.first - room), Math.min(middle + half, info.last + room)];
  }

  reset() {
    this.fixed = null;
  }

  /** From when to when, in seconds. */
  span(info) {
    if (this.fixed) {
      return this.fixed;
    }
    const end = info.last + secondsOf(this.size);
    const first = this.following === null ? info.first : Math.max(info.first, end - this.following);
    return [Math.min(first, end - 10 * secondsOf(this.size)), end];
  }

  /** What to ask the server for: the span and as much again on both sides, so that moving is smooth. */
  query(info) {
    const [from, to] = this.span(info);
    const room = this.zoomed ? to - from : 0;
    const width = document.documentElement.clientWidth;
    const query = [['window', this.size], ['stretches', Math.round(Math.min(1000, Math.max(150, width / STRETCH_PIXELS)))]];
    if (this.following !== null || this.zoomed) {
      query.push(['from', Math.floor(from - room)]);
    }
    if (this.zoomed) {
      query.push(['to', Math.ceil(to + room)]);
    }
    if (this.grouped) {
      this.groups.forEach(group => query.push(['group', group]));
    }
    return query;
  }

  /** Notes what an answer had. */
  loaded(rows) {
    this.groups = rows.groups;
    this.had = rows.count;
  }

  /** Whether so much came since the last answer that it should be thinned out again. */
  growsThin(count) {
    return count > 2000 && count > this.had * 1.2;
  }

  /** How long a window is, about. */
  seconds() {
    return secondsOf(this.size);
  }

  /** A pause that is longer than this is a gap, not only a part that was thinned out. */
  gap(rows, from, to) {
    const seconds = secondsOf(this.size);
    const group = rows.of(this.groups[0] ?? '');
    const there = firstFrom(group, to) - firstFrom(group, from);
    const dense = (to - from) / seconds;
    return there < dense * 0.75 && group.length > 1000 ? 4 * (to - from) / Math.max(1, there / 4) : seconds * 0.5;
  }
}

/** Seconds of a size of windows; of months and years about. */
function secondsOf(size) {
  const several = /^(\d+)([mh])$/.exec(size);
  if (several) {
    return several[1] * (several[2] === 'h' ? 3600 : 60);
  }
  return {minute: 60, hour: 3600, day: 86400, week: 604800, month: 2629800, year: 31557600}[size];
}
