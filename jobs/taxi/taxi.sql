-- The taxi job: trips as CSV in a bucket -> two Iceberg tables in S3 Tables, trips and daily figures, by day.
-- Runs on the embedded engine and, through the PySpark runner, on Spark. Safe to repeat: the days are deleted before they are loaded.
--
--   ${input}      object or prefix with the CSV (floe generate taxi makes some)
--   ${from_day}   first day to load, such as 2022-01-01
--   ${to_day}     last day to load

CREATE NAMESPACE IF NOT EXISTS s3tablesbucket.taxi;

CREATE TABLE IF NOT EXISTS s3tablesbucket.taxi.trips (
  vendor_id       INT,
  pickup_at       TIMESTAMP,
  dropoff_at      TIMESTAMP,
  passenger_count INT,
  trip_distance   DOUBLE,
  pickup_zone     INT,
  dropoff_zone    INT,
  payment_type    INT,
  fare_amount     DECIMAL(10, 2),
  tip_amount      DECIMAL(10, 2),
  total_amount    DECIMAL(10, 2)
) USING iceberg PARTITIONED BY (days(pickup_at));

CREATE TABLE IF NOT EXISTS s3tablesbucket.taxi.daily (
  day      DATE,
  trips    BIGINT,
  distance DOUBLE,
  revenue  DECIMAL(20, 2)
) USING iceberg PARTITIONED BY (day);

CREATE OR REPLACE TEMPORARY VIEW trip_data (
  vendor_id       INT,
  pickup_at       TIMESTAMP,
  dropoff_at      TIMESTAMP,
  passenger_count INT,
  trip_distance   DOUBLE,
  pickup_zone     INT,
  dropoff_zone    INT,
  payment_type    INT,
  fare_amount     DECIMAL(10, 2),
  tip_amount      DECIMAL(10, 2),
  total_amount    DECIMAL(10, 2)
) USING csv OPTIONS (path '${input}', header 'true');

DELETE FROM s3tablesbucket.taxi.trips
WHERE pickup_at >= TIMESTAMP '${from_day} 00:00:00' AND pickup_at < TIMESTAMP '${to_day} 00:00:00' + INTERVAL 1 DAY;

-- Real records have trips that end before they begin, or cost nothing.
INSERT INTO s3tablesbucket.taxi.trips
SELECT * FROM trip_data
WHERE pickup_at >= TIMESTAMP '${from_day} 00:00:00' AND pickup_at < TIMESTAMP '${to_day} 00:00:00' + INTERVAL 1 DAY
  AND dropoff_at > pickup_at AND trip_distance > 0 AND total_amount > 0 AND passenger_count > 0;

DELETE FROM s3tablesbucket.taxi.daily WHERE day >= DATE '${from_day}' AND day <= DATE '${to_day}';

INSERT INTO s3tablesbucket.taxi.daily
SELECT CAST(pickup_at AS DATE), count(*), sum(trip_distance), CAST(sum(total_amount) AS DECIMAL(20, 2))
FROM s3tablesbucket.taxi.trips
WHERE pickup_at >= TIMESTAMP '${from_day} 00:00:00' AND pickup_at < TIMESTAMP '${to_day} 00:00:00' + INTERVAL 1 DAY
GROUP BY CAST(pickup_at AS DATE);

SELECT * FROM s3tablesbucket.taxi.daily ORDER BY day;
