-- The employees job: CSV in a bucket -> Iceberg table in S3 Tables.
-- Runs on the embedded engine and, through the PySpark runner, on Spark. The catalog s3tablesbucket is the job's table bucket.
--
--   ${input}   object or prefix with the CSV, for example s3://my-bucket/s3table-example/input/

CREATE NAMESPACE IF NOT EXISTS s3tablesbucket.doeks_namespace;

CREATE TABLE IF NOT EXISTS s3tablesbucket.doeks_namespace.employee_s3_table (
  id     INT,
  name   STRING,
  level  STRING,
  salary DOUBLE
) USING iceberg;

CREATE OR REPLACE TEMPORARY VIEW employee_data (
  id     INT,
  name   STRING,
  level  STRING,
  salary DOUBLE
) USING csv OPTIONS (path '${input}', header 'true');

INSERT INTO s3tablesbucket.doeks_namespace.employee_s3_table
SELECT id, name, level, salary FROM employee_data;

SELECT * FROM s3tablesbucket.doeks_namespace.employee_s3_table ORDER BY id LIMIT 10;

SELECT count(*) AS employees FROM s3tablesbucket.doeks_namespace.employee_s3_table;

SELECT made_current_at, snapshot_id, parent_id, is_current_ancestor
FROM s3tablesbucket.doeks_namespace.employee_s3_table.history;
