// What makes a quiz quicker by keyboard and on a poor link. Without this file every link and form still works.
"use strict";

const byId = (id) => document.getElementById(id);
const stage = () => byId("stage");
const liveForm = () => stage()?.querySelector(":scope > form[data-question]");
const say = (text) => {
  const status = byId("status");
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = text; });
};

// Trouble: one plain sentence, and everything typed stays where it is.
const readPage = (text) => new DOMParser().parseFromString(text, "text/html");
const clearTrouble = () => byId("trouble").replaceChildren();
const troubleSaid = (page) => page.querySelector("[data-trouble]")?.textContent;

function showTrouble(kind, said) {
  const place = byId("trouble");
  const line = document.createElement("p");
  line.textContent = said || place.dataset[kind];
  place.replaceChildren(line);
}

function troubleOf(status) {
  if (status === 429) return "rate";
  return status >= 500 ? "broken" : "refused";
}

// Only reading is repeated by itself, and only once; an answer is sent again by the learner.
function retryOnce(element, verb) {
  if (verb !== "get" || element.dataset.retried) return false;
  element.dataset.retried = "yes";
  setTimeout(() => htmx.trigger(element, "retry"), 1500);
  return true;
}

// Whoever signed in again in another tab has a page with an old token: the new one is fetched once, and the answer sent again.
async function renewToken(form, button) {
  form.dataset.renewed = "yes";
  const response = await fetch(location.href);
  const token = readPage(await response.text()).querySelector("form[data-question] [name=csrfmiddlewaretoken]");
  if (!token) return showTrouble("refused");
  form.querySelector("[name=csrfmiddlewaretoken]").value = token.value;
  button.click();
}

const failed = (kind) => ({ detail }) => {
  const { elt, requestConfig, xhr } = detail;
  const button = requestConfig.triggeringEvent?.submitter;
  if (xhr.status === 403 && button && !elt.dataset.renewed && readPage(xhr.response).querySelector("[data-old-token]")) {
    renewToken(elt, button).catch(() => showTrouble("unreachable"));
    return;
  }
  if (!retryOnce(elt, requestConfig.verb)) showTrouble(kind ?? troubleOf(xhr.status), troubleSaid(readPage(xhr.response)));
};

// What was chosen or typed outlives a reload, until it is answered.
const storeKey = (form) => `answer:${form.getAttribute("action")}`;
const fieldsOf = (form) => [...form.querySelectorAll("input:not([type=hidden]), select, textarea")];
const read = (form) => JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
const remember = (form) => sessionStorage.setItem(storeKey(form), read(form));

function isTouched(form) {
  const fresh = form.cloneNode(true);
  fresh.reset();
  return read(fresh) !== read(form);
}

// What was chosen before this script came is newer than what was kept.
function recall(form) {
  const kept = sessionStorage.getItem(storeKey(form));
  if (isTouched(form)) remember(form);
  else if (kept) putBack(form, JSON.parse(kept));
  form.querySelectorAll("[data-ordering]").forEach(arrange);
}

function putBack(form, given) {
  for (const field of fieldsOf(form)) {
    const values = given.filter(([name]) => name === field.name).map(([, value]) => value);
    if (/radio|checkbox/.test(field.type)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? field.value;
  }
}

// An ordering: the rows stand as their places say. A row moves by its buttons, or by the place that is chosen for it.
const rowsOf = (list) => [...list.querySelectorAll("[data-placed]")];
const placeOf = (row) => row.querySelector("select");

function arrange(list) {
  list.append(...rowsOf(list).sort((one, other) => placeOf(one).value - placeOf(other).value));
  number(list);
  for (const moves of list.querySelectorAll("[hidden]")) moves.hidden = false;
}

function number(list) {
  const rows = rowsOf(list);
  rows.forEach((row, index) => {
    placeOf(row).value = index + 1;
    const [up, down] = row.querySelectorAll("[data-move]");
    up.disabled = index === 0;
    down.disabled = index === rows.length - 1;
  });
}

function putAt(row, index) {
  const list = row.parentElement;
  const others = rowsOf(list).filter((other) => other !== row);
  others.splice(index, 0, row);
  list.append(...others);
  number(list);
  remember(list.closest("form"));
  say(`${placeOf(row).ariaLabel}: ${index + 1}`);
}

function move(button) {
  const row = button.closest("[data-placed]");
  putAt(row, rowsOf(row.parentElement).indexOf(row) + Number(button.dataset.move));
  (button.disabled ? placeOf(row) : button).focus();
}

// htmx looks at new content only after a moment, and whoever is quick would leave the page as if there were no script.
function arrive() {
  if (stage()) htmx.process(stage());
  if (liveForm()) recall(liveForm());
}

// After an answer, the feedback has the focus and the address. Next shows the question that came with it.
function showFeedback(form) {
  sessionStorage.removeItem(storeKey(form));
  history.replaceState({ htmx: true }, "", form.dataset.slotUrl);
  stage().querySelector("[data-verdict]").focus();
}

function showNext() {
  const form = byId("next").querySelector("form");
  stage().replaceChildren(form);
  form.dataset.since = performance.now();
  history.pushState({ htmx: true }, "", form.dataset.pageUrl);
  document.title = form.dataset.pageTitle;
  arrive();
  scrollTo(0, 0);
  form.querySelector("[data-stem]").focus();
  say(form.dataset.pageTitle);
}

// With feedback at the end, an answer is saved, and what comes next is another place or the overview. A flag changes nothing else.
function showPlace(form) {
  const isHere = liveForm() && storeKey(liveForm()) === storeKey(form);
  // What was changed while a flag was on its way is newer than what was sent, and stays.
  if (!isHere || sessionStorage.getItem(storeKey(form)) === form.dataset.sent) sessionStorage.removeItem(storeKey(form));
  if (isHere) {
    arrive();
    if (document.activeElement === document.body) liveForm().querySelector("[aria-pressed]").focus();
    return;
  }
  const { pageTitle } = stage().querySelector("[data-page-title]").dataset;
  const note = stage().querySelector(".note")?.textContent;
  document.title = pageTitle;
  arrive();
  scrollTo(0, 0);
  stage().querySelector("[data-stem]").focus();
  say(note ?? pageTitle);
}

// Signed out meanwhile: the password is asked for in place, and then the answer is sent by the button that was pressed.
function askToSignIn(signIn, button) {
  const dialog = byId("sign-in");
  const next = signIn.querySelector("[name=next]");
  if (next) next.value = location.pathname;
  signIn.addEventListener("submit", (event) => {
    event.preventDefault();
    if (signIn.getAttribute("aria-busy") === "true") return;
    sendSignIn(signIn, button).catch(() => { dialog.close(); showTrouble("unreachable"); });
  });
  dialog.querySelector("[data-place]").replaceChildren(signIn);
  if (dialog.open) signIn.querySelector("input:not([type=hidden])").focus();
  else dialog.showModal();
}

async function sendSignIn(signIn, button) {
  const response = await fetch(signIn.action, { method: "POST", body: new FormData(signIn) });
  const page = readPage(await response.text());
  const again = page.querySelector("[data-sign-in]");
  if (again) return askToSignIn(again, button);
  byId("sign-in").close();
  const token = response.ok && page.querySelector("[name=csrfmiddlewaretoken]"); // not ok: signed in as somebody else
  if (!token) return showTrouble(troubleOf(response.status), troubleSaid(page));
  button.form.querySelector("[name=csrfmiddlewaretoken]").value = token.value;
  button.click();
}

// A whole page instead of a fragment: the sign-in page, or the place where the learner really is.
function meetPage(detail) {
  const page = readPage(detail.xhr.response);
  const signIn = page.querySelector("[data-sign-in]");
  detail.shouldSwap = false;
  if (signIn) askToSignIn(signIn, detail.requestConfig.triggeringEvent.submitter ?? detail.requestConfig.elt);
  else showPage(page, detail.xhr.responseURL);
}

function showPage(page, address) {
  byId("main").replaceWith(page.getElementById("main"));
  document.body.className = page.body.className;
  document.title = page.title;
  history.replaceState({ htmx: true }, "", address);
  htmx.process(byId("main"));
  byId("main").focus();
  arrive();
  startClock();
}

// A question that came with the feedback was first seen later than it was sent.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const { since } = detail.elt.dataset;
  if (since) detail.parameters.elapsed = Math.round(performance.now() - since);
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  clearTrouble();
  detail.elt.setAttribute("aria-busy", "true");
  if (detail.elt.matches("[data-question]")) detail.elt.dataset.sent = sessionStorage.getItem(storeKey(detail.elt));
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  detail.elt.removeAttribute("aria-busy");
  if (detail.successful) delete detail.elt.dataset.retried;
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 200 && detail.target === stage() && /<html/i.test(detail.xhr.response)) meetPage(detail);
  if ([409, 422].includes(detail.xhr.status)) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const form = detail.requestConfig?.elt;
  if (detail.target !== stage() || !form) return;
  if (stage().querySelector("[data-feedback]")) showFeedback(form);
  else if (detail.xhr.status === 200) showPlace(form);
  else {
    arrive();
    fieldsOf(liveForm())[0].focus();
  }
});

document.addEventListener("htmx:historyRestore", () => { arrive(); startClock(); });
document.addEventListener("htmx:responseError", failed());
document.addEventListener("htmx:sendError", failed("unreachable"));
document.addEventListener("htmx:timeout", failed("late"));

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-next]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    showNext();
  }
  const button = event.target.closest("[data-move]");
  if (button) move(button);
  for (const menu of document.querySelectorAll("[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("input", ({ target }) => {
  if (target.closest("[data-ordering]")) {
    putAt(target.closest("[data-placed]"), target.value - 1);
    target.focus();
  }
  if (target.form?.matches("[data-question]")) remember(target.form);
});

// A second click on a plain form does nothing until the page has come back.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("hx-post") || form.method === "dialog") return;
  if (form.getAttribute("aria-busy") === "true") event.preventDefault();
  form.setAttribute("aria-busy", "true");
});

addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
});

// Keys: a digit chooses or rates, Enter checks and goes on, Z undoes; what else is typed goes into the field of the question.
// Never while text is being written, never on a link or button.

const isWriting = (element) => element.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const actsItself = (element) => element.matches("a, button, summary, input, textarea, select");

// The field in which a question is answered, where it has one and no other.
function onlyField() {
  const fields = liveForm() ? fieldsOf(liveForm()).filter(isWriting) : [];
  return fields.length === 1 && fields[0].matches("input, textarea") ? fields[0] : null;
}

// The browser puts the key into what has the focus when this is over.
function beginWriting(field) {
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

function choose(digit) {
  stage()?.querySelector(`[data-key="${digit}"]`)?.click();
  const input = liveForm()?.querySelectorAll("[name=option]")[digit - 1];
  if (!input) return;
  input.focus();
  input.click();
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Escape") document.querySelectorAll("[data-menu][open]").forEach((menu) => { menu.open = false; });
  const isOff = document.body.dataset.shortcuts === "off";
  if (isOff || event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const undo = key.toLowerCase() === "z" && stage()?.querySelector("[data-undo]");
  if (key.length === 1 && key !== " " && !undo && !actsItself(target) && onlyField()) return beginWriting(onlyField());
  if (/^[1-6]$/.test(key) && !isWriting(target)) choose(Number(key));
  if (undo && !isWriting(target)) undo.click();
  if (key === "Enter" && !actsItself(target)) document.querySelector("main [data-primary]")?.click();
});

// The clock: the server decides, here the time is only shown. What is on the screen is saved when it is up, within the grace.
const WARNINGS = [[300, "five"], [60, "one"], [0, "over"]];
let ticking;

function startClock(sent = performance.now()) {
  clearInterval(ticking);
  const clock = byId("clock");
  if (!clock) return;
  clock.open = localStorage.getItem("clock") !== "hidden";
  // On the click, which comes before the change: a toggle is told only later, and a page left at once would not know of it.
  clock.querySelector("summary").addEventListener("click", () => localStorage.setItem("clock", clock.open ? "hidden" : "shown"));
  const end = Date.now() - (performance.now() - sent) + 1000 * clock.dataset.seconds;
  let before = Infinity;
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    clock.querySelector("[data-time]").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    for (const [seconds, words] of WARNINGS) if (left <= seconds && seconds < before) warn(clock.dataset[words]);
    if (left === 0) timeIsUp(clock, before < Infinity);
    before = left;
  };
  ticking = setInterval(tick, 1000); // before the first tick, which stops it where no time is left
  tick();
}

function warn(words) {
  const note = document.querySelector("[data-time-note]");
  note.textContent = words;
  note.hidden = false;
  say(words);
}

// On a page that opens within the grace there is nothing to save, unless something was chosen before this script came.
function timeIsUp(clock, hasRun) {
  clearInterval(ticking);
  const form = liveForm();
  if (form && (hasRun || isTouched(form))) form.querySelector("[name=go]")?.click();
  setTimeout(() => location.assign(clock.dataset.after), 1000 * (Number(clock.dataset.grace) + 1));
}

// Where the browser is: whoever becomes a guest or signs up has their study days begin there.
function tellTimeZone() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  document.cookie = `time_zone=${encodeURIComponent(timeZone)}; path=/; max-age=31536000; samesite=lax`;
}

document.addEventListener("DOMContentLoaded", () => {
  tellTimeZone();
  arrive();
  startClock(performance.getEntriesByType("navigation")[0]?.responseStart); // its script may have come much later
});
