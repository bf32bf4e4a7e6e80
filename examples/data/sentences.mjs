/**
 * Small talk for the language model to learn from: sentences of a little grammar, in paragraphs.
 *
 * There is structure at several distances: letters in words, agreement of number between subject and verb, brackets
 * that close, and a name that comes back in the sentence after.
 */

const PEOPLE = ["Ada", "Bruno", "Clara", "Dmitri", "Edith", "Farid", "Greta", "Hugo", "Ines", "Jonas"];
const ANIMALS = ["cat", "dog", "heron", "fox", "mouse", "donkey", "crow", "goat", "hedgehog", "otter"];
const PLACES = [
  "river",
  "old mill",
  "harbour",
  "garden",
  "market",
  "hill",
  "orchard",
  "bridge",
  "kitchen",
  "forest",
];
const THINGS = [
  "lantern",
  "basket",
  "letter",
  "kettle",
  "ladder",
  "violin",
  "map",
  "blanket",
  "bucket",
  "clock",
];
const QUALITIES = ["small", "red", "quiet", "wet", "old", "heavy", "clever", "tired", "bright", "patient"];
const WEATHER = [
  "It rained all morning",
  "The wind had turned",
  "Snow lay on the roofs",
  "The sun was low",
  "Fog came in",
];
const MOVES = [
  ["walks", "walk"],
  ["runs", "run"],
  ["comes", "come"],
  ["hurries", "hurry"],
  ["goes", "go"],
];
const DOES = [
  ["carries", "carry"],
  ["finds", "find"],
  ["hides", "hide"],
  ["wants", "want"],
  ["forgets", "forget"],
];
const LATER = ["later", "before noon", "in the evening", "at dawn", "after supper", "twice a week"];
const NUMBERS = ["two", "three", "four", "five", "seven"];

/** About `length` characters. */
export function sentences(random, length) {
  const { pick, next } = random;
  const chance = (p) => next() < p;
  const thing = () => `the ${chance(0.4) ? `${pick(QUALITIES)} ` : ""}${pick(THINGS)}`;
  const subject = () => {
    if (chance(0.35))
      return { text: `the ${chance(0.5) ? `${pick(QUALITIES)} ` : ""}${pick(ANIMALS)}`, many: 0 };
    if (chance(0.4))
      return {
        text: `${pick(NUMBERS)} ${pick(ANIMALS)
          .replace(/mouse$/, "crow")
          .replace(/fox$/, "foxe")}s`,
        many: 1,
      };
    return { text: pick(PEOPLE), many: 0 };
  };
  const clause = () => {
    const who = subject();
    if (chance(0.5)) return `${who.text} ${pick(MOVES)[who.many]} to the ${pick(PLACES)}`;
    return `${who.text} ${pick(DOES)[who.many]} ${thing()}`;
  };
  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  const shapes = [
    () => `${capital(clause())}.`,
    () => `${capital(clause())}, and ${clause()}.`,
    () => `${capital(pick(LATER))}, ${clause()}.`,
    () => `${pick(WEATHER)}, so ${clause()} ${pick(LATER)}.`,
    () => `"Where is ${thing()}?" asks ${pick(PEOPLE)}.`,
    () => `"${capital(clause())}," says ${pick(PEOPLE)}, "and ${clause()}."`,
    () => `${capital(clause())} (${clause()}).`,
    () => {
      const who = pick(PEOPLE);
      return `${who} ${pick(MOVES)[0]} to the ${pick(PLACES)}. There ${who} ${pick(DOES)[0]} ${thing()}.`;
    },
  ];
  let text = "";
  while (text.length < length) {
    const lines = Array.from({ length: 2 + Math.floor(next() * 4) }, () => pick(shapes)());
    text += `${lines.join(" ")}\n\n`;
  }
  return text.trimEnd() + "\n";
}
