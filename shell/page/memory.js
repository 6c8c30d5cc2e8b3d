// Texts and numbers in the main module's memory. `attach` once, when the module is there.

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export let wasm; // the module: exports with a leading underscore, HEAPU8, HEAPU32, HEAPF32

export function attach(module) {
  wasm = module;
}

export function readText(address, size) {
  return decoder.decode(wasm.HEAPU8.subarray(address, address + size));
}

// Copies bytes into memory of the module's malloc.
export function allocate(bytes) {
  const address = wasm._malloc(bytes.length + 1);
  wasm.HEAPU8.set(bytes, address);
  return address;
}

// Calls use(address, size) with a text that lives for the call.
export function withText(text, use) {
  const bytes = encoder.encode(text);
  const address = allocate(bytes);
  use(address, bytes.length);
  wasm._free(address);
}

// Hands a text over for good: the module frees it.
export function giveText(text, sizeAddress) {
  const bytes = encoder.encode(text);
  const address = allocate(bytes);
  wasm.HEAPU32[sizeAddress >> 2] = bytes.length;
  return address;
}

export function writeFloats(address, ...values) {
  wasm.HEAPF32.set(values, address >> 2);
}

// Takes over a zero-terminated text that the module made with malloc.
export function takeText(address) {
  const bytes = wasm.HEAPU8;
  let end = address;
  while (bytes[end]) ++end;
  const text = readText(address, end - address);
  wasm._free(address);
  return text;
}
