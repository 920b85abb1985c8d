# Makes data/cardiotocography.csv from the copy of the UCI table that the R package ks ships
# (Debian: apt-get install r-cran-ks), run from the root of the project:
#
#     Rscript data/make-cardiotocography.R
#
# Rows keep their order and columns UCI's names; a row number is added, and the two columns of the
# experts, CLASS and NSP, are spelled out as `pattern` and `state`.
source_sha256 <- "60a69f96aece7c9e0ef148b3913cb7c29387a87251bbc296f7408199256800ac"
source <- system.file("data", "cardio.RData", package = "ks", mustWork = TRUE)
found_sha256 <- strsplit(system2("sha256sum", source, stdout = TRUE), " ")[[1]][1]
if (found_sha256 != source_sha256) stop("cardio.RData is not that of ks 1.14.0: its sha256 differs")

load(source)
states <- c("normal", "suspect", "pathologic")
patterns <- c(
  "calm sleep", "REM sleep", "calm vigilance", "active vigilance", "shift",
  "accelerative-decelerative", "decelerative", "largely decelerative", "flat-sinusoidal", "suspect"
)
stopifnot(
  identical(dim(cardio), c(2126L, 23L)),
  identical(as.vector(table(cardio$NSP)), c(1655L, 295L, 176L)),
  all(cardio$CLASS %in% 1:10)
)
recordings <- data.frame(
  id = seq_len(nrow(cardio)),
  cardio[, 1:21],
  pattern = patterns[cardio$CLASS],
  state = states[cardio$NSP]
)
write.csv(recordings, "data/cardiotocography.csv", row.names = FALSE, quote = FALSE)
cat(nrow(recordings), "recordings written to data/cardiotocography.csv\n")
