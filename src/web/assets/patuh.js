// What makes the site quicker with a keyboard and calmer with a slow line. Every page works
// without this file.
"use strict";

// What only works with this script is hidden until it runs.
for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;

// Single keys can be turned off, for readers whose voice or hand presses them by mistake.
const KEYS = "patuh-keys";
const keysAreOff = () => {
  try {
    return localStorage.getItem(KEYS) === "off";
  } catch {
    return false;
  }
};
for (const box of document.querySelectorAll("[data-keys-off]")) {
  box.checked = keysAreOff();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEYS, box.checked ? "off" : "on");
    } catch {
      // A browser that keeps nothing keeps the keys on.
    }
  });
}

// Rows marked `data-row` are walked with j and k and ticked with x.
const rows = () => [...document.querySelectorAll("[data-row]")];
const currentRow = () => document.activeElement?.closest("[data-row]");
const tickOf = (row) => row?.querySelector("input[type=checkbox]");
const rowKeys = {
  j: () => step(1),
  k: () => step(-1),
  x: () => tickOf(currentRow())?.click(),
};
function step(by) {
  const all = rows();
  const at = all.indexOf(currentRow());
  const next = at < 0 ? all[0] : all[Math.min(Math.max(at + by, 0), all.length - 1)];
  (tickOf(next) ?? next?.querySelector("a"))?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

// A key written on a part of the page goes there: "/" to the search box, as on any list.
document.addEventListener("keydown", (event) => {
  const into = "input:not([type=checkbox]), textarea, select, [contenteditable]";
  if (event.target.closest(into) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (keysAreOff()) return;
  const field = document.querySelector(`[data-key~="${CSS.escape(event.key)}"]`);
  if (!field) {
    if (!rowKeys[event.key] || rows().length === 0) return;
    event.preventDefault();
    rowKeys[event.key]();
    return;
  }
  event.preventDefault();
  if (field.matches("input, textarea, select")) {
    field.focus();
    field.select?.();
    return;
  }
  const row = currentRow();
  if (field.matches("[data-ticks]") && !field.form.querySelector("[data-row] input:checked") && row) {
    // Nothing is ticked: the row that the reader is at is meant.
    tickOf(row).click();
  }
  field.click();
});

// One box ticks all rows, and the number of ticked ones is told.
function tell() {
  const boxes = rows().map(tickOf).filter(Boolean);
  const ticked = boxes.filter((box) => box.checked).length;
  for (const part of document.querySelectorAll("[data-ticked]")) part.textContent = ticked;
  for (const all of document.querySelectorAll('[data-tick-all=""]')) {
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
}
document.addEventListener("change", (event) => {
  if (event.target.matches('[data-tick-all=""]')) {
    for (const row of rows()) {
      const box = tickOf(row);
      if (box) box.checked = event.target.checked;
    }
  }
  if (event.target.matches('[data-tick-all=""], [data-row] input')) tell();
});
window.addEventListener("pageshow", tell);

// A second press on a button that is already sending does nothing. What goes to a frame leaves the
// page as it is, so the form can be sent again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.submitter?.formTarget) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Menus close when the reader goes on elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Files that are too large together are told before they are sent.
document.addEventListener("change", (event) => {
  const field = event.target.closest("input[type=file][data-max-bytes]");
  if (!field) return;
  const bytes = [...field.files].reduce((sum, file) => sum + file.size, 0);
  field.setCustomValidity(bytes > Number(field.dataset.maxBytes) ? field.dataset.maxText : "");
  field.reportValidity();
});

// What only works with this file is shown once it runs.
document.documentElement.dataset.scripted = "";

// One box ticks all boxes of its form that bear a name, and shows whether all are ticked.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form) return;
  const all = form.querySelector("[data-tick-all]");
  if (!all?.dataset.tickAll) return;
  const boxes = [...form.querySelectorAll(`input[name="${CSS.escape(all.dataset.tickAll)}"]`)];
  if (event.target === all) {
    for (const box of boxes) box.checked = all.checked;
  }
  const ticked = boxes.filter((box) => box.checked).length;
  all.checked = ticked > 0 && ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
});

// A button that prints the page.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// A text beside a button is copied; where the browser refuses, it is selected to be copied by hand.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  const field = button && document.getElementById(button.dataset.copy);
  if (!field) return;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
  } catch {
    field.focus();
  }
});

// A form whose outcome is shown in a frame beside it: the frame follows what is typed. A fresh
// frame each time leaves no steps in the browser's history.
const frames = new WeakMap();
document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-live-form]");
  const button = form?.querySelector("[data-live]");
  if (!button) return;
  clearTimeout(frames.get(form));
  frames.set(form, setTimeout(() => {
    const frame = document.querySelector(`iframe[name="${CSS.escape(button.formTarget)}"]`);
    const fresh = frame.cloneNode();
    fresh.removeAttribute("src");
    frame.replaceWith(fresh);
    form.requestSubmit(button);
  }, 700));
});
