# Rscript tests/reference/optimism.R > tests/reference/optimism.json   (from the repository's root)
suppressPackageStartupMessages({ library(rms); library(jsonlite) })
d <- read.csv("data/cleveland.csv", stringsAsFactors = TRUE)
d$y <- as.integer(d$disease == "yes")
fit <- lrm(y ~ age + sex + cp + trestbps + chol + thalach + exang + oldpeak, data = d,
           x = TRUE, y = TRUE, tol = 1e-14, maxit = 100)
set.seed(1)
v <- rms::validate(fit, method = "boot", B = 4000)
pick <- function(name) unname(v[name, c("index.orig", "optimism", "index.corrected")])
dxy <- pick("Dxy")
cat(toJSON(list(versions = list(R = R.version.string, rms = as.character(packageVersion("rms"))),
  B = 4000,
  # Dxy = 2 AUC - 1, so that its optimism is twice that of the AUC.
  auc = c((dxy[1] + 1) / 2, dxy[2] / 2, (dxy[3] + 1) / 2),
  slope = pick("Slope"), brier = pick("B")), digits = 15, auto_unbox = TRUE, pretty = TRUE))
