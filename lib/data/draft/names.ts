/** What the name of a column gives away. */

/** "admission_ID", "patientId" and "MRN" to words: `admission id`, `patient id`, `mrn`. */
function words(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/[_\W]+/g, " ").trim().toLowerCase();
}

const ID =
  /(^| )(id|ids|nr|no|number|\w*nummer|numero|kennung|uuid|guid|mrn|key|record|case|index|unnamed \d+|row)( |$)/;

/** Whether the name of a column suggests an id of the rows or of the patients. */
export function namesRows(name: string): boolean {
  return ID.test(words(name));
}

const LATER = new RegExp([
  "discharg",
  "death",
  "deceas",
  "autops",
  "surviv",
  "follow ?up",
  "(time|days|months|years) to ",
  "length of stay",
  "(^| )los( |$)",
  "censor",
  "event (time|date)",
  "(time|date) of event",
  "readmi",
  "^time$",
  "^duration$",
  "^tte$",
  "^(fu|os|pfs|dfs|surv) ?(time|date|days|months|years)$",
].join("|"));

/** Whether a column is called as what is only known once the outcome is. */
export function isKnownLater(name: string): boolean {
  return LATER.test(words(name));
}

/** Whether a column is called as the one that says how many patients a row stands for. */
export function namesCounts(name: string): boolean {
  return /^(freq|frequency|counts?|n|n obs)$/.test(words(name));
}

/** A name as a reader would have it: "worst_area" to "worst area". */
export function labelOf(name: string): string {
  return name.replace(/[_\s]+/g, " ").trim();
}
