/**
 * Stands for `resident.ts` in the small runtime: the host writes every batch.
 */
export function planResident(): undefined {}
export function residentOptions(): undefined {}
export function columnOf(): undefined {}
export class ResidentExamples {}
