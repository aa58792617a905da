// What the page says, and how texts are compared and elements made. Names from the files are only ever put in as text.

const record = JSON.parse(document.getElementById("record").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
const french = document.documentElement.lang === "fr";

/** A sentence of the catalogue, filled in; one that counts has two forms, and French counts 0 as singular. */
function say(key, values = {}) {
  let sentence = words[key];
  if (typeof sentence === "object") {
    sentence = (french ? values.count < 2 : values.count === 1) ? sentence.one : sentence.other;
  }
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Lower case, without accents, as people type when they search. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("’", "'");
}

function byId(id) {
  return document.getElementById(id);
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
