// Writing in a shared note where scripts run: it saves by itself, every keystroke is kept on the
// device until the server has it, and what others save appears. docs/notes.md says what is
// promised. Without this file the form is sent by its button.
"use strict";

/* global makeButton */ // of tripbook.js, which every page has

(() => {
  const form = document.querySelector("form.writing");
  if (!form) return;
  const area = form.elements.body;
  const words = form.dataset;
  const state = form.querySelector(".state");

  const PAUSE = 1_500; // After the last keystroke, it is saved.
  const LONGEST = 8_000; // Somebody who types on and on is saved this often.
  const POLL = 3_000;
  const POLL_QUIETLY = 15_000;
  const QUIET_AFTER = 120_000;
  const STILL_OPEN = 10_000;
  const TOO_LONG = 25_000;
  const KEEPALIVE_BYTES = 60_000;
  const DRAFTS = `tripbook-draft:${words.draft}:`;

  // What is not saved yet, on this device.

  // Each time that the page begins, it is another one, also where a browser had kept the page.
  const page = [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join("");
  const ownDraft = DRAFTS + page;

  function keep() {
    if (hasLeft) return true;
    try {
      if (isSaved()) localStorage.removeItem(ownDraft);
      else localStorage.setItem(ownDraft, JSON.stringify(draft()));
      return true;
    } catch {
      return false;
    }
  }

  function draft() {
    return { text: area.value, revision: base, page, url: location.pathname, at: Date.now() };
  }

  // Those of pages that were closed; a page that is open sends its own within seconds.
  function otherDrafts(isStarting) {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(DRAFTS) || key === ownDraft) continue;
        const kept = JSON.parse(localStorage.getItem(key));
        if (typeof kept?.text !== "string" || !kept.text.trim()) localStorage.removeItem(key);
        else if (isStarting || Date.now() - kept.at > STILL_OPEN) found.push({ key, ...kept });
      }
    } catch {
      // A browser that keeps nothing has nothing to bring back.
    }
    return found;
  }

  // The text: what the server has of it, and what is on the screen.

  // Some browsers fill in again what stood in the field before a reload. What was typed then is
  // kept as a draft, with the revision that it belongs to.
  if (keeps()) form.reset();
  let base = Number(form.elements.revision.defaultValue);
  let known = "unsaved" in words ? null : area.value;
  const isSaved = () => area.value === known;

  function keeps() {
    try {
      localStorage.setItem("tripbook-probe", "1");
      localStorage.removeItem("tripbook-probe");
      return true;
    } catch {
      return false;
    }
  }

  function take(told, from) {
    if (told.body !== undefined && area.value === from) change(told.body, told.changes);
    base = told.revision;
    known = told.body ?? from;
    form.elements.revision.value = base;
    keep();
  }

  // Puts another text into the field, line by line: the cursor stays at the letter where it is.
  function change(text, changes) {
    const lines = area.value.split("\n");
    const starts = [0];
    for (const line of lines) starts.push(starts.at(-1) + line.length + 1);
    for (const [first, last, put] of [...changes].reverse()) {
      const atEnd = last === lines.length;
      let start = starts[first];
      let end = starts[last];
      let added = put.map((line) => `${line}\n`).join("");
      if (atEnd) {
        // The last line has no line break after it, so the one before it goes or comes.
        end -= 1;
        if (put.length && first < last) added = added.slice(0, -1);
        else {
          start -= 1;
          end = Math.max(start, end);
          added = put.map((line) => `\n${line}`).join("");
        }
      }
      replace(start, end, added);
    }
    if (area.value !== text) area.value = text;
  }

  function replace(start, end, added) {
    const old = area.value.slice(start, end);
    let head = 0;
    while (head < Math.min(old.length, added.length) && old[head] === added[head]) head++;
    let tail = 0;
    const most = Math.min(old.length, added.length) - head;
    while (tail < most && old.at(-1 - tail) === added.at(-1 - tail)) tail++;
    const from = start + head;
    const to = end - tail;
    const put = added.slice(head, added.length - tail);
    const moved = (at) => {
      const isAfter = at > to || (at === to && (to > from || put.endsWith("\n")));
      if (isAfter) return at + put.length - (to - from);
      return at > from ? Math.min(at, from + put.length) : at;
    };
    const { selectionStart, selectionEnd, selectionDirection, scrollTop, scrollHeight } = area;
    const isAbove = to <= selectionStart;
    area.setRangeText(put, from, to, "preserve");
    area.setSelectionRange(moved(selectionStart), moved(selectionEnd), selectionDirection);
    area.scrollTop = scrollTop + (isAbove ? area.scrollHeight - scrollHeight : 0);
  }

  // What the reader is told. "Saved" is said only by the server.

  function say(text, kind) {
    if (state.textContent !== text) state.textContent = text;
    state.className = `state ${kind}`;
  }

  function sayUnsaved(text) {
    say(keep() ? text : words.unkept, "is-unsaved");
  }

  // Saving

  let hasLeft = false;
  let composing = false;
  let busy = false;
  let failures = 0;
  let timer = null;
  let unsavedSince = 0;

  function saveIn(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  async function save(extra = {}) {
    clearTimeout(timer);
    if (hasLeft || busy || composing || (isSaved() && !extra.asked)) return;
    const sent = area.value;
    if (!sent.trim() && !extra.asked) return sayUnsaved(words.empty);
    busy = true;
    say(words.saving, "is-unsaved");
    const outcome = await send({ ...draft(), text: sent, ...extra });
    busy = false;
    if (outcome.told) saved(outcome.told, sent);
    else refused(outcome, sent);
  }

  function saved(told, sent) {
    failures = 0;
    unsavedSince = 0;
    const goesOn = area.value !== sent || composing;
    if (!goesOn || told.body === undefined) take(told, sent);
    // Else what comes next is a change of what this page sent, which the server knows.
    if (isSaved()) say(told.said, "is-saved");
    else changed();
  }

  function refused({ status, said, asksEmpty }, sent) {
    failures += 1;
    sayUnsaved(said || words.offline);
    if (asksEmpty) return askAboutEmpty();
    if (status === 400 || status === 413) return;
    const soon = Math.min(15_000, 1_000 * 2 ** failures);
    saveIn(status === 429 ? 60_000 : status === 0 || status >= 500 ? soon : 15_000);
    if (area.value !== sent) keep();
  }

  // Sends a text. Returns what the server told, or why it took nothing.
  async function send(draft, mayRenew = true) {
    const data = new FormData(form);
    data.set("body", draft.text);
    data.set("revision", draft.revision);
    data.set("page", draft.page);
    if (draft.empty) data.set("empty", "yes");
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body: data,
        headers: { accept: "application/json" },
        keepalive: Boolean(draft.leaving),
        signal: AbortSignal.timeout(TOO_LONG),
      });
    } catch {
      return { status: 0, said: words.offline };
    }
    const told = await jsonOf(answer);
    if (answer.ok && told) return { told };
    if (told) return { status: answer.status, said: told.said, asksEmpty: told.asks_empty };
    if (answer.status === 403 && mayRenew && (await renew())) return send(draft, false);
    const said =
      { 400: words.large, 403: words.locked, 404: words.gone, 413: words.large }[answer.status] ||
      words.broken;
    return { status: answer.status, said };
  }

  async function jsonOf(answer) {
    if (!answer.headers.get("content-type")?.startsWith("application/json")) return null;
    try {
      return await answer.json();
    } catch {
      return null;
    }
  }

  // The form's token is of the browser's session: another tab may have begun a new one.
  async function renew() {
    try {
      const answer = await fetch(form.action, { headers: { accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const token = fresh.querySelector("form.writing [name=csrfmiddlewaretoken]");
      if (token) form.elements.csrfmiddlewaretoken.value = token.value;
      return Boolean(token);
    } catch {
      return false;
    }
  }

  function askAboutEmpty() {
    const button = makeButton(words.yesEmpty, "button quiet");
    button.addEventListener("click", () => save({ asked: true, empty: true }));
    state.append(" ", button);
  }

  function changed() {
    if (isSaved()) {
      keep();
      return say("", "");
    }
    unsavedSince ||= Date.now();
    sayUnsaved(words.keeping);
    const left = unsavedSince + LONGEST - Date.now();
    if (!failures || navigator.onLine) saveIn(failures ? 2_000 : Math.max(0, Math.min(PAUSE, left)));
  }

  area.addEventListener("compositionstart", () => (composing = true));
  area.addEventListener("compositionend", () => {
    composing = false;
    changed();
  });
  area.addEventListener("input", () => {
    lastTyped = Date.now();
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name === "preview") return preview(event.submitter);
    save({ asked: true, empty: event.submitter?.name === "empty" });
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save({ asked: true });
  });
  for (const leave of document.querySelectorAll("[data-forget]")) {
    leave.addEventListener("submit", (event) => (hasLeft = !event.defaultPrevented));
  }
  addEventListener("online", () => {
    failures = 0;
    save();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") return look();
    if (new Blob([area.value]).size < KEEPALIVE_BYTES) save({ leaving: true });
  });
  addEventListener("pageshow", (event) => event.persisted && look());
  addEventListener("beforeunload", (event) => {
    if (!isSaved() && !keep()) event.preventDefault();
  });

  // What others save

  let lastTyped = Date.now();
  const others = form.querySelector(".others");

  async function look(isStarting = false) {
    clearTimeout(lookTimer);
    await bringBack(isStarting);
    await hear();
    const delay = Date.now() - lastTyped < QUIET_AFTER ? POLL : POLL_QUIETLY;
    clearTimeout(lookTimer);
    lookTimer = setTimeout(() => look(), delay);
  }
  let lookTimer = null;

  async function hear() {
    if (document.hidden || busy) return;
    const asked = base;
    const query = new URLSearchParams({ since: base });
    let told;
    try {
      const headers = { accept: "application/json" };
      const answer = await fetch(`${form.action.split("?")[0]}?${query}`, { headers });
      told = answer.ok ? await jsonOf(answer) : null;
    } catch {
      return;
    }
    if (!told) return;
    if (others.textContent !== told.others) others.textContent = told.others;
    // What is not saved yet meets it in the server's merge.
    if (told.revision > base && base === asked && isSaved() && !composing && !busy) take(told, known);
  }

  // What was kept by a page that was closed, or whose browser died

  const found = new Map();

  async function bringBack(isStarting) {
    for (const kept of otherDrafts(isStarting)) {
      const { told, said } = await send(kept);
      if (told) {
        forget(kept);
        if (isSaved()) say(words.brought, "is-saved");
      } else {
        show(kept, said);
      }
    }
  }

  function forget(kept) {
    // A page that is still open may have written on meanwhile.
    const now = JSON.parse(localStorage.getItem(kept.key));
    if (now?.text === kept.text) localStorage.removeItem(kept.key);
    found.get(kept.key)?.remove();
    found.delete(kept.key);
  }

  function show(kept, said) {
    if (found.has(kept.key)) return;
    const section = document.createElement("section");
    const text = document.createElement("textarea");
    const heading = document.createElement("p");
    section.className = "written";
    heading.textContent = `${words.found} ${said || words.offline}`;
    text.readOnly = true;
    text.rows = 6;
    text.value = kept.text;
    text.setAttribute("aria-label", words.found);
    section.append(heading, text);
    form.after(section);
    found.set(kept.key, section);
  }

  // The toolbar and the preview

  const tools = document.createElement("div");
  tools.className = "tools";
  tools.setAttribute("role", "toolbar");
  tools.setAttribute("aria-label", words.tools);
  for (const [sign, name, { before, around }] of [
    ["H", words.heading, { before: "## " }],
    ["B", words.bold, { around: "**" }],
    ["•", words.list, { before: "- " }],
    ["☐", words.task, { before: "- [ ] @" }],
    ["❝", words.quotation, { before: "> " }],
  ]) {
    const button = makeButton(sign, "");
    button.title = name;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", () => {
      const { selectionStart, selectionEnd, value } = area;
      if (around) {
        area.setRangeText(around, selectionEnd, selectionEnd, "preserve");
        area.setRangeText(around, selectionStart, selectionStart, "preserve");
        area.setSelectionRange(selectionStart + around.length, selectionEnd + around.length);
      } else {
        const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
        area.setRangeText(before, start, start, "preserve");
        area.setSelectionRange(selectionStart + before.length, selectionEnd + before.length);
      }
      area.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    tools.append(button);
  }
  area.before(tools);

  const pane = document.createElement("section");
  pane.className = "preview prose";
  pane.hidden = true;
  pane.lang = area.lang;
  area.after(pane);

  async function preview(button) {
    if (!pane.hidden) return showPane(button, false);
    const data = new FormData(form);
    data.set("preview", "yes");
    try {
      const headers = { accept: "application/json" };
      const answer = await fetch(form.action, { method: "POST", body: data, headers });
      const told = await jsonOf(answer);
      if (!answer.ok || !told) throw new Error(answer.statusText);
      // The server has cleaned it: it holds nothing active.
      pane.innerHTML = told.html;
      showPane(button, true);
    } catch {
      sayUnsaved(words.offline);
    }
  }

  function showPane(button, isShown) {
    button.dataset.write ??= button.textContent;
    button.textContent = isShown ? words.back : button.dataset.write;
    pane.hidden = !isShown;
    area.hidden = isShown;
    tools.hidden = isShown;
    if (!isShown) area.focus();
  }

  if (!isSaved()) changed();
  look(true);
})();
