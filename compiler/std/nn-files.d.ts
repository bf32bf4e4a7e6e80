/** A `.nn` file imported as its text (esbuild's `text` loader; `vitest.config.ts` does the same for tests). */
declare module "*.nn" {
  const text: string;
  export default text;
}
