// Shows that the browser which the tests found draws a page.
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../local/browser';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());

test('a page is laid out and its script runs', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 200 } });
  await page.setContent('<main style="padding: 16px"><h1>Ready</h1></main><script>document.title = "ran"</script>');
  expect(await page.title()).toBe('ran');
  expect((await page.locator('h1').boundingBox())?.width).toBe(320 - 2 * 16 - 2 * 8);
});
