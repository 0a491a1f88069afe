// What the admin's own pages leave unnamed for screen readers: fields that are searched while one types, empty headings, and what scrolls.
"use strict";

const nameOf = (select) => document.querySelector(`label[for="${select.id}"]`);

function nameChoice(selection) {
  const select = selection.closest(".select2").previousElementSibling;
  const name = nameOf(select);
  if (!name || selection.dataset.named) return;
  name.id ||= `${select.id}-name`;
  selection.dataset.named = "yes";
  const chosen = selection.querySelector(".select2-selection__rendered");
  selection.setAttribute("aria-labelledby", `${name.id} ${chosen.id}`);
  chosen.setAttribute("aria-labelledby", name.id);
}

const nameChoices = () => document.querySelectorAll(".select2-selection").forEach(nameChoice);

// A heading without words heads nothing.
function emptyHeadings() {
  for (const head of document.querySelectorAll("thead th:empty")) {
    const cell = document.createElement("td");
    cell.className = head.className;
    head.replaceWith(cell);
  }
}

// What scrolls must be reached by keyboard too.
function reachScrolled() {
  for (const group of document.querySelectorAll(".inline-group")) {
    if (group.scrollWidth > group.clientWidth) group.tabIndex = 0;
  }
}

document.addEventListener("focusin", ({ target }) => {
  const open = document.querySelector(".select2-container--open");
  const select = open?.previousElementSibling;
  if (select && target.matches(".select2-search__field")) target.setAttribute("aria-label", nameOf(select)?.textContent ?? "");
});

document.addEventListener("formset:added", nameChoices);
addEventListener("load", () => {
  window.django?.jQuery?.(nameChoices); // in line behind Django's own script, which makes the fields
  emptyHeadings();
  reachScrolled();
});
