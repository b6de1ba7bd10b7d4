// The preview of a note where scripts run: a line and what it became light up together.
// Without this file the links between them do.
"use strict";

(() => {
  const form = document.getElementById("preview");
  if (!form) return;
  const lines = new Map();
  for (const line of form.querySelectorAll("[data-items]")) {
    for (const uid of line.dataset.items.split(" ").filter(Boolean)) {
      if (!lines.has(uid)) lines.set(uid, []);
      lines.get(uid).push(line);
    }
  }
  const items = new Map();
  for (const item of form.querySelectorAll("[data-item]")) {
    if (!items.has(item.dataset.item)) items.set(item.dataset.item, []);
    items.get(item.dataset.item).push(item);
  }
  let lit = [];

  function light(target) {
    const found = [];
    const line = target.closest?.("[data-items]");
    const item = target.closest?.("[data-item]");
    if (line) {
      const uids = line.dataset.items.split(" ").filter(Boolean);
      if (uids.length) found.push(line, ...uids.flatMap((uid) => items.get(uid) ?? []));
    } else if (item && lines.has(item.dataset.item)) {
      found.push(...lines.get(item.dataset.item), item.querySelector("summary") ?? item);
    }
    // A day or the trip holds other items: only its own heading lights up.
    const shown = found.map((part) => part.querySelector?.(":scope > summary, :scope > h3") ?? part);
    for (const part of lit) part.classList.remove("lit");
    for (const part of shown) part.classList.add("lit");
    lit = shown;
  }

  // What scrolls under a resting pointer is not pointed at.
  let pointer = "";
  form.addEventListener("mouseover", (event) => {
    const place = `${event.screenX} ${event.screenY}`;
    if (place !== pointer) light(event.target);
    pointer = place;
  });
  form.addEventListener("focusin", (event) => light(event.target));

  // What a link leads to is opened, with all that it stands in.
  function open() {
    const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    for (let part = target; part && part !== form; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
    target?.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", open);
  open();

  // A form that is on its way is not sent twice.
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => (sent = false));
})();
