// Planning a day where scripts run: sessions are dragged, and people are found one after another.
// Without this file the buttons send the form, and the server does the same.
"use strict";

(() => {
  const form = document.getElementById("plan");
  if (!form) return;

  const shown = document.querySelector(".plan-days [aria-current]");
  const days = shown.closest("ol");
  days.scrollLeft = shown.offsetLeft - days.offsetLeft - (days.clientWidth - shown.clientWidth) / 2;

  // What is not saved is not left without a question.
  let isChanged = form.hasAttribute("data-unsaved");
  let isSent = false;
  form.addEventListener("input", () => (isChanged = true));
  addEventListener("beforeunload", (event) => {
    if (isChanged && !isSent) event.preventDefault();
  });
  for (const link of document.querySelectorAll("[data-discard]")) {
    link.addEventListener("click", () => (isChanged = false));
  }
  form.addEventListener("submit", (event) => {
    // A form that is on its way is not sent twice.
    if (isSent) event.preventDefault();
    isSent = true;
  });
  addEventListener("pageshow", () => (isSent = false));

  // Several people in one field: those who are not in it yet are offered after the last comma.
  const people = document.getElementById("people");
  const names = people ? [...people.options].map((option) => option.value) : [];
  form.addEventListener("input", (event) => {
    if (event.target.getAttribute("list") !== "people") return;
    const parts = event.target.value.split(/[,，、;；]/);
    parts.pop();
    const there = parts.map((part) => part.trim());
    const before = there.map((part) => `${part}, `).join("");
    people.replaceChildren(
      ...names
        .filter((name) => !there.includes(name))
        .map((name) => Object.assign(document.createElement("option"), { value: before + name })),
    );
  });

  // Dragging: a session before another one, behind the last, or onto another day.
  let dragged = null;

  function send(what) {
    const button = document.createElement("button");
    Object.assign(button, { name: "do", value: what, hidden: true });
    form.append(button);
    form.requestSubmit(button);
  }

  function isAboveMiddle(event, element) {
    const box = element.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  }

  function makeTarget(element, drop) {
    element.addEventListener("dragover", (event) => {
      if (!dragged || element === dragged) return;
      event.preventDefault();
      element.classList.add("is-over");
    });
    element.addEventListener("dragleave", () => element.classList.remove("is-over"));
    element.addEventListener("drop", (event) => {
      event.preventDefault();
      element.classList.remove("is-over");
      if (dragged && element !== dragged) drop(event);
    });
  }

  for (const handle of form.querySelectorAll(".plan-handle")) {
    const row = handle.closest(".plan-row");
    handle.hidden = false;
    handle.addEventListener("dragstart", (event) => {
      dragged = row;
      row.classList.add("is-dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.dataset.uid);
      event.dataTransfer.setDragImage(row, 10, 10);
    });
    handle.addEventListener("dragend", () => {
      dragged = null;
      row.classList.remove("is-dragged");
    });
  }
  for (const row of form.querySelectorAll(".plan-row")) {
    makeTarget(row, (event) => {
      const next = row.nextElementSibling;
      const before = isAboveMiddle(event, row) ? row : next;
      send(`before:${dragged.dataset.uid}:${before ? before.dataset.uid : ""}`);
    });
  }
  for (const day of document.querySelectorAll("[data-day]")) {
    makeTarget(day, () => send(`day:${dragged.dataset.uid}:${day.dataset.day}`));
  }
})();
