// Keeps what a person has opened readable without a network. /sw.js says which files are the SHELL
// and imports this. Online it changes nothing: each request goes to the network first, and what is
// kept answers only where there is none, with a line on the page that says how old it is.
"use strict";

// Pages that everyone sees, and pages of somebody who has joined a trip or signed in, whom the
// server names by what they may see. These are deleted as soon as that is another, or nobody.
const OPEN = "tripbook-open";
const PERSONAL = "tripbook-of-";
const SHELL_NAME = `tripbook-shell-${SHELL.version}`;
const MOST_KEPT = 200;
const KEPT_AT = "X-Kept-At";
// A whole trip is asked for anew after this, in milliseconds.
const FRESH_FOR = 10 * 60_000;

const PAGE = /^\/(?:trips\/.*)?$/;
const OF_TRIP = /^\/trips\/([a-z0-9-]+)(?:\/|\.html$)/;
const SIGNS_IN_OR_OUT = /^\/(?:leave|join|admin\/log(?:in|out))\//;
// What the single file calls the parts of a trip that have pages of their own.
const PLACES_IN_FILE = [
  [/\/sessions\/(\w+)\/$/, "s-$1"],
  [/\/notes\/(\w+)\/(?:history\/)?$/, "n-$1"],
  [/\/people\/(\w+)\/$/, "p-$1"],
  [/\/(\d{4}-\d{2}-\d{2})\/$/, "$1"],
  [/\/(people|docs|notes)\/$/, "$1"],
];

// Raised when somebody signs in or out: an answer on its way then belongs to who is gone.
let viewer = 0;
// The files that are on their way.
const coming = new Set();

addEventListener("install", (event) => {
  // Complete or not at all: until all of it is here, the old worker and its caches stay.
  event.waitUntil(
    caches
      .open(SHELL_NAME)
      .then((cache) => cache.addAll(SHELL.files.map((url) => new Request(url, { cache: "no-cache" }))))
      .then(() => skipWaiting()),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((n) => n.startsWith("tripbook-shell-") && n !== SHELL_NAME))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

// The page from which this was installed was opened before: it asks to be kept.
addEventListener("message", (event) => {
  if (event.data === "keep" && event.source) event.waitUntil(keepOpened(event.source.url));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== "GET") {
    if (!SIGNS_IN_OR_OUT.test(url.pathname)) return;
    viewer += 1;
    event.waitUntil(forgetOthers(OPEN));
  } else if (request.mode === "navigate") {
    if (PAGE.test(url.pathname)) event.respondWith(page(event, request, url));
  } else if (url.pathname.startsWith(SHELL.static)) {
    event.respondWith(fetch(request).catch(() => shellFile(url)));
  }
});

async function page(event, request, url) {
  const asked = viewer;
  let response;
  try {
    response = await fetch(request);
  } catch {
    return (await kept(url)) ?? (await inFile(url)) ?? (await offlinePage());
  }
  const copy = response.clone();
  event.waitUntil(keep(url, copy, asked).then(() => keepTrip(url)));
  return response;
}

async function keepOpened(address) {
  const url = new URL(address);
  if (!PAGE.test(url.pathname)) return;
  const asked = viewer;
  await keep(url, await fetch(url, { headers: { Accept: "text/html" } }), asked);
  await keepTrip(url);
}

// The whole trip in one file: for the pages of it that were not opened.
async function keepTrip(url) {
  const file = fileOf(url);
  if (!file || coming.has(file.pathname) || navigator.connection?.saveData) return;
  coming.add(file.pathname);
  const asked = viewer;
  try {
    const found = await find(file);
    if (found && Date.now() - found.headers.get(KEPT_AT) < FRESH_FOR) return;
    const response = await fetch(file);
    await keep(file, response, asked);
    if (isGone(response)) await forget((path) => path.startsWith(file.pathname.replace(/\.html$/, "/")));
  } catch {
    // The network went away meanwhile.
  } finally {
    coming.delete(file.pathname);
  }
}

async function keep(url, response, asked) {
  if (response.type !== "basic" || asked !== viewer) return;
  // What is gone from a trip may still be in its file, which is then asked for anew.
  if (isGone(response)) return forget((path) => [url, fileOf(url)].some((u) => u?.pathname === path));
  if (!isKeepable(url, response)) return;
  const name = response.headers.has("X-Viewer") ? PERSONAL + response.headers.get("X-Viewer") : OPEN;
  await forgetOthers(name);
  const body = await response.blob();
  if (asked !== viewer) return;
  const headers = new Headers(response.headers);
  for (const ofTheWay of ["Content-Encoding", "Content-Length"]) headers.delete(ofTheWay);
  headers.set(KEPT_AT, Date.now());
  await forget((path) => path === url.pathname);
  const cache = await caches.open(name);
  await cache.put(key(url), new Response(body, { headers }));
  if (asked !== viewer) return forgetOthers(OPEN);
  const tooMany = (await cache.keys()).slice(0, -MOST_KEPT);
  await Promise.all(tooMany.map((oldest) => cache.delete(oldest)));
}

const isGone = (response) => [403, 404, 410].includes(response.status);

function isKeepable(url, response) {
  // What a query asks for is one page of many; a language is none.
  const isAsked = [...url.searchParams.keys()].some((name) => name !== "lang");
  const isHtml = (response.headers.get("Content-Type") ?? "").startsWith("text/html");
  const isSecret = (response.headers.get("Cache-Control") ?? "").includes("no-store");
  return response.ok && isHtml && !isSecret && !isAsked && !response.redirected;
}

async function forget(matches) {
  for (const name of await namesOfPages()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (matches(new URL(request.url).pathname)) await cache.delete(request);
    }
  }
}

async function forgetOthers(name) {
  const others = (await namesOfPages()).filter((found) => ![OPEN, name].includes(found));
  await Promise.all(others.map((other) => caches.delete(other)));
}

const namesOfPages = async () =>
  (await caches.keys()).filter((name) => name === OPEN || name.startsWith(PERSONAL));

async function find(url) {
  for (const name of await namesOfPages()) {
    const found = await (await caches.open(name)).match(key(url));
    if (found) return found;
  }
}

const key = (url) => url.origin + url.pathname;

// A kept page, with the line that says how old it is.
async function kept(url) {
  const found = await find(url);
  if (!found) return;
  const html = await found.text();
  const language = /<html lang="([\w-]+)"/.exec(html)?.[1];
  const at = new Date(Number(found.headers.get(KEPT_AT)));
  const isToday = at.toDateString() === new Date().toDateString();
  const told = new Intl.DateTimeFormat(language, {
    ...(isToday ? {} : { day: "numeric", month: "long" }),
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  const said = /<meta name="kept" content="([^"]*)"/.exec(html)?.[1] ?? "";
  const line = `<aside class="offline"><p>${said} <time>${told}</time></p></aside>`;
  const shown = html.replace('<div class="page">', (page) => page + line);
  return new Response(shown, { headers: found.headers });
}

// Where in the single file the page would be, if that is kept.
async function inFile(url) {
  const file = fileOf(url);
  if (!file || url.pathname === file.pathname || !(await find(file))) return;
  for (const [pattern, name] of PLACES_IN_FILE) {
    const found = pattern.exec(url.pathname);
    if (found) file.hash = name.replace("$1", found[1]);
  }
  return Response.redirect(file);
}

function fileOf(url) {
  const trip = OF_TRIP.exec(url.pathname);
  return trip && new URL(`/trips/${trip[1]}.html`, location.origin);
}

async function offlinePage() {
  const shell = await caches.open(SHELL_NAME);
  return (await shell.match(SHELL.offline)) ?? Response.error();
}

// A page that was kept before the site was renewed gets the file of today in place of its own.
async function shellFile(url) {
  const plain = (path) => path.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");
  const shell = await caches.open(SHELL_NAME);
  const names = await shell.keys();
  const found = names.find((name) => plain(new URL(name.url).pathname) === plain(url.pathname));
  return found ? shell.match(found) : Response.error();
}
