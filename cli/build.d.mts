/** Bundles again what the sources have outgrown. */
export function buildIfStale(): Promise<void>;
/** Writes the type declarations of the libraries. */
export function declareTypes(): Promise<void>;
