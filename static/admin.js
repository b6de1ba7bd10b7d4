"use strict";

// One tap copies a personal link. Without this file it is selected by hand.

for (const link of document.querySelectorAll(".link-to-copy")) {
  const button = link.querySelector("button");
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.querySelector("code").textContent);
      button.textContent = link.dataset.copied;
      setTimeout(() => (button.textContent = label), 3000);
    } catch {
      getSelection().selectAllChildren(link.querySelector("code"));
    }
  });
}

// Without this file the browser's own menu prints.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Text of notes that was not saved (see writing.js) is forgotten by who signs out.
for (const form of document.querySelectorAll("[data-forget]")) {
  form.addEventListener("submit", (event) => {
    let kept = [];
    try {
      kept = Object.keys(localStorage).filter((key) => key.startsWith("tripbook-draft:"));
    } catch {
      // A browser that keeps nothing.
    }
    if (kept.length && !confirm(form.dataset.forget)) return event.preventDefault();
    for (const key of kept) localStorage.removeItem(key);
  });
}

// Reading a large file takes seconds: say so, but not where the answer comes at once.
const working = document.querySelector(".working");
if (working) {
  addEventListener("submit", (event) => {
    if (!event.defaultPrevented) setTimeout(() => (working.hidden = false), 400);
  });
  // The page as it was, when somebody goes back to it.
  addEventListener("pageshow", () => (working.hidden = true));
}
