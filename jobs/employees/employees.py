"""The employees job on Spark: CSV in a bucket -> Iceberg table in S3 Tables. employees.sql does the same in SQL.

    spark-submit employees.py --input s3://my-bucket/s3table-example/input/ [--namespace NAME] [--table NAME] [--run-id ID]

Catalog, endpoints and credentials come from Spark's settings (docs/spark.md), so the script is the same on a laptop and on AWS. Run again with the
same run id (Floe gives its job id), it finds its own snapshot in the table and adds nothing.
"""

import argparse
import os
import re
import sys

# S3 Tables: 1 to 255 lower-case letters, digits and underscores, a letter or digit first ("Naming rules for tables and namespaces").
NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,254}")

SCHEMA = "id INT, name STRING, level STRING, salary DOUBLE"
RUN_ID = "floe.run-id"


def s3_tables_name(text):
    if not NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"'{text}' is no name that S3 Tables takes: use lower-case letters, digits and underscores.")
    return text


def hadoop_path(path):
    """Hadoop's client of S3 is called s3a."""
    return "s3a://" + path[len("s3://"):] if path.startswith("s3://") else path


def parse_arguments(arguments, environment):
    parser = argparse.ArgumentParser(description="Appends employees from CSV files to an Iceberg table.")
    parser.add_argument("--input", required=True, type=hadoop_path, help="object or prefix with the CSV")
    parser.add_argument("--catalog", default="s3tablesbucket", type=s3_tables_name, help="catalog of the table bucket in Spark's settings")
    parser.add_argument("--namespace", default="doeks_namespace", type=s3_tables_name)
    parser.add_argument("--table", default="employee_s3_table", type=s3_tables_name)
    parser.add_argument("--run-id", default=environment.get("FLOE_JOB_ID"), help="a run with this id that is in the table already is not repeated; default: FLOE_JOB_ID")
    return parser.parse_args(arguments)


def table_name(options):
    return f"{options.catalog}.{options.namespace}.{options.table}"


def create_statements(options):
    return [
        f"CREATE NAMESPACE IF NOT EXISTS {options.catalog}.{options.namespace}",
        f"CREATE TABLE IF NOT EXISTS {table_name(options)} ({SCHEMA}) USING iceberg",
    ]


def has_run(summaries, run_id):
    """Whether one of a table's snapshots was made by this run. Summaries are maps; null where a writer left none."""
    return run_id is not None and any(summary and summary.get(RUN_ID) == run_id for summary in summaries)


def append(spark, options):
    table = table_name(options)
    summaries = [row.summary for row in spark.table(f"{table}.snapshots").select("summary").collect()]
    if has_run(summaries, options.run_id):
        print(f"{table} has the rows of run {options.run_id} already: nothing to add")
        return
    # A bad row fails the job: a table with rows quietly left out is worse than none.
    employees = spark.read.schema(SCHEMA).option("header", "true").option("mode", "FAILFAST").csv(options.input)
    writer = employees.writeTo(table)
    if options.run_id is not None:
        writer = writer.option(f"snapshot-property.{RUN_ID}", options.run_id)
    writer.append()


def main(arguments):
    options = parse_arguments(arguments, os.environ)
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("employees").getOrCreate()
    try:
        for statement in create_statements(options):
            spark.sql(statement)
        append(spark, options)
        table = spark.table(table_name(options))
        table.orderBy("id").show(10)
        print(f"employees: {table.count()}")
        spark.table(f"{table_name(options)}.history").show(truncate=False)
    finally:
        spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
