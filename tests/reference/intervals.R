# Intervals of shares and of the AUC by R: binom.test, prop.test, pROC's ci.auc.
#
# Run from the root of the repository: Rscript tests/reference/intervals.R

suppressPackageStartupMessages({
  library(jsonlite)
  library(pROC)
})

predictions <- fromJSON("tests/reference/metrics-predictions.json")

cases <- data.frame(
  count = c(0, 1, 126, 139, 7, 50, 900),
  total = c(10, 20, 139, 139, 20, 100, 1000),
  level = c(0.95, 0.95, 0.95, 0.95, 0.9, 0.99, 0.95)
)
shares <- lapply(seq_len(nrow(cases)), function(i) {
  case <- cases[i, ]
  exact <- binom.test(case$count, case$total, conf.level = case$level)$conf.int
  wilson <- suppressWarnings(
    prop.test(case$count, case$total, conf.level = case$level, correct = FALSE)$conf.int
  )
  list(
    count = case$count, total = case$total, level = case$level,
    clopperPearson = as.numeric(exact), wilson = as.numeric(wilson)
  )
})

auc <- function(p, level) {
  curve <- roc(predictions$label, p, quiet = TRUE, direction = "<")
  ends <- as.numeric(ci.auc(curve, conf.level = level, method = "delong"))
  list(level = level, low = ends[1], estimate = ends[2], high = ends[3])
}

write(
  toJSON(
    list(
      versions = list(R = R.version.string, pROC = as.character(packageVersion("pROC"))),
      shares = shares,
      auc = list(
        logistic = auc(predictions$logistic, 0.95),
        neighbours = auc(predictions$neighbours, 0.9)
      )
    ),
    auto_unbox = TRUE, digits = I(17), pretty = 1
  ),
  "tests/reference/intervals.json"
)
