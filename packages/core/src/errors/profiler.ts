export function nestedProfile(): Error {
  return new Error("profile: a profile is being taken already; use recordFunction to name a part of it");
}

export function promiseInProfile(): TypeError {
  return new TypeError("profile: the callback must be synchronous, but it returned a promise; await outside of it");
}
