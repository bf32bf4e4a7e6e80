// jax-js uses iterator and set methods of ES2025, which Node has from version 22 on; these are the ones that it needs.
const Iterators = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

function define(prototype, methods) {
  for (const [name, value] of Object.entries(methods)) {
    if (name in prototype) continue;
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  }
}

define(Iterators, {
  *map(f) {
    let i = 0;
    for (const x of this) yield f(x, i++);
  },
  *filter(f) {
    let i = 0;
    for (const x of this) if (f(x, i++)) yield x;
  },
  *flatMap(f) {
    let i = 0;
    for (const x of this) yield* f(x, i++);
  },
  *take(n) {
    if (n <= 0) return;
    for (const x of this) {
      yield x;
      if (--n <= 0) return;
    }
  },
  *drop(n) {
    for (const x of this) if (n-- <= 0) yield x;
  },
  toArray() {
    return [...this];
  },
  forEach(f) {
    let i = 0;
    for (const x of this) f(x, i++);
  },
  some(f) {
    let i = 0;
    for (const x of this) if (f(x, i++)) return true;
    return false;
  },
  every(f) {
    let i = 0;
    for (const x of this) if (!f(x, i++)) return false;
    return true;
  },
  find(f) {
    let i = 0;
    for (const x of this) if (f(x, i++)) return x;
    return undefined;
  },
  reduce(...args) {
    return [...this].reduce(...args);
  },
});
define(Set.prototype, {
  union(other) {
    return new Set([...this, ...other]);
  },
  difference(other) {
    return new Set([...this].filter((x) => !other.has(x)));
  },
  intersection(other) {
    return new Set([...this].filter((x) => other.has(x)));
  },
  isSubsetOf(other) {
    return [...this].every((x) => other.has(x));
  },
});
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((a, b) => {
    resolve = a;
    reject = b;
  });
  return { promise, resolve, reject };
};
