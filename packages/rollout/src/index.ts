// Desired, observe, diff, apply, destroy through the official AWS SDK.
export {};
