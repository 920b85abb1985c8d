# Rscript tests/reference/validation.R > tests/reference/validation.json
suppressPackageStartupMessages(library(jsonlite))
set.seed(7)
n <- 160
lp <- rnorm(n, -0.3, 1.4)
p <- round(plogis(lp), 6)
label <- rbinom(n, 1, plogis(0.4 + 0.7 * lp))
z <- qlogis(p)
slope <- glm(label ~ z, family = binomial, control = glm.control(epsilon = 1e-14))
shift <- glm(label ~ 1 + offset(z), family = binomial, control = glm.control(epsilon = 1e-14))
cat(toJSON(list(R = R.version.string, label = label, p = p,
  slope = unname(summary(slope)$coefficients["z", 1:2]),
  inTheLarge = unname(summary(shift)$coefficients[1, 1:2]),
  logLikelihood = as.numeric(logLik(slope))), auto_unbox = TRUE, digits = 15))
