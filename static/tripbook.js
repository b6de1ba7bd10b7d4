// What pages do by themselves where scripts run. Without this file everything can still be read.
"use strict";

// What only scripts can do has its words in the page, as data: text browsers show nothing of it.
function makeButton(words, className) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.textContent = words;
  return button;
}

function toggle(button) {
  const isPressed = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", isPressed);
  return isPressed;
}

// Opened pages stay readable without a network. The worker waits until this page is done.
(() => {
  const worker = document.currentScript.dataset.worker;
  if (!worker || !navigator.serviceWorker) return;
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(worker);
      const ready = await navigator.serviceWorker.ready;
      // A new worker may have taken over a page that did not come through it.
      const [opened] = performance.getEntriesByType("navigation");
      if (!opened?.workerStart) ready.active.postMessage("keep");
    } catch {
      // A browser that keeps nothing shows everything while there is a network.
    }
  });
})();

// The card of what is now and next: the server decides, this asks again each minute.
(() => {
  const MINUTE = 60_000;
  const live = () => document.querySelector("[data-live]");
  let asking = false;

  async function refresh() {
    if (asking || document.hidden || !live()) return;
    asking = true;
    try {
      const answer = await fetch(location.pathname + location.search);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector(`#${live().id}`);
      if (fresh && fresh.outerHTML !== live().outerHTML) replace(fresh);
    } catch {
      // Without a network what was true a minute ago stays.
    } finally {
      asking = false;
    }
  }

  function replace(fresh) {
    const old = live();
    const focused = old.contains(document.activeElement) ? document.activeElement.href : null;
    old.replaceWith(document.adoptNode(fresh));
    if (focused) [...fresh.querySelectorAll("a")].find((a) => a.href === focused)?.focus();
  }

  if (live()) {
    setInterval(refresh, MINUTE);
    document.addEventListener("visibilitychange", refresh);
    addEventListener("pageshow", (event) => event.persisted && refresh());
  }
})();

// Stars: sessions that somebody marks for themself, kept in this browser and sent nowhere.
(() => {
  const KEY = "tripbook-stars";
  const word = document.querySelector("[data-star-word]")?.dataset.starWord;
  if (!word) return;

  function read() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return new Set(Array.isArray(found) ? found : []);
    } catch {
      return new Set();
    }
  }

  function mark(uid) {
    const stars = read();
    if (!stars.delete(uid)) stars.add(uid);
    try {
      localStorage.setItem(KEY, JSON.stringify([...stars]));
    } catch {
      // A browser that keeps nothing shows no star that would be gone at the next look.
    }
    show();
  }

  const places = [...document.querySelectorAll("[data-star]")];
  const bar = document.querySelector("[data-stars-of]");
  const programme = bar && document.getElementById(bar.dataset.starsOf);
  let only, hint;

  function show() {
    const stars = read();
    for (const place of places) {
      const starred = stars.has(place.dataset.star);
      place.classList.toggle("is-starred", starred);
      place.querySelector(".star").setAttribute("aria-pressed", starred);
    }
    if (!only) return;
    const wanted = only.getAttribute("aria-pressed") === "true";
    programme.classList.toggle("starred-only", wanted);
    hint.hidden = !wanted || places.some((place) => place.classList.contains("is-starred"));
  }

  for (const place of places) {
    const button = makeButton(word, "star");
    const title = place.querySelector("h3 a") || document.querySelector("h1");
    button.setAttribute("aria-label", `${word}: ${title.textContent}`);
    button.addEventListener("click", () => mark(place.dataset.star));
    place.append(button);
  }
  if (bar) {
    only = makeButton(bar.dataset.only, "button quiet");
    only.setAttribute("aria-pressed", false);
    hint = document.createElement("p");
    hint.className = "empty";
    hint.textContent = bar.dataset.none;
    bar.append(only, hint);
    only.addEventListener("click", () => {
      toggle(only);
      show();
    });
  }
  show();
  addEventListener("storage", (event) => event.key === KEY && show());
})();

// The times of whoever reads, beside those of the place, where they are others.
(() => {
  const KEY = "tripbook-own-time";
  const bar = document.querySelector("[data-own-time]");
  if (!bar) return;
  // Intl takes a phone a tenth of a second to load: only who asks for their own time waits for it.
  const two = (number) => String(number).padStart(2, "0");
  const clock = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;
  const date = (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const weekday = (at) => at.toLocaleDateString(document.documentElement.lang, { weekday: "short" });

  const rows = [...document.querySelectorAll("[data-day]")].map((row) => {
    const times = [...row.querySelectorAll("time[datetime]")];
    const given = row.dataset.instants?.trim().split(" ") ?? times.map((time) => time.dateTime);
    const instants = given.map((instant) => new Date(instant));
    const own = instants.map(clock);
    const shown = row.dataset.clock?.split(" ") ?? times.map((time) => time.textContent);
    const isOther = own.some((text, number) => text !== shown[number]);
    return { row, isOther, own: own.join("–"), start: instants[0] };
  });
  if (!rows.some(({ isOther }) => isOther)) return;

  const button = makeButton(bar.dataset.ownTime, "button quiet");
  function show(wanted) {
    button.setAttribute("aria-pressed", wanted);
    for (const { row, isOther, own, start } of rows) {
      row.querySelector(".own")?.remove();
      if (row.dataset.instants) row.hidden = !wanted;
      if (!wanted || !isOther) continue;
      const line = document.createElement("span");
      const whose = document.createElement("span");
      line.className = "own";
      whose.className = "unseen";
      whose.textContent = `${bar.dataset.yourTime} `;
      const day = date(start) === row.dataset.day ? "" : `${weekday(start)} `;
      line.append(whose, day + own);
      (row.querySelector(".when") ?? row).append(line);
    }
  }
  button.addEventListener("click", () => {
    const wanted = toggle(button);
    try {
      localStorage.setItem(KEY, wanted);
    } catch {
      // The choice then holds for this page.
    }
    show(wanted);
  });
  bar.append(button);
  let wanted = false;
  try {
    wanted = localStorage.getItem(KEY) === "true";
  } catch {
    // A browser that keeps nothing shows the times of the place.
  }
  show(wanted);
})();

// One tap copies a text that the page holds: for the chat, or for another program.
for (const chat of document.querySelectorAll("[data-copy]")) {
  const text = chat.querySelector("textarea, input");
  const details = chat.querySelector("details");
  const button = makeButton(chat.dataset.copy, "button quiet");
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "said";

  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = chat.dataset.copied;
      setTimeout(() => (said.textContent = ""), 3000);
    } catch {
      // Not allowed here: the text is selected for the reader's own hands.
      if (details) details.open = true;
      text.select();
    }
  });
  chat.prepend(button, said);
}

// Images of a note are links, and load nothing; a click shows one where it stands.
for (const link of document.querySelectorAll("[data-images] a[data-image]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || link.querySelector("img")) return;
    event.preventDefault();
    const image = new Image();
    image.alt = link.textContent;
    image.referrerPolicy = "no-referrer";
    image.addEventListener("load", () => link.replaceChildren(image));
    // What may not be shown here has a page of its own.
    image.addEventListener("error", () => location.assign(link.href));
    image.src = link.href;
  });
}

// Typing filters a list at once; without this the form's button asks the server for the same.
for (const input of document.querySelectorAll("[data-filter]")) {
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const list = document.getElementById(input.dataset.filter);
  const none = document.getElementById("none-found");

  const filter = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    for (const section of list.querySelectorAll("section")) {
      const header = section.querySelector("header").textContent;
      for (const rows of section.querySelectorAll("ul.rows")) {
        const before = rows.previousElementSibling;
        const heading = before.tagName === "H3" ? before : null;
        for (const row of rows.children) {
          const text = fold([row.textContent, heading?.textContent ?? "", header].join(" "));
          row.hidden = !words.every((word) => text.includes(word));
        }
        rows.hidden = !rows.querySelector(":scope > li:not([hidden])");
        if (heading) heading.hidden = rows.hidden;
      }
      section.hidden = !section.querySelector("ul.rows:not([hidden])");
    }
    const isEmpty = !list.querySelector("section:not([hidden])");
    if (none) none.textContent = isEmpty ? none.dataset.none : "";
  };
  input.addEventListener("input", filter);
  if (input.value) filter();
}

// Text of notes that is not saved yet (see writing.js): its writer is told of it on every page, and
// who leaves takes it along.
(() => {
  const PREFIX = "tripbook-draft:";
  const STILL_OPEN = 10_000;

  function drafts() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    } catch {
      return [];
    }
  }

  function tell(path) {
    const notice = document.createElement("p");
    const link = document.createElement("a");
    notice.className = "problem";
    link.href = path;
    link.textContent = words.open;
    notice.append(`${words.unsavedText} `, link);
    document.querySelector("main").before(notice);
  }

  for (const form of document.querySelectorAll("[data-forget]")) {
    form.addEventListener("submit", (event) => {
      const kept = drafts();
      if (kept.length && !confirm(form.dataset.forget)) return event.preventDefault();
      for (const key of kept) localStorage.removeItem(key);
    });
  }

  const words = document.querySelector("[data-unsaved-text]")?.dataset;
  if (!words || document.querySelector("form.writing")) return;
  for (const key of drafts()) {
    try {
      const { url, at } = JSON.parse(localStorage.getItem(key));
      if (Date.now() - at < STILL_OPEN) continue;
      tell(new URL(url, location.origin).pathname);
      break;
    } catch {
      localStorage.removeItem(key);
    }
  }
})();
