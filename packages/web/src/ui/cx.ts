// Joins class names; of two that set the same property the later wins.
import { type ClassValue, clsx } from 'clsx';
import { twMerge } from 'tailwind-merge';

export function cx(...classes: ClassValue[]): string {
  return twMerge(clsx(classes));
}
