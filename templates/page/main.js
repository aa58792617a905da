// The keyboard on the map, the theme, and the start.

/** The actors of the map are one stop of the Tab key; arrows go from one to the next. */
function keepOneStop() {
  const now = [...signs.values()].find((sign) => sign.tabIndex === 0 && answers.get(sign.dataset.actor) !== NO);
  const first = now ?? [...signs.values()].find((sign) => answers.get(sign.dataset.actor) !== NO);
  for (const sign of signs.values()) sign.setAttribute("tabindex", sign === first ? "0" : "-1");
}

function focusSign(id) {
  for (const [other, sign] of signs) sign.setAttribute("tabindex", other === id ? "0" : "-1");
  signs.get(id).focus({ preventScroll: true });
  goToPlace(centreOf(id));
}

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The nearest actor in the direction of an arrow; what is aside counts twice as far. */
function towards(id, [dx, dy]) {
  const here = centreOf(id);
  let best = null, least = Infinity;
  for (const other of signs.keys()) {
    if (other === id || answers.get(other) === NO) continue;
    const there = centreOf(other);
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    if (ahead > 0 && aside < 2 * ahead && ahead + 2 * aside < least) [best, least] = [other, ahead + 2 * aside];
  }
  return best;
}

map.addEventListener("keydown", (event) => {
  const id = event.target.closest?.(".actor")?.dataset.actor;
  if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in ARROWS) {
    const next = towards(id, ARROWS[event.key]);
    if (next !== null) focusSign(next);
  } else if (event.key === "Enter" || event.key === " ") choose(id);
  else if (event.key === "+") zoom(0.7, centreOf(id));
  else if (event.key === "-") zoom(1 / 0.7, centreOf(id));
  else if (event.key === "0") goToWhole();
  else return;
  event.preventDefault();
});

map.addEventListener("click", (event) => {
  const sign = event.target.closest(".actor");
  if (dragged) return;
  if (sign && answers.get(sign.dataset.actor) !== NO) choose(sign.dataset.actor, event.detail === 0);
  else if (!sign) putAway();
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape") putAway();
});

for (const [id, row] of rows) row.querySelector("button").addEventListener("click", () => choose(id));

const THEMES = ["auto", "light", "dark"];
byId("theme").addEventListener("click", () => {
  const root = document.documentElement;
  root.dataset.theme = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
  byId("theme").textContent = say(`theme-${root.dataset.theme}`);
});

if (matchMedia("(max-width: 60rem)").matches) byId("filters").open = false;
else byId("key").open = true;
document.documentElement.classList.add("running");
showPart(whole);
applyFilters();

/** An address that ends with `#acteur-ID` opens the card of that actor. */
function followAddress() {
  const id = location.hash.replace("#acteur-", "");
  if (location.hash.startsWith("#acteur-") && actors.has(id)) choose(id, false);
}

addEventListener("hashchange", followAddress);
followAddress();
