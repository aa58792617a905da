// The network, worked out here as the diagnosis works it out: conflicts are in no measure, unknown is neither yes nor no.

const actors = new Map(record.actors.map((actor) => [actor.id, actor]));
const CARRYING = 2; // the level from which an actor carries a function
const UNKNOWN = [0, 3];
const NOT_PERFORMED = [0, 0];

/** Who is linked to whom, conflicts apart. */
const neighbours = new Map(record.actors.map((actor) => [actor.id, new Set()]));
for (const link of record.links) {
  if (link.nature === "conflit") continue;
  const [one, other] = link.ends;
  neighbours.get(one).add(other);
  neighbours.get(other).add(one);
}

/** Lowest and highest level of an actor for a function. */
function level(actor, name) {
  if (actor.levels === null) return UNKNOWN;
  return actor.levels[name] ?? NOT_PERFORMED;
}

function byLetters(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The groups that would lose every link with the rest: every piece of its group but the largest. */
function cutOff(leaving) {
  const seen = new Set([leaving]);
  const groups = [];
  for (const start of neighbours.get(leaving)) {
    if (seen.has(start)) continue;
    const group = [start];
    seen.add(start);
    for (const here of group) {
      for (const next of neighbours.get(here)) {
        if (!seen.has(next)) {
          seen.add(next);
          group.push(next);
        }
      }
    }
    groups.push(group.sort(byLetters));
  }
  groups.sort((one, other) => other.length - one.length || byLetters(one[0], other[0]));
  return groups.slice(1);
}

/** Functions that rest on this actor alone: surely (`lost`), or unless others turn out to hold them (`maybe`). */
function functionsLost(leaving) {
  const here = actors.get(leaving);
  const lost = [], maybe = [];
  for (const name of Object.keys(record.functions)) {
    if (level(here, name)[0] < CARRYING) continue;
    const others = record.actors.filter((actor) => actor.id !== leaving).map((actor) => level(actor, name));
    if (others.some(([low]) => low >= CARRYING)) continue;
    (others.some(([, high]) => high >= CARRYING) ? maybe : lost).push(name);
  }
  return { lost, maybe };
}

/** Yes, no or maybe, as a number from 0 (no) to 2 (yes): the answer of several questions is the lowest. */
const NO = 0, MAYBE = 1, YES = 2;

function has(value, wanted) {
  if (wanted === "") return YES;
  if (value === null) return MAYBE;
  return value === wanted ? YES : NO;
}

function performs(actor, name) {
  if (name === "") return YES;
  const [low, high] = level(actor, name);
  return low > 0 ? YES : high > 0 ? MAYBE : NO;
}

function linkedBy(actor, nature) {
  if (nature === "") return YES;
  return record.links.some((link) => link.nature === nature && link.ends.includes(actor.id)) ? YES : NO;
}
