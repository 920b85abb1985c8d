"""Asks Spark what spark.ts sends, and compares the answers. Called by `deno task test:spark`."""
import json
import re
import sys
import time

import pyspark
from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

wanted = json.load(sys.stdin)
settings = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
settings = settings.config("spark.ui.showConsoleProgress", "false")
settings = settings.config("spark.sql.shuffle.partitions", "1")
spark = settings.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")

types = {"number": DoubleType(), "category": StringType()}
for name, table in wanted["tables"].items():
    fields = [StructField(each["name"], types[each["kind"]]) for each in table["columns"]]
    numbers = [i + 1 for i, each in enumerate(table["columns"]) if each["kind"] == "number"]
    for row in table["rows"]:
        for i in numbers:
            row[i] = None if row[i] is None else float(row[i])
    schema = StructType([StructField("id", LongType()), *fields])
    spark.createDataFrame(table["rows"], schema).createOrReplaceTempView(name)


def spell(reason, quotes):
    """A reason; without the quote of what came where a double is spelled in another way."""
    return reason if quotes or reason is None else re.sub(r', got ".*$', "", reason, flags=re.S)


failed = False
for case in wanted["cases"]:
    start = time.time()
    spark.sql(f"SELECT * FROM {case['table']} WHERE id < {case['most']}") \
        .createOrReplaceTempView("patients")
    theirs = spark.sql(case["sql"] + " ORDER BY id").collect()
    ours = case["answers"]
    assert len(theirs) == len(ours)
    pairs = list(zip(theirs, ours))
    refused = [i for i, (a, b) in enumerate(pairs)
               if spell(a["reason"], case["quotes"]) != spell(b["reason"], case["quotes"])
               or (a["p"] is None) != (b["p"] is None)]
    decided = [i for i, (a, b) in enumerate(pairs) if a["decision"] != b["decision"]]
    apart = max(abs(a["p"] - b["p"]) for a, b in pairs
                if a["p"] is not None and b["p"] is not None)
    ok = apart < 1e-12 and not refused and not decided
    failed = failed or not ok
    count = sum(b["p"] is None for b in ours)
    print(f"{case['name']:30} {len(ours)} rows, {count} refused; at most {apart:.1e} apart; "
          f"{len(decided)} other decisions, {len(refused)} other refusals; "
          f"{time.time() - start:.1f} s", flush=True)
    for i in refused[:3]:
        print("  ", theirs[i], ours[i])
print(f"Spark {pyspark.__version__}: {'FAILED' if failed else 'ok'}")
sys.exit(failed)
