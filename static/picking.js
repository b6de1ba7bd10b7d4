// Picking sessions where scripts run: the filter works while one types, and the count follows.
// Without this file the buttons send the form, and the server does the same.
"use strict";

(() => {
  const form = document.getElementById("picking");
  if (!form) return;
  const status = form.querySelector(".picked [data-words]");
  const query = form.querySelector("[name=q]");
  const rows = [...form.querySelectorAll("[data-search]")];
  const hidden = form.querySelectorAll("input[type=hidden][name=pick]").length;

  // As the server folds: width, case, blanks and signs make no difference.
  function folded(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  function count() {
    if (!status) return;
    const picked = rows.filter((row) => row.querySelector("input").checked).length + hidden;
    status.textContent = status.dataset.words.replace("#", picked);
  }

  function filter() {
    const words = query.value.split(/\s+/).map(folded).filter(Boolean);
    for (const row of rows) {
      row.hidden = !words.every((word) => row.dataset.search.includes(word));
    }
    for (const day of form.querySelectorAll(".pick-day")) {
      day.hidden = !day.querySelector("[data-search]:not([hidden])");
    }
  }

  form.addEventListener("change", count);
  query?.addEventListener("input", filter);

  let sent = false;
  form.addEventListener("submit", (event) => {
    const action = event.submitter?.value;
    if (action === "all" || action === "none") {
      event.preventDefault();
      for (const row of rows) {
        if (!row.hidden) row.querySelector("input").checked = action === "all";
      }
      count();
      return;
    }
    // A form that is on its way is not sent twice.
    if (sent) event.preventDefault();
    sent = true;
    if (action === "save") {
      for (const saving of form.querySelectorAll("[data-saving]")) {
        saving.textContent = saving.dataset.saving;
      }
    }
  });
  addEventListener("pageshow", () => {
    sent = false;
    for (const saving of form.querySelectorAll("[data-saving]")) saving.textContent = "";
  });
})();
