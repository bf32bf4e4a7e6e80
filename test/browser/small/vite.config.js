// A small program in a page, for the tests of leaks and of edits: as a user of the plugin writes it.
import nn from "nn-lang/vite";

export default { base: "./", build: { target: "es2022" }, plugins: [nn()] };
