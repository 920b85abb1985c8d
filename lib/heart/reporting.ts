/**
 * A reporting checklist for a prediction study, with where this one answers. The items
 * are those of TRIPOD+AI in our own words; the questions of bias are in the spirit of PROBAST+AI.
 *
 * Sources: Collins et al. (2024), doi:10.1136/bmj-2023-078378; Moons et al. (2025),
 * doi:10.1136/bmj-2024-082505.
 */

/** Where an item is answered: a notebook by its number, and the heading there. */
export interface Place {
  readonly notebook: string;
  readonly heading: string;
}

/** One item of the list. */
export interface ReportingItem {
  readonly item: string;
  readonly asks: string;
  /** The answer in a sentence; for an unreported item, the reason. */
  readonly answer: string;
  /** `null` if it is not reported. */
  readonly where: Place | null;
}

function answered(item: string, asks: string, where: string, answer: string): ReportingItem {
  const [notebook, ...words] = where.split(" ");
  return { item, asks, answer, where: { notebook, heading: words.join(" ") } };
}

function missing(item: string, asks: string, why: string): ReportingItem {
  return { item, asks, answer: why, where: null };
}

/** The whole study by the items of TRIPOD+AI. */
export const reportingItems: readonly ReportingItem[] = [
  missing("1", "Title", "The title of a set of notebooks names no study design."),
  missing("2", "Abstract", "Each notebook opens with its question instead; there is no abstract."),
  answered(
    "3a",
    "Context and reasons",
    "01 Who was examined?",
    "People with suspected coronary disease, before an angiogram.",
  ),
  answered(
    "3b",
    "Target population and use",
    "09 What does the card say?",
    "The card says for whom the model is meant, and for whom it is not.",
  ),
  answered(
    "3c",
    "Health inequalities",
    "02 Are women and men alike here?",
    "Women are few and less often diseased here; ethnicity and income are not recorded.",
  ),
  answered(
    "4",
    "Objectives",
    "05 Which model answers which question?",
    "Development, internal and external validation, and the choice of a threshold.",
  ),
  answered(
    "5a",
    "Data sources",
    "01 Who was examined?",
    "The file of one clinic, Cleveland, and those of other hospitals.",
  ),
  answered(
    "5b",
    "Dates",
    "01 Who was examined?",
    "Cleveland 1981 to 1984; the other files carry no dates.",
  ),
  answered(
    "6a",
    "Setting",
    "07 Which hospitals?",
    "Referral centres in the United States, Hungary and Switzerland.",
  ),
  answered(
    "6b",
    "Eligibility",
    "01 Who are they, and who are they not?",
    "Referred for angiography; other criteria are not in the files.",
  ),
  missing("6c", "Treatments", "What was taken or done before the examination is not in the files."),
  answered(
    "7",
    "Data preparation",
    "03 What happens to one patient?",
    "A patient is followed through every step.",
  ),
  answered(
    "8a",
    "Outcome",
    "01 What is the outcome?",
    "Narrowing of a major vessel by half or more, seen on the day.",
  ),
  missing("8b", "Who assessed the outcome", "Who read the angiograms is not in the files."),
  missing(
    "8c",
    "Blinding of the outcome",
    "Whether the readers knew the other findings is not in the files.",
  ),
  answered(
    "9a",
    "Choice of predictors",
    "07 Who is missing what?",
    "All that were given, or those that the other hospitals recorded for most patients.",
  ),
  answered(
    "9b",
    "Definition of predictors",
    "01 What was measured?",
    "A codebook with units, ranges and levels.",
  ),
  missing(
    "9c",
    "Who assessed the predictors",
    "Not in the files; so many blood pressures are round that people must have read them.",
  ),
  answered(
    "10",
    "Sample size",
    "07 Were there enough patients?",
    "Riley's criteria for development and for validation.",
  ),
  answered(
    "11",
    "Missing data",
    "03 How well can gaps be filled?",
    "Median or most frequent level, learned in each training part; others compared.",
  ),
  answered(
    "12a",
    "Use of the data",
    "07 How much does a model flatter itself?",
    "All of Cleveland for development with resampling; the others for validation alone.",
  ),
  answered(
    "12b",
    "Handling of predictors",
    "03 What does scaling change?",
    "Numbers are standardised; a category gets one column per level.",
  ),
  answered(
    "12c",
    "Model building and internal validation",
    "04 Which model is best, honestly?",
    "Tuned inside, judged outside, every step repeated.",
  ),
  answered(
    "12d",
    "Heterogeneity between centres",
    "07 What may the next hospital expect?",
    "Leave one hospital out, with a prediction interval.",
  ),
  answered(
    "12e",
    "Measures of performance",
    "04 What does each metric measure?",
    "Discrimination; calibration and net benefit follow in notebook 05.",
  ),
  answered(
    "12f",
    "Updating",
    "07 Which update does each hospital need?",
    "A closed test chooses between no update, recalibration and a refit.",
  ),
  answered(
    "12g",
    "How predictions were made elsewhere",
    "07 Does the model hold in each hospital?",
    "By the pipeline fitted in Cleveland, which also fills the gaps with what it learned there.",
  ),
  answered(
    "13",
    "Class imbalance",
    "08 What do SMOTE, weights and undersampling change?",
    "Not corrected: the threshold is moved instead, and the notebook shows why.",
  ),
  answered(
    "14",
    "Fairness",
    "09 What does the card say?",
    "Figures for women and men separately; no other group is recorded.",
  ),
  answered(
    "15",
    "Output of the model",
    "05 What does each way of choosing promise?",
    "A probability, a threshold, and a zone in which the model refers to a doctor.",
  ),
  answered(
    "16",
    "Differences between Cleveland and the others",
    "07 Are they the same kind of patients?",
    "Column by column, beside the difference that chance alone would make.",
  ),
  missing(
    "17",
    "Ethical approval",
    "Public, anonymous, old data; the files name no approval.",
  ),
  missing(
    "18a",
    "Funding",
    "This project has none to declare; that of the data is not in the files.",
  ),
  missing("18b", "Conflicts of interest", "None to declare."),
  missing("18c", "Protocol", "There was none: the data were known before the analysis was."),
  missing("18d", "Registration", "Not registered."),
  answered(
    "18e",
    "Data",
    "07 Which hospitals?",
    "Cleveland ships; the others are fetched from UCI and checked.",
  ),
  answered(
    "18f",
    "Code",
    "03 Why is this hard to write by accident?",
    "All of it is here, with its tests.",
  ),
  missing("19", "Patients and public", "Nobody was involved."),
  answered(
    "20a",
    "Flow of participants",
    "07 Which hospitals?",
    "Counts by hospital and outcome; who was not enrolled is not in the files.",
  ),
  answered(
    "20b",
    "Characteristics",
    "01 Who are they, and who are they not?",
    "Numbers and levels by outcome.",
  ),
  answered(
    "20c",
    "Cleveland against the others",
    "07 Are they the same kind of patients?",
    "Distributions compared column by column.",
  ),
  answered(
    "21",
    "Patients and events per analysis",
    "07 Does the model hold in each hospital?",
    "Both counts stand beside every figure.",
  ),
  answered(
    "22",
    "The model in full",
    "09 What goes into the file?",
    "The model file is the model: every coefficient, readable, checked.",
  ),
  answered(
    "23a",
    "Performance with intervals",
    "07 Does the model hold in each hospital?",
    "Every figure with its interval.",
  ),
  answered(
    "23b",
    "Heterogeneity of performance",
    "07 What may the next hospital expect?",
    "Share of variance between hospitals, and the prediction interval.",
  ),
  answered(
    "24",
    "Results of updating",
    "07 How many local patients does an update need?",
    "Gain by number of local patients.",
  ),
  answered(
    "25",
    "Interpretation",
    "07 What is to be remembered?",
    "What travelled and what did not.",
  ),
  answered(
    "26",
    "Limitations",
    "09 What does the card say?",
    "Old, few, referred; the card lists them.",
  ),
  answered("27a", "Poor input", "09 What if the question is wrong?", "Refused, naming the field."),
  answered(
    "27b",
    "Who uses it, and how",
    "09 What does the server answer?",
    "A page and an API, for learning only.",
  ),
  answered(
    "27c",
    "Next steps",
    "09 When is it out of date?",
    "Watch for drift; update before use anywhere.",
  ),
];

/** A question about bias, with our answer. */
export interface BiasQuestion {
  readonly domain: "patients" | "predictors" | "outcome" | "analysis";
  readonly question: string;
  readonly answer: string;
  readonly concern: "low" | "high" | "unclear";
}

/** Questions on the risk of bias, with our answers. */
export const biasQuestions: readonly BiasQuestion[] = [
  {
    domain: "patients",
    question: "Are these the patients the model would be used on?",
    answer:
      "Only where somebody already decided on an angiogram; those sent home earlier are not here.",
    concern: "high",
  },
  {
    domain: "patients",
    question: "Were healthy and diseased patients recruited in the same way?",
    answer:
      "Yes in Cleveland, as one series; the file of Switzerland holds hardly any healthy person, and why is not known.",
    concern: "high",
  },
  {
    domain: "predictors",
    question: "Were they measured in the same way for all, and before the outcome?",
    answer:
      "In routine care; two of them (vessels coloured, thallium scan) are close to the outcome itself.",
    concern: "unclear",
  },
  {
    domain: "predictors",
    question: "Are they available when the model is used?",
    answer:
      "Most are; slope, vessels and thallium scan were rarely recorded in the other hospitals.",
    concern: "high",
  },
  {
    domain: "outcome",
    question: "Is it defined in the same way for all, without the predictors?",
    answer:
      "One definition in all hospitals; whether the readers knew the other findings is not known.",
    concern: "unclear",
  },
  {
    domain: "analysis",
    question: "Were there enough patients for so many parameters?",
    answer:
      "Not by Riley's criteria for all predictors; a penalty and resampling make up for part of it.",
    concern: "high",
  },
  {
    domain: "analysis",
    question: "Were all patients kept, and gaps filled without the outcome?",
    answer: "All are kept; gaps are filled with what the training part shows, never with outcomes.",
    concern: "low",
  },
  {
    domain: "analysis",
    question: "Was every step repeated inside the resampling?",
    answer: "Filling, scaling, tuning and threshold are learned anew in each sample.",
    concern: "low",
  },
  {
    domain: "analysis",
    question: "Are calibration and net benefit reported beside discrimination?",
    answer: "Slope, O:E and net benefit in every hospital, each with its interval.",
    concern: "low",
  },
  {
    domain: "analysis",
    question: "Was the model tested on patients who had no part in making it?",
    answer:
      "Yes, in other hospitals, with everything chosen in Cleveland; all are of the same decade, though.",
    concern: "low",
  },
];

/** The items as records for a table. */
export function reportingRecords(
  items: readonly ReportingItem[] = reportingItems,
): Record<string, string>[] {
  return items.map(({ item, asks, answer, where }) => ({
    item,
    asks,
    where: where === null ? "not reported" : `${where.notebook}, ${where.heading}`,
    answer,
  }));
}
