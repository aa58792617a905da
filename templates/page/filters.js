// Searching and filtering: who answers, who may, who does not. What is not known is a «maybe», shown as such.

const signs = new Map([...map.querySelectorAll(".actor")].map((sign) => [sign.dataset.actor, sign]));
const lines = [...map.querySelectorAll(".link")];
const rows = new Map([...document.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
const answers = new Map();
const selects = ["category", "circle", "function", "nature"].map(byId);
const search = byId("search");
const searched = new Map(record.actors.map((actor) => [actor.id, folded(`${actor.name} ${actor.municipality ?? ""}`)]));

/** Where an actor stands on the map. */
function centreOf(id) {
  const ground = signs.get(id).querySelector(".ground");
  return { x: ground.cx.baseVal.value, y: ground.cy.baseVal.value };
}

for (const [select, names] of [["category", record.categories], ["circle", record.circles], ["function", record.functions], ["nature", record.natures]]) {
  byId(select).append(...Object.entries(names).map(([value, name]) => make("option", { value }, name)));
  byId(select).disabled = !Object.keys(names).length;
}

/** Whether an actor answers what is asked: the least sure of its answers. */
function answer(actor, asked, typed) {
  const [category, circle, name, nature] = asked;
  const text = searched.get(actor.id);
  return Math.min(
    typed.every((word) => text.includes(word)) ? YES : NO, has(actor.category, category), has(actor.circle, circle),
    performs(actor, name), linkedBy(actor, nature),
  );
}

function applyFilters() {
  const asked = selects.map((select) => select.value);
  const typed = folded(search.value).split(/\s+/).filter((word) => word);
  for (const actor of record.actors) {
    const given = answer(actor, asked, typed);
    answers.set(actor.id, given);
    signs.get(actor.id).classList.toggle("dim", given === NO);
    signs.get(actor.id).classList.toggle("maybe", given === MAYBE);
    rows.get(actor.id).hidden = given === NO;
    rows.get(actor.id).classList.toggle("maybe", given === MAYBE);
  }
  const nature = asked[3];
  for (const line of lines) {
    const ends = line.dataset.ends.split(" ");
    const shown = (nature === "" || line.dataset.nature === nature) && ends.every((end) => answers.get(end) !== NO);
    line.classList.toggle("dim", !shown);
  }
  sayFound(typed.length > 0 || asked.some((value) => value !== ""));
  keepOneStop();
  namesLater();
}

function sayFound(narrowed) {
  const count = (given) => [...answers.values()].filter((each) => each === given).length;
  const [sure, maybe] = [count(YES), count(MAYBE)];
  const found = byId("found");
  if (!record.actors.length) found.textContent = say("nobody");
  else if (!narrowed) found.textContent = say("all", { count: record.actors.length });
  else if (maybe) found.textContent = `${say("some", { count: sure, total: record.actors.length })} ${say("maybe", { count: maybe })}`;
  else found.textContent = say("some", { count: sure, total: record.actors.length });
}

function resetFilters() {
  search.value = "";
  for (const select of selects) select.value = "";
  applyFilters();
}

search.addEventListener("input", applyFilters);
for (const select of selects) select.addEventListener("change", applyFilters);
byId("reset").addEventListener("click", resetFilters);
