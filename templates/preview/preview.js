// The page of `cit preview`: it asks the server what there is, shows it, and asks again each time a file is saved.
// What comes from files is only ever put in as text.
"use strict";

const words = JSON.parse(document.getElementById("words").textContent);
const shown = document.getElementById("shown");

/** What is looked at: the list of problems, or a document as pages or as text. */
let view = { name: "problems", form: "sheets" };
/** Whether the reader chose it: until then, problems come first when there are some. */
let chosen = false;
let state = null;
/** What the document shown was drawn from: the same again, and nothing moves under the reader's eyes. */
let drawn = "";

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

// What there is to see

function drawContents() {
  const contents = document.getElementById("contents");
  const item = (name, text) =>
    make("li", {}, make("button", {
      type: "button", "data-view": name, "aria-current": view.name === name ? "page" : false, onclick: () => look(name),
    }, text));
  // One file at a time, and those the reader opened.
  const opened = new Set([...contents.querySelectorAll("details[open]")].map((each) => each.dataset.file));
  const lists = state.files.filter((file) => file.documents.length).map((file) => {
    const here = file.documents.some((each) => each.id === view.name);
    return make("details", { "data-file": file.file, open: here || opened.has(file.file) }, make("summary", {}, file.file),
      make("ul", {}, ...file.documents.map((each) => item(each.id, each.label))));
  });
  const focused = contents.contains(document.activeElement) ? document.activeElement.dataset.view : null;
  const place = contents.scrollTop;
  contents.replaceChildren(make("ul", {}, item("problems", `${words.problems} (${state.problems.length})`)), ...lists);
  contents.scrollTop = place;
  if (focused) contents.querySelector(`[data-view="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function look(name, form) {
  chosen = true;
  view = { name, form: form ?? "sheets" };
  drawContents();
  drawView(true);
  shown.focus({ preventScroll: true });
  if (matchMedia("(max-width: 48rem)").matches) shown.scrollIntoView();
  else scrollTo(0, 0);
}

async function drawView(anew) {
  if (view.name === "problems") drawProblems();
  else await drawDocument(anew);
}

// Problems

function drawProblems() {
  const refused = state.refused ? [make("pre", { class: "refused" }, state.refused)] : [];
  const found = state.problems.map((problem) =>
    make("li", { class: problem.grave ? "error" : "warning" },
      make("p", { class: "place" }, `${problem.fichier}:${problem.ligne}:${problem.colonne}`),
      make("p", {}, make("strong", {}, problem.severity), ` ${problem.message} `, make("code", {}, problem.code)),
      problem.excerpt ? make("pre", { tabindex: 0 }, problem.excerpt) : null,
      problem.aide ? make("p", { class: "help" }, problem.aide) : null));
  const complete = state.files.filter((file) => file.complete).map((file) =>
    make("li", {}, make("strong", {}, file.file), ` ${file.complete}`,
      file.missing.length ? make("ul", {}, ...file.missing.map((name) => make("li", {}, name))) : null));
  shown.replaceChildren(
    make("h2", {}, words.problems), ...refused,
    found.length ? make("ol", { class: "problems" }, ...found) : make("p", {}, words["no-problem"]),
    ...(complete.length ? [make("h2", {}, words.completeness), make("ul", { class: "complete" }, ...complete)] : []));
}

// Documents

function documentShown() {
  return state.files.flatMap((file) => file.documents.map((each) => ({ ...each, file: file.file })))
    .find((each) => each.id === view.name);
}

async function drawDocument(anew) {
  const each = documentShown();
  if (!each) return look("problems");
  const base = `documents/${each.id}`;
  const asked = view;
  if (anew) shown.replaceChildren(make("p", { class: "waiting" }, words.loading));
  const made = await ask(`${base}/sheets`);
  if (asked !== view) return;
  if (made === null) return shown.replaceChildren(make("p", { class: "stale", role: "alert" }, words.failed));
  const drawing = JSON.stringify([view, made]);
  if (!anew && drawing === drawn) return;
  const tabs = [["sheets", words.sheets], ["text", words.text]].map(([form, label]) =>
    make("button", { type: "button", "aria-pressed": String(view.form === form), onclick: () => look(each.id, form) }, label));
  const head = make("div", { class: "head" }, make("h2", {}, each.label), make("p", { class: "place" }, each.file),
    made.page ? make("div", { class: "tools" }, make("a", { href: `${base}/page.html`, target: "_blank", rel: "noopener" }, words.alone)) : null,
    made.sheets.length ? make("div", { class: "tools" }, ...tabs,
      make("a", { href: `${base}/document.pdf`, target: "_blank", rel: "noopener" }, words.pdf)) : null);
  const refused = made.refused
    ? [make("p", { class: "stale", role: "alert" }, made.sheets.length || made.page ? words.stale : words.refused),
       make("pre", { class: "refused" }, made.refused)]
    : [];
  const body = made.page ? [pageOf(each, base, made)] : !made.sheets.length ? [] : view.form === "text" ? [textOf(each, base, made)] : sheetsOf(each, base, made);
  drawn = drawing;
  shown.replaceChildren(head, ...refused, ...body);
}

function sheetsOf(each, base, made) {
  return made.sheets.map((mark, i) => make("img", {
    class: "sheet", src: `${base}/${mark}.svg`,
    alt: words.sheet.replace("{label}", each.label).replace("{number}", i + 1).replace("{total}", made.sheets.length),
  }));
}

/** An interactive page, kept apart from this one. */
function pageOf(each, base, made) {
  return make("iframe", { class: "page", title: each.label, sandbox: "allow-scripts allow-popups", src: `${base}/page.html?${made.page}` });
}

/** The document as text, scrolled to where the reader was. */
function textOf(each, base, made) {
  const before = shown.querySelector("iframe");
  const place = before?.dataset.document === each.id ? before.contentWindow.scrollY : 0;
  const frame = make("iframe", {
    title: each.label, "data-document": each.id, src: `${base}/document.html?${made.sheets.join("-")}`,
  });
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, place));
  return frame;
}

// Following the files

async function ask(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function refresh() {
  const starting = state === null;
  const now = await ask("state");
  if (now === null) return say(words.failed);
  state = now;
  document.title = `${state.title} – ${words.title}`;
  document.getElementById("title").textContent = state.title;
  document.getElementById("internal").hidden = state.audience !== "interne";
  if (starting && !chosen && !state.errors) {
    const first = state.files.find((file) => file.documents.length);
    if (first) view = { name: first.documents[0].id, form: "sheets" };
  }
  drawContents();
  await drawView(starting);
  say(words.updated.replace("{time}", new Date().toLocaleTimeString(document.documentElement.lang)));
}

function say(text) {
  document.getElementById("status").textContent = text;
}

const events = new EventSource("events");
events.addEventListener("message", refresh);
events.addEventListener("error", () => say(words.stopped));
