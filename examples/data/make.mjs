/**
 * Makes the data that the examples ship with: `node examples/data/make.mjs`.
 *
 * Everything is drawn from one seeded generator, so the same script makes the same bytes on every machine. A data set
 * here is a stand-in that lets an example run offline; `--data NAME=PATH` points the example at the real thing.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "fflate";
import { sentences } from "./sentences.mjs";
import { drawDigit } from "./draw.mjs";
import { names } from "./names.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** A small generator of repeatable random numbers (mulberry32), with the two distributions that are needed. */
function randomness(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low, high) => low + (high - low) * next();
  // A sum of uniforms instead of Box–Muller: no logarithm whose last bit differs between machines.
  const normal = (mean = 0, std = 1) => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += next();
    return mean + std * sum;
  };
  const pick = (items) => items[Math.floor(next() * items.length)];
  return { next, between, normal, pick };
}

/** Houses whose price follows from four features, two of them in ways that a straight line misses. */
function houses(count) {
  const random = randomness(1);
  const rows = ["area,rooms,age,distance,price"];
  for (let i = 0; i < count; i++) {
    const area = Math.round(random.between(40, 220));
    const rooms = Math.max(1, Math.round(area / 32 + random.normal(0, 0.8)));
    const age = Math.round(random.between(0, 80));
    const distance = Math.round(random.between(0.5, 25) * 10) / 10;
    // Old houses near the centre are dear again; far out the price levels off.
    const charm = Math.max(0, age - 50) * Math.max(0, 8 - distance) * 260;
    const site = 190_000 / (1 + distance / 4);
    const price = 40_000 + 1_450 * area + 9_000 * rooms - 900 * age + charm + site + random.normal(0, 9_000);
    rows.push([area, rooms, age, distance, Math.round(price / 100) * 100].join(","));
  }
  return rows.join("\n") + "\n";
}

/** Made-up districts in the columns of the California housing file, a few cells blank as there. */
function districts(count) {
  const random = randomness(2);
  const rows = [
    "longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,households,median_income," +
      "median_house_value,ocean_proximity",
  ];
  for (let i = 0; i < count; i++) {
    const along = random.next();
    const inland = random.between(0, 4);
    const latitude = 33 + 6 * along;
    const longitude = -117.2 - 5.4 * along + inland;
    const age = Math.round(random.between(1, 52));
    const households = Math.round(Math.exp(random.normal(6, 0.6)));
    const rooms = Math.round(households * random.between(3.5, 7.5));
    const bedrooms = Math.round((rooms / 5) * random.between(0.9, 1.2));
    const population = Math.round(households * random.between(2, 4));
    const income = Math.max(0.5, random.normal(3.9, 1.6));
    const isBay = inland < 0.9 && latitude > 37.3 && latitude < 38.2;
    const place =
      i % 200 === 7
        ? "ISLAND"
        : isBay
          ? "NEAR BAY"
          : inland < 0.4
            ? "NEAR OCEAN"
            : inland < 1.2
              ? "<1H OCEAN"
              : "INLAND";
    const value =
      20_000 + 38_000 * income + 150_000 * Math.exp(-inland) + 700 * age + random.normal(0, 25_000);
    rows.push(
      [
        longitude.toFixed(2),
        latitude.toFixed(2),
        age.toFixed(1),
        rooms.toFixed(1),
        i % 97 === 40 ? "" : bedrooms.toFixed(1),
        population.toFixed(1),
        households.toFixed(1),
        income.toFixed(4),
        Math.min(500_001, Math.max(15_000, Math.round(value / 100) * 100)).toFixed(1),
        place,
      ].join(","),
    );
  }
  return rows.join("\n") + "\n";
}

/** Drawn digits in the four IDX files of MNIST. */
function digits(folder, train, test) {
  mkdirSync(here + folder, { recursive: true });
  const random = randomness(3);
  for (const [name, count] of [
    ["train", train],
    ["t10k", test],
  ]) {
    const images = new Uint8Array(16 + count * 784);
    const labels = new Uint8Array(8 + count);
    const header = (bytes, words) => words.forEach((w, i) => new DataView(bytes.buffer).setUint32(4 * i, w));
    header(images, [0x0803, count, 28, 28]);
    header(labels, [0x0801, count]);
    for (let i = 0; i < count; i++) {
      const digit = Math.floor(random.next() * 10);
      labels[8 + i] = digit;
      images.set(drawDigit(digit, random), 16 + i * 784);
    }
    write(`${folder}/${name}-images-idx3-ubyte.gz`, gzipSync(images, { level: 9, mtime: "1980-01-02" }));
    write(`${folder}/${name}-labels-idx1-ubyte.gz`, gzipSync(labels, { level: 9, mtime: "1980-01-02" }));
  }
}

function write(name, content) {
  writeFileSync(here + name, content);
  console.log(`${name}  ${(content.length / 1024).toFixed(1)} KB`);
}

write("houses.csv", houses(600));
write("districts.csv", districts(600));
digits("digits", 2400, 600);
write("sentences.txt", sentences(randomness(4), 60_000));
write("names.txt", names(randomness(5), 3_000));
