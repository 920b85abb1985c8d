# R's answers for the drift tests where SciPy has none: the exact Kolmogorov-Smirnov p-value of tied
# values, and Holm's correction.
#
# Run from the root of the repository: Rscript tests/reference/drift.R

suppressPackageStartupMessages(library(jsonlite))

patients <- read.csv("data/cleveland.csv")

tied <- lapply(c("age", "chol", "oldpeak", "ca"), function(column) {
  women <- na.omit(patients[patients$sex == "female", column])
  men <- na.omit(patients[patients$sex == "male", column])
  exact <- ks.test(women, men, exact = TRUE)
  list(column = column, statistic = unname(exact$statistic), exact = exact$p.value)
})

pValues <- c(0.01, 0.04, 0.03, 0.005, 0.55, 0.03, 0)

write_json(
  list(
    versions = list(R = paste(R.version$major, R.version$minor, sep = ".")),
    tied = tied,
    holm = list(pValues = pValues, corrected = p.adjust(pValues, "holm"))
  ),
  "tests/reference/drift-ties.json",
  auto_unbox = TRUE, digits = NA, pretty = TRUE
)
