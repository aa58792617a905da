// Which part of the map is seen: dragged, pinched, zoomed by wheel, buttons or keys.

const map = byId("map");
const whole = { x: 0, y: 0, width: map.width.baseVal.value, height: map.height.baseVal.value };
const CLOSEST = 12;
const CLOSE_ENOUGH = 0.75; // pixels on screen for one unit of the map: every name can be read
let seen = { ...whole };
let moving = 0;

map.setAttribute("preserveAspectRatio", "xMidYMid meet");
map.removeAttribute("width");
map.removeAttribute("height");

function showPart(part) {
  const width = Math.min(Math.max(part.width, whole.width / CLOSEST), whole.width * 1.5);
  const height = width * (whole.height / whole.width);
  // Hardly anything beyond the map: nobody gets lost in the margin.
  const kept = (start, size, now, all) => {
    const margin = 0.15 * now, wanted = start + size / 2 - now / 2;
    return now > all ? (all - now) / 2 : Math.min(Math.max(wanted, -margin), all - now + margin);
  };
  seen = { width, height, x: kept(part.x, part.width, width, whole.width), y: kept(part.y, part.height, height, whole.height) };
  map.setAttribute("viewBox", `${seen.x} ${seen.y} ${seen.width} ${seen.height}`);
  namesLater();
}

/** Pixels on screen for one unit of the map. */
function scale() {
  return Math.min(map.clientWidth / seen.width, map.clientHeight / seen.height) || 1;
}

/** The point of the map under a point of the screen. */
function placeUnder(clientX, clientY) {
  const point = new DOMPoint(clientX, clientY).matrixTransform(map.getScreenCTM().inverse());
  return { x: point.x, y: point.y };
}

/** Closer (factor under 1) or farther, the place given staying where it is. */
function zoom(factor, place = { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 }) {
  const width = Math.min(Math.max(seen.width * factor, whole.width / CLOSEST), whole.width * 1.5);
  const change = width / seen.width;
  showPart({
    width, height: seen.height * change,
    x: place.x - (place.x - seen.x) * change, y: place.y - (place.y - seen.y) * change,
  });
}

/** Go there, gently unless the reader asked for no motion. */
function goTo(part) {
  cancelAnimationFrame(moving);
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return showPart(part);
  const from = { ...seen }, start = performance.now();
  const step = (now) => {
    const share = Math.min(1, (now - start) / 250), eased = share * (2 - share);
    showPart(Object.fromEntries(Object.keys(part).map((key) => [key, from[key] + (part[key] - from[key]) * eased])));
    if (share < 1) moving = requestAnimationFrame(step);
  };
  moving = requestAnimationFrame(step);
}

function goToWhole() {
  goTo(whole);
}

/** Bring a place into sight, close enough for its name to be read; nothing moves when it already is. */
function goToPlace({ x, y }) {
  const margin = 0.12 * seen.width;
  const inside = x > seen.x + margin && x < seen.x + seen.width - margin && y > seen.y + margin && y < seen.y + seen.height - margin;
  if (inside && scale() >= CLOSE_ENOUGH) return;
  const width = Math.min(seen.width, seen.width * scale());
  const height = width * (whole.height / whole.width);
  goTo({ x: x - width / 2, y: y - height / 2, width, height });
}

// Fingers and mouse

const fingers = new Map();
let dragged = false;

map.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  cancelAnimationFrame(moving);
  if (!fingers.size) dragged = false;
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
});
addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const now = { x: event.clientX, y: event.clientY };
  // A hand that shakes on a click moves nothing.
  if (!dragged && Math.hypot(now.x - before.x, now.y - before.y) < 4) return;
  dragged = true;
  if (fingers.size === 2) {
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    const apart = (place) => Math.max(1, Math.hypot(place.x - other.x, place.y - other.y));
    zoom(apart(before) / apart(now), placeUnder((now.x + other.x) / 2, (now.y + other.y) / 2));
  } else {
    showPart({ ...seen, x: seen.x - (now.x - before.x) / scale(), y: seen.y - (now.y - before.y) / scale() });
  }
  fingers.set(event.pointerId, now);
});
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, (event) => fingers.delete(event.pointerId));
}
map.addEventListener("wheel", (event) => {
  event.preventDefault();
  cancelAnimationFrame(moving);
  zoom(Math.exp(Math.sign(event.deltaY) * 0.15), placeUnder(event.clientX, event.clientY));
}, { passive: false });

byId("closer").addEventListener("click", () => zoom(0.7));
byId("farther").addEventListener("click", () => zoom(1 / 0.7));
byId("whole").addEventListener("click", goToWhole);

// On paper, everything.
let before = null;
addEventListener("beforeprint", () => {
  before = { ...seen };
  showPart(whole);
});
addEventListener("afterprint", () => showPart(before ?? whole));
addEventListener("resize", () => showPart(seen));
