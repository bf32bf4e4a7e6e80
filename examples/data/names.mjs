/**
 * Made-up names for the recurrent example: syllables that go together, one name a line.
 *
 * An ending agrees with the beginning of its name (names that start with a vowel end in one), which can only be learned by
 * remembering the first letter.
 */

const OPEN = ["a", "e", "i", "o"];
const STARTS = ["b", "br", "d", "f", "g", "gr", "k", "l", "m", "n", "p", "r", "s", "t", "v"];
const VOWELS = ["a", "e", "i", "o", "u", "ei", "ia"];
const MIDDLES = ["l", "m", "n", "r", "nd", "rn", "st", "ll", "v", "th"];
const ENDINGS = ["n", "r", "s", "ld", "m", "t"];

/** `count` names with a newline after each. */
export function names(random, count) {
  const { pick, next } = random;
  const lines = [];
  for (let i = 0; i < count; i++) {
    const isOpen = next() < 0.4;
    let name = isOpen ? pick(OPEN) : pick(STARTS) + pick(VOWELS);
    const syllables = next() < 0.6 ? 1 : 2;
    for (let k = 0; k < syllables; k++) name += pick(MIDDLES) + pick(VOWELS);
    if (!isOpen) name += pick(ENDINGS);
    lines.push(name[0].toUpperCase() + name.slice(1));
  }
  return lines.join("\n") + "\n";
}
