// A worksheet's page and answers in, as JSON on standard input; what axe says of it, what it saved once it was filled in as
// a person would, what it asked of the network and what the browser said, out.
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../.ci/package.json", import.meta.url));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");

const job = JSON.parse(readFileSync(0, "utf-8"));
const folder = mkdtempSync(join(tmpdir(), "worksheet-"));
const browser = await puppeteer.launch({ executablePath: job.browser, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
const said = [];
const asked = [];
page.on("console", (each) => said.push(each.text()));
page.on("pageerror", (each) => said.push(String(each)));
page.on("request", (each) => asked.push(each.url().split(":")[0]));
await (await page.createCDPSession()).send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
await page.goto(pathToFileURL(job.page).href);
for (const [name, words] of job.answers) {
  if (await page.$(`input[type=radio][name="${name}"]`)) await page.click(`input[name="${name}"][value="${words}"]`);
  else await page.locator(`[name="${name}"]`).fill(words);
}
await page.click("button[type=submit]");
let saved = [];
for (let n = 0; n < 100 && !saved.length; n++) {
  await new Promise((done) => setTimeout(done, 50));
  saved = readdirSync(folder).filter((each) => each.endsWith(".json"));
}
const told = await page.evaluate(() => !document.getElementById("saved").hidden);
// What a policy keeps from the page it keeps from a checker that is put into it as well.
await page.setBypassCSP(true);
await page.reload();
await page.evaluate(axe);
const violations = await page.evaluate(async () => (await axe.run()).violations.map((each) => `${each.id}: ${each.help} ${each.nodes[0].html}`));
await browser.close();
process.stdout.write(
  JSON.stringify({ axe: violations, said, asked, told, name: saved[0] ?? "", saved: saved.length ? readFileSync(join(folder, saved[0]), "utf-8") : "" }),
);
