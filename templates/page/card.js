// The card of an actor: who it is, whom it works with, and what would leave with it.

const card = byId("card");
let chosen = null;
let leaving = false;
let opener = null; // what the keyboard was on when the card was opened

function nameOf(id) {
  return actors.get(id).name;
}

function levelText([low, high]) {
  return low === high ? String(low) : low === 0 && high === 3 ? say("level-unknown") : `${low}–${high}`;
}

/** Show the card of an actor; `take`: whether the keyboard goes to it. */
function choose(id, take = true) {
  if (take && !card.contains(document.activeElement)) opener = document.activeElement;
  chosen = id;
  leaving = false;
  const actor = actors.get(id);
  card.replaceChildren(
    make("div", { class: "bar" }, make("h2", { id: "chosen" }, actor.name),
      make("button", { type: "button", class: "tool", id: "close", onclick: () => putAway() }, say("close"))),
    factsOf(actor), functionsOf(actor), linksOf(actor), departureOf(actor));
  card.hidden = false;
  mark();
  goToPlace(centreOf(id));
  if (take) card.focus();
  byId("said").textContent = say("chosen", { name: actor.name, count: neighbours.get(id).size });
}

/** Put the card away; the keyboard goes back to where it was opened from, in the list or on the map. */
function putAway() {
  if (chosen === null) return;
  const sign = signs.get(chosen);
  const inside = card.contains(document.activeElement);
  chosen = null;
  leaving = false;
  card.hidden = true;
  mark();
  byId("said").textContent = say("closed");
  if (!inside) return;
  if (opener?.matches("[data-row] button") && opener.checkVisibility()) opener.focus();
  else focusSign(sign.dataset.actor);
}

function factsOf(actor) {
  const facts = [
    ["category", record.categories[actor.category]], ["circle", record.circles[actor.circle]],
    ["roles", actor.roles === null ? undefined : actor.roles.join(", ") || say("none")],
    ...(actor.place ? [["place", actor.place]] : []),
    ...(actor.municipality ? [["municipality", actor.municipality]] : []),
    ...(record.internal ? [["influence", actor.influence], ["interest", actor.interest]] : []),
  ];
  const list = make("dl", {}, ...facts.flatMap(([key, value]) => [make("dt", {}, say(key)), make("dd", {}, String(value ?? say("unknown")))]));
  const marks = [actor.hinge ? say("hinge") : "", actor.broker ? say("broker") : ""].filter((text) => text);
  const site = actor.site ? make("p", {}, make("a", { href: actor.site, rel: "noopener noreferrer external", target: "_blank" }, actor.site)) : null;
  return make("div", {}, list, ...marks.map((text) => make("p", { class: "mark" }, text)), site);
}

function functionsOf(actor) {
  const held = Object.entries(actor.levels ?? {}).map(([name, span]) =>
    make("li", {}, say("held", { name: record.functions[name], level: levelText(span) })));
  const none = actor.levels === null ? say("not-asked") : say("no-function");
  return make("div", {}, make("h3", {}, say("functions")), held.length ? make("ul", {}, ...held) : make("p", {}, none));
}

function linksOf(actor) {
  const found = record.links.filter((link) => link.ends.includes(actor.id)).map((link) => {
    const other = link.ends.find((end) => end !== actor.id);
    const way = !link.directed ? "" : link.ends[0] === actor.id ? say("towards") : say("from");
    const strength = link.intensity === null ? say("strength-unknown") : say("strength", { level: link.intensity });
    const told = [record.natures[link.nature], way, strength, link.since ? say("since", { date: link.since }) : ""];
    return make("li", { class: link.nature === "conflit" ? "conflict" : "" }, nameButton(other), ` ${told.filter((text) => text).join(", ")}`);
  });
  const none = record.links_known ? say("no-link") : say("links-unknown");
  return make("div", {}, make("h3", {}, say("neighbours", { count: neighbours.get(actor.id).size })),
    found.length ? make("ul", { class: "links" }, ...found) : make("p", {}, none));
}

function nameButton(id) {
  return make("button", { type: "button", class: "name", "data-to": id, onclick: () => choose(id) }, nameOf(id));
}

function departureOf(actor) {
  const groups = cutOff(actor.id);
  const { lost, maybe } = functionsLost(actor.id);
  const named = (names) => make("ul", {}, ...names.map((name) => make("li", { "data-function": name }, record.functions[name])));
  const cut = !record.links_known ? [make("p", {}, say("links-unknown"))]
    : !groups.length ? [make("p", {}, say("no-cut"))]
    : [make("p", {}, say("cut", { count: groups.length + 1 })),
       make("ul", {}, ...groups.map((group) => make("li", { "data-group": group.join(" ") }, group.map(nameOf).join(", ")))),
       make("button", { type: "button", class: "tool", id: "leave", "aria-pressed": "false", onclick: leave }, say("show-cut"))];
  const unasked = actor.levels === null ? [make("p", {}, say("loss-unknown"))] : [];
  const losses = [
    ...(lost.length ? [make("p", {}, say("lost", { count: lost.length })), make("div", { id: "lost" }, named(lost))] : []),
    ...(maybe.length ? [make("p", {}, say("maybe-lost", { count: maybe.length })), make("div", { id: "maybe-lost" }, named(maybe))] : []),
    ...(lost.length || maybe.length || unasked.length ? [] : [make("p", {}, say("no-loss"))]),
  ];
  return make("div", { id: "departure" }, make("h3", {}, say("departure")), ...cut, ...losses, ...unasked);
}

/** Show the map without the actor, what would be cut off set apart. */
function leave() {
  leaving = !leaving;
  byId("leave").setAttribute("aria-pressed", String(leaving));
  mark();
  if (leaving) goToWhole();
}

/** Tell on the map who is chosen, whom it is linked to, and what its leaving would cut off. */
function mark() {
  const near = new Set(chosen === null ? [] : record.links.filter((link) => link.ends.includes(chosen)).flatMap((link) => link.ends));
  const apart = new Set(leaving ? cutOff(chosen).flat() : []);
  map.classList.toggle("choosing", chosen !== null && !leaving);
  map.classList.toggle("leaving", leaving);
  for (const [id, sign] of signs) {
    sign.classList.toggle("chosen", id === chosen);
    sign.classList.toggle("near", near.has(id));
    sign.classList.toggle("apart", apart.has(id));
    sign.setAttribute("aria-pressed", String(id === chosen));
    rows.get(id).classList.toggle("chosen", id === chosen);
  }
  for (const line of lines) line.classList.toggle("near", line.dataset.ends.split(" ").includes(chosen));
}
