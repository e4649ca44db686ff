// A job in, as JSON on standard input: pages to look into, and pictures to take of them. Out, as JSON on standard output:
// for each page what a reader would object to, by concern, as sentences, and what the page was seen to hold.
//
// One Chromium for everything, which has no network, and beside it one JVM for the Nu HTML checker: starting them takes
// longer than most of what they are asked.
import { execFile } from "node:child_process";
import { readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../.ci/package.json", import.meta.url));
const puppeteer = require("puppeteer-core");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--hide-scrollbars",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--proxy-server=127.0.0.1:9", // what should try to leave the page all the same comes nowhere
];

const EVERY_RULE = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
// What the width of a window can change.
const BY_WIDTH = { type: "rule", values: ["target-size", "scrollable-region-focusable", "landmark-unique", "region", "empty-heading"] };

// What a page must not be able to fetch, run or send.
const POLICY = [
  "script-src-elem",
  "img-src",
  "frame-src",
  "media-src",
  "object-src",
  "style-src-elem",
  "font-src",
  "connect-src",
  "form-action",
];

// Only what is style and not correctness is turned off.
const HTML_VALIDATE = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    "doctype-style": "off", // small letters are as good
    "long-title": "off", // about search engines, and the name of a partnership may be long
    "no-inline-style": "off", // our own pictures and tints, as custom properties
    "valid-id": ["error", { relaxed: true }], // what HTML allows: `children-first.action`
    "tel-non-breaking": "off", // no telephone numbers are ours
  },
};

// What the Nu HTML checker says and is not a mistake in a page.
const NOT_MISTAKEN = [
  /^CSS: .*(container-type|container-name|paint-order|@container)/, // newer than its grammar
  /^Resource violates Content Security Policy .*image “data:image\/svg\+xml;base64,/, // which the policy lets in
  /^Text run is not in Unicode Normalization Form C/, // words are shown as they were written
  /^This document appears to be written in/, // a guess at the language of what people wrote; the page says the pack's
];

// What runs inside a page. It may use nothing from outside itself; each answer is a list of sentences.
const INSIDE = function () {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  // Any colour that CSS knows, as red, green, blue and how opaque.
  function rgba(colour) {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = "#000";
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
  }
  const over = ([r, g, b, a], ground) => [
    ...[r, g, b].map((each, i) => each * a + ground[i] * (1 - a)),
    1,
  ];
  const faded = ([r, g, b, a], by) => [r, g, b, a * by];
  function luminance(colour) {
    const [r, g, b] = colour.slice(0, 3).map((each) => {
      const c = each / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function ratio(a, b) {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  }
  const worst = (colour, grounds) => Math.min(...grounds.map((ground) => ratio(over(colour, ground), ground)));
  const hex = (colour) => "#" + colour.slice(0, 3).map((c) => Math.round(c).toString(16).padStart(2, "0")).join("");
  const unlike = (grounds) => [...new Map(grounds.map((each) => [hex(each), each])).values()];

  const shown = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  };
  const brief = (text) => JSON.stringify(text.trim().replace(/\s+/g, " ").slice(0, 40));
  const named = (element) =>
    `<${element.localName}${element.id ? "#" + element.id : ""}${[...element.classList].map((c) => "." + c).join("")}>`;
  const outermost = (element) => {
    let svg = element.closest("svg");
    while (svg?.parentElement?.closest("svg")) svg = svg.parentElement.closest("svg");
    return svg;
  };

  // The colours that lie behind an element of HTML: several where it has a gradient.
  function grounds(element, cache) {
    if (!element) {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = "Canvas";
      const paper = over(rgba(getComputedStyle(probe).color), [255, 255, 255, 1]);
      probe.remove();
      return [paper];
    }
    if (!cache.has(element)) {
      const style = getComputedStyle(element);
      let behind = grounds(element.parentElement, cache);
      behind = behind.map((ground) => over(rgba(style.backgroundColor), ground));
      const stops = style.backgroundImage.match(/(?:rgba?|color|oklab|oklch|lab|lch|hsla?)\([^()]*\)|#[0-9a-f]{3,8}\b/gi);
      if (stops) behind = unlike(stops.flatMap((stop) => behind.map((ground) => over(rgba(stop), ground))));
      cache.set(element, behind);
    }
    return cache.get(element);
  }

  // The colours that a shape is filled with; a pattern has several.
  function fills(shape) {
    const style = getComputedStyle(shape);
    const opacity = parseFloat(style.fillOpacity) * parseFloat(style.opacity);
    const from = style.fill.match(/^url\("?#(.+?)"?\)/);
    if (!from) return style.fill === "none" ? [] : [faded(rgba(style.fill), opacity)];
    const paint = document.getElementById(from[1]);
    return [...(paint?.querySelectorAll("*") ?? [])].flatMap((each) => {
      const own = getComputedStyle(each);
      return [own.fill, own.stroke, own.stopColor]
        .filter((colour) => colour && colour !== "none" && !colour.startsWith("url"))
        .map((colour) => faded(rgba(colour), opacity));
    });
  }
  function covers(shape, box, x, y) {
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) return false;
    if (shape.localName === "line" || shape.localName === "rect") return shape.localName === "rect";
    const place = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
    return shape.isPointInFill(place);
  }
  const FIGURES = "figure, .figure";
  const SHAPES = "rect, circle, ellipse, path, polygon, polyline, line";
  const shapes = (svg) =>
    [...svg.querySelectorAll(SHAPES)].filter((each) => !each.closest("pattern, defs, clipPath, mask, marker") && drawnAtAll(each));
  // A line has no height, and is seen all the same.
  const drawnAtAll = (shape) => shape.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  // Every run of text that can be seen, with the element that it stands in.
  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen = new Map();
    while (walker.nextNode()) {
      const text = walker.currentNode.data;
      const element = walker.currentNode.parentElement;
      if (!text.trim() || element.closest("style, script, title, desc")) continue;
      if (!seen.has(element)) seen.set(element, shown(element) && !element.closest(".unseen"));
      if (seen.get(element)) yield [element, walker.currentNode];
    }
  }

  // The colours behind a text in a picture: what was painted before it, at five points across it.
  function painted(text, box, cache) {
    const svg = outermost(text);
    if (!cache.has(svg)) {
      const ground = grounds(svg.parentElement, cache).map((each) => over(rgba(getComputedStyle(svg).backgroundColor), each));
      cache.set(svg, [ground, shapes(svg).map((shape) => [shape, shape.getBoundingClientRect()])]);
    }
    const [ground, drawn] = cache.get(svg);
    const near = drawn.filter(
      ([shape, its]) =>
        its.left <= box.right && its.right >= box.left && its.top <= box.bottom && its.bottom >= box.top &&
        shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    const behind = [0.02, 0.25, 0.5, 0.75, 0.98].flatMap((at) =>
      near
        .filter(([shape, its]) => covers(shape, its, box.left + box.width * at, box.top + box.height / 2))
        .map(([shape]) => fills(shape))
        .filter((paints) => paints.length)
        .reduce((here, paints) => unlike(paints.flatMap((paint) => here.map((each) => over(paint, each)))), ground),
    );
    return unlike(behind);
  }

  function opaque(element, known) {
    if (!known.has(element))
      known.set(element, parseFloat(getComputedStyle(element).opacity) * opaque(element.parentElement, known));
    return known.get(element);
  }

  function contrast({ least }) {
    const found = new Set();
    const cache = new Map();
    const opacities = new Map([[null, 1]]);
    for (const [element, node] of texts()) {
      const style = getComputedStyle(element);
      const inPicture = element.closest("svg");
      const opacity = opaque(element, opacities) * (inPicture ? parseFloat(style.fillOpacity) : 1);
      const colour = faded(rgba(inPicture ? style.fill : style.color), opacity);
      const behind = inPicture ? painted(element, element.getBoundingClientRect(), cache) : grounds(element, cache);
      const is = worst(colour, behind);
      if (is < least)
        found.add(
          `${named(element)} ${brief(node.data)}: ${hex(colour)} on ${behind.map(hex).join(", ")} is ${is.toFixed(2)} to 1`,
        );
    }
    return [...found];
  }

  // How clearly each thing stands out that is drawn and not written: shapes, and boxes of HTML without words.
  function drawn() {
    const cache = new Map();
    const answer = [];
    for (const element of document.body.querySelectorAll("*")) {
      const svg = element.closest("svg");
      if (svg ? !element.matches(SHAPES) || element.closest("pattern, defs, clipPath, mask, marker") : element.textContent.trim())
        continue;
      const style = getComputedStyle(element);
      let paints, behind;
      if (svg) {
        if (!drawnAtAll(element)) continue;
        behind = grounds(outermost(element).parentElement, cache);
        paints = fills(element);
        if (style.stroke !== "none" && parseFloat(style.strokeWidth) > 0 && !style.stroke.startsWith("url"))
          paints.push(faded(rgba(style.stroke), parseFloat(style.strokeOpacity)));
      } else {
        if (!shown(element)) continue;
        behind = grounds(element.parentElement, cache);
        paints = grounds(element, cache);
        for (const side of ["Top", "Right", "Bottom", "Left"])
          if (parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none")
            paints = [...paints, rgba(style[`border${side}Color`])];
      }
      const clear = Math.max(1, ...paints.map((paint) => worst(paint, behind)));
      answer.push([named(element) + (svg ? ` in ${named(outermost(element))}` : ""), clear]);
    }
    return answer;
  }

  // What a picture must not do at any width: cut words off, write one over another, write too small to read.
  function pictures({ smallest }) {
    const found = [];
    for (const svg of [...document.querySelectorAll("svg")].filter((each) => !each.parentElement.closest("svg"))) {
      if (!shown(svg)) continue;
      if (!svg.closest(FIGURES)) found.push(`${named(svg)} stands in no figure`);
      // Words that are seen beyond its edge are not cut off while they stay in the figure.
      const clips = getComputedStyle(svg).overflow !== "visible";
      const frame = (clips ? svg : (svg.closest(FIGURES) ?? svg)).getBoundingClientRect();
      const words = [...svg.querySelectorAll("text")].filter(shown).map((text) => [text, text.getBoundingClientRect()]);
      for (const [text, box] of words) {
        const off = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
        if (off > 1.5) found.push(`${brief(text.textContent)} goes ${off.toFixed(1)} px over the edge of ${named(svg)}${clips ? "" : "’s figure"}`);
        const size = parseFloat(getComputedStyle(text).fontSize) * Math.abs(text.getScreenCTM().d);
        if (size < smallest) found.push(`${brief(text.textContent)} is ${size.toFixed(1)} px high in ${named(svg)}`);
      }
      words.sort(([, a], [, b]) => a.top - b.top);
      for (let i = 0; i < words.length; i++)
        for (let j = i + 1; j < words.length && words[j][1].top < words[i][1].bottom - 3; j++) {
          const [a, b] = [words[i][1], words[j][1]];
          // The box of a line of text is higher than its letters.
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 && down > 0.35 * Math.min(a.height, b.height))
            found.push(`${brief(words[i][0].textContent)} and ${brief(words[j][0].textContent)} overlap in ${named(svg)}`);
        }
    }
    return found;
  }

  // What makes a page wider than its window, and what of its words is cut off.
  function overflow({ at }) {
    const found = [];
    const root = document.scrollingElement;
    if (root.scrollWidth > root.clientWidth) {
      const scrolls = (element) => {
        for (let each = element.parentElement; each && each !== document.body; each = each.parentElement)
          if (getComputedStyle(each).overflowX !== "visible") return true;
        return false;
      };
      const wide = [...document.body.querySelectorAll("*")].filter(
        (each) => each.getBoundingClientRect().right > root.clientWidth + 0.5 && shown(each) && !scrolls(each),
      );
      const innermost = wide.filter((each) => !wide.some((other) => other !== each && each.contains(other)));
      found.push(`${at}: ${root.scrollWidth} px wide, by ${innermost.slice(0, 5).map(named).join(", ")}`);
    }
    for (const element of document.body.querySelectorAll("*")) {
      if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth <= 1) continue;
      if (/hidden|clip/.test(getComputedStyle(element).overflowX) && element.textContent.trim() && shown(element))
        found.push(`${at}: ${named(element)} cuts its words off`);
      // What is wider by a little has a scroll bar for nothing, on screens where these always show.
      if (/auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth - element.clientWidth < 8)
        found.push(`${at}: ${named(element)} scrolls by ${element.scrollWidth - element.clientWidth} px`);
    }
    return found;
  }

  // What tables hold, by the roles that a screen reader should be told.
  function tables() {
    const there = {};
    for (const [role, selector] of Object.entries({
      table: "table",
      row: "tr",
      cell: "td",
      columnheader: "th[scope=col]",
      rowheader: "th[scope=row]",
    }))
      there[role] = [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).length;
    return there;
  }

  function headings() {
    return [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((each) => [
      Number(each.localName[1]),
      each.textContent.trim().replace(/\s+/g, " "),
    ]);
  }
  function outline() {
    const found = [];
    let last = 0;
    for (const [level, text] of headings()) {
      if (level > last + 1) found.push(`level ${level} follows level ${last}: ${brief(text)}`);
      if (!text) found.push(`a heading of level ${level} is empty`);
      last = level;
    }
    const first = headings().filter(([level]) => level === 1).length;
    if (first !== 1) found.push(`${first} headings of the first level`);
    return found;
  }

  // What would run or fetch, if nothing stopped it; links within the page that lead nowhere; names given twice.
  function inert() {
    const found = [];
    // A picture that stands in the page itself fetches nothing, and as an image it runs nothing.
    const held = /^data:image\/svg\+xml;base64,[A-Za-z0-9+\/=]+$/;
    for (const element of document.querySelectorAll("*")) {
      if (element.localName === "img" && held.test(element.getAttribute("src") ?? "")) continue;
      if (/^(script|iframe|object|embed|link|base|form|audio|video|img|image|use|foreignObject|animate|set)$/i.test(element.localName))
        found.push(`${named(element)} is there`);
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.push(`${named(element)} has ${name}`);
        if (/^(href|src|action|data|xlink:href|formaction|srcset)$/i.test(name) && !/^(#|https?:|mailto:)/i.test(value) && !held.test(value))
          found.push(`${named(element)} has ${name}=${brief(value)}`);
        if (name === "style" && /url\(|expression|@import/i.test(value)) found.push(`${named(element)} has style=${brief(value)}`);
      }
    }
    if (window.hacked) found.push("a script of the partnership's ran");
    return found;
  }
  function anchors() {
    const found = [];
    const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
    for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) found.push(`${id} is the id of several elements`);
    const there = new Set(ids);
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      const to = decodeURIComponent(link.getAttribute("href").slice(1));
      if (!there.has(to)) found.push(`#${to} leads nowhere`);
    }
    return [...new Set(found)];
  }

  // Where the focus is, and whether that can be seen.
  function focused() {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const found = [];
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) found.push("is out of sight");
    const width = parseFloat(style.outlineWidth);
    if (style.outlineStyle === "none" || width < 2) found.push("has no outline of 2 px");
    else {
      const cache = new Map();
      const outside = parseFloat(style.outlineOffset) >= 0;
      const is = worst(rgba(style.outlineColor), grounds(outside ? element.parentElement : element, cache));
      if (is < 3) found.push(`has an outline that stands out by ${is.toFixed(2)} to 1`);
    }
    return { link: `${named(element)} ${brief(element.textContent)}`, id: element.id, to: element.getAttribute("href"), found };
  }

  // Marks the beginning and end of what belongs together, by links that can be found again in a PDF.
  function mark() {
    const label = [];
    const put = (name, where, style = "") => {
      const link = document.createElement("a");
      link.href = `https://mark.invalid/${name}`;
      link.textContent = "\u00a0";
      link.style.cssText = `position:absolute;display:block;width:2px;height:2px;overflow:hidden;${style}`;
      where(link);
    };
    document.querySelectorAll(FIGURES).forEach((figure) => {
      if (!figure.checkVisibility()) return;
      figure.style.position = "relative";
      const n = label.push(`the figure ${brief(figure.textContent)}`) - 1;
      put(`${n}/a`, (link) => figure.append(link), "top:0;left:0");
      put(`${n}/z`, (link) => figure.append(link), "bottom:0;left:0");
    });
    for (const heading of document.querySelectorAll("h2, h3, h4")) {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      walker.currentNode = heading.lastChild ?? heading;
      let next = walker.nextNode();
      while (next && (heading.contains(next) || !next.data.trim() || !shown(next.parentElement) || next.parentElement.closest(".unseen, svg, summary")))
        next = walker.nextNode();
      if (!next || !shown(heading)) continue;
      const n = label.push(`the heading ${brief(heading.textContent)} and what follows it`) - 1;
      put(`${n}/a`, (link) => heading.prepend(link));
      put(`${n}/z`, (link) => next.before(link));
    }
    return label;
  }

  // Notes that can be folded away on a screen must not be lost on paper.
  function folded() {
    return [...document.querySelectorAll("details")]
      .filter((each) => each.checkVisibility() && !each.open)
      .filter((each) => ![...each.children].slice(1).some((child) => child.checkVisibility() && child.getBoundingClientRect().height > 1))
      .map((each) => `${brief(each.textContent)} is folded away on paper`);
  }

  // Tries to do what the page's policy forbids; the directives that stood in the way.
  async function tried(wanted) {
    const held = new Set();
    document.addEventListener("securitypolicyviolation", (event) => held.add(event.effectiveDirective));
    const put = (html) => document.body.insertAdjacentHTML("beforeend", html.replaceAll("~", "https://tracker.invalid/"));
    put('<img src="~a.png"><iframe name="elsewhere" src="~"></iframe><audio src="~a.mp3"></audio><embed type="application/pdf" src="~a.pdf">');
    put('<style>@import url("~a.css"); @font-face { font-family: x; src: url("~a.woff2") }</style><b style="font-family:x">x</b>');
    put('<form id="leave" action="~" target="elsewhere"></form>');
    const script = document.createElement("script");
    script.textContent = "window.hacked = 1";
    document.body.append(script);
    fetch("https://tracker.invalid/").catch(() => {});
    document.getElementById("leave").submit();
    for (let n = 0; n < 40 && !wanted.every((each) => held.has(each)); n++) await new Promise((go) => setTimeout(go, 50));
    const found = wanted.filter((each) => !held.has(each)).map((each) => `${each} does not hold`);
    return window.hacked ? [...found, "a script that was put into the page ran"] : found;
  }

  window.inside = { contrast, drawn, pictures, overflow, tables, headings, outline, inert, anchors, focused, mark, folded, tried };
};

const inside = (page, question, values = {}) =>
  page.evaluate((question, values) => window.inside[question](values), question, values);

async function opened(browser, path, { scripts = true, width = 1280, height = 900 } = {}) {
  const page = await browser.newPage();
  const asked = [];
  const said = [];
  page.on("request", (request) => {
    if (request.url().startsWith("data:image/svg+xml;base64,")) return; // it stands in the page
    if (!(request.isNavigationRequest() && request.frame() === page.mainFrame())) asked.push(request.url().slice(0, 200));
  });
  page.on("console", (message) => {
    if (/error|warn/.test(message.type())) said.push(message.text().slice(0, 300));
  });
  page.on("pageerror", (error) => said.push(String(error).slice(0, 300)));
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height });
  await media(page, {});
  await page.goto(pathToFileURL(path).href);
  return { page, asked, said };
}

// Smooth scrolling would have us wait for it.
const media = (page, { type = "", scheme = "light", forced = "none" }) =>
  client(page).send("Emulation.setEmulatedMedia", {
    media: type,
    features: [
      { name: "prefers-color-scheme", value: scheme },
      { name: "forced-colors", value: forced },
      { name: "prefers-reduced-motion", value: "reduce" },
    ],
  });
const client = (page) => page._client();

async function axe(page, at, rules) {
  const violations = await page.evaluate(async (rules) => {
    const answer = await window.axe.run(document, {
      preload: false,
      resultTypes: ["violations"],
      runOnly: rules,
    });
    return answer.violations.flatMap(({ id, help, nodes }) =>
      nodes.slice(0, 5).map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} (1 of ${nodes.length})`),
    );
  }, rules);
  return violations.map((each) => `${at}: ${each}`);
}

const opening = (page, open) =>
  page.evaluate((open) => document.querySelectorAll("details").forEach((each) => (each.open = open)), open);

async function lookedInto(browser, path, axeSource, clock) {
  const found = {};
  const add = (concern, ...sentences) => (found[concern] = [...new Set([...(found[concern] ?? []), ...sentences])]);
  const lap = clock();

  // As it comes: no script at all.
  const plain = await opened(browser, path, { scripts: false });
  const words = () => document.body.textContent;
  const without = await plain.page.evaluate(words);
  add("request", ...plain.asked);
  await plain.page.close();
  lap("plain");

  const { page, asked, said } = await opened(browser, path);
  if ((await page.evaluate(words)) !== without) add("script", "the page says something else where scripts may run");
  await page.evaluate(`(${INSIDE})()`);
  await page.evaluate(axeSource);
  lap("open");
  add("request", ...asked);
  add("console", ...said);
  add("script", ...(await inside(page, "inert")));
  add("anchor", ...(await inside(page, "anchors")));
  add("heading", ...(await inside(page, "outline")));
  const headings = await inside(page, "headings");
  add("focus", ...(await tabbed(page)));
  lap("tab");

  // Everything unfolded, on a wide and on a narrow screen.
  await opening(page, true);
  add("axe", ...(await axe(page, "at 1280 px", EVERY_RULE)));
  lap("axe");
  const pictures = async (at) => (await inside(page, "pictures", { smallest: 10 })).map((each) => `${at}: ${each}`);
  add("picture", ...(await pictures("at 1280 px")));
  const clear = await inside(page, "drawn");
  lap("drawn");
  for (const [at, values] of [
    ["light", {}],
    ["dark", { scheme: "dark" }],
    ["on paper", { type: "print" }],
    ["forced colours, dark", { scheme: "dark", forced: "active" }],
    ["forced colours, light", { forced: "active" }],
  ]) {
    await media(page, values);
    add("contrast", ...(await inside(page, "contrast", { least: 4.5 })).map((each) => `${at}: ${each}`));
    if (values.forced) {
      const now = await inside(page, "drawn");
      clear.forEach(([name, before], i) => {
        if (before >= 3 && now[i]?.[1] < 3) add("forced colours", `${at}: ${name} stands out by ${now[i][1].toFixed(2)} to 1`);
      });
      if (now.length !== clear.length) add("forced colours", `${at}: ${clear.length} things are drawn, and now ${now.length}`);
    }
  }
  await media(page, {});
  lap("contrast");

  for (const width of [1280, 640]) {
    await page.setViewport({ width, height: 900 });
    for (const way of ["root", "setting"]) {
      const big = (on) =>
        way === "root"
          ? page.evaluate((size) => (document.documentElement.style.fontSize = size), on ? "200%" : "")
          : client(page).send("Page.setFontSizes", { fontSizes: on ? { standard: 32, fixed: 26 } : { standard: 16, fixed: 13 } });
      await big(true);
      const at = `at ${width} px with text twice the size (${way})`;
      add("overflow", ...(await inside(page, "overflow", { at })));
      add("picture", ...(await pictures(at)));
      await big(false);
    }
  }
  await page.setViewport({ width: 320, height: 640 });
  add("overflow", ...(await inside(page, "overflow", { at: "at 320 px" })));
  add("picture", ...(await pictures("at 320 px")));
  add("table", ...(await tabled(page)));
  lap("overflow");
  add("axe", ...(await axe(page, "at 320 px", BY_WIDTH)));
  lap("axe 320");
  await opening(page, false);
  await page.setViewport({ width: 1280, height: 900 });

  // On paper.
  await media(page, { type: "print" });
  add("print", ...(await inside(page, "folded")));
  const marked = await inside(page, "mark");
  await media(page, {});
  const printed = async () => {
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: 60000 });
    return sheets(Buffer.from(pdf).toString("latin1"));
  };
  // On a machine that is busy the first may be of a page that is not laid out anew yet: two that follow each other are to agree.
  let paper = await printed();
  for (let n = 0, before; n < 4 && before?.sizes.length !== paper.sizes.length; n++) [before, paper] = [paper, await printed()];
  lap("pdf");
  for (const size of new Set(paper.sizes)) if (size !== "595 x 842") add("print", `a page of ${size} points`);
  marked.forEach((name, n) => {
    const [begin, end] = [paper.places.get(`${n}/a`), paper.places.get(`${n}/z`)];
    if (begin === undefined || end === undefined) add("print", `${name} cannot be found on paper`);
    else if (begin !== end) add("print", `${name} is split between pages ${begin + 1} and ${end + 1}`);
  });
  // The outline has a heading's letters in the order of the paper, and loses a blank where a line ends.
  const letters = (words) => [...words.replace(/\s+/g, "")].sort().join("");
  const titles = new Set(paper.titles.map(letters));
  for (const [, heading] of headings.filter(([level]) => level === 2))
    if (!titles.has(letters(heading))) add("print", `the heading ${heading} is not in the PDF`);

  add("policy", ...(await inside(page, "tried", POLICY)));
  await page.close();
  lap("policy");
  return { found, headings, words: without, pages: paper.sizes.length };
}

// Tables must still be tables to a screen reader where a small screen shows them as lists.
async function tabled(page) {
  const there = await inside(page, "tables");
  const { nodes } = await client(page).send("Accessibility.getFullAXTree");
  const told = nodes.filter((node) => !node.ignored).map((node) => node.role.value);
  return Object.entries(there)
    .map(([role, n]) => [role, n, told.filter((each) => each === role).length])
    .filter(([, n, heard]) => n !== heard)
    .map(([role, n, heard]) => `at 320 px: of ${n} there are ${heard} ${role} to a screen reader`);
}

// From the top of the page through the first twenty places that can have the focus; then the link that skips to the report.
async function tabbed(page) {
  const found = [];
  await client(page).send("Emulation.setFocusEmulationEnabled", { enabled: true });
  for (let n = 0; n < 20; n++) {
    await page.keyboard.press("Tab");
    const place = await inside(page, "focused");
    if (n === 0 && !place?.to?.startsWith("#")) found.push("the first place of all is no link that skips to the report");
    if (!place) break;
    found.push(...place.found.map((each) => `${place.link} ${each}`));
  }
  await page.evaluate(() => (document.activeElement.blur(), scrollTo(0, 0)));
  const skip = await page.$('a[href^="#"]');
  if (skip) {
    const to = await skip.evaluate((link) => link.getAttribute("href").slice(1));
    await skip.focus();
    await page.keyboard.press("Enter");
    const place = await inside(page, "focused");
    if (place?.id !== to) found.push(`the link to #${to} does not take the focus there`);
  }
  return found;
}

// A PDF of Chromium's: the size of each page, the titles of its outline, and on which page each mark is.
function sheets(pdf) {
  const places = new Map();
  const sizes = [];
  const objects = new Map([...pdf.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [id, body]));
  for (const body of objects.values()) {
    if (!/\/Type \/Page\b(?!s)/.test(body)) continue;
    const [, width, height] = body.match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/);
    const page = sizes.push(`${Math.round(width)} x ${Math.round(height)}`) - 1;
    for (const [, id] of (body.match(/\/Annots \[([^\]]*)\]/)?.[1] ?? "").matchAll(/(\d+) 0 R/g)) {
      const name = objects.get(id)?.match(/mark\.invalid\/(\d+\/[az])/)?.[1];
      if (name !== undefined && !places.has(name)) places.set(name, page);
    }
  }
  const titles = [...pdf.matchAll(/\/Title (?:\(((?:\\.|[^\\)])*)\)|<FEFF([0-9A-F]*)>)/g)].map(([, plain, coded]) =>
    coded === undefined
      ? plain.replace(/\\(.)/g, "$1")
      : String.fromCharCode(...(coded.match(/.{4}/g) ?? []).map((each) => parseInt(each, 16))),
  );
  return { sizes, places, titles: titles.map((each) => each.trim().replace(/\s+/g, " ")) };
}

const nu = ({ java, jar, pages }) =>
  new Promise((resolve) => {
    const flags = ["-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];
    const words = ["-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", ...Object.values(pages)];
    execFile(java, [...flags, ...words], { maxBuffer: 1 << 28 }, (error, stdout) => {
      if (error) throw error;
      const found = Object.fromEntries(Object.keys(pages).map((name) => [name, new Map()]));
      const names = new Map(Object.entries(pages).map(([name, path]) => [decodeURI(pathToFileURL(path).href), name]));
      for (const each of JSON.parse(stdout).messages) {
        if (NOT_MISTAKEN.some((known) => known.test(each.message))) continue;
        const seen = found[names.get(decodeURI(each.url).replace(/^file:\/*/, "file:///"))];
        const first = seen.get(each.message) ?? `${each.lastLine}: ${each.type}: ${each.message} ${each.extract ?? ""}`;
        seen.set(each.message, first);
      }
      resolve(Object.fromEntries(Object.entries(found).map(([name, seen]) => [name, [...seen.values()]])));
    });
  });

async function htmlValidated(pages) {
  const { HtmlValidate } = require("html-validate");
  const validator = new HtmlValidate(HTML_VALIDATE);
  const answer = {};
  for (const [name, path] of Object.entries(pages)) {
    const seen = new Map();
    const { results } = await validator.validateString(readFileSync(path, "utf8"), path);
    for (const { messages } of results)
      for (const { ruleId, line, column, message } of messages)
        seen.set(ruleId + message, seen.get(ruleId + message) ?? `${line}:${column}: ${message} [${ruleId}]`);
    answer[name] = [...seen.values()];
    await new Promise(setImmediate); // the browser's answers are waiting
  }
  return answer;
}

// --- pictures ---

async function taken(browser, { page: path, to, width, height, scale = 1, papers = 0, at = "", ...emulated }) {
  if (papers) return printed(browser, path, to, width, papers);
  const { page } = await opened(browser, path, { width, height });
  await page.setViewport({ width, height, deviceScaleFactor: scale });
  await media(page, emulated);
  if (at) await page.evaluate((at) => document.querySelector(at).scrollIntoView(), at);
  await page.screenshot({ path: to });
  await page.close();
}

// The first sheets side by side, each as Chromium's own viewer shows it.
async function printed(browser, path, to, width, papers) {
  const { page } = await opened(browser, path);
  const pdf = `${to}.pdf`;
  const gap = 16;
  const across = Math.floor((width - gap * (papers + 1)) / papers);
  const down = Math.round((across * 297) / 210);
  const sheets = [];
  for (let n = 1; n <= papers; n++) {
    await page.pdf({ path: pdf, pageRanges: String(n), preferCSSPageSize: true, printBackground: true });
    const viewer = await browser.newPage();
    await viewer.setViewport({ width: across, height: down });
    await viewer.goto(`${pathToFileURL(pdf).href}#toolbar=0&navpanes=0&view=Fit`);
    sheets.push(await settled(viewer));
    await viewer.close();
  }
  await page.close();
  rmSync(pdf);
  const table = await browser.newPage();
  await table.setViewport({ width, height: down + 2 * gap });
  const shown = sheets.map((sheet) => `<img width="${across}" src="data:image/png;base64,${sheet}">`).join("");
  await table.setContent(`<body style="margin:${gap}px;background:#666;display:flex;gap:${gap}px">${shown}`);
  await table.screenshot({ path: to });
  await table.close();
}

// The viewer does not say when it is done. Before it is, it shows one colour, which takes few bytes.
async function settled(viewer) {
  // Without the margin that it leaves about a sheet.
  const { width, height } = viewer.viewport();
  const asked = { encoding: "base64", clip: { x: 6, y: 4, width: width - 12, height: height - 10 } };
  let last = "";
  for (let n = 0; n < 60; n++) {
    const now = await viewer.screenshot(asked);
    if (now === last && now.length > 8000) break;
    last = now;
    await new Promise((go) => setTimeout(go, 400));
  }
  return last;
}

async function main() {
  const job = JSON.parse(readFileSync(0, "utf8"));
  const pages = job.pages ?? {};
  const checkers = Promise.all([job.jar ? nu(job) : {}, htmlValidated(pages)]);
  const began = Date.now();
  const took = {};
  const clockOf = (name) => () => {
    let last = Date.now();
    return (what) => {
      (took[name] ??= {})[what] = Date.now() - last;
      last = Date.now();
    };
  };
  const browser = await puppeteer.launch({ executablePath: job.browser, headless: true, args: FLAGS, protocolTimeout: 90000 });
  try {
    const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
    const answer = {};
    // The largest first, so that the last to be done is not the longest.
    const waiting = Object.entries(pages).sort(([, a], [, b]) => statSync(b).size - statSync(a).size);
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        answer[next[0]] = await lookedInto(browser, next[1], axeSource, clockOf(next[0]));
    };
    await Promise.all([worker(), worker()]);
    const [checked, linted] = await checkers;
    for (const name of Object.keys(pages)) {
      answer[name].found["html-validate"] = linted[name];
      if (job.jar) answer[name].found.nu = checked[name];
    }
    for (const picture of job.pictures ?? []) await taken(browser, picture);
    took.all = Date.now() - began;
    process.stdout.write(JSON.stringify({ pages: answer, took }));
  } finally {
    await browser.close();
  }
}

await main();
