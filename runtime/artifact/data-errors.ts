/**
 * Stands for `data/errors.ts` in the small runtime, which reads no data files: of its diagnostics, too few examples remain.
 */
import { diagnostic, DiagnosticError, type Diagnostic } from "../../compiler/diagnostics.ts";

export { plural } from "../data/errors.ts";

export const dataDiagnostic = (_: "tooFew", title: string, parts: { readonly help?: string }): Diagnostic =>
  diagnostic("NN0516", title, parts);

export const dataError = (...parts: Parameters<typeof dataDiagnostic>): DiagnosticError =>
  new DiagnosticError(dataDiagnostic(...parts));
