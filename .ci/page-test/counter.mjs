// Starts the launchers as a user would, and stops what it started.

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {createServer} from 'node:net';

const running = new Set();
const PATIENCE = 90_000;

/** A process with what it said so far. */
export function start(...command) {
  const child = spawn(command[0], command.slice(1), {stdio: ['ignore', 'pipe', 'pipe']});
  const process = {child, stdout: '', stderr: ''};
  child.stdout.on('data', text => (process.stdout += text));
  child.stderr.on('data', text => (process.stderr += text));
  process.ended = once(child, 'exit').then(([code]) => {
    running.delete(process);
    return code;
  });
  running.add(process);
  return process;
}

/** Runs to the end, which must be a good one. */
export async function run(...command) {
  const process = start(...command);
  const code = await process.ended;
  if (code !== 0) {
    throw new Error(`${command.join(' ')} ended with ${code}: ${process.stderr}`);
  }
  return process.stdout;
}

export async function stop(process) {
  process.child.kill('SIGTERM');
  await process.ended;
}

export async function stopAll() {
  await Promise.all([...running].map(stop));
}

export async function until(what, test) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await test();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain until ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** A counter with a page; answers when it says where. */
export async function counter(...args) {
  const process = start('bin/counter', ...args);
  const found = await until('the counter has a page', () => {
    if (process.child.exitCode !== null || process.child.signalCode !== null) {
      throw new Error(`the counter ended (${process.child.exitCode ?? process.child.signalCode}): ${process.stderr}`);
    }
    return /page at (http:\S+)/.exec(process.stderr);
  });
  return {...process, url: found[1]};
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  server.close();
  return port;
}

/** Loads frames, each a time in epoch seconds, a user and a device. */
export async function load(directory, topic, name, frames) {
  const file = `${directory}/${name}.jsonl`;
  const line = ([ts, uid, device]) => JSON.stringify({ts, uid, device: device ?? 'phone'});
  writeFileSync(file, frames.map(frame => line(frame) + '\n').join(''));
  await run('bin/loader', '--file', file, '--topic', topic, '--schema', '.ci/page-test/frames.avsc', '--register',
    // Files that begin alike would be taken for one that goes on.
    '--from-start');
}
