/** Why a model says what it says. */
export { type BackgroundOptions, chooseBackground } from "./background.ts";
export { type Contribution, explain, type ExplainOptions, type Explanation } from "./shap.ts";
