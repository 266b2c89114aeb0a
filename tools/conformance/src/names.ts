/** Turns PyTorch's spelling into ours: an underscore inside a name becomes a hump, and nothing else changes. */
export function camelCase(name: string): string {
  let ours = known.get(name);
  if (ours === undefined) {
    ours = name.replace(/(?<=[A-Za-z0-9])_+([A-Za-z0-9])/g, (_, next: string) => next.toUpperCase());
    known.set(name, ours);
  }
  return ours;
}

const known = new Map<string, string>();

/** Removes the prefix `torch.` that programs write and the case files leave out. */
export function withoutTorch(path: string): string {
  return path.startsWith("torch.") ? path.slice("torch.".length) : path;
}
