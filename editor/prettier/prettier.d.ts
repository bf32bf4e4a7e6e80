/** `nn-lang/prettier`: a Prettier plugin that formats `.nn` files. */
import type { Plugin } from "prettier";

export declare const languages: NonNullable<Plugin["languages"]>;
export declare const parsers: NonNullable<Plugin["parsers"]>;
export declare const printers: NonNullable<Plugin["printers"]>;
export declare const defaultOptions: NonNullable<Plugin["defaultOptions"]>;
declare const plugin: Plugin;
export default plugin;
