/**
 * WebGPU's flag values. Browsers have them as globals, Node has not; they are fixed by the specification.
 */
export const BufferUsage = {
  mapRead: 0x0001,
  copySrc: 0x0004,
  copyDst: 0x0008,
  uniform: 0x0040,
  storage: 0x0080,
  queryResolve: 0x0200,
} as const;

export const MAP_READ = 1;
export const STAGE_COMPUTE = 4;
