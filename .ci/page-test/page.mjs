// What a reader of the page sees and does, in order. Arguments: a directory for files, and one for
// pictures if they are wanted.

import assert from 'node:assert/strict';
import {barriers, open, watched} from './browser.mjs';
import {counter, freePort, load, run, stop, stopAll, until} from './counter.mjs';

const [directory, pictures] = process.argv.slice(2);
const START = Date.parse('2016-07-11T13:39:00Z') / 1000;
const started = Date.now();

function frames(minute, users, each = 2) {
  return Array.from({length: users * each}, (_, i) => [START + minute * 60 + (i % 60), `user-${minute * 3 + (i % users)}`, ['phone', 'web', 'tv'][i % 3]]);
}

async function step(name, action) {
  await action();
  console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${name}`);
}

async function picture(page, name) {
  if (pictures) {
    await page.screenshot({path: `${pictures}/${name}.png`, fullPage: true});
  }
}

const text = (page, id) => page.locator(`#${id}`).textContent();
const wait = (page, id, expected) => page.waitForFunction(
  ([id, expected]) => document.getElementById(id).textContent.includes(expected), [id, expected]);
const latest = async (page, users, count) => {
  await wait(page, 'latest-users', String(users));
  await wait(page, 'latest-frames', String(count));
};
const table = page => page.locator('#rows tbody tr').evaluateAll(
  lines => lines.map(line => [...line.cells].map(cell => cell.textContent)));
const firstLabel = page => page.locator('#readout b').textContent();

async function main() {
  const browser = await open();
  const port = await freePort();
  const args = ['--topic', 'frames', '--windows', 'minute,hour,day', '--zone', 'Europe/Berlin', '--settle-after', '1s',
    '--state-dir', `${directory}/state`, '--ui', '--ui-port', String(port)];
  await load(directory, 'frames', 'none', []);
  let counting = await counter(...args);
  const {page, check} = await watched(browser, counting.url);

  await step('waits for the first frame', async () => {
    await wait(page, 'notice', 'Waiting for the first frame');
    await picture(page, 'empty');
  });

  await step('shows counts as they come', async () => {
    await page.evaluate(() => (window.same = true));
    await load(directory, 'frames', 'first', Array.from({length: 50}, (_, i) => frames(i, 20 + (i * 7) % 13)).flat());
    await latest(page, 20 + (49 * 7) % 13, 2 * (20 + (49 * 7) % 13));
    assert.equal(await text(page, 'topic'), 'frames-counts');
    await wait(page, 'health', 'nothing left to count');
    assert.match(await text(page, 'health'), /1 counter at work.*times in Europe\/Berlin/);
    assert.match(await text(page, 'latest-title'), /11 Jul 2016, 16:28–16:29/);
    assert.match(await page.title(), /^25 users · frames-counts$/);
  });

  await step('follows live, without a reload', async () => {
    await load(directory, 'frames', 'second', frames(50, 77));
    await latest(page, 77, 154);
    assert.equal(await page.evaluate(() => window.same), true);
    await page.locator('#rows summary').click();
    await until('the table has all', async () => (await table(page)).length === 51);
    const [newest, before] = await table(page);
    assert.deepEqual(newest.slice(0, 3), ['11 Jul 2016, 16:29–16:30', '77', '154']);
    assert.equal(before[1], '25');
    await picture(page, 'light');
  });

  await step('marks what was corrected', async () => {
    await until('the minute is settled', async () => (await table(page))[0]?.[4].startsWith('settled'));
    await load(directory, 'frames', 'correction', frames(50, 80, 1));
    await latest(page, 80, 234);
    await wait(page, 'marks', 'corrected after it was settled (');
    await until('the table says so', async () => /corrected/.test((await table(page))[0][4]));
    assert.ok(Number((await table(page))[0][3]) > 1);
  });

  await step('switches windows', async () => {
    await page.getByRole('radio', {name: 'hour', exact: true}).check();
    await wait(page, 'users-title', 'per hour');
    await wait(page, 'latest-title', '16:00–17:00');
    await page.getByRole('radio', {name: 'day', exact: true}).check();
    await wait(page, 'latest-title', 'Mon, 11 Jul 2016');
    await page.getByRole('radio', {name: 'minute', exact: true}).check();
    await wait(page, 'latest-title', '16:29–16:30');
  });

  await step('learns of window sizes that come later', async () => {
    const late = await watched(browser, counting.url);
    let first = true;
    await late.page.route('**/api/count?*', async route => {
      const response = await route.fetch();
      const json = await response.json();
      if (first) {
        json.windows = json.windows.slice(0, 1);
        first = false;
      }
      await route.fulfill({response, json});
    });
    await late.page.reload();
    await late.page.getByRole('radio', {name: 'hour', exact: true}).check();
    await wait(late.page, 'users-title', 'per hour');
    await late.check();
    await late.page.close();
  });

  await step('zooms by mouse', async () => {
    const shown = () => page.locator('#rows tbody tr').count();
    const box = await page.locator('#users-chart .u-over').boundingBox();
    await page.mouse.move(box.x + box.width * 0.3, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60, {steps: 5});
    await page.mouse.up();
    await until('fewer windows are in view', async () => (await shown()) < 25 && (await shown()) > 5);
    await page.mouse.dblclick(box.x + box.width * 0.5, box.y + 50);
    await until('all are back', async () => (await shown()) === 51);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await until('the wheel zoomed', async () => (await shown()) < 51);
    await page.getByRole('button', {name: 'Reset zoom'}).click();
    await until('all are back', async () => (await shown()) === 51);
    await page.mouse.move(5, 5);
  });

  await step('works by keyboard, and speaks', async () => {
    const chart = page.locator('#users-chart');
    await chart.focus();
    await page.keyboard.press('End');
    await wait(page, 'say', '80 users · 234 frames');
    await page.keyboard.press('ArrowLeft');
    await wait(page, 'say', '16:28–16:29 · 25 users');
    await page.keyboard.press('Home');
    await wait(page, 'say', '15:39–15:40 · 20 users');
    await page.keyboard.press('+');
    await until('the keys zoomed', async () => (await page.locator('#rows tbody tr').count()) < 51);
    await page.keyboard.press('0');
    await until('all are back', async () => (await page.locator('#rows tbody tr').count()) === 51);
    await page.keyboard.press('Escape');
    const stops = [];
    await page.locator('body').click({position: {x: 2, y: 2}});
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement.id || document.activeElement.name || document.activeElement.tagName));
    }
    for (const stop of ['window', 'range', 'zoom-in', 'users-chart', 'frames-chart', 'SUMMARY']) {
      assert.ok(stops.includes(stop), `Tab does not reach ${stop}: ${stops}`);
    }
  });

  await step('has no barriers, in light and dark', async () => {
    const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.deepEqual(await barriers(page), []);
    await page.emulateMedia({colorScheme: 'dark'});
    await page.waitForFunction(light => getComputedStyle(document.body).backgroundColor !== light, light);
    await page.waitForTimeout(500);
    assert.deepEqual(await barriers(page), []);
    await picture(page, 'dark');
    await page.emulateMedia({colorScheme: 'light'});
  });

  await step('fits on a phone', async () => {
    const phone = await watched(browser, counting.url, {viewport: {width: 360, height: 780}, deviceScaleFactor: 2, hasTouch: true});
    await latest(phone.page, 80, 234);
    await phone.page.locator('#rows summary').click();
    const [width, seen] = await phone.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(width <= seen, `the page is ${width} wide on a screen of ${seen}`);
    await picture(phone.page, 'phone');
    await phone.check();
    await phone.page.close();
  });

  await step('survives a restart of the counter', async () => {
    await stop(counting);
    await wait(page, 'health', 'Counter not reachable, trying again');
    await picture(page, 'lost');
    await load(directory, 'frames', 'third', frames(51, 33));
    counting = await counter(...args);
    await latest(page, 33, 66);
    assert.equal(await page.evaluate(() => window.same), true);
    const rows = await until('the table has all', async () => {
      const all = await table(page);
      return all.length === 52 && all;
    });
    assert.equal(new Set(rows.map(row => row[0])).size, 52);
    assert.equal(await page.locator('#notice').isVisible(), false);
    await check();
    await page.close();
  });

  await step('shows groups, bounds and late frames, of a topic alone', async () => {
    const by = ['--topic', 'frames', '--output', 'by-device', '--by', 'device', '--state-dir', `${directory}/by`];
    const rough = ['--topic', 'frames', '--output', 'rough', '--method', 'hll:6', '--settle-after', '1s', '--hold', '1s',
      '--state-dir', `${directory}/rough`];
    const [, late] = await Promise.all([
      run('bin/counter', ...by, '--until-end'),
      counter(...rough, '--ui', '--ui-port', '0'),
    ]);
    const reading = await counter('ui', '--output', 'by-device', '--ui-port', '0');
    // The page keeps the order that the groups have when it opens.
    await until('all rows are read', async () =>
      (await (await fetch(new URL('api/count', reading.url))).json()).status.loaded);
    const groups = await watched(browser, reading.url);
    await wait(groups.page, 'legend', 'phone');
    assert.deepEqual(await groups.page.locator('#legend tbody th').allTextContents(), ['phone', 'web', 'tv']);
    await wait(groups.page, 'health', 'No counter is running');
    await groups.page.locator('#groups summary').click();
    await groups.page.getByRole('checkbox', {name: 'tv'}).uncheck();
    await groups.page.waitForFunction(() => document.querySelectorAll('#legend tbody tr').length === 2);
    await picture(groups.page, 'groups');
    assert.deepEqual(await barriers(groups.page), []);
    await groups.check();

    const bounds = await watched(browser, late.url);
    await wait(bounds.page, 'users-title', 'with 95% bounds');
    await wait(bounds.page, 'latest-users', '≈');
    await bounds.page.waitForFunction(() => /\d to \d/.test(document.getElementById('latest-bounds').textContent));
    assert.match(await firstLabel(bounds.page), /14:30–14:31/);
    await bounds.page.locator('#rows summary').click();
    await until('the first minute is settled', async () => (await table(bounds.page)).at(-1)?.[5].startsWith('settled'));
    // Its state is given up a second later, which nothing tells: so late frames come until some are late.
    for (let i = 0; !/came too late/.test(await text(bounds.page, 'marks')); i++) {
      assert.ok(i < 20, 'no frame was late');
      await load(directory, 'frames', `late-${i}`, frames(0, 3 + i, 1));
      await bounds.page.waitForTimeout(1500);
    }
    await wait(bounds.page, 'health', 'late');
    await picture(bounds.page, 'bounds');
    await bounds.check();
  });

  await step('shows a group that is empty', async () => {
    const devices = ['', 'web', '', ''];
    await load(directory, 'unknown', 'unknown', frames(0, 40, 1).map(([ts, uid], i) => [ts, uid, devices[i % 4]]));
    await run('bin/counter', '--topic', 'unknown', '--by', 'device', '--until-end', '--state-dir', `${directory}/unknown`);
    const {page, check} = await watched(browser, (await counter('ui', '--topic', 'unknown', '--ui-port', '0')).url);
    const legend = () => page.locator('#legend tbody tr').evaluateAll(
      lines => lines.map(line => [...line.cells].map(cell => cell.textContent).join(' ')));
    await wait(page, 'legend', 'web');
    assert.deepEqual(await legend(), ['(empty) 30 30', 'web 10 10']);
    await page.locator('#groups summary').click();
    await page.getByRole('checkbox', {name: 'web'}).uncheck();
    await until('only the empty group is left', async () => (await legend()).join() === '(empty) 30 30');
    await page.getByRole('checkbox', {name: 'web'}).check();
    await until('both are back', async () => (await legend()).length === 2);
    await page.locator('#rows summary').click();
    await until('the table has both', async () => (await table(page)).length === 2);
    assert.deepEqual((await table(page)).map(row => row.slice(1, 4)), [['(empty)', '30', '30'], ['web', '10', '10']]);
    await check();
  });

  await step('says what is left out to save memory', async () => {
    const reading = await counter('ui', '--topic', 'unknown', '--ui-port', '0');
    const {page, check} = await watched(browser, reading.url);
    await page.route('**/api/count?*', async route => {
      const response = await route.fetch();
      const json = await response.json();
      json.windows.forEach(info => Object.assign(info, {kept: info.first, lacking: true}));
      await route.fulfill({response, json});
    });
    await page.reload();
    await wait(page, 'notice', 'To save memory, windows before 11 Jul 2016, 13:39 and the smallest groups are not shown here');
    await check();
  });

  await step('bounds a full sketch by its frames', async () => {
    await load(directory, 'visits', 'visits', frames(0, 200, 1));
    await run('bin/counter', '--topic', 'visits', '--output', 'full', '--method', 'linear:8', '--until-end', '--state-dir', `${directory}/full`);
    const full = await watched(browser, (await counter('ui', '--output', 'full', '--ui-port', '0')).url);
    await wait(full.page, 'latest-bounds', ' to 200');
    await wait(full.page, 'readout', ' to 200');
    await full.page.locator('#rows summary').click();
    await until('the table says so', async () => /^\d+ to 200$/.test((await table(full.page))[0]?.[2]));
    await picture(full.page, 'full');
    await full.check();
  });

  await browser.close();
}

try {
  await main();
} finally {
  await stopAll();
}
console.log('The page does what it should.');
