-- The subset of docs/sql.md from end to end. Each step keeps its rows under a tag, and the query at the end looks back at all of them.
CREATE NAMESPACE IF NOT EXISTS s3tablesbucket.${ns};
USE s3tablesbucket.${ns};
CREATE TABLE items (id BIGINT NOT NULL, name STRING, kind STRING, price INT, ts TIMESTAMP, size STRUCT<w: INT, h: INT>)
  USING iceberg PARTITIONED BY (kind, days(ts)) COMMENT 'goods on stock'
  TBLPROPERTIES ('format-version' = '${version}', 'write.delete.mode' = '${mode}', 'write.update.mode' = '${mode}', 'write.merge.mode' = '${mode}');
INSERT INTO items SELECT i, 'n' || i, CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END, i * 10, TIMESTAMP '2026-01-31 10:00:00' + to_days(CAST(i % 3 AS INT)), struct_pack(w := i, h := 2)
  FROM range(1, 9) r(i);
ALTER TABLE items CREATE TAG inserted;

-- Columns, partition fields, write order, properties.
ALTER TABLE items ADD COLUMNS (note STRING COMMENT 'free text' AFTER name, size.d INT);
ALTER TABLE items ALTER COLUMN price TYPE BIGINT;
ALTER TABLE items RENAME COLUMN size.w TO width;
ALTER TABLE items DROP COLUMN size.h;
ALTER TABLE items ADD PARTITION FIELD bucket(2, id) AS shard;
ALTER TABLE items REPLACE PARTITION FIELD days(ts) WITH months(ts);
ALTER TABLE items WRITE ORDERED BY price DESC NULLS LAST, id;
ALTER TABLE items SET TBLPROPERTIES ('owner.team' = 'shop', 'passing' = 'x');
ALTER TABLE items UNSET TBLPROPERTIES ('passing');
INSERT INTO items (id, name, kind, price, ts, note) VALUES (9, 'n9', 'a', 3000000000, TIMESTAMP '2026-02-01 00:00:00', 'big'), (10, 'n10', 'c', NULL, NULL, DEFAULT);
ALTER TABLE items CREATE TAG evolved;

-- Rows changed in place.
UPDATE items SET price = price + 1, note = 'dearer' WHERE kind = 'a' AND id < 9;
ALTER TABLE items CREATE TAG updated;
DELETE FROM items WHERE id IN (3, 4);
ALTER TABLE items CREATE TAG deleted;
CREATE TEMPORARY VIEW changes AS SELECT * FROM (VALUES (1, 'drop', 0), (2, 'change', 7), (11, 'new', 11)) c(id, what, price);
MERGE INTO items t USING changes s ON t.id = s.id
  WHEN MATCHED AND s.what = 'drop' THEN DELETE
  WHEN MATCHED THEN UPDATE SET price = s.price, note = s.what
  WHEN NOT MATCHED THEN INSERT (id, name, kind, price) VALUES (s.id, s.what, 'n', s.price)
  WHEN NOT MATCHED BY SOURCE AND t.id = 10 THEN UPDATE SET note = 'left';
ALTER TABLE items CREATE TAG merged;

-- A branch, fast-forwarded.
ALTER TABLE items CREATE BRANCH audit;
INSERT INTO items.branch_audit (id, name, kind) VALUES (12, 'audited', 'c');
CALL s3tablesbucket.system.fast_forward('${ns}.items', 'main', 'audit');
ALTER TABLE items DROP BRANCH audit;
ALTER TABLE items CREATE TAG audited;

-- Maintenance changes no row.
CALL s3tablesbucket.system.rewrite_data_files(table => '${ns}.items', options => map('rewrite-all', 'true'));
CALL s3tablesbucket.system.rewrite_manifests('${ns}.items');
ALTER TABLE items CREATE TAG compacted;
ALTER TABLE items RENAME TO goods;

-- Partitions overwritten: one that is named, those that get rows, all.
CREATE TABLE daily USING iceberg PARTITIONED BY (kind) TBLPROPERTIES ('format-version' = '${version}') AS SELECT id, name, kind FROM goods VERSION AS OF 'inserted';
INSERT OVERWRITE daily PARTITION (kind = 'a') SELECT 100, 'static';
SET spark.sql.sources.partitionOverwriteMode = dynamic;
INSERT OVERWRITE daily SELECT 101, 'dynamic', 'b';
ALTER TABLE daily CREATE TAG overwritten;
SET spark.sql.sources.partitionOverwriteMode = static;
INSERT OVERWRITE daily SELECT 102, 'all', 'z';
CREATE OR REPLACE TABLE daily TBLPROPERTIES ('replaced' = 'yes') AS SELECT kind, count(*) AS n, sum(price) AS total FROM goods GROUP BY kind;

-- Snapshots that nothing holds are expired.
CREATE TABLE brief (id INT) TBLPROPERTIES ('format-version' = '${version}');
INSERT INTO brief VALUES (1);
INSERT INTO brief VALUES (2);
INSERT INTO brief VALUES (3);
CALL s3tablesbucket.system.expire_snapshots('${ns}.brief', TIMESTAMP '2999-01-01 00:00:00', 1);

SELECT step, rows FROM (
  SELECT 1 AS n, 'inserted' AS step, string_agg(concat_ws(':', id, name, price, size.w, size.h), ' ' ORDER BY id) AS rows FROM goods VERSION AS OF 'inserted'
  UNION ALL SELECT 2, 'evolved', string_agg(concat_ws(':', id, price, note, size.width), ' ' ORDER BY id) FROM goods VERSION AS OF 'evolved'
  UNION ALL SELECT 3, 'updated', string_agg(concat_ws(':', id, price, note), ' ' ORDER BY id) FROM goods VERSION AS OF 'updated'
  UNION ALL SELECT 4, 'deleted', string_agg(id, ' ' ORDER BY id) FROM goods VERSION AS OF 'deleted'
  UNION ALL SELECT 5, 'merged', string_agg(concat_ws(':', id, price, note), ' ' ORDER BY id) FROM goods VERSION AS OF 'merged'
  UNION ALL SELECT 6, 'audited', string_agg(id, ' ' ORDER BY id) FROM goods VERSION AS OF 'audited'
  UNION ALL SELECT 7, 'compacted', string_agg(concat_ws(':', id, price, note), ' ' ORDER BY id) FROM goods
  UNION ALL SELECT 8, 'overwritten', string_agg(concat_ws(':', id, name, kind), ' ' ORDER BY id) FROM daily VERSION AS OF 'overwritten'
  UNION ALL SELECT 9, 'replaced', string_agg(concat_ws(':', kind, n, total), ' ' ORDER BY kind) FROM daily
  UNION ALL SELECT 10, 'brief', string_agg(id, ' ' ORDER BY id) FROM brief
  UNION ALL SELECT 11, 'operations', string_agg(operation, ' ' ORDER BY committed_at) FROM goods.snapshots
  UNION ALL SELECT 12, 'refs', string_agg(name, ' ' ORDER BY name) FROM goods.refs
  UNION ALL SELECT 13, 'files', concat_ws(':', count(DISTINCT spec_id), sum(record_count)) FROM goods.files
  UNION ALL SELECT 14, 'delete files', concat_ws(':', count(*), sum(record_count)) FROM goods.delete_files
  UNION ALL SELECT 15, 'partitions', string_agg(partition.kind || ':' || record_count, ' ' ORDER BY partition.kind, record_count) FROM goods.partitions
  UNION ALL SELECT 16, 'manifests', CAST(count(*) > 0 AS STRING) FROM goods.manifests
  UNION ALL SELECT 17, 'history', CAST(count(*) AS STRING) FROM brief.history
) ORDER BY n;
