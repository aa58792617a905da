// Which names are written: as many as can be read without covering one another, those that matter most first.

const LEGIBLE = 9.5; // pixels on screen
const LETTER = 12; // units of the map
const SIGN = 4; // half of the least sign
let naming = 0;

/** Each sign with its name, the weightiest first, and the room the name takes: it grows from the middle of its top. */
const named = [...signs].map(([id, sign]) => {
  const { x, y } = centreOf(id);
  const lines = [...sign.querySelectorAll("text")];
  const boxes = lines.map((line) => line.getBBox());
  const top = Math.min(...boxes.map((box) => box.y));
  for (const line of lines) line.style.transformOrigin = `${x}px ${top}px`;
  return {
    sign, x, y, top, written: lines.length > 0, half: Math.max(...boxes.map((box) => box.width)) / 2,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - top,
    matters: !sign.classList.contains("minor"), links: neighbours.get(id).size,
  };
}).sort((one, other) => other.matters - one.matters || other.links - one.links);

/** The names of the circles, which stay whatever happens. */
const headings = [...map.querySelectorAll(":scope > text")].map((text) => {
  const box = text.getBBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  text.style.transformOrigin = `${x}px ${y}px`;
  return { x, y, half: box.width / 2, high: box.height / 2 };
});

/** Names grow as the map is seen from farther, so that they stay legible; those that no longer fit go. */
function writeNames() {
  const grow = Math.max(1, LEGIBLE / (LETTER * scale()));
  map.style.setProperty("--grow", grow);
  const written = headings.map(({ x, y, half, high }) => [x - half * grow, y - high * grow, x + half * grow, y + high * grow]);
  for (const { sign, x, top, half, height, ...name } of named) {
    const box = [x - half * grow, top, x + half * grow, top + height * grow];
    const free = name.written && !sign.classList.contains("dim") && (grow === 1 || (
      box[0] > seen.x && box[2] < seen.x + seen.width && box[3] < seen.y + seen.height
      && !written.some((other) => meet(box, other)) && !named.some((other) => covers(box, other))));
    if (free) written.push(box);
    sign.classList.toggle("named", free);
  }
}

/** Whether a box hides a sign. */
function covers([left, top, right, bottom], { x, y }) {
  return x > left - SIGN && x < right + SIGN && y > top && y < bottom + SIGN;
}

function meet(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

function namesLater() {
  cancelAnimationFrame(naming);
  naming = requestAnimationFrame(writeNames);
}
