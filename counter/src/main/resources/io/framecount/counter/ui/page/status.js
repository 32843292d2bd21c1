// How the count goes, in a line; and a notice where there is nothing to draw.

import {counted, number} from './format.js';

const element = id => document.getElementById(id);

function set(id, text) {
  if (element(id).textContent !== text) {
    element(id).textContent = text;
  }
}

export function showStatus({status, meta, lost, info}) {
  const [state, text] = health(status, meta, lost, info);
  element('health').dataset.state = state;
  set('health', text);
}

function health(status, meta, lost, info) {
  if (lost) {
    return ['ill', 'Counter not reachable, trying again…'];
  }
  if (!status) {
    return ['waiting', 'Connecting…'];
  }
  const problem = status.problem ?? status.run?.problem;
  if (problem) {
    return ['ill', problem];
  }
  const parts = [];
  if (status.run?.waiting) {
    parts.push('Joining the count');
  } else if (status.counters !== undefined && (status.counters || !status.run)) {
    parts.push(status.counters ? counted(status.counters, 'counter', 'counters') + ' at work' : 'No counter is running');
  } else if (status.run) {
    parts.push('Counting');
  } else {
    parts.push('Following');
  }
  if (status.lag !== undefined) {
    parts.push(status.lag ? `${counted(status.lag, 'frame', 'frames')} behind` : 'nothing left to count');
  }
  const missing = status.missing ?? status.run?.missing;
  if (missing) {
    parts.push(`${counted(missing, 'offset', 'offsets')} deleted before counted`);
  }
  const late = Math.max(info?.late ?? 0, status.run?.late ?? 0);
  if (late) {
    parts.push(`${counted(late, 'frame', 'frames')} late`);
  }
  if (status.run?.setAside) {
    parts.push(`${number(status.run.setAside)} set aside`);
  }
  if (status.run?.passedOver) {
    parts.push(`${number(status.run.passedOver)} of other types`);
  }
  if (status.unreadable) {
    parts.push(`${counted(status.unreadable, 'record', 'records')} unreadable`);
  }
  if (meta) {
    parts.push(`times in ${meta.zone ?? 'UTC'}`);
  }
  return [status.run?.waiting || (status.counters === 0 && !status.run) ? 'waiting' : 'well', parts.join(' · ')];
}

export function showNotice({status, lost, some, loaded, info, clock}) {
  const [kind, text] = notice(status, lost, some, loaded, info, clock);
  element('notice').hidden = !text;
  element('notice').dataset.kind = kind;
  set('notice', text);
}

function notice(status, lost, some, loaded, info, clock) {
  if (lost) {
    return ['ill', some
      ? 'The counter is not reachable. This page shows what it had, and goes on by itself when the counter is back.'
      : 'The counter is not reachable. This page goes on by itself when it is back.'];
  }
  if (status && !loaded) {
    return ['empty', `Reading the counts: ${Math.floor(status.loading * 100)}%`];
  }
  if (!some) {
    return ['empty', status ? 'Waiting for the first frame.' : 'Connecting…'];
  }
  const left = [
    ...(info?.kept ? [`windows before ${clock.begin(info.size, info.kept)}`] : []),
    ...(info?.lacking ? ['the smallest groups'] : []),
  ];
  return left.length ? ['note', `To save memory, ${left.join(' and ')} are not shown here; counter show prints them.`] : ['', ''];
}
