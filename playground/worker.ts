/**
 * The script of both workers; the name that the page gives it says which it is.
 */
import { serveCompiler } from "./compiler.ts";
import { serveTrainer } from "./trainer.ts";

if (self.name === "trainer") serveTrainer();
else serveCompiler();
