/** A probability as people: a hundred of them, so many filled. */
import { html, raw } from "hono/html";
import { type Html, peopleOutOf100 } from "./words.ts";

const ACROSS = 20;
const WIDTH = 22;
const HEIGHT = 44;

/** Head and shoulders, 22 by 44 with room around. */
const PERSON = '<circle cx="11" cy="10" r="6"></circle>' +
  '<path d="M3 38 V25 a6 6 0 0 1 6 -6 h4 a6 6 0 0 1 6 6 V38 Z"></path>';

/**
 * A hundred people in rows of twenty, those expected to be diseased first. For a screen reader it
 * is one picture with one sentence.
 */
export function peoplePicture(p: number, { outcome }: { readonly outcome: string }): Html {
  const { count, words } = peopleOutOf100(p);
  const people = Array.from({ length: 100 }, (_, i) => {
    const x = (i % ACROSS) * WIDTH;
    const y = Math.floor(i / ACROSS) * HEIGHT;
    return `<use href="#person" x="${x}" y="${y}" class="${i < count ? "ill" : "well"}"></use>`;
  }).join("");
  const size = `0 0 ${ACROSS * WIDTH} ${(100 / ACROSS) * HEIGHT}`;
  return html`
    <svg class="people" viewBox="${size}" role="img"
      aria-label="Of 100 people, ${words} with ${outcome}.">
        <defs><g id="person">${raw(PERSON)}</g></defs>${raw(people)}</svg>
  `;
}
