"""The taxi job on Spark: trips in a bucket -> two Iceberg tables in S3 Tables, trips and daily figures, by day. taxi.sql does the same in SQL.

    spark-submit taxi.py --input s3://my-bucket/taxi/input/ --from-day 2022-01-01 --to-day 2022-01-31 [--format csv|parquet] [--namespace NAME]

Catalog, endpoints and credentials come from Spark's settings (docs/spark.md). The days are replaced as a whole, so a run that is repeated changes
nothing, and one over newer input brings its days up to date.
"""

import argparse
import datetime
import re
import sys

NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,254}")

INPUT_COLUMNS = [
    ("vendor_id", "INT"),
    ("pickup_at", "TIMESTAMP"),
    ("dropoff_at", "TIMESTAMP"),
    ("passenger_count", "INT"),
    ("trip_distance", "DOUBLE"),
    ("pickup_zone", "INT"),
    ("dropoff_zone", "INT"),
    ("payment_type", "INT"),
    ("fare_amount", "DECIMAL(10, 2)"),
    ("tip_amount", "DECIMAL(10, 2)"),
    ("total_amount", "DECIMAL(10, 2)"),
]


def s3_tables_name(text):
    if not NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"'{text}' is no name that S3 Tables takes: use lower-case letters, digits and underscores.")
    return text


def hadoop_path(path):
    """Hadoop's client of S3 is called s3a."""
    return "s3a://" + path[len("s3://"):] if path.startswith("s3://") else path


def day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no day: write it as 2022-01-31.") from error


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(description="Loads taxi trips, and their figures by day, into Iceberg tables.")
    parser.add_argument("--input", required=True, type=hadoop_path, help="object or prefix with the trips")
    parser.add_argument("--format", default="csv", choices=["csv", "parquet"])
    parser.add_argument("--from-day", required=True, type=day, help="first day to load")
    parser.add_argument("--to-day", required=True, type=day, help="last day to load")
    parser.add_argument("--catalog", default="s3tablesbucket", type=s3_tables_name)
    parser.add_argument("--namespace", default="taxi", type=s3_tables_name)
    options = parser.parse_args(arguments)
    if options.to_day < options.from_day:
        parser.error(f"--to-day {options.to_day} is before --from-day {options.from_day}.")
    return options


def input_schema():
    return ", ".join(f"{name} {kind}" for name, kind in INPUT_COLUMNS)


def create_statements(options):
    namespace = f"{options.catalog}.{options.namespace}"
    return [
        f"CREATE NAMESPACE IF NOT EXISTS {namespace}",
        f"CREATE TABLE IF NOT EXISTS {namespace}.trips ({input_schema()}) USING iceberg PARTITIONED BY (days(pickup_at))",
        f"CREATE TABLE IF NOT EXISTS {namespace}.daily (day DATE, trips BIGINT, distance DOUBLE, revenue DECIMAL(20, 2)) USING iceberg PARTITIONED BY (day)",
    ]


def is_good():
    """What a record needs to count, as SQL: real records have trips that end before they begin, or cost nothing."""
    return "dropoff_at > pickup_at AND trip_distance > 0 AND total_amount > 0 AND passenger_count > 0"


def is_in_range(options):
    """The days of this run, as SQL over the column pickup_at. The last day counts whole."""
    end = options.to_day + datetime.timedelta(days=1)
    return f"pickup_at >= TIMESTAMP '{options.from_day} 00:00:00' AND pickup_at < TIMESTAMP '{end} 00:00:00'"


def read(spark, options):
    reader = spark.read.schema(input_schema())
    return reader.parquet(options.input) if options.format == "parquet" else reader.option("header", "true").option("mode", "FAILFAST").csv(options.input)


def main(arguments):
    options = parse_arguments(arguments)
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as f

    spark = SparkSession.builder.appName("taxi").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    try:
        for statement in create_statements(options):
            spark.sql(statement)
        namespace = f"{options.catalog}.{options.namespace}"
        trips = read(spark, options).where(is_good()).where(is_in_range(options))
        # One overwrite by filter is one commit: the days are there as they were, or as they are now.
        trips.writeTo(f"{namespace}.trips").overwrite(f.expr(is_in_range(options)))

        daily = (
            spark.table(f"{namespace}.trips").where(is_in_range(options)).groupBy(f.to_date("pickup_at").alias("day"))
            .agg(f.count("*").alias("trips"), f.sum("trip_distance").alias("distance"), f.sum("total_amount").cast("decimal(20, 2)").alias("revenue"))
        )
        daily.writeTo(f"{namespace}.daily").overwrite(f.expr(f"day >= DATE '{options.from_day}' AND day <= DATE '{options.to_day}'"))
        spark.table(f"{namespace}.daily").orderBy("day").show(31)
    finally:
        spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
