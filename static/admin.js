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
