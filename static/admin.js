// One tap copies a personal link. Without this file it is selected by hand.
"use strict";

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
