"""Tests of sql_runner without Spark: python3 -m unittest discover -s jobs/runner/tests.

statements.json and values.json are tests of the embedded engine as well: both must do with them what they say.
"""

import base64
import contextlib
import io
import json
import os
import pathlib
import sys
import time
import unittest

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import sql_runner  # noqa: E402
from fake_spark import FakeFrame, FakeSpark  # noqa: E402
from fake_types import DataType, Field, Schema, collected  # noqa: E402


def cases(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def spark_text(statement, **settings):
    return sql_runner.spark_sql(statement, **settings)[0]


def only(script, **variables):
    return sql_runner.split(script, variables)[0]


class StatementTests(unittest.TestCase):
    def test_statements_are_cut_and_variables_replaced_as_the_embedded_engine_does_it(self):
        for case in cases("statements.json"):
            with self.subTest(case["rule"]):
                if "error" in case:
                    with self.assertRaises(sql_runner.ScriptError) as raised:
                        sql_runner.split(case["script"], case.get("variables", {}))
                    self.assertEqual((case["error"]["line"], case["error"]["column"]), tuple(raised.exception.place))
                    self.assertIn(case["error"]["message"], str(raised.exception))
                    continue
                found = sql_runner.split(case["script"], case.get("variables", {}))
                self.assertEqual(
                    [(wanted["line"], wanted["column"], wanted["text"]) for wanted in case["statements"]],
                    [(*statement.place, statement.text) for statement in found],
                )
                for wanted, statement in zip(case["statements"], found):
                    if not statement.text.startswith("SET"):
                        self.assertEqual(wanted.get("spark", wanted["text"]), spark_text(statement))


class SparkDifferenceTests(unittest.TestCase):
    def test_bad_rows_fail_and_quotes_are_doubled_where_the_view_does_not_say_otherwise(self):
        text = spark_text(only("CREATE TEMPORARY VIEW v (id INT) USING csv OPTIONS (path 's3://b/in/', header 'true')"))
        self.assertEqual(
            "CREATE TEMPORARY VIEW v (id INT) USING csv OPTIONS (recursiveFileLookup 'true', mode 'FAILFAST', escape '\"', path 's3://b/in/', header 'true')", text)

    def test_what_a_view_says_stays(self):
        script = "CREATE TEMP VIEW v USING csv OPTIONS (path '${p}', mode = 'DROPMALFORMED', \"escape\" '\\\\', recursiveFileLookup false)"
        self.assertEqual(script.replace("${p}", "s3://b/x\\'y"), spark_text(only(script, p="s3://b/x'y")))

    def test_allowed_bad_rows_are_left_out_with_a_warning(self):
        statement = only("CREATE TEMP VIEW v USING csv OPTIONS (path 'x', maxRejectedRows '10')")
        text, warnings = sql_runner.spark_sql(statement)
        self.assertIn("mode 'DROPMALFORMED'", text)
        self.assertIn("without a limit", warnings[0])
        self.assertIn("DROPMALFORMED", spark_text(only("CREATE TEMP VIEW v USING json OPTIONS (path 'x')"), max_rejected_rows=1))

    def test_parquet_files_may_lack_columns(self):
        self.assertIn("mergeSchema 'true'", spark_text(only("CREATE TEMPORARY VIEW v USING parquet OPTIONS (path 'x')")))

    def test_views_over_queries_stay_as_they_are(self):
        script = "CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 1 AS options"
        self.assertEqual(script, spark_text(only(script)))

    def test_a_table_is_dropped_with_its_files(self):
        self.assertEqual("DROP TABLE IF EXISTS a.b.c PURGE", spark_text(only("DROP TABLE IF EXISTS a.b.c")))
        self.assertEqual("DROP TABLE c PURGE", spark_text(only("DROP TABLE c PURGE")))

    def test_the_table_a_statement_writes_is_found(self):
        for script, table in [
            ("INSERT INTO a.b.c SELECT 1", "a.b.c"), ("INSERT OVERWRITE TABLE `x y`.c VALUES (1)", "`x y`.c"), ("DELETE FROM c WHERE true", "c"),
            ("UPDATE b.c SET x = 1", "b.c"), ("MERGE INTO b.c USING d ON true WHEN MATCHED THEN DELETE", "b.c"), ("SELECT 1", None),
        ]:
            self.assertEqual(table, sql_runner.written_table(only(script)))


class ResultTests(unittest.TestCase):
    def test_values_have_the_json_form_of_the_embedded_engine(self):
        os.environ["TZ"] = "UTC"
        if hasattr(time, "tzset"):
            time.tzset()
        for case in cases("values.json"):
            with self.subTest(case["sql"]):
                data_type = DataType(case["type"])
                result = sql_runner.result_json(Schema([Field("v", data_type)]), [[collected(case["python"], data_type)]], False)
                self.assertEqual({"columns": [{"name": "v", "type": case["type"]}], "rows": [[case["json"]]], "truncated": False}, result)

    def test_a_type_without_a_form_is_refused(self):
        with self.assertRaisesRegex(TypeError, "CAST it to STRING"):
            sql_runner.json_value("1", DataType("interval"))


class RunTests(unittest.TestCase):
    def run_script(self, script, answers, **settings):
        options = sql_runner.parse_arguments(["script.sql", *(f"--{name.replace('_', '-')}={value}" for name, value in settings.items())])
        spark, lines = FakeSpark(answers), []
        result = sql_runner.run(spark, sql_runner.split(script, options.variables), script, options, lines.append)
        return spark, lines, result

    def test_the_last_querys_rows_are_the_result(self):
        frames = {"SELECT 1": FakeFrame([("a", "int")], [(1,)]), "SELECT 2": FakeFrame([("b", "bigint")], [(1,), (2,), (3,)])}
        spark, lines, result = self.run_script("SELECT 1; SELECT 2; CREATE TABLE t (id INT)", frames, max_rows=2)
        self.assertEqual({"columns": [{"name": "b", "type": "bigint"}], "rows": [[1], [2]], "truncated": True}, result)
        self.assertEqual(["SELECT 1", "SELECT 2", "CREATE TABLE t (id INT)"], spark.statements)
        self.assertEqual("[2/3] line 1: SELECT 2", lines[2])
        self.assertRegex(lines[3], r"^  SELECT, 2 rows and more \(\d+\.\d\d s\)$")

    def test_a_script_may_come_as_an_argument_that_nothing_on_the_way_changes(self):
        text = "SELECT '$(HOME) ${n} \\ é'"
        encoded = base64.b64encode(("\ufeff" + text).encode("utf-8")).decode("ascii")
        self.assertEqual(text, sql_runner.parse_arguments(["--script-base64", encoded]).script_text)
        with contextlib.redirect_stderr(io.StringIO()):
            for wrong in ([], ["a.sql", "--script-base64", encoded], ["--script-base64", "?"], ["--script-base64", "/w=="]):
                with self.assertRaises(SystemExit, msg=wrong):
                    sql_runner.parse_arguments(wrong)

    def test_a_script_without_a_query_has_no_rows(self):
        self.assertEqual({"columns": [], "rows": [], "truncated": False}, self.run_script("USE a", {})[2])

    def test_settings_of_spark_reach_spark_and_others_do_not(self):
        spark, _, _ = self.run_script("SET x = 1; SET spark.sql.shuffle.partitions = ${x}", {})
        self.assertEqual({"spark.sql.shuffle.partitions": "1"}, spark.conf)
        self.assertEqual([], spark.statements)

    def test_a_write_is_logged_with_its_rows_and_snapshot(self):
        snapshots = [FakeFrame([], []), FakeFrame([], [{"snapshot_id": 7, "summary": {"added-records": "1200"}}])]
        _, lines, _ = self.run_script("INSERT INTO a.t SELECT 1", {"SELECT snapshot_id": snapshots})
        self.assertRegex(lines[1], r"^  INSERT a\.t, 1,200 rows added, 0 deleted, snapshot 7 ")

    def test_a_failure_names_statement_and_line(self):
        failure = RuntimeError("[TABLE_OR_VIEW_NOT_FOUND] no x\nat all\n\n'Project [*]\n+- plan")
        with self.assertRaises(sql_runner.StatementError) as raised:
            self.run_script("SELECT 1;\n  SELECT * FROM x", {"SELECT *": failure})
        self.assertEqual("Statement 2 (line 2, column 3): [TABLE_OR_VIEW_NOT_FOUND] no x at all", str(raised.exception))

    def test_variables_are_given_as_pairs(self):
        self.assertEqual({"a": "b=c"}, sql_runner.parse_arguments(["s", "--var", "a=b=c"]).variables)

    def test_the_employees_job_is_read(self):
        script = (HERE.parents[1] / "employees" / "employees.sql").read_text(encoding="utf-8")
        statements = sql_runner.split(script, {"input": "s3://b/in/"})
        self.assertEqual(["CREATE", "CREATE", "CREATE", "INSERT", "SELECT", "SELECT", "SELECT"], [statement.tokens[0].value for statement in statements])
        self.assertIn("path 's3://b/in/'", spark_text(statements[2]))


if __name__ == "__main__":
    unittest.main()
