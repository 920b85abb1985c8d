# Ranks of Neyman-Pearson thresholds by the umbrella algorithm (Tong, Feng & Li 2018). Its R package,
# nproc, is not at hand, so this is its published formula summed term by term, with exact binomial
# coefficients and no distribution function.
#
# Run from the root of the repository: Rscript tests/reference/threshold.R

suppressPackageStartupMessages(library(jsonlite))

# The largest k with sum over j < k of C(n, j) a^j (1 - a)^(n - j) <= delta; 0 when there is none.
rank_at <- function(n, a, delta) {
  k <- 0
  total <- 0
  repeat {
    total <- total + choose(n, k) * a^k * (1 - a)^(n - k)
    if (total > delta) return(k)
    k <- k + 1
  }
}

cases <- expand.grid(
  diseased = c(28, 29, 58, 59, 100, 139, 250),
  recall = c(0.8, 0.9, 0.95), confidence = c(0.9, 0.95)
)
cases$rank <- mapply(
  function(n, recall, confidence) rank_at(n, 1 - recall, 1 - confidence),
  cases$diseased, cases$recall, cases$confidence
)

write(
  toJSON(
    list(
      versions = list(R = R.version.string),
      source = "published formula, not the nproc package",
      cases = cases
    ),
    auto_unbox = TRUE, digits = I(17)
  ),
  "tests/reference/threshold.json"
)
