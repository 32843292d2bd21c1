// A browser that notes whatever a page should not do.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const EXPECTED = /net::ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE)/;

export async function open() {
  // The sandbox needs rights that a build machine seldom gives; only our own page is opened.
  return chromium.launch({executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage']});
}

/** A page whose faults are noted; call the answer's check() in the end. */
export async function watched(browser, url, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 1000}, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults = [];
  await page.addInitScript(() => {
    window.broken = [];
    document.addEventListener('securitypolicyviolation', event => window.broken.push(event.violatedDirective));
  });
  page.on('console', message => {
    // A counter that is stopped is meant to be missed.
    if (['error', 'warning'].includes(message.type()) && !EXPECTED.test(message.text())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', error => faults.push(`script: ${error.stack}`));
  page.on('request', request => {
    if (new URL(request.url()).origin !== new URL(url).origin) {
      faults.push(`request to elsewhere: ${request.url()}`);
    }
  });
  await page.goto(url);
  const check = async () => {
    assert.deepEqual(await page.evaluate(() => window.broken), [], 'the security policy was broken');
    assert.deepEqual(faults, []);
  };
  return {page, check};
}

/** What the rules of accessibility find, contrast included. */
export async function barriers(page) {
  await page.evaluate(axe);
  const {violations} = await page.evaluate(() => window.axe.run());
  return violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target).join(' ')}`);
}
