"""The parts of the jobs that need no Spark. Run: python3 -m unittest discover -s jobs/tests"""

import contextlib
import importlib.util
import io
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True

JOBS = pathlib.Path(__file__).resolve().parent.parent


def load(name):
    spec = importlib.util.spec_from_file_location(name, JOBS / name / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


employees = load("employees")
taxi = load("taxi")


class Compile(unittest.TestCase):
    def test_every_script_compiles(self):
        for script in JOBS.glob("*/*.py"):
            compile(script.read_text("utf-8"), str(script), "exec")


class Employees(unittest.TestCase):
    def options(self, *arguments, environment=None):
        return employees.parse_arguments(["--input", "s3://data/in/", *arguments], environment or {})

    def test_defaults_are_those_of_the_seed(self):
        self.assertEqual("s3tablesbucket.doeks_namespace.employee_s3_table", employees.table_name(self.options()))

    def test_paths_are_hadoops(self):
        self.assertEqual("s3a://data/in/", self.options().input)
        self.assertEqual("file:///in", employees.hadoop_path("file:///in"))

    def test_the_run_is_the_job_where_nobody_says_otherwise(self):
        self.assertEqual("j1", self.options(environment={"FLOE_JOB_ID": "j1"}).run_id)
        self.assertEqual("mine", self.options("--run-id", "mine", environment={"FLOE_JOB_ID": "j1"}).run_id)

    def test_a_run_that_is_in_the_table_is_found(self):
        summaries = [None, {"operation": "append"}, {employees.RUN_ID: "j1"}]
        self.assertTrue(employees.has_run(summaries, "j1"))
        self.assertFalse(employees.has_run(summaries, "j2"))
        self.assertFalse(employees.has_run([{}], None))

    def test_a_name_that_S3_Tables_refuses_is_refused_before_Spark_starts(self):
        for name in ["Employees", "a-b", "", "a" * 256, "a;drop"]:
            with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()):
                self.options("--table", name)


class Taxi(unittest.TestCase):
    def options(self, *arguments):
        return taxi.parse_arguments(["--input", "s3://data/in/", "--from-day", "2022-01-30", "--to-day", "2022-01-31", *arguments])

    def test_the_last_day_counts_whole(self):
        self.assertEqual("pickup_at >= TIMESTAMP '2022-01-30 00:00:00' AND pickup_at < TIMESTAMP '2022-02-01 00:00:00'", taxi.is_in_range(self.options()))

    def test_days_in_the_wrong_order_or_form_are_refused(self):
        for wrong in [("--to-day", "2022-01-01"), ("--to-day", "31.1.2022"), ("--format", "orc")]:
            with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()):
                self.options(*wrong)

    def test_trips_are_partitioned_by_day(self):
        self.assertIn("PARTITIONED BY (days(pickup_at))", taxi.create_statements(self.options())[1])

    def test_the_SQL_form_has_the_same_columns_and_rules(self):
        sql = (JOBS / "taxi" / "taxi.sql").read_text("utf-8")
        for name, kind in taxi.INPUT_COLUMNS:
            self.assertRegex(sql, rf"\b{name}\s+{kind.replace('(', '[(]').replace(')', '[)]')}")
        self.assertIn(taxi.is_good(), sql)


if __name__ == "__main__":
    unittest.main()
