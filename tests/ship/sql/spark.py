"""Asks Spark what spark.ts sends, and compares the answers. Called by `deno task test:spark`."""
import json
import sys

import pyspark
from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

wanted = json.load(sys.stdin)
settings = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
settings = settings.config("spark.ui.showConsoleProgress", "false")
spark = settings.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")

types = {"number": DoubleType(), "category": StringType()}
fields = [StructField(each["name"], types[each["kind"]]) for each in wanted["features"]]
numbers = [i + 1 for i, each in enumerate(wanted["features"]) if each["kind"] == "number"]
for row in wanted["rows"]:
    for i in numbers:
        row[i] = None if row[i] is None else float(row[i])
schema = StructType([StructField("id", LongType()), *fields])
spark.createDataFrame(wanted["rows"], schema).createOrReplaceTempView("patients")

failed = False
for case in wanted["cases"]:
    theirs = spark.sql(case["sql"] + " ORDER BY id").collect()
    ours = case["answers"]
    assert len(theirs) == len(ours)
    apart = max(abs(a["p"] - b["p"]) for a, b in zip(theirs, ours))
    same = all(a["decision"] == b["decision"] for a, b in zip(theirs, ours))
    failed = failed or not (apart < 1e-12 and same)
    print(f"{case['name']:10} {len(ours)} patients, at most {apart:.1e} apart, decisions "
          f"{'the same' if same else 'DIFFER'}")
print(f"Spark {pyspark.__version__}: {'FAILED' if failed else 'ok'}")
sys.exit(failed)
